"""axe on looking companies up and on comparing customers with the registers, as in test_accessibility."""

from dataclasses import asdict

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.models import CheckedCustomer, CheckState, Customer, Outcome, RegisterAnswer, RegisterCheck
from registries import interface
from registries.standin import Standin
from tests import factories
from tests.browser.companies import (
    FISK,
    KRAFT,
    NEW,
    SOLVIK,
    WRONG,
    box,
    hits,
    look_up,
    magnifier,
    mark,
    number_box,
    panel,
    pick,
    used,
)
from tests.browser.conftest import NARROW
from tests.browser.office import Office
from tests.browser.test_accessibility import Open, check


def answer(customer: Customer, number: str, outcome: Outcome = Outcome.DIFFERS) -> Customer:
    """Gives a customer a number and what the register says of it."""
    Customer.objects.filter(pk=customer.pk).update(business_id=number, phone="+47 22 22 22 22")
    company = asdict(interface.get("NO", number))
    RegisterAnswer.objects.create(customer=customer, asked_at=timezone.now(), outcome=outcome, company=company)
    return customer


@pytest.fixture
def differing(office: Office, standin: Standin) -> Customer:
    """A customer of whom the register says several things otherwise, and that it is bankrupt."""
    found = Customer.objects.get(name="Fjordlys Energi AS")
    factories.address(found, "Oslo", street="Kaia 1", is_visiting=True)
    return answer(found, KRAFT)


@pytest.fixture
def checked(office: Office, differing: Customer) -> RegisterCheck:
    """A check with every outcome there is, which has more than one page."""
    made = RegisterCheck.objects.create(user=office.boss, state=CheckState.COMPARED)
    same = answer(Customer.objects.get(name="Viken Transport AS"), FISK)
    others = Customer.objects.exclude(pk__in=[differing.pk, same.pk]).order_by("pk")
    outcomes = [*Outcome.values, *[Outcome.NOT_FOUND] * 50]
    CheckedCustomer.objects.bulk_create(
        [
            CheckedCustomer(check_run=made, customer=differing, outcome=Outcome.DIFFERS),
            CheckedCustomer(check_run=made, customer=same, outcome=Outcome.DIFFERS),
            *[
                CheckedCustomer(check_run=made, customer=customer, outcome=outcome)
                for customer, outcome in zip(others, outcomes, strict=False)
            ],
        ]
    )
    return made


def test_a_new_customer_with_hits(open_page: Open, office: Office, standin: Standin) -> None:
    Customer.objects.filter(name="Fjordlys Energi AS").update(business_id=FISK)
    page = open_page(office.boss, NEW)
    expect(panel(page)).to_contain_text("Nothing looked up yet")
    check(page, "nothing looked up")
    look_up(page, "solvik")
    expect(hits(page)).to_have_count(3)
    check(page, "hits")
    look_up(page, "havbris")
    expect(page.get_by_role("button", name="Show more")).to_be_visible()
    check(page, "more hits than shown")
    look_up(page, "solvik")
    panel(page).get_by_role("button", name="Branches of Solvik Energi AS").click()
    expect(panel(page).get_by_role("heading", name="Branches")).to_be_visible()
    check(page, "branches")
    look_up(page, "nobody-has-this-name")
    expect(panel(page)).to_contain_text("No hits for")
    check(page, "no hits")


def test_a_form_that_was_filled(open_page: Open, office: Office, standin: Standin) -> None:
    page = open_page(office.boss, NEW)
    look_up(page, "solvik")
    pick(page, "Solvik Energi AS")
    box(page, "phone").fill("99 99 99 99")
    expect(mark(page, "phone", "Edited")).to_be_visible()
    check(page, "filled")
    pick(page, "Solvik Kraft AS")
    expect(used(page)).to_contain_text("Bankrupt")
    check(page, "a bankrupt company")


def test_a_look_up_that_failed(open_page: Open, office: Office, standin: Standin, faults: list[str]) -> None:
    page = open_page(office.boss, NEW)
    number_box(page).fill(WRONG)
    magnifier(page, "business_id").click()
    expect(panel(page).get_by_role("alert")).to_contain_text("Not looked up")
    check(page, "a wrong number")
    standin.stop()
    look_up(page, "solvik")
    expect(panel(page).get_by_role("button", name="Try again")).to_be_visible()
    check(page, "a register that is down")
    page.get_by_role("button", name="Save customer").click()
    expect(page.locator("main .errors")).to_be_focused()
    check(page, "refused")
    faults.clear()  # the refused form


def test_the_register_on_the_card(open_page: Open, office: Office, differing: Customer) -> None:
    page = open_page(office.boss, f"/customers/{differing.pk}/register/")
    expect(page.get_by_role("table", name="Fields that differ from the register")).to_be_visible()
    expect(page.get_by_role("button", name="Apply: Name")).to_be_visible()
    check(page, "differences")
    RegisterAnswer.objects.update(company={}, outcome=Outcome.NOT_FOUND)
    page.reload()
    expect(page.get_by_role("heading", name="The register shows no such company")).to_be_visible()
    check(page, "not found")
    RegisterAnswer.objects.all().delete()
    page.reload()
    expect(page.get_by_role("heading", name="Not compared yet")).to_be_visible()
    check(page, "not compared")


def test_the_checks(open_page: Open, office: Office, checked: RegisterCheck) -> None:
    page = open_page(office.boss, f"/customers/checks/{checked.pk}/")
    expect(page.get_by_role("table", name="Customers of the check")).to_be_visible()
    expect(page.get_by_role("button", name="Change 3 customers")).to_be_visible()
    check(page, "compared")
    page.get_by_role("navigation", name="Outcomes").get_by_role("link", name="Not in the register").click()
    check(page, "one outcome")
    RegisterCheck.objects.update(state=CheckState.COMPARING)
    page.goto(f"/customers/checks/{checked.pk}/")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    check(page, "under way")
    page.goto("/customers/checks/")
    expect(page.get_by_text("49 customers")).to_be_visible()
    check(page, "list")
    RegisterCheck.objects.all().delete()
    page.reload()
    expect(page.get_by_role("heading", name="No register check yet")).to_be_visible()
    check(page, "no checks")


def test_nothing_scrolls_sideways_on_the_narrowest_phone(
    open_page: Open, office: Office, checked: RegisterCheck, differing: Customer
) -> None:
    page: Page = open_page(office.boss, **NARROW | {"viewport": {"width": 320, "height": 640}})
    for path in (f"/customers/{differing.pk}/register/", f"/customers/checks/{checked.pk}/", "/customers/checks/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    page.goto(NEW)
    look_up(page, "solvik")
    expect(hits(page)).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    number_box(page).fill(SOLVIK)
    pick(page, "Solvik Energi AS")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
