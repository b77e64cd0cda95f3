"""The back button after parts of the page were swapped."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.office import EVERYBODY, PAGE, SEAFOOD, Office
from tests.browser.places import chip, pager, quick_search, rows

FIRST, SECOND = f"1–{PAGE} of {EVERYBODY}", f"{PAGE + 1}–{EVERYBODY} of {EVERYBODY}"


def the_page_is_whole(page: Page) -> None:
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(1)


def test_back_shows_the_whole_page_as_it_was_before(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(office.boss, "/customers/")
    page.get_by_role("link", name="Next page").click()
    expect(pager(page)).to_contain_text(SECOND)
    page.get_by_role("columnheader", name="City").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="City")).to_have_attribute("aria-sort", "ascending")
    quick_search(page).fill("fj")
    expect(rows(page)).to_have_count(2)

    page.go_back()
    expect(pager(page)).to_contain_text(FIRST)
    expect(quick_search(page)).to_have_value("")
    page.go_back()
    expect(pager(page)).to_contain_text(SECOND)
    the_page_is_whole(page)
    page.go_forward()
    expect(page.get_by_role("columnheader", name="City")).to_have_attribute("aria-sort", "ascending")
    the_page_is_whole(page)


def test_back_from_a_card_returns_to_the_filtered_list(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(office.boss, "/customers/?city=alta")
    expect(chip(page, "City contains alta")).to_be_visible()
    rows(page).first.click()
    expect(page.get_by_role("heading", name="Alta Fiske AS", level=1)).to_be_visible()
    page.go_back()
    expect(chip(page, "City contains alta")).to_be_visible()
    the_page_is_whole(page)


def test_a_swapped_part_has_an_address_that_opens_as_a_page(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(office.boss, "/customers/?country=NO&created_at.from=2026-01-01")
    page.get_by_role("link", name="Remove filter: country").click()
    expect(chip(page, "Country is Norway")).to_be_hidden()
    page.reload()
    the_page_is_whole(page)
    expect(chip(page, "Created from 1 Jan 2026")).to_be_visible()
    expect(pager(page)).to_contain_text(f"of {SEAFOOD}")


def test_a_search_is_one_step_however_many_letters_it_has(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(office.boss, "/customers/")
    page.get_by_role("link", name="Next page").click()
    expect(pager(page)).to_contain_text(SECOND)
    for word, found in (("fjordlys", 1), ("alta", 8)):
        quick_search(page).focus()
        quick_search(page).fill("")
        for end in range(1, len(word) + 1):
            quick_search(page).fill(word[:end])
            page.wait_for_url(f"**q={word[:end]}")
        quick_search(page).press("Enter")
        expect(rows(page)).to_have_count(found)
        quick_search(page).blur()

    page.go_back()
    expect(rows(page)).to_have_text(["Fjordlys Energi AS"])
    expect(quick_search(page)).to_have_value("fjordlys")
    page.go_back()
    expect(pager(page)).to_contain_text(SECOND)
    expect(quick_search(page)).to_have_value("")
    page.go_forward()
    expect(quick_search(page)).to_have_value("fjordlys")
    the_page_is_whole(page)
