"""Class 28: a selection is a contract: ticked rows, or a filter with the count and fingerprint that were seen."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from customers.models import Customer
from tests import factories
from tests.matrix.answers import csv_names, shown_names
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.models import Export
from workbench.selection import fingerprint

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def select_all(browser: Client, address: str) -> dict[str, str]:
    """What the page holds once "select all" was clicked: the fields its form posts."""
    page = browser.get(f"{address}{'&' if '?' in address else '?'}selected=all").content.decode()
    section = page[page.index('id="register"') :]
    fields = re.findall(r'<input type="hidden" name="(selected|count|fingerprint)" value="([^"]*)"', section)
    assert [name for name, _value in fields] == ["selected", "count", "fingerprint"]
    return dict(fields)


def take(browser: Client, address: str, selection: dict[str, str]) -> Any:
    return browser.post(address, {"export": "csv", **selection})


def test_all_that_match_are_taken_but_for_our_own_company(browsers: Browsers) -> None:
    selection = select_all(browsers["admin"], "/customers/")
    assert selection["count"] == "3"
    assert sorted(csv_names(take(browsers["admin"], "/customers/", selection))) == [
        "Bryggen Handel AS", "Saimaa Konepaja Oy", "Ålesund Seafood AS",
    ]  # fmt: skip


def test_nothing_ticked_is_everything_the_page_shows(browsers: Browsers) -> None:
    assert csv_names(take(browsers["admin"], "/customers/", {})) == shown_names(browsers["admin"].get("/customers/"))
    assert "Nordlys Consulting AS" in shown_names(browsers["admin"].get("/customers/"))


@pytest.mark.parametrize("change", ["added", "removed", "swapped", "left the filter", "another's scope"])
def test_rows_that_moved_are_shown_and_not_taken(change: str, ground: Ground, browsers: Browsers) -> None:
    selection = select_all(browsers["manager"], "/customers/?country=NO")
    seen, now = {"added": (2, 3), "removed": (2, 1), "swapped": (2, 2), "left the filter": (2, 1),
                 "another's scope": (2, 1)}[change]  # fmt: skip
    assert selection["count"] == str(seen)
    unit = Customer.objects.filter(pk=ground.customers["unit"].pk)
    if change in {"added", "swapped"}:
        factories.customer("New", country="NO", business_unit=ground.units["oslo"])
    if change in {"removed", "swapped"}:
        unit.update(is_active=False)
    if change == "left the filter":
        unit.update(country="SE")
    if change == "another's scope":
        unit.update(business_unit=ground.units["finland"], account_owner=None)
    with nothing_is_written():
        response = take(browsers["manager"], "/customers/?country=NO", selection)
    page = response.content.decode()
    assert response.status_code == 409
    assert "The selection has changed" in page
    if seen == now:
        assert "You saw 2 rows; there are still 2, but not the same ones." in page
    else:
        assert f"You saw {seen} rows, now there are {now}." in page
    assert not Export.objects.exists()


def test_after_a_look_at_the_new_number_it_goes_on(ground: Ground, browsers: Browsers) -> None:
    selection = select_all(browsers["manager"], "/customers/?country=NO")
    factories.customer("New", country="NO", business_unit=ground.units["oslo"])
    moved = take(browsers["manager"], "/customers/?country=NO", selection).content.decode()
    form = moved[moved.index('<form class="row"') :]
    posted = dict(re.findall(r'name="(selected|count|fingerprint)" value="([^"]*)"', form))
    action = re.findall(r'action="([^"]*)"', form)[0]
    assert len(csv_names(take(browsers["manager"], action, posted))) == 3


def test_a_change_that_moves_no_row_stops_nobody(ground: Ground, browsers: Browsers) -> None:
    selection = select_all(browsers["manager"], "/customers/?country=NO")
    Customer.objects.filter(pk=ground.customers["unit"].pk).update(name="Renamed")
    Customer.objects.filter(pk=ground.customers["foreign"].pk).update(country="NO")  # not theirs to see
    assert "Renamed" in csv_names(take(browsers["manager"], "/customers/?country=NO", selection))


@pytest.mark.parametrize(("count", "print_"), [("3", None), ("0", None), ("2", "0" * 16), ("2", ""), ("2", "x" * 9000)])
def test_a_forged_count_or_fingerprint_takes_nothing(count: str, print_: str | None, browsers: Browsers) -> None:
    selection = select_all(browsers["manager"], "/customers/?country=NO") | {"count": count}
    if print_ is not None:
        selection["fingerprint"] = print_
    with nothing_is_written():
        assert take(browsers["manager"], "/customers/?country=NO", selection).status_code == 409


@pytest.mark.parametrize("count", ["", "-1", "2.0", " 2", "\u0662", "0x2", "9" * 19, "9" * 5000, "NaN", "2\x00", "1e1"])
def test_a_count_that_is_no_number_is_refused(count: str, browsers: Browsers) -> None:
    selection = select_all(browsers["manager"], "/customers/?country=NO") | {"count": count}
    with nothing_is_written():
        assert take(browsers["manager"], "/customers/?country=NO", selection).status_code == 400


@pytest.mark.parametrize("selected", ["ALL", "all ", "1", "none", "on", "al"])
def test_a_kind_of_selection_that_does_not_exist_is_not_everything(selected: str, browsers: Browsers) -> None:
    selection = select_all(browsers["manager"], "/customers/") | {"selected": selected}
    with nothing_is_written():
        assert take(browsers["manager"], "/customers/", selection).status_code == 400


def test_the_selection_of_somebody_who_sees_more_is_not_ours(browsers: Browsers) -> None:
    selection = select_all(browsers["admin"], "/customers/")
    response = take(browsers["account"], "/customers/", selection)
    assert response.status_code == 409
    assert "You saw 3 rows, now there are 1." in response.content.decode()


def test_a_selection_made_under_one_filter_is_not_taken_under_another(browsers: Browsers) -> None:
    selection = select_all(browsers["admin"], "/customers/?country=NO")
    for address in ("/customers/", "/customers/?country=FI", "/customers/?country=NO&q=bryggen", "/contacts/"):
        assert take(browsers["admin"], address, selection).status_code == 409


@pytest.mark.parametrize("typed", ["100%", "%20", "under_", "O'Hara", 'Say "x', "a,b", "a\\"])
def test_what_is_typed_literally_selects_what_the_page_shows(typed: str, browsers: Browsers) -> None:
    for number, name in enumerate(
        ["100% Øko", "O'Hara & Co", 'Say "x" AS', "a,b", "C:\\a\\", "under_score"], start=7000
    ):
        factories.customer(name, number=number)
    for parameter in ("q", "name", "name.not"):
        address = f"/customers/?{parameter}={quote(typed)}&number.min=7000&size=200"
        selection = select_all(browsers["admin"], address)
        shown = shown_names(browsers["admin"].get(address))
        assert int(selection["count"]) == len(shown)
        assert csv_names(take(browsers["admin"], address, selection)) == shown


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", '"', ",", "--"])
def test_punctuation_alone_finds_nothing_and_a_filter_of_it_is_refused(typed: str, browsers: Browsers) -> None:
    assert shown_names(browsers["admin"].get(f"/customers/?q={quote(typed)}")) == []
    for parameter in ("name", "name.is", "name.not", "contact_names"):
        address = f"/customers/?{parameter}={quote(typed)}"
        page = browsers["admin"].get(address)
        assert shown_names(page) == []
        assert "Type at least one letter or digit." in page.content.decode()
        assert browsers["admin"].post(address, {"export": "csv"}).status_code == 400


def test_all_of_nothing_is_nothing(browsers: Browsers) -> None:
    address = "/customers/?name=zzzz"
    selection = select_all(browsers["admin"], address)
    assert selection["count"] == "0"
    assert csv_names(take(browsers["admin"], address, selection)) == []
    factories.customer("Zzzz")
    assert take(browsers["admin"], address, selection).status_code == 409


def test_an_empty_list_of_ids_with_a_filter_of_nothing_is_nothing(browsers: Browsers) -> None:
    assert csv_names(take(browsers["admin"], "/customers/?name=zzzz", {})) == []


def test_ticked_rows_stay_ticked_when_the_filter_no_longer_shows_them(ground: Ground, browsers: Browsers) -> None:
    posted = {"export": "csv", "ids": [ground.customers["mine"].pk]}
    assert csv_names(browsers["admin"].post("/customers/?country=FI", posted)) == ["Ålesund Seafood AS"]


def test_a_fingerprint_tells_sets_apart_and_orders_not(ground: Ground) -> None:
    rows = Customer.objects.all()
    whole = fingerprint(rows)
    assert (whole.count, len(whole.value)) == (4, 16)
    assert fingerprint(rows.order_by("-name")) == whole
    each = [fingerprint(rows.filter(pk=customer.pk)) for customer in ground.customers.values()]
    assert len({one.value for one in each}) == 4
    assert fingerprint(rows.none()).count == 0
    assert fingerprint(rows.filter(name="zzzz")) == fingerprint(rows.none())
