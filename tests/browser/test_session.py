"""A session that ends while someone is at work."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import PASSWORD, Office
from tests.browser.places import box_of, filter_button, quick_search, rows


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    """A filtered list whose session has just expired."""
    page = open_page(office.boss, "/customers/?city=alta")
    expect(rows(page).first).to_be_visible()
    page.context.clear_cookies()
    return page


def sign_in_again(page: Page, office: Office) -> None:
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("E-mail").fill(office.boss.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()


def test_paging_leads_to_sign_in_and_back_to_the_same_list(page: Page, office: Office) -> None:
    page.get_by_role("columnheader", name="City").get_by_role("link").click()
    sign_in_again(page, office)
    assert page.url.endswith("/customers/?city=alta")


def test_searching_leads_to_sign_in_and_back(page: Page, office: Office) -> None:
    quick_search(page).fill("laks")
    sign_in_again(page, office)


def test_opening_a_filter_leads_to_sign_in_and_back(page: Page, office: Office) -> None:
    filter_button(page).click()
    sign_in_again(page, office)


def test_the_palette_leads_to_sign_in_and_back(page: Page, office: Office) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("alta")
    sign_in_again(page, office)


def test_ticks_do_not_outlive_the_session(page: Page, office: Office) -> None:
    box_of(page, "Alta Fiske AS").check()
    page.reload()
    sign_in_again(page, office)
    expect(box_of(page, "Alta Fiske AS")).not_to_be_checked()
