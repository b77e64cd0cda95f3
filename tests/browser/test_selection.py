"""Ticking rows, and what becomes of the ticks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import EVERYBODY, PAGE, SEAFOOD, Office
from tests.browser.places import bar, box_of, pager, quick_search, rows, selected, toasts

SELECTABLE = EVERYBODY - 1


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/")


def test_shift_click_ticks_the_rows_between(page: Page) -> None:
    page.locator("tbody .pick").nth(1).click()
    page.locator("tbody .pick").nth(5).click(modifiers=["Shift"])
    expect(selected(page)).to_have_text("5 selected")
    expect(page.get_by_label("Select the rows of this page")).to_have_js_property("indeterminate", True)


def test_the_box_in_the_head_ticks_the_page(page: Page) -> None:
    page.get_by_label("Select the rows of this page").check()
    expect(selected(page)).to_have_text(f"{PAGE} selected")
    page.get_by_label("Select the rows of this page").uncheck()
    expect(bar(page)).to_be_hidden()


def test_the_bar_takes_the_place_of_the_toolbar_without_a_jump(page: Page) -> None:
    before = rows(page).first.bounding_box()
    page.locator("tbody .pick").first.check()
    expect(bar(page)).to_be_visible()
    assert rows(page).first.bounding_box() == before


def test_ticks_survive_paging_sorting_and_reloading(page: Page) -> None:
    box_of(page, "Alta Fiske AS").check()
    page.get_by_role("link", name="Next page").click()
    expect(pager(page)).to_contain_text(f"{PAGE + 1}–{EVERYBODY} of {EVERYBODY}")
    expect(selected(page)).to_have_text("1 selected")
    page.get_by_role("columnheader", name="Number").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Number")).to_have_attribute("aria-sort", "ascending")
    page.reload()
    expect(box_of(page, "Alta Fiske AS")).to_be_checked()


def test_a_changed_filter_clears_the_ticks_and_says_so(page: Page) -> None:
    box_of(page, "Alta Fiske AS").check()
    quick_search(page).fill("alta")
    expect(toasts(page)).to_contain_text("The filter changed, so the selection was cleared.")
    expect(box_of(page, "Alta Fiske AS")).not_to_be_checked()
    expect(bar(page)).to_be_hidden()


def test_unticking_one_of_all_matching_keeps_the_rest_of_the_page_and_says_so(page: Page) -> None:
    page.locator("tbody .pick").first.check()
    bar(page).get_by_role("link", name=f"Select all {SELECTABLE} matching").click()
    expect(selected(page)).to_have_text(f"{SELECTABLE} selected")
    expect(toasts(page)).to_be_empty()
    page.locator("tbody .pick").first.uncheck()
    expect(selected(page)).to_have_text(f"{PAGE - 1} selected")
    expect(toasts(page)).to_contain_text("Only the rows ticked on this page stay selected.")
    page.locator("tbody .pick").nth(1).uncheck()
    expect(selected(page)).to_have_text(f"{PAGE - 2} selected")
    expect(page.locator(".toast")).to_have_count(1)


def test_rows_that_changed_meanwhile_are_not_exported_unasked(page: Page, office: Office, faults: list[str]) -> None:
    page.goto("/customers/?created_at.from=2026-01-01")
    page.locator("tbody .pick").first.check()
    bar(page).get_by_role("link", name=f"Select all {SEAFOOD} matching").click()
    expect(selected(page)).to_have_text(f"{SEAFOOD} selected")

    office.move_customer("Molde Torsk AS")
    bar(page).get_by_role("button", name="Export").click()
    page.locator("#export-menu").get_by_role("button", name="CSV").click()

    expect(page.get_by_role("heading", name="The selection has changed")).to_be_visible()
    expect(page.get_by_text(f"You saw {SEAFOOD} rows, now there are {SEAFOOD - 1}.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Export the {SEAFOOD - 1} rows").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + SEAFOOD - 1
    assert not any("Molde Torsk" in line for line in lines)
    expect(page.get_by_role("status").filter(has_text=f"The file with these {SEAFOOD - 1} rows")).to_be_visible()
    expect(page.get_by_text("Nothing was done yet.")).to_be_hidden()
    page.get_by_role("link", name="Back to the list").click()
    expect(pager(page)).to_contain_text(f"of {SEAFOOD - 1}")
    expect(bar(page)).to_be_hidden()  # the rows of then are not those of now
    faults.clear()  # the browser calls the refusal, 409, a failed load


def open_in_tabs(page: Page) -> None:
    bar(page).get_by_role("button", name="More").click()
    page.locator("#bulk-menu").get_by_role("button", name="Open in tabs").click()


def test_ticked_rows_open_in_tabs(page: Page) -> None:
    for name in ("Alta Fiske AS", "Alta Laks AS"):
        box_of(page, name).check()
    with page.context.expect_event("page", lambda tab: tab.url.endswith("/") and "customers" in tab.url) as first:
        open_in_tabs(page)
    expect(first.value.get_by_role("heading", level=1)).to_contain_text("Alta")
    expect(selected(page)).to_have_text("2 selected")
    page.get_by_label("Select the rows of this page").check()
    open_in_tabs(page)
    expect(toasts(page)).to_contain_text("Tick at most 20 rows to open them in tabs.")


def test_without_ticks_the_whole_filtered_list_is_exported(page: Page) -> None:
    page.goto("/customers/?city=alta")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.locator("#export-menu").get_by_role("button", name="CSV").click()
    assert len(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()) == 1 + 8


def test_who_may_not_export_is_not_offered_it(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(office.reader, "/customers/")
    page.locator("tbody .pick").first.check()
    expect(bar(page)).to_be_visible()
    expect(page.get_by_role("button", name="Export")).to_have_count(0)
