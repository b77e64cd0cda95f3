"""The main job, from signing in to signing out: by mouse, by keyboard alone, and by touch on a phone."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.hands import Hand, Keys, all_hands
from tests.browser.office import EVERYBODY, OWN, PAGE, PASSWORD, SEAFOOD, Office
from tests.browser.places import add_filter, bar, chip, chooser, pager, quick_search, rows, selected, toasts


@all_hands
def test_the_main_job_is_done(kind: type[Hand], open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(path="/", permissions=["clipboard-read", "clipboard-write"], **kind.context)
    hand = kind(page)

    sign_in(hand, office)
    find_by_two_letters(hand)
    filter_by_industry(hand)
    filter_by_date(hand)
    sort_by_city(hand)
    show_the_email_column(hand)
    tick_on_two_pages(hand)
    select_all_matching(hand)
    the_csv_holds_what_was_selected(hand)
    the_workbook_holds_the_same(hand)
    link = copy_the_link(hand)
    a_colleague_sees_it_under_their_own_rights(open_page(office.account_manager, link, **kind.context))
    sign_out(hand)


def sign_in(hand: Hand, office: Office) -> None:
    page = hand.page
    hand.write(page.get_by_label("E-mail"), office.boss.email)
    hand.write(page.get_by_label("Password"), PASSWORD)
    hand.press(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Customer register")).to_be_visible()


def find_by_two_letters(hand: Hand) -> None:
    page = hand.page
    hand.write(quick_search(page), "fj")
    expect(rows(page)).to_have_text(["Fjellheim Regnskap AS", "Fjordlys Energi AS"])
    hand.write(quick_search(page), "")
    expect(pager(page)).to_contain_text(f"1–{PAGE} of {EVERYBODY}")


def filter_by_industry(hand: Hand) -> None:
    form = add_filter(hand, "Industry")
    search = form.get_by_role("combobox", name="Search industry")
    hand.write(search, "sea")
    option = form.get_by_role("option", name="Seafood")
    expect(option).to_be_visible()
    hand.page.keyboard.press("Enter") if isinstance(hand, Keys) else hand.press(option)
    expect(form.get_by_role("checkbox", name="Seafood")).to_be_checked()
    hand.press(form.get_by_role("button", name="Apply"))
    expect(chip(hand.page, "Industry is Seafood")).to_be_visible()


def filter_by_date(hand: Hand) -> None:
    form = add_filter(hand, "Created")
    hand.press(form.get_by_role("link", name="from", exact=True))
    hand.write(form.get_by_role("textbox", name="Created"), "2026-01-01")
    hand.press(form.get_by_role("button", name="Apply"))
    expect(chip(hand.page, "Created from 1 Jan 2026")).to_be_attached()
    expect(pager(hand.page)).to_contain_text(f"1–{PAGE} of {SEAFOOD}")


def sort_by_city(hand: Hand) -> None:
    page = hand.page
    hand.press(page.get_by_role("button", name="Sort: Customer"))
    hand.press(page.locator("#sort-menu").get_by_role("link", name="City"))
    expect(page.get_by_role("button", name="Sort: City")).to_be_focused()
    expect(rows(page).first).to_have_text("Alta Fiske AS")


def show_the_email_column(hand: Hand) -> None:
    page = hand.page
    hand.press(page.get_by_role("button", name="Columns"))
    hand.set_box(chooser(page).get_by_role("checkbox", name="E-mail", exact=True))
    hand.press(chooser(page).get_by_role("button", name="Show columns"))
    expect(page.locator("th.c-email")).to_be_attached()
    expect(chooser(page)).to_be_hidden()


def tick_on_two_pages(hand: Hand) -> None:
    page = hand.page
    hand.tick("Alta Fiske AS")
    hand.tick("Alta Laks AS")
    hand.press(page.get_by_role("link", name="Next page"))
    expect(pager(page)).to_contain_text(f"{PAGE + 1}–{SEAFOOD} of {SEAFOOD}")
    hand.tick("Tromsø Torsk AS")
    expect(selected(page)).to_have_text("3 selected")


def select_all_matching(hand: Hand) -> None:
    page = hand.page
    hand.press(bar(page).get_by_role("link", name=f"Select all {SEAFOOD} matching"))
    expect(selected(page)).to_have_text(f"{SEAFOOD} selected")


def the_csv_holds_what_was_selected(hand: Hand) -> None:
    text = export(hand, "CSV").read_text(encoding="utf-8-sig")
    heads, *lines = csv.reader(StringIO(text))
    assert heads[0] == "Customer"
    assert "E-mail" in heads
    assert len(lines) == SEAFOOD
    assert [line[0] for line in lines[:2]] == ["Alta Fiske AS", "Alta Havbruk AS"]


def the_workbook_holds_the_same(hand: Hand) -> None:
    book = load_workbook(BytesIO(export(hand, "Excel").read_bytes()), read_only=True)
    customers, facts = book.worksheets
    lines = list(customers.iter_rows(values_only=True))
    assert "E-mail" in lines[0]
    assert "Alta Fiske AS" in lines[1]
    assert sum(bool(line[0]) and line[0].endswith(" AS") for line in lines) == SEAFOOD
    assert any("Ingrid Solheim" in str(cell) for line in facts.iter_rows(values_only=True) for cell in line)


def copy_the_link(hand: Hand) -> str:
    page = hand.page
    hand.press(page.get_by_role("button", name="Clear the selection"))
    hand.press(page.get_by_role("button", name="Columns"))
    hand.press(page.get_by_role("link", name="Copy link to this list"))
    expect(toasts(page)).to_contain_text("Link copied")
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


def a_colleague_sees_it_under_their_own_rights(page: Page) -> None:
    expect(page.get_by_title("You see the rows your access profile gives you.")).to_be_visible()
    expect(pager(page)).to_contain_text(f"1–{OWN} of {OWN}")
    expect(chip(page, "Industry is Seafood")).to_be_visible()
    expect(page.get_by_role("button", name="Sort: City")).to_be_visible()
    expect(page.locator("th.c-email")).to_be_attached()


def sign_out(hand: Hand) -> None:
    page = hand.page
    hand.press(page.get_by_role("button", name="Ingrid Solheim, your menu"))
    hand.press(page.get_by_role("button", name="Log out"))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/customers/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def export(hand: Hand, kind: str) -> Path:
    page = hand.page
    hand.press(bar(page).get_by_role("button", name="Export"))
    with page.expect_download() as download:
        hand.press(page.locator("#export-menu").get_by_role("button", name=kind))
    expect(page.locator("#export-menu")).to_be_hidden()
    return Path(download.value.path())
