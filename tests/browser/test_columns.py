"""Choosing columns and how many rows a page has."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from customers.models import Customer
from tests import factories
from tests.browser.office import EVERYBODY, PAGE, SEAFOOD, Office
from tests.browser.places import chooser, pager, rows


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/")


def heads(page: Page) -> Locator:
    return page.get_by_role("columnheader")


def test_columns_are_dragged_into_order_and_the_standard_ones_come_back(page: Page) -> None:
    standard = heads(page).all_inner_texts()
    page.get_by_role("button", name="Columns").click()
    grip = chooser(page).get_by_role("button", name="Move City").bounding_box()
    assert grip
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, grip["y"] - 300, steps=12)
    page.mouse.up()
    chooser(page).get_by_role("button", name="Show columns").click()
    expect(heads(page).nth(2)).to_have_text("City")
    expect(page.get_by_role("button", name="Columns")).to_be_focused()

    page.goto("/customers/")
    expect(heads(page).nth(2)).to_have_text("City")
    page.get_by_role("button", name="Columns").click()
    chooser(page).get_by_role("button", name="Standard columns").click()
    expect(heads(page).nth(2)).to_have_text("Number")
    assert heads(page).all_inner_texts() == standard


def test_enter_in_the_search_for_columns_changes_nothing(page: Page) -> None:
    page.get_by_role("button", name="Columns").click()
    search = chooser(page).get_by_role("searchbox")
    search.fill("vat")
    expect(chooser(page).get_by_role("checkbox", name="VAT number")).to_be_visible()
    expect(chooser(page).get_by_role("checkbox", name="City")).to_be_hidden()
    search.press("Enter")
    expect(chooser(page)).to_be_visible()
    expect(rows(page)).to_have_count(PAGE)


def test_the_page_size_is_chosen_kept_and_leaves_the_filter_alone(page: Page) -> None:
    page.goto("/customers/?created_at.from=2026-01-01")
    page.get_by_label("Rows per page").focus()
    page.get_by_label("Rows per page").select_option("50")
    expect(pager(page)).to_contain_text(f"1–{SEAFOOD} of {SEAFOOD}")
    expect(page.get_by_label("Rows per page")).to_be_focused()
    page.goto("/customers/")
    expect(rows(page)).to_have_count(EVERYBODY)
    expect(heads(page).nth(2)).to_have_text("Number")


def test_the_standard_columns_fit_a_laptop_in_every_language(open_page: Callable[..., Page], office: Office) -> None:
    """With words longer than a column, and usual amounts and days."""
    industry = factories.industry("Fish farming and processing of fish")
    Customer.objects.filter(name__startswith="Alta").update(
        name="Alta Fiskeforedling og Eksport AS", city="Tønsberg og omegn", industry=industry
    )
    factories.project(
        Customer.objects.filter(city__startswith="Tøns")[0], 406_859, sales_status=factories.sales_status()
    )
    Customer.objects.update(account_owner=office.boss)
    for customer in Customer.objects.filter(industry=industry):
        factories.activity(customer, office.boss, datetime(2022, 2, 28, 9, tzinfo=UTC))
    page = open_page(office.boss)
    for language in ("en", "sv", "nb", "fi", "da"):
        User.objects.update(language=language)
        page.goto("/customers/?state=all")
        expect(page.locator("html")).to_have_attribute("lang", language)
        table = page.get_by_role("table")
        assert table.evaluate("table => table.scrollWidth - table.parentElement.clientWidth") == 0, language
