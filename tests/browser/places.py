"""The parts of a register page, named as people and screen readers know them."""

from playwright.sync_api import Locator, Page

from tests.browser.hands import Hand


def rows(page: Page) -> Locator:
    """The names of the rows, which are links to their cards."""
    return page.get_by_role("rowheader").get_by_role("link")


def box_of(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=f"Select {name}", exact=True)


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected rows")


def selected(page: Page) -> Locator:
    """How many rows are selected, as a screen reader hears it."""
    return bar(page).get_by_role("status")


def pager(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Pages")


def quick_search(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search in customers")


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Filter")


def filter_button(page: Page) -> Locator:
    return page.get_by_role("link", name="Filter", exact=True)


def chip(page: Page, text: str) -> Locator:
    return page.get_by_role("link", name=text, exact=True)


def chooser(page: Page) -> Locator:
    """Columns to choose from."""
    return page.locator("#col-menu")


def toasts(page: Page) -> Locator:
    return page.locator(".toasts")


def add_filter(hand: Hand, field: str) -> Locator:
    """Opens the panel and finds the field in it; returns the panel with the field's form."""
    page = hand.page
    hand.press(filter_button(page))
    hand.write(panel(page).get_by_role("searchbox", name="Search fields"), field)
    hand.press(panel(page).get_by_role("link", name=field, exact=True))
    return panel(page)
