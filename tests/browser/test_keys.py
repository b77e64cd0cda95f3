"""The single keys, the palette and the preferences that act at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office
from tests.browser.places import bar, quick_search, rows, selected, toasts


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/")


def test_rows_are_walked_and_ticked(page: Page) -> None:
    page.keyboard.press("j")
    expect(rows(page).first).to_be_focused()
    page.keyboard.press("x")
    for _row in range(3):
        page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(selected(page)).to_have_text("4 selected")
    page.keyboard.press("k")
    expect(rows(page).nth(2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(bar(page)).to_be_hidden()


def test_e_opens_the_form_of_the_row_which_leads_back_to_the_list(page: Page) -> None:
    page.goto("/customers/?city=oslo")
    for _row in range(2):
        page.keyboard.press("j")
    name = rows(page).nth(1).inner_text()
    page.keyboard.press("e")
    page.wait_for_url("**/edit/?*")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="Customers").click()
    page.wait_for_url("**/customers/?city=oslo")


def test_e_on_a_row_one_may_only_see_says_so(open_page: Callable[..., Page], office: Office) -> None:
    profile = office.account_manager.profile
    assert profile
    profile.customers_view = "all"
    profile.save()
    page = open_page(office.account_manager, "/customers/?q=alta")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**/edit/*")
    page.goto("/customers/?q=malm%C3%B6")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(toasts(page)).to_contain_text("You may see this record, but not edit it.")
    assert "/edit/" not in page.url


def test_g_and_a_letter_goes_places(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/contacts/")
    expect(page.get_by_role("heading", name="Contacts", level=1)).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()


def test_slash_searches_and_typing_is_no_command(page: Page) -> None:
    page.keyboard.press("/")
    expect(quick_search(page)).to_be_focused()
    page.keyboard.type("j?[gx")
    expect(quick_search(page)).to_have_value("j?[gx")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()


def test_a_question_mark_shows_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Next and previous row")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()


def test_the_palette_finds_records_and_places(page: Page) -> None:
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Search")
    page.keyboard.type("nygård")
    expect(palette.get_by_role("option").first).to_contain_text("Sara Nygård")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sara Nygård", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "leads_to"), [("contacts", "/contacts/"), ("SALES", "/sales/"), ("sett", "/settings/")]
)
def test_the_name_of_a_page_goes_there_and_makes_nothing(page: Page, typed: str, leads_to: str) -> None:
    page.keyboard.press("Control+k")
    options = page.get_by_role("dialog", name="Search").get_by_role("option")
    page.keyboard.type(typed)
    expect(options.last).to_contain_text(f"Add “{typed}” as a new")
    expect(options.first).to_have_class("is-active")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{leads_to}")


def test_a_place_leads_over_records_only_where_a_word_of_it_begins_so(page: Page) -> None:
    page.keyboard.press("Control+k")
    options = page.get_by_role("dialog", name="Search").get_by_role("option")
    page.keyboard.type("sa")  # Saimaan Konepaja, and Sales
    expect(options.first).to_contain_text("Sales")
    expect(options.filter(has_text="Saimaan Konepaja Oy")).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("al")  # Alta, Alta Fiske and so on, and within Sales
    expect(options.first).to_contain_text("Alta")
    expect(options.last).to_contain_text("Sales")


def test_enter_waits_for_what_was_typed_last(page: Page) -> None:
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Search")
    page.keyboard.type("nygård")
    expect(palette.get_by_role("option").first).to_contain_text("Sara Nygård")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("malmö")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Malmö Skog AB", level=1)).to_be_visible()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.get_by_role("button", name="your menu").click()
    with page.expect_response("**/preferences/"):
        page.get_by_role("button", name="Off", exact=True).click()
    page.keyboard.press("?")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()
    expect(page.locator("tr.is-current")).to_have_count(0)


def test_theme_row_height_and_navigation_are_remembered(page: Page) -> None:
    for name, attribute, value in (("Dark", "data-theme", "dark"), ("Comfortable", "data-density", "comfortable")):
        page.get_by_role("button", name="your menu").click()
        with page.expect_response("**/preferences/"):
            page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator("html")).to_have_attribute(attribute, value)
    with page.expect_response("**/preferences/"):
        page.keyboard.press("[")
    page.reload()
    for attribute, value in (("data-theme", "dark"), ("data-density", "comfortable"), ("data-side", "mini")):
        expect(page.locator("html")).to_have_attribute(attribute, value)


def test_the_language_changes_where_one_stands(page: Page) -> None:
    page.goto("/customers/?city=alta")
    page.get_by_role("button", name="Language: English").click()
    page.get_by_role("button", name="Suomi").click()
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    assert page.url.endswith("/customers/?city=alta")
