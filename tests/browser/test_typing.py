"""Typing into the search of a list so long that its rows are counted after they are shown."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from catalogue import querysets
from tests.browser.office import PAGE, SEAFOOD, Office
from tests.browser.places import box_of, pager, quick_search, rows, selected
from workbench import listing

COUNT = "#register-count"
LATER = "**/customers/?*part=count*"


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(listing, "COUNTED_WHILE_TYPING", 3)
    monkeypatch.setattr(querysets, "LOOKED_THROUGH", SEAFOOD)
    return open_page(office.boss, "/customers/")


def test_the_count_comes_by_itself_and_is_said(page: Page) -> None:
    quick_search(page).fill("as")
    expect(page.locator(COUNT)).to_have_text(f"{SEAFOOD + 6}")
    expect(rows(page)).to_have_count(PAGE)
    expect(pager(page)).to_contain_text(f"1–{PAGE} of {SEAFOOD + 6}")
    expect(page.locator("#announcer[role=status]")).to_have_text(f"{SEAFOOD + 6} rows")


def test_a_late_count_says_nothing_about_what_is_typed_by_then(page: Page) -> None:
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    page.route(LATER, keep)
    quick_search(page).fill("as")
    expect(page.locator(COUNT)).to_contain_text("more than 3")
    expect(pager(page)).to_contain_text(f"1–{PAGE} of more than 3")
    quick_search(page).fill("fjo")
    expect(page.locator(COUNT)).to_have_text("1")
    for route in waiting:
        answer = '<span id="register-count" data-announce="46 rows" data-range="1–25 of 46">46</span>'
        route.fulfill(body=answer, content_type="text/html")
    page.wait_for_timeout(200)
    expect(page.locator(COUNT)).to_have_text("1")
    expect(pager(page)).to_contain_text("1–1 of 1")
    expect(page.locator("#announcer[role=status]")).to_have_text("1 row")


def test_a_count_that_fails_can_be_asked_for(page: Page, faults: list[str]) -> None:
    page.route(LATER, lambda route: route.fulfill(status=503))
    quick_search(page).fill("as")
    page.locator(COUNT).get_by_role("link", name="Count exactly").click()
    expect(page.locator(COUNT)).to_have_text(f"{SEAFOOD + 6}")
    faults.clear()


def test_all_that_match_are_selected_by_their_number(page: Page, faults: list[str]) -> None:
    page.route(LATER, lambda route: route.abort())
    quick_search(page).fill("as")
    expect(page.locator(COUNT)).to_contain_text("more than 3")
    box_of(page, "Alta Fiske AS").check()
    page.get_by_role("link", name="Select all matching").click()
    expect(selected(page)).to_have_text(f"{SEAFOOD + 5} selected")
    faults.clear()
