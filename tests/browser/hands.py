"""The ways to work a page: by mouse, by touch, by keyboard alone. The stories use these verbs only."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150


class Hand:
    """Presses, writes and ticks on one page."""

    name = ""
    context: dict[str, Any] = {}  # noqa: RUF012  options of the browser's context

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        raise NotImplementedError

    def write(self, where: Locator, text: str) -> None:
        """Puts this text into a field instead of what is there."""
        self.press(where)
        where.press("ControlOrMeta+a")
        where.press_sequentially(text) if text else where.press("Delete")

    def set_box(self, box: Locator) -> None:
        self.press(box)

    def choose(self, select: Locator, option: str) -> None:
        """Chooses what the list calls this."""
        select.select_option(option)

    def tick(self, name: str) -> None:
        """Ticks the row of this name."""
        self.set_box(self.page.get_by_role("checkbox", name=f"Select {name}", exact=True))


class Mouse(Hand):
    name = "mouse"
    context = {"viewport": {"width": 1440, "height": 900}}  # noqa: RUF012

    def press(self, what: Locator) -> None:
        what.click()


class Touch(Hand):
    name = "touch"
    context = {"viewport": {"width": 380, "height": 800}, "has_touch": True, "is_mobile": True}  # noqa: RUF012

    def press(self, what: Locator) -> None:
        what.tap()


class Keys(Hand):
    """Tab, Shift+Tab, Enter and Space, and the single keys of the register; never the mouse."""

    name = "keyboard"
    context = Mouse.context

    def go_to(self, what: Locator) -> None:
        """Tabs to it the shorter way, as far as the page lets the keyboard."""
        expect(what).to_be_visible()
        for _step in range(MOST_TABS):
            where = what.evaluate(
                "el => el === document.activeElement ? 'here'"
                " : document.activeElement.compareDocumentPosition(el) & 2 ? 'before' : 'after'"
            )
            if where == "here":
                return
            self.page.keyboard.press("Shift+Tab" if where == "before" else "Tab")
        raise AssertionError(f"{what} cannot be reached by Tab")

    def press(self, what: Locator) -> None:
        self.go_to(what)
        if not what.evaluate("el => el.matches('input, select')"):
            self.page.keyboard.press("Enter")

    def set_box(self, box: Locator) -> None:
        self.go_to(box)
        self.page.keyboard.press("Space")

    def choose(self, select: Locator, option: str) -> None:
        self.go_to(select)
        self.page.keyboard.press("Home")
        for _option in range(select.locator("option").count()):
            if select.evaluate("el => el.selectedOptions[0].text") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{select} does not offer {option}")

    def tick(self, name: str) -> None:
        """J goes down the rows, X ticks."""
        link = self.page.get_by_role("rowheader").get_by_role("link", name=name, exact=True)
        for _row in range(MOST_TABS):
            self.page.keyboard.press("j")
            if link.evaluate("el => el === document.activeElement"):
                self.page.keyboard.press("x")
                return
        raise AssertionError(f"J never reached {name}")


# `make test` walks the longer stories by keyboard, `make soak` by mouse and by touch as well
every_hand = pytest.mark.parametrize(
    "kind",
    [Keys, pytest.param(Mouse, marks=pytest.mark.soak), pytest.param(Touch, marks=pytest.mark.soak)],
    ids=lambda kind: kind.name,
)
all_hands = pytest.mark.parametrize("kind", [Mouse, Keys, Touch], ids=lambda kind: kind.name)
