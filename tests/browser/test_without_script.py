"""The register without JavaScript: links are links, forms are forms."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import EVERYBODY, PAGE, PASSWORD, SEAFOOD, Office
from tests.browser.places import bar, box_of, chip, chooser, filter_button, pager, quick_search, rows


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/", java_script_enabled=False)


def test_signing_in_and_out_works(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(path="/customers/", java_script_enabled=False)
    page.get_by_label("E-mail").fill(office.boss.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    page.get_by_role("button", name="your menu").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_searching_filtering_sorting_and_paging_work(page: Page) -> None:
    quick_search(page).fill("fj")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("link", name="Clear filters").click()

    filter_button(page).click()
    expect(page.get_by_role("heading", name="Filter customers")).to_be_visible()
    page.get_by_role("link", name="Industry", exact=True).click()
    page.get_by_role("checkbox", name="Seafood").check()
    page.get_by_role("button", name="Apply").click()
    expect(chip(page, "Industry is Seafood")).to_be_visible()

    page.get_by_role("columnheader", name="City").get_by_role("link").click()
    page.get_by_role("link", name="Next page").click()
    expect(pager(page)).to_contain_text(f"{PAGE + 1}–{SEAFOOD} of {SEAFOOD}")


def test_columns_and_the_page_size_are_remembered(page: Page) -> None:
    page.get_by_role("button", name="Columns").click()
    chooser(page).get_by_role("checkbox", name="E-mail", exact=True).check()
    chooser(page).get_by_role("button", name="Show columns").click()
    expect(page.get_by_role("columnheader", name="E-mail")).to_be_visible()
    pager(page).get_by_role("button", name="100").click()
    expect(pager(page)).to_contain_text(f"1–{EVERYBODY} of {EVERYBODY}")
    page.goto("/customers/")
    expect(page.get_by_role("columnheader", name="E-mail")).to_be_visible()
    expect(rows(page)).to_have_count(EVERYBODY)


def test_ticked_rows_are_exported(page: Page) -> None:
    box_of(page, "Alta Fiske AS").check()
    box_of(page, "Alta Laks AS").check()
    bar(page).get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.locator("#export-menu").get_by_role("button", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Customer", "Alta Fiske AS", "Alta Laks AS"]


def test_a_wrong_value_is_named_and_kept(page: Page) -> None:
    page.goto("/customers/?part=filter&field=created_at&operator=from")
    page.get_by_role("textbox", name="Created").fill("next spring")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", name="A filter could not be read")).to_be_visible()
    chip(page, "Created from next spring").click()
    expect(page.get_by_role("textbox", name="Created")).to_have_value("next spring")
    expect(page.get_by_role("alert")).to_be_visible()
