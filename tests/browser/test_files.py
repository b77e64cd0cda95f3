"""Files: chosen or dropped, several at once with progress, seen in the list, deleted with a way back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from activities.models import File
from customers.models import Customer
from tests.browser.hands import Touch, every_hand
from tests.browser.office import Office
from tests.browser.places import toasts

NAME = "Fjordlys Energi AS"


@pytest.fixture
def place(office: Office, settings: Any, tmp_path: Path) -> str:
    settings.FILES_ROOT = tmp_path / "kept"
    return f"/customers/{Customer.objects.get(name=NAME).pk}/files/"


def texts(folder: Path, *names: str) -> list[Path]:
    """Files of text, each with a content of its own."""
    made = [folder / name for name in names]
    for path in made:
        path.write_text(f"This is {path.name}", encoding="utf-8")
    return made


@every_hand
def test_several_files_are_sent_with_progress_each_and_one_comes_back_after_delete(
    kind: Any, open_page: Callable[..., Page], place: str, office: Office, tmp_path: Path
) -> None:
    page = open_page(office.boss, place, **kind.context)
    hand = kind(page)
    box, chosen = page.get_by_label("Add files"), texts(tmp_path, "offer.txt", "minutes.txt")
    if kind is Touch:  # a phone's own chooser cannot be waited for
        box.set_input_files(chosen)
    else:
        with page.expect_file_chooser() as chooser:
            hand.set_box(box)  # the space bar opens it, as it ticks a box
        chooser.value.set_files(chosen)
    expect(page.get_by_role("link", name="offer.txt")).to_be_visible()
    expect(page.get_by_role("link", name="minutes.txt")).to_be_visible()
    assert File.objects.filter(customer__name=NAME).count() == 2
    hand.press(page.get_by_role("button", name="Delete offer.txt"))
    expect(page.get_by_role("link", name="offer.txt")).to_have_count(0)
    hand.press(toasts(page).get_by_role("button", name="Undo").last)
    expect(toasts(page)).to_contain_text("Undone")
    page.goto(page.url.partition("/customers/")[0] + place)
    expect(page.get_by_role("link", name="offer.txt")).to_be_visible()


def test_dropped_files_are_taken_and_what_is_refused_is_said(
    open_page: Callable[..., Page], place: str, office: Office
) -> None:
    page = open_page(office.boss, place)
    drop = """form => {
        const data = new DataTransfer();
        data.items.add(new File(["This is plain text"], "plain.txt", { type: "text/plain" }));
        data.items.add(new File(["<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"], "bad.svg"));
        form.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    page.locator("form[data-upload]").evaluate(drop)
    expect(page.get_by_role("link", name="plain.txt")).to_be_visible()
    expect(toasts(page)).to_contain_text("bad.svg")
    assert list(File.objects.filter(customer__name=NAME).values_list("name", flat=True)) == ["plain.txt"]


def test_a_lost_connection_names_the_file_and_loses_nothing(
    open_page: Callable[..., Page], place: str, office: Office, tmp_path: Path, faults: list[str]
) -> None:
    page = open_page(office.boss, place)
    first, second = texts(tmp_path, "first.txt", "second.txt")
    page.route("**/files/add/", lambda route: route.abort() if "second.txt" in (route.request.post_data or "")
               else route.continue_())  # fmt: skip
    page.get_by_label("Add files").set_input_files([first, second])
    expect(page.locator(".uploads .failed")).to_have_text("second.txt")
    expect(toasts(page)).to_contain_text("The upload failed")
    faults.clear()  # the lost connection
    page.unroute("**/files/add/")
    page.get_by_label("Add files").set_input_files([second])
    expect(page.get_by_role("link", name="second.txt")).to_be_visible()
    expect(page.get_by_role("link", name="first.txt")).to_be_visible()
