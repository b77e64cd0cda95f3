"""An address says the same in every language: days and numbers stand in it as all of them read them."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from catalogue.days import DayField
from tests import factories
from tests.matrix.answers import shown_names
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
LANGUAGES = ["en", "sv", "nb", "fi", "da"]


def speak(ground: Ground, language: str) -> None:
    ground.people["admin"].language = language
    ground.people["admin"].save()


@pytest.mark.parametrize(("language", "typed", "plain"), [
    ("en", "number.min=500,000", "number.min=500000"),
    ("da", "number.min=500.000", "number.min=500000"),
    ("nb", "number.min=1%20500,5", "number.min=1500.5"),
    ("en", "open_sales.min=0.125", "open_sales.min=0.1250"),
    ("en", "created_at.from=27/11/2025", "created_at.from=2025-11-27"),
    ("nb", "created_at.from=27.11.2025&q=a&page=2", "q=a&page=2&created_at.from=2025-11-27"),
])  # fmt: skip
def test_what_was_typed_in_one_language_is_led_to_its_plain_address(
    language: str, typed: str, plain: str, ground: Ground, browsers: Browsers
) -> None:
    speak(ground, language)
    answer = browsers["admin"].get(f"/customers/?{typed}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/customers/?{plain}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_address_lists_the_same_rows_in_every_language(
    language: str, ground: Ground, browsers: Browsers
) -> None:
    factories.customer("Large", number=500_000)
    factories.customer("Small", number=499_999)
    speak(ground, language)
    for query in ("number.min=500000", "number.min=499999.5", "number.min=499999.1250"):
        answer = browsers["admin"].get(f"/customers/?{query}")
        assert answer.status_code == 200, query
        assert shown_names(answer) == ["Large"], query
    assert browsers["admin"].get("/customers/?created_at.from=2025-11-27").status_code == 200


@pytest.mark.parametrize(("language", "day", "amount"), [
    ("en", "27 Nov 2025", "500\u00a0000"), ("sv", "27 nov. 2025", "500\u00a0000"),
    ("nb", "27. nov. 2025", "500\u00a0000"), ("fi", "27.11.2025", "500\u00a0000"), ("da", "27. nov. 2025", "500.000"),
])  # fmt: skip
def test_a_chip_tells_days_and_numbers_as_its_reader_writes_them(
    language: str, day: str, amount: str, ground: Ground, browsers: Browsers
) -> None:
    speak(ground, language)
    page = browsers["admin"].get("/customers/?created_at.from=2025-11-27&open_sales.min=500000").content.decode()
    assert day in page.replace("27.\u00a0nov", "27. nov")
    assert amount in page


@pytest.mark.parametrize(("language", "typed"), [
    ("nb", "27. nov. 2025"), ("da", "27. nov. 2025"), ("sv", "27 nov. 2025"), ("en", "27 Nov 2025"),
    ("fi", "27.11.2025"), ("da", "27-11-2025"), ("da", "27/11-2025"), ("nb", "27/11 2025"), ("sv", "251127"),
    ("sv", "20251127"), ("fi", "27. marraskuuta 2025"), ("nb", "27. november 2025"), ("da", "2025-11-27"),
])  # fmt: skip
def test_days_are_read_as_people_write_them_and_as_pages_print_them(language: str, typed: str) -> None:
    with translation.override(language):
        assert DayField(localize=True).clean(typed) == date(2025, 11, 27)


@pytest.mark.parametrize("typed", ["31/2/2025", "27. foo 2025", "x", "99-99-2025", "27. m 2025"])
def test_what_is_no_day_is_refused_with_an_example(typed: str, ground: Ground, browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/", {"created_at.from": typed}).content.decode()
    assert "Enter a day such as" in page


@pytest.mark.parametrize(("first", "other", "kept"), [
    ("city=oslo", "not", "oslo"), ("number.min=5", "max", "5"), ("created_at.from=2025-11-27", "to", "27 Nov 2025"),
])  # fmt: skip
def test_another_condition_chosen_at_a_chip_replaces_its_filter_and_keeps_the_value(
    first: str, other: str, kept: str, browsers: Browsers
) -> None:
    name = first.partition("=")[0]
    field = name.partition(".")[0]
    address = f"/customers/?{first}&country=NO&part=filter&field={field}&operator={other}&instead={name}"
    form = browsers["admin"].get(address, headers={"HX-Request": "true"}).content.decode()
    assert f'name="{name}"' not in form
    assert f'value="{kept}"' in form
    assert 'name="country"' in form


def test_a_second_condition_added_from_the_list_of_fields_stays_beside_the_first(browsers: Browsers) -> None:
    address = "/customers/?number.min=5&part=filter&field=number&operator=max"
    assert 'name="number.min"' in browsers["admin"].get(address, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize(("field", "operator", "plain", "shown"), [
    ("open_sales", "min", "500000.5", {"en": "500\u00a0000.5", "nb": "500\u00a0000,5", "da": "500.000,5"}),
    ("open_sales", "max", "-0.1250", {"en": "\u22120.125", "sv": "\u22120,125", "fi": "\u22120,125"}),
    ("created_at", "from", "2025-11-27", {"en": "27 Nov 2025", "fi": "27.11.2025"}),
])  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_a_filter_shows_what_its_reader_would_type_and_reads_it_back(
    language: str, field: str, operator: str, plain: str, shown: dict[str, str], ground: Ground, browsers: Browsers
) -> None:
    speak(ground, language)
    name = f"{field}.{operator}"
    form = browsers["admin"].get("/customers/", {"part": "filter", "field": field, "operator": operator, name: plain})
    values = form.context["values"]
    assert values == [shown.get(language, values[0])]
    answer = browsers["admin"].get("/customers/", {name: values[0]})
    assert answer.headers["Location"] == f"/customers/?{name}={plain}"


def test_the_form_of_a_filter_keeps_what_could_not_be_read(browsers: Browsers) -> None:
    asked = {"part": "filter", "field": "open_sales", "operator": "min", "open_sales.min": "a lot"}
    assert browsers["admin"].get("/customers/", asked).context["values"] == ["a lot"]
