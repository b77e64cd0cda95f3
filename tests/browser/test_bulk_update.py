"""Changing many customers at once in a browser: ticks, preview, apply, undo, and what a screen reader hears."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from customers.models import Customer, Industry
from tests import factories
from tests.browser.hands import Hand, all_hands
from tests.browser.office import SEAFOOD, Office
from tests.browser.places import bar, box_of, rows, selected, toasts
from tests.browser.test_accessibility import check
from workbench.bulk import work

NAMES = ("Alta Fiske AS", "Alta Laks AS", "Alta Reker AS")
Open = Callable[..., Page]


def industries() -> set[str]:
    return set(Customer.objects.filter(name__in=NAMES).values_list("industry__name", flat=True))


@all_hands
def test_three_customers_change_their_industry_and_back(kind: type[Hand], open_page: Open, office: Office) -> None:
    factories.industry("Shipping")
    page = open_page(office.boss, "/customers/", **kind.context)
    hand = kind(page)
    before = industries()
    for name in NAMES:
        hand.tick(name)
    expect(selected(page)).to_have_text("3 selected")
    hand.press(bar(page).get_by_role("button", name="Change industry"))
    expect(page.get_by_role("heading", name="Bulk update", level=1)).to_be_visible()
    hand.choose(page.get_by_label("Industry"), "Shipping")
    hand.press(page.get_by_role("button", name="Preview"))

    expect(page.get_by_role("status").filter(has_text="3 will change")).to_be_attached()
    expect(page.get_by_role("button", name="3 will change")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("rowheader")).to_have_text(list(NAMES))
    assert industries() == before
    hand.write(page.get_by_label("Reason, if you like"), "They ship it themselves")
    hand.press(page.get_by_role("button", name="Change 3 customers"))

    expect(toasts(page)).to_contain_text("3 customers changed")
    expect(bar(page)).to_be_hidden()
    expect(box_of(page, NAMES[0])).not_to_be_checked()
    assert industries() == {"Shipping"}
    hand.press(toasts(page).get_by_role("link", name="Show them"))
    expect(rows(page)).to_have_text(list(NAMES))
    page.go_back()

    page.goto("/bulk-updates/")
    hand.press(page.get_by_role("rowheader").get_by_role("link").first)
    expect(page.get_by_text("They ship it themselves")).to_be_visible()
    hand.press(page.get_by_role("button", name="Undo all"))
    expect(toasts(page)).to_contain_text("Undone: 3 customers")
    assert industries() == before


def test_the_toast_undoes_it(open_page: Open, office: Office) -> None:
    page = open_page(office.boss, "/customers/")
    before = industries()
    box_of(page, NAMES[0]).check()
    bar(page).get_by_role("button", name="More").click()
    page.locator("#bulk-menu").get_by_role("button", name="Deactivate").click()
    page.get_by_role("button", name="Change 1 customer").click()
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Undone: 1 customer")
    assert Customer.objects.get(name=NAMES[0]).is_active
    assert industries() == before


def test_all_that_match_run_in_the_background_with_progress(
    open_page: Open, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "IN_BACKGROUND", 10)
    page = open_page(office.boss, "/customers/?industry=" + str(Industry.objects.get(name="Seafood").pk))
    page.locator("tbody .pick").first.check()
    bar(page).get_by_role("link", name=f"Select all {SEAFOOD} matching").click()
    expect(selected(page)).to_have_text(f"{SEAFOOD} selected")
    bar(page).get_by_role("button", name="More").click()
    page.locator("#bulk-menu").get_by_role("button", name="Change payment terms, days").click()
    page.get_by_role("textbox", name="Payment terms, days").fill("30")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name=f"Change {SEAFOOD} customers").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    (number,) = work.lost()
    work.go(number)  # what the worker does
    expect(page.get_by_text(f"{SEAFOOD} customers changed")).to_be_visible()
    assert Customer.objects.filter(payment_terms=30).count() == SEAFOOD
    page.goto("/customers/")
    expect(bar(page)).to_be_hidden()


def test_it_works_without_script(open_page: Open, office: Office) -> None:
    page = open_page(office.boss, "/customers/", java_script_enabled=False)
    box_of(page, NAMES[0]).check()
    bar(page).get_by_role("button", name="More").click()
    page.locator("#bulk-menu").get_by_role("button", name="Change several fields").click()
    page.get_by_label("Language", exact=True).select_option("fi")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Change 1 customer").click()
    assert Customer.objects.get(name=NAMES[0]).language == "fi"


def test_its_pages_are_for_everybody(open_page: Open, office: Office) -> None:
    page = open_page(office.boss, "/customers/")
    for name in NAMES:
        box_of(page, name).check()
    bar(page).get_by_role("button", name="More").click()
    page.locator("#bulk-menu").get_by_role("button", name="Change several fields").click()
    check(page, "choosing")
    page.get_by_label("Language", exact=True).select_option("fi")
    page.get_by_role("textbox", name="Payment terms, days").fill("30")
    page.get_by_role("button", name="Preview").click()
    check(page, "preview")
    page.get_by_role("button", name="Change 3 customers").click()
    toasts(page).get_by_role("link", name="Show them").click()
    page.goto("/bulk-updates/")
    check(page, "register")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    check(page, "done")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
