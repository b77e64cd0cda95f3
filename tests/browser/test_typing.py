"""Typing into the search of a list so long that its rows are counted after they are shown."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from catalogue import querysets
from tests.browser.office import TRADES, Office
from tests.browser.places import box_of, pager, quick_search, rows, selected
from workbench import listing


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office, monkeypatch: pytest.MonkeyPatch) -> Page:
    for module in (querysets, listing):
        monkeypatch.setattr(module, "COUNTED_WHILE_TYPING", 3)
    return open_page(office.boss, "/customers/")


def test_the_count_comes_by_itself(page: Page) -> None:
    quick_search(page).fill("alta")
    expect(rows(page)).to_have_count(len(TRADES))
    expect(page.locator("#register-count")).to_have_text(f"{len(TRADES)}")
    expect(pager(page)).to_contain_text(f"1–{len(TRADES)} of more than 3")


def test_a_late_count_says_nothing_about_what_is_typed_by_then(page: Page) -> None:
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route("**/customers/?*part=count*", keep)
    quick_search(page).fill("alta")
    expect(page.locator("#register-count")).to_have_text("more than 3")
    quick_search(page).fill("fjo")
    expect(page.locator("#register-count")).to_have_text("1")
    for route in waiting:
        route.fulfill(body='<span id="register-count">8</span>', content_type="text/html")
    page.wait_for_timeout(200)
    expect(page.locator("#register-count")).to_have_text("1")


def test_all_that_match_are_selected_by_their_number(page: Page) -> None:
    quick_search(page).fill("alta")
    expect(rows(page)).to_have_count(len(TRADES))
    box_of(page, "Alta Fiske AS").check()
    page.get_by_role("link", name="Select all matching").click()
    expect(selected(page)).to_have_text(f"{len(TRADES)} selected")
