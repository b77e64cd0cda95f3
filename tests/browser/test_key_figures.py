"""The strip of key figures: it comes after its page, explains itself and leads to the rows it counted."""

from __future__ import annotations

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
    expect(info).to_contain_text("Invoices without a number, or whose status is not sent: 1")
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
    for size in (WIDE, NARROW):
        page = open_page(billed.boss, "/invoices/", **size)
        expect(page.locator("tbody tr")).to_have_count(3)
        check(page, "invoices")
        page.locator("tbody th a").first.click()
        expect(page.get_by_role("heading", name="Invoice rows")).to_be_visible()
        check(page, "an invoice")
        page.goto(page.url + "figures/")
        expect(page.get_by_role("heading", name="Why this is counted, or not")).to_be_visible()
        check(page, "why it is counted")
