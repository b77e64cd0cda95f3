"""Panels and menus that open beside their buttons: however small the screen, all of them is within it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.office import Office
from tests.browser.places import chooser, filter_button, panel

SIZES: dict[str, dict[str, Any]] = {
    "phone": NARROW | {"viewport": {"width": 390, "height": 844}},
    "small phone": NARROW | {"viewport": {"width": 320, "height": 420}},
    "low window": WIDE | {"viewport": {"width": 1440, "height": 420}},
}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_what_opens_is_in_sight_with_its_foot(
    size: dict[str, Any], open_page: Callable[..., Page], office: Office
) -> None:
    page = open_page(office.boss, "/customers/", **size)
    page.get_by_role("button", name="Sort:").click()
    expect(page.locator("#sort-menu")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Columns").click()
    expect(chooser(page)).to_be_in_viewport(ratio=1)
    expect(chooser(page).get_by_role("button", name="Show columns")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")

    filter_button(page).click()
    expect(panel(page)).to_be_in_viewport(ratio=1)
    panel(page).get_by_role("link", name="Created", exact=True).click()
    expect(panel(page).get_by_role("button", name="Apply")).to_be_in_viewport(ratio=1)
    expect(panel(page)).to_be_in_viewport(ratio=1)
