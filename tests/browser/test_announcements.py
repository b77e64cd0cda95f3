"""What a screen reader is told when something changes without a new page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.office import EVERYBODY, PAGE, Office
from tests.browser.places import box_of, chooser, filter_button, panel, quick_search, selected


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/")


def test_the_number_of_rows_found(page: Page) -> None:
    announcer = page.locator("#announcer[role=status]")
    quick_search(page).fill("fj")
    expect(announcer).to_have_text("2 rows")
    quick_search(page).fill("fjo")
    expect(announcer).to_have_text("1 row")
    quick_search(page).fill("")
    expect(announcer).to_have_text(f"{EVERYBODY} rows")


def test_the_number_of_rows_selected(page: Page) -> None:
    box_of(page, "Alta Fiske AS").check()
    expect(selected(page)).to_have_text("1 selected")
    box_of(page, "Alta Laks AS").check()
    expect(selected(page)).to_have_text("2 selected")


def test_where_a_moved_column_stands(page: Page) -> None:
    page.get_by_role("button", name="Columns").click()
    grip = chooser(page).get_by_role("button", name="Move Number")
    grip.press("ArrowDown")
    expect(chooser(page).get_by_role("status")).to_contain_text("Number, position 2 of")
    expect(grip).to_be_focused()
    grip.press("Home")
    expect(chooser(page).get_by_role("status")).to_contain_text("Number, position 1 of")


def test_how_many_values_a_type_ahead_found(page: Page) -> None:
    filter_button(page).click()
    panel(page).get_by_role("link", name="Industry", exact=True).click()
    panel(page).get_by_role("combobox").press_sequentially("s")
    expect(panel(page).get_by_role("status")).to_have_text("3 results")
    panel(page).get_by_role("combobox").press_sequentially("ea")
    expect(panel(page).get_by_role("status")).to_have_text("1 result")


def test_how_the_table_is_sorted(page: Page) -> None:
    expect(page.get_by_role("table", name="Customers, sorted by: Customer")).to_be_visible()
    page.get_by_role("columnheader", name="City").get_by_role("link").click()
    expect(page.get_by_role("table", name="Customers, sorted by: City")).to_be_visible()
    expect(page.get_by_role("columnheader", name="City").get_by_role("link")).to_be_focused()


def test_that_a_list_did_not_load_and_how_to_go_on(page: Page, faults: list[str]) -> None:
    page.route("**/customers/?*", lambda route: route.abort())
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("alert")).to_contain_text("The list did not load")
    page.unroute("**/customers/?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text(f"{PAGE + 1}–{EVERYBODY} of {EVERYBODY}")
    expect(page.get_by_role("alert")).to_have_count(0)
    faults.clear()  # the failed load


def test_that_a_slow_list_is_still_loading(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/customers/?*", hold)
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("#register")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page.locator("#register")).not_to_have_attribute("aria-busy", "true")
