"""Statuses are put into order by mouse and by keyboard, and stay so."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from projects.models import ProjectStatus
from tests.browser.office import Office

ORDERED = re.compile("/order/$")


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    for place, name in enumerate(("Planned", "Under way", "Finished")):
        ProjectStatus.objects.create(name=name, position=place)
    return open_page(office.boss, "/settings/project-statuses/")


def names(page: Page) -> list[str]:
    return page.locator("#entries a.strong").all_inner_texts()


def test_a_status_is_dragged_to_another_place(page: Page) -> None:
    grip = page.get_by_role("button", name="Move Finished", exact=True).bounding_box()
    assert grip
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, grip["y"] - 300, steps=12)
    with page.expect_response(ORDERED):
        page.mouse.up()
    page.reload()
    assert names(page) == ["Finished", "Planned", "Under way"]


def test_the_grip_moves_it_by_keyboard_and_keeps_the_place(page: Page) -> None:
    grip = page.get_by_role("button", name="Move Planned", exact=True)
    grip.focus()
    grip.press("ArrowDown")
    grip.press("ArrowDown")  # before the first is answered
    page.wait_for_load_state("networkidle")
    expect(grip).to_be_focused()
    page.reload()
    assert names(page) == ["Under way", "Finished", "Planned"]
