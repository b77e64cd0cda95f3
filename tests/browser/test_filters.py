"""Filters as chips: added, changed, removed, and refused with a reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import NARROW
from tests.browser.office import EVERYBODY, INTERNAL, SEAFOOD, Office
from tests.browser.places import bar, box_of, chip, filter_button, pager, panel, rows


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/")


def test_a_chip_is_changed_and_removed_and_focus_stays_near(page: Page) -> None:
    page.goto("/customers/?city=alta")
    chip(page, "City contains alta").click()
    field = panel(page).get_by_role("textbox", name="City")
    expect(field).to_be_focused()
    field.fill("bergen")
    field.press("Enter")
    expect(chip(page, "City contains bergen")).to_be_focused()
    expect(pager(page)).to_contain_text("1–8 of 8")
    page.get_by_role("link", name="Remove filter: city").click()
    expect(chip(page, "City contains bergen")).to_be_hidden()
    expect(pager(page)).to_contain_text(f"of {EVERYBODY}")


def test_a_wrong_value_is_named_at_its_field_and_what_was_typed_is_kept(page: Page, faults: list[str]) -> None:
    filter_button(page).click()
    panel(page).get_by_role("link", name="Created", exact=True).click()
    panel(page).get_by_role("link", name="from", exact=True).click()
    field = panel(page).get_by_role("textbox", name="Created")
    field.fill("next spring")
    field.press("Enter")
    expect(page.get_by_role("heading", name="A filter could not be read")).to_be_visible()
    expect(field).to_have_value("next spring")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(panel(page).get_by_role("alert")).not_to_be_empty()
    field.fill("2026-01-01")
    field.press("Enter")
    expect(pager(page)).to_contain_text(f"of {SEAFOOD}")
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("field", "condition", "value", "chip_text", "count"),
    [
        ("Customer", "", "laks", "Customer contains laks", 5),
        ("Number", "at most", "10003", "Number at most 10003", 4),
        ("Our own company", "", "Yes", "Our own company is yes", 1),
    ],
)
def test_each_kind_of_value_can_be_filtered(
    page: Page, field: str, condition: str, value: str, chip_text: str, count: int
) -> None:
    filter_button(page).click()
    panel(page).get_by_role("link", name=field, exact=True).click()
    if condition:
        link = panel(page).get_by_role("link", name=condition, exact=True)
        link.click()
        expect(link).to_have_attribute("aria-current", "true")
    if value == "Yes":
        panel(page).get_by_role("radio", name=value).check()
    else:
        panel(page).get_by_role("textbox").fill(value)
    panel(page).get_by_role("button", name="Apply").click()
    expect(pager(page)).to_contain_text(f"1–{count} of {count}")
    expect(chip(page, chip_text)).to_be_visible()


def test_a_person_is_found_by_typing(page: Page) -> None:
    filter_button(page).click()
    panel(page).get_by_role("link", name="Account owner", exact=True).click()
    panel(page).get_by_role("combobox").press_sequentially("jon")
    expect(panel(page).get_by_role("option")).to_have_text(["Jonas Berg"])
    page.keyboard.press("Enter")
    panel(page).get_by_role("button", name="Apply").click()
    expect(chip(page, "Account owner is Jonas Berg")).to_be_visible()
    expect(rows(page)).to_have_count(8)


def test_what_is_chosen_by_typing_is_in_sight_before_what_is_not(page: Page) -> None:
    for name in (*(f"Area {number:02}" for number in range(30)), "Ship building"):
        factories.industry(name)
    filter_button(page).click()
    panel(page).get_by_role("link", name="Industry", exact=True).click()
    box = panel(page).get_by_role("checkbox")
    expect(box.first).to_be_visible()
    listed = box.count()
    panel(page).get_by_role("combobox").press_sequentially("ship")
    expect(panel(page).get_by_role("option")).to_have_text(["Ship building"])
    expect(box).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box.first).to_be_in_viewport(ratio=1)
    expect(box.first).to_have_accessible_name("Ship building")
    expect(box.first).to_be_checked()
    expect(box).to_have_count(listed + 1)

    panel(page).get_by_role("combobox").press_sequentially("seaf")
    expect(panel(page).get_by_role("option")).to_have_text(["Seafood"])
    expect(panel(page).get_by_role("checkbox", checked=True)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(box.first).to_have_accessible_name("Seafood")
    expect(panel(page).get_by_role("checkbox", checked=True)).to_have_count(2)


def test_escape_closes_the_panel_and_gives_the_focus_back(page: Page) -> None:
    filter_button(page).click()
    expect(panel(page).get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(filter_button(page)).to_be_focused()


def test_active_inactive_and_all_are_one_switch(page: Page, office: Office) -> None:
    office.move_customer("Alta Fiske AS")
    switch = page.get_by_role("navigation", name="Active or inactive")
    switch.get_by_role("link", name="Inactive").click()
    expect(rows(page)).to_have_text(["Alta Fiske AS"])
    switch.get_by_role("link", name="All").click()
    expect(pager(page)).to_contain_text(f"of {EVERYBODY}")
    expect(switch.get_by_role("link", name="All")).to_have_attribute("aria-current", "true")


def test_our_own_company_cannot_be_ticked_and_says_why(page: Page) -> None:
    page.goto("/customers/?is_internal=yes")
    box = box_of(page, INTERNAL)
    expect(box).to_be_disabled()
    expect(box).to_have_accessible_description("Our own company: bulk update leaves it unchanged")


def test_another_condition_keeps_what_was_typed(page: Page) -> None:
    filter_button(page).click()
    panel(page).get_by_role("link", name="City", exact=True).click()
    panel(page).get_by_role("textbox").fill("alta")
    panel(page).get_by_role("link", name="does not contain").click()
    expect(panel(page).get_by_role("link", name="does not contain")).to_have_attribute("aria-current", "true")
    expect(panel(page).get_by_role("textbox")).to_have_value("alta")
    expect(panel(page).get_by_role("textbox")).to_be_focused()


def test_on_a_phone_every_filter_is_in_sight_and_nothing_jumps_when_a_row_is_ticked(
    open_page: Callable[..., Page], office: Office
) -> None:
    page = open_page(office.boss, "/customers/?country=NO&name=a&created_at.from=2020-01-01&state=all", **NARROW)
    for seen in (*page.locator(".toolbar .chip .remove").all(), page.get_by_role("link", name="Clear filters")):
        box = seen.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 380
    box = rows(page).first.bounding_box()
    page.locator("tbody .pick").first.check()
    expect(bar(page)).to_be_visible()
    assert rows(page).first.bounding_box() == box
