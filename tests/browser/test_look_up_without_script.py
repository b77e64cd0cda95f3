"""Looking a new customer up in the public registers without JavaScript: the page comes back filled."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from customers.models import Address, Customer
from registries.standin import Standin
from tests.browser.companies import (
    FISK,
    KONEPAJA,
    MANY,
    NEW,
    PERSONAL,
    SOLVIK,
    WRONG,
    asked,
    box,
    hit,
    hits,
    look_up,
    magnifier,
    mark,
    name_box,
    number_box,
    panel,
    take,
    use,
    used,
)
from tests.browser.office import Office


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office, standin: Standin) -> Page:
    return open_page(office.boss, NEW, java_script_enabled=False)


def save(page: Page, name: str) -> Customer:
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    return Customer.objects.get(name=name)


def test_a_company_is_found_filled_in_and_saved(page: Page, standin: Standin) -> None:
    page.get_by_label("Notes").fill("met at the fair")
    name_box(page).fill("solvik")
    assert asked(standin) == []
    name_box(page).press("Enter")
    expect(hits(page)).to_have_count(3)
    expect(hit(page, "Solvik Energi AS")).to_contain_text(f"{SOLVIK} · AS · Bergen · since 2009")
    expect(name_box(page)).to_have_value("solvik")
    use(page, "Solvik Energi AS").click()
    expect(used(page)).to_contain_text("35.110 Produksjon av elektrisitet")
    expect(name_box(page)).to_have_value("Solvik Energi AS")
    expect(number_box(page)).to_have_value(SOLVIK)
    for name in ("name", "business_id", "email", "street", "postal_street", "language"):
        expect(mark(page, name)).to_be_visible()
    expect(mark(page, "notes")).to_be_hidden()
    expect(page.get_by_label("Notes")).to_have_value("met at the fair")

    made = save(page, "Solvik Energi AS")
    assert (made.business_id, made.register_source, made.notes) == (SOLVIK, "brreg", "met at the fair")
    assert made.register_checked_at
    cities = Address.objects.filter(customer=made).order_by("pk").values_list("city", "is_visiting", "is_postal")
    assert list(cities) == [("Bergen", True, False), ("Bergen", False, True)]
    expect(page.get_by_title("Public register,").first).to_be_attached()


def test_a_finnish_company_is_found_by_its_vat_number(page: Page) -> None:
    page.get_by_role("radio", name="Finland").check(force=True)
    number_box(page).fill("FI27481932")
    magnifier(page, "business_id").click()
    expect(hits(page).get_by_role("heading")).to_have_text(["Vuoksen Konepaja Oy"])
    expect(page.get_by_role("radio", name="Finland")).to_be_checked()
    use(page, "Vuoksen Konepaja Oy").click()
    expect(number_box(page)).to_have_value(KONEPAJA)
    made = save(page, "Vuoksen Konepaja Oy")
    assert (made.country, made.register_source) == ("FI", "ytj")


def test_enter_in_the_box_for_the_number_looks_the_number_up(page: Page) -> None:
    number_box(page).fill(SOLVIK)
    number_box(page).press("Enter")
    expect(hits(page).get_by_role("heading")).to_have_text(["Solvik Energi AS"])


def test_enter_in_another_field_loses_nothing(page: Page) -> None:
    name_box(page).fill("solvik")
    box(page, "phone").fill("99 99 99 99")
    box(page, "phone").press("Enter")  # the first button of the form is the magnifier
    expect(hits(page)).to_have_count(3)
    expect(box(page, "phone")).to_have_value("99 99 99 99")
    assert save(page, "solvik").phone == "99 99 99 99"


def test_what_was_typed_stays_and_the_registers_can_be_had(page: Page) -> None:
    box(page, "phone").fill("99 99 99 99")
    look_up(page, "solvik")
    use(page, "Solvik Energi AS").click()
    expect(box(page, "phone")).to_have_value("99 99 99 99")
    expect(mark(page, "phone", "Edited")).to_be_visible()
    expect(page.locator(".f-phone")).to_contain_text("Register says 55 12 34 56")
    take(page, "phone").click()
    expect(box(page, "phone")).to_have_value("55 12 34 56")
    expect(mark(page, "phone")).to_be_visible()
    expect(mark(page, "email")).to_be_visible()


def test_another_company_replaces_what_the_first_filled(page: Page) -> None:
    look_up(page, "solvik")
    use(page, "Solvik Energi AS").click()
    box(page, "email").fill("ola@solvik-energi.example")
    number_box(page).fill(FISK)
    magnifier(page, "business_id").click()
    use(page, "Solvik Fisk AS").click()
    expect(name_box(page)).to_have_value("Solvik Fisk AS")
    expect(box(page, "phone")).to_have_value("")
    expect(box(page, "email")).to_have_value("ola@solvik-energi.example")


def test_the_register_values_are_cleared_again(page: Page) -> None:
    box(page, "phone").fill("99 99 99 99")
    look_up(page, "solvik")
    use(page, "Solvik Energi AS").click()
    used(page).get_by_role("button", name="Clear register values").click()
    for name in ("name", "business_id", "email", "postal_street"):
        expect(box(page, name)).to_have_value("")
        expect(mark(page, name)).to_be_hidden()
    expect(box(page, "phone")).to_have_value("99 99 99 99")
    expect(used(page)).to_have_count(0)


def test_more_hits_branches_and_the_other_register_are_buttons(page: Page) -> None:
    look_up(page, "havbris")
    page.get_by_role("button", name="Show more").click()
    expect(panel(page)).to_contain_text(f"50 of {MANY}")
    expect(hit(page, "Havbris 26 AS")).to_be_visible()
    look_up(page, "solvik")
    panel(page).get_by_role("button", name="Branches of Solvik Energi AS").click()
    expect(hit(page, "Solvik Energi AVD Bodø")).to_be_visible()
    look_up(page, "vuoksen")
    panel(page).get_by_role("button", name="Look in: Finland").click()
    expect(hits(page)).to_have_count(2)
    expect(page.get_by_role("radio", name="Finland")).to_be_checked()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (WRONG, "The last digit of 931204778 should be 7, not 8"),
        (PERSONAL, "This looks like a personal identity number: it is not sent to any register."),
    ],
    ids=["wrong", "personal"],
)
def test_a_number_that_cannot_be_looked_up_is_explained(page: Page, standin: Standin, typed: str, told: str) -> None:
    number_box(page).fill(typed)
    magnifier(page, "business_id").click()
    expect(panel(page).get_by_role("alert")).to_contain_text(told)
    expect(number_box(page)).to_have_value(typed)
    assert asked(standin) == []


def test_a_register_that_is_down_is_told_and_the_form_saved_by_hand(page: Page, standin: Standin) -> None:
    standin.stop()
    box(page, "phone").fill("99 99 99 99")
    look_up(page, "Solvik")
    expect(panel(page).get_by_role("alert")).to_contain_text("The register does not answer at the moment.")
    expect(box(page, "phone")).to_have_value("99 99 99 99")
    made = save(page, "Solvik")
    assert (made.phone, made.register_source) == ("99 99 99 99", "")
