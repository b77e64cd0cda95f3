"""The strip of key figures: it comes after its page, explains itself and leads to the rows it counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.organisation import today
from customers.models import Customer
from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.office import Office
from tests.browser.test_accessibility import check

# what can be pressed of a heading's button is larger than its picture and may reach into the margin
CUT = """[...document.querySelectorAll('.kpi h2, .kpi .value')]
    .filter(each => each.scrollWidth > each.clientWidth + 4).map(each => each.textContent.trim())"""
Open = Callable[..., Page]
LANGUAGES = {
    "en": "Billing this month", "sv": "Fakturering denna månad", "nb": "Fakturering denne måneden",
    "fi": "Laskutus tässä kuussa", "da": "Fakturering denne måned",
}  # fmt: skip


@pytest.fixture
def billed(office: Office) -> Office:
    """Two sent invoices of this month, and a draft."""
    company, sent = factories.unit("Company", is_company=True), factories.invoice_status("Sent", is_sent=True)
    customer = Customer.objects.exclude(is_internal=True).order_by("pk")[0]
    for number, net in ((1, 1200), (2, 345)):
        factories.invoice(customer, sent, net, number=number, company_unit=company, invoice_date=today())
    factories.invoice(customer, factories.invoice_status("Draft"), 9999, invoice_date=today())
    return office


def test_a_figure_explains_itself_and_leads_to_its_rows(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/customers/")
    strip = page.get_by_role("region", name="Key figures")
    expect(strip.get_by_role("heading")).to_have_count(4)
    page.get_by_role("button", name="How it is counted: Billing this month").click()
    info = page.locator("#kpi-billing_this_month")
    expect(info).to_contain_text("Invoices whose status is not sent: 1")
    check(page, "a figure explained", "#kpi-billing_this_month")
    page.keyboard.press("Escape")
    strip.get_by_role("article").nth(1).get_by_role("link", name="1 545").click()
    expect(page.get_by_role("heading", name="Invoices")).to_be_visible()
    expect(page.locator("tfoot")).to_contain_text("1 545")
    expect(page.locator("tbody tr")).to_have_count(2)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "380"])
def test_the_strip_fits_in_every_language(open_page: Open, billed: Office, size: dict[str, Any]) -> None:
    page = open_page(billed.boss, "/customers/", **size)
    for language, label in LANGUAGES.items():
        type(billed.boss).objects.filter(pk=billed.boss.pk).update(language=language)
        page.goto("/customers/")
        expect(page.locator(".kpis").get_by_role("heading", name=label)).to_be_visible()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), language
        assert page.evaluate(CUT) == [], language


def test_without_script_the_figures_are_a_page_of_their_own(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/customers/", java_script_enabled=False)
    page.get_by_role("link", name="Key figures").click()
    expect(page.get_by_role("region", name="Key figures")).to_contain_text("Billing this month")


def test_the_register_of_invoices_and_its_cards_are_for_everybody(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/invoices/")
    expect(page.locator("tbody tr")).to_have_count(3)
    check(page, "invoices")
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="Invoice rows")).to_be_visible()
    check(page, "an invoice")
    page.goto(page.url + "figures/")
    expect(page.get_by_role("heading", name="Why this is counted, or not")).to_be_visible()
    check(page, "why it is counted")


def test_figures_are_chosen_and_put_into_order_by_keyboard(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/customers/")
    page.get_by_role("button", name="Adjust key figures").click()
    check(page, "the menu of key figures", "#figures-menu")
    page.get_by_role("link", name="Choose key figures").click()
    check(page, "choosing key figures")
    page.get_by_role("checkbox", name="Overdue").check()
    page.get_by_role("checkbox", name="Margin this year").uncheck()
    page.get_by_role("button", name="Move Overdue").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Save").click()
    strip = page.get_by_role("region", name="Key figures")
    expect(strip.get_by_role("heading")).to_contain_text(
        ["Overdue", "Billing this month", "Active customers", "Prospects in pipeline"]
    )
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_figures_follow_the_filter_at_a_switch(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/customers/?q=nobody")
    strip = page.get_by_role("region", name="Key figures")
    expect(strip.get_by_role("article").nth(1)).to_contain_text("1 545")
    page.get_by_role("button", name="Adjust key figures").click()
    page.get_by_role("button", name="Follow the list's filter").click()
    expect(strip).to_contain_text("Customers that match the filter: 0")
    expect(strip.get_by_role("article").nth(1).get_by_role("link")).to_have_text(re.compile(r"^\s*0\s+NOK\s*$"))
    page.get_by_role("searchbox").first.fill("")
    expect(strip.get_by_role("article").nth(1)).to_contain_text("1 545")  # nothing is filtered any more
    expect(strip).not_to_contain_text("that match the filter")
    page.get_by_role("searchbox").first.fill("fjordlys")
    expect(strip).to_contain_text("Customers that match the filter: 1")
    check(page, "figures that follow")
    page.get_by_role("button", name="Adjust key figures").click()
    expect(page.get_by_role("button", name="Follow the list's filter")).to_have_attribute("aria-pressed", "true")


def test_earlier_months_cards_and_the_start_page_have_figures(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/customers/figures/")
    page.get_by_label("At the end of").select_option(index=2)
    page.get_by_role("button", name="Show").click()
    strip = page.get_by_role("region", name="Key figures")
    expect(strip.get_by_role("article").nth(1)).to_contain_text("NOK")
    check(page, "figures of an earlier month")
    page.goto(page.url + "&kpi=prospects")
    expect(page.get_by_text("Since history began")).to_be_visible()
    check(page, "a figure of an earlier month explained")
    customer = Customer.objects.exclude(is_internal=True).order_by("pk")[0]
    for path, label in ((f"/customers/{customer.pk}/", "Billing in 12 months"), ("/", "Billing this month")):
        page.goto(path)
        expect(page.get_by_role("article").filter(has_text=label)).to_contain_text("1 545")
        check(page, path)
    page.goto("/settings/key-figures/")
    check(page, "key figures of profiles")
    page.get_by_role("link", name="Invoices").last.click()
    check(page, "key figures of a profile")


def test_figures_are_chosen_without_script(open_page: Open, billed: Office) -> None:
    page = open_page(billed.boss, "/customers/figures/choose/", java_script_enabled=False)
    page.get_by_role("checkbox", name="Order book").check()
    page.get_by_role("button", name="Save").click()
    page.goto("/customers/figures/")
    expect(page.get_by_role("region", name="Key figures").get_by_role("article")).to_have_count(5)


def test_figures_of_another_filter_never_stay_over_a_list(open_page: Open, billed: Office, faults: list[str]) -> None:
    page = open_page(billed.boss, "/customers/?q=fjordlys")
    page.get_by_role("button", name="Adjust key figures").click()
    page.get_by_role("button", name="Follow the list's filter").click()
    search, strip = page.get_by_role("searchbox").first, page.get_by_role("region", name="Key figures")
    expect(strip).to_contain_text("Customers that match the filter: 1")
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/customers/figures/?of=*nobody*", hold)
    page.route("**/customers/figures/?of=*broken*", lambda route: route.fulfill(status=503, body=""))
    search.fill("nobody")
    expect(page.locator("#register")).to_contain_text("Nothing")
    search.fill("fjordlys")
    expect(strip).to_contain_text("Customers that match the filter: 1")
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)  # whatever comes late has come
    expect(strip).to_contain_text("Customers that match the filter: 1")
    search.fill("broken")
    expect(page.get_by_text("The key figures could not be counted")).to_be_visible()
    expect(strip).to_have_count(0)
    faults.clear()  # what was broken on purpose
