"""Two people edit the same customer at once: what both did is kept, and where they differ one is asked."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from customers.models import Customer
from tests.browser.office import Office
from tests.browser.places import toasts

NAME = "Fjordlys Energi AS"


class Desks(NamedTuple):
    """Two browsers on the same form, neither knowing of the other."""

    first: Page
    second: Page
    customer: Customer

    def stored(self) -> Customer:
        return Customer.objects.get(pk=self.customer.pk)


@pytest.fixture
def desks(open_page: Callable[..., Page], office: Office, faults: list[str]) -> Desks:
    customer = Customer.objects.get(name=NAME)
    customer.phone, customer.notes, customer.business_id = "+47 1", "as it was", "923609016"
    customer.save()
    path = f"/customers/{customer.pk}/edit/"
    return Desks(open_page(office.boss, path), open_page(office.boss, path), customer)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def expect_saved(page: Page) -> None:
    expect(toasts(page)).to_contain_text(f"Saved: {NAME}")


def question(page: Page) -> Locator:
    return page.get_by_role("group", name="Changed meanwhile. Which one shall it be?")


def collide(desks: Desks) -> None:
    """Both wrote a phone number; the second also wrote a note and has not been asked yet."""
    desks.first.get_by_label("Phone").fill("+47 22 22 22 22")
    desks.second.get_by_label("Phone").fill("+47 33 33 33 33")
    desks.second.get_by_label("Notes").fill("from the second")
    save(desks.first)
    expect_saved(desks.first)
    save(desks.second)
    expect(desks.second.get_by_role("alert")).to_contain_text("Somebody else changed this meanwhile.")


def test_different_fields_merge_without_a_question(desks: Desks) -> None:
    desks.first.get_by_label("Phone").fill("+47 22 22 22 22")
    desks.second.get_by_label("Website").fill("https://fjordlys.example")
    save(desks.first)
    expect_saved(desks.first)
    save(desks.second)
    expect_saved(desks.second)
    now = desks.stored()
    assert (now.phone, now.website, now.notes) == ("+47 22 22 22 22", "https://fjordlys.example", "as it was")


def test_the_same_value_from_both_is_no_question(desks: Desks) -> None:
    for page in desks.first, desks.second:
        page.get_by_label("Phone").fill("+47 22 22 22 22")
        save(page)
        expect(page.get_by_role("heading", name=NAME, level=1)).to_be_visible()
    assert desks.stored().phone == "+47 22 22 22 22"


def test_the_second_sees_the_others_value_and_keeps_their_own(desks: Desks, faults: list[str]) -> None:
    collide(desks)
    page = desks.second
    expect(page.get_by_role("alert")).to_be_focused()
    expect(question(page)).to_contain_text("+47 22 22 22 22")
    expect(page.get_by_label("Phone")).to_have_value("+47 33 33 33 33")
    expect(page.get_by_label("Notes")).to_have_value("from the second")
    assert (desks.stored().phone, desks.stored().notes) == ("+47 22 22 22 22", "as it was")
    page.get_by_role("alert").get_by_role("link", name="Phone").click()
    expect(page.get_by_label("Phone")).to_be_focused()
    question(page).get_by_label("Mine").check()
    save(page)
    expect_saved(page)
    assert (desks.stored().phone, desks.stored().notes) == ("+47 33 33 33 33", "from the second")
    faults.clear()  # the answer that asks


def test_the_second_takes_the_others_value(desks: Desks, faults: list[str]) -> None:
    collide(desks)
    question(desks.second).get_by_label("Theirs").check()
    save(desks.second)
    expect_saved(desks.second)
    assert (desks.stored().phone, desks.stored().notes) == ("+47 22 22 22 22", "from the second")
    faults.clear()  # the answer that asks


def test_without_an_answer_the_question_stays(desks: Desks, faults: list[str]) -> None:
    collide(desks)
    save(desks.second)
    expect(question(desks.second)).to_be_visible()
    expect(desks.second.get_by_label("Notes")).to_have_value("from the second")
    assert (desks.stored().phone, desks.stored().notes) == ("+47 22 22 22 22", "as it was")
    faults.clear()  # the answers that ask


def test_a_third_change_while_choosing_asks_again(desks: Desks, faults: list[str]) -> None:
    collide(desks)
    Customer.objects.filter(pk=desks.customer.pk).update(phone="+47 44 44 44 44")
    question(desks.second).get_by_label("Mine").check()
    save(desks.second)
    expect(question(desks.second)).to_contain_text("+47 44 44 44 44")
    question(desks.second).get_by_label("Mine").check()
    save(desks.second)
    expect_saved(desks.second)
    assert (desks.stored().phone, desks.stored().notes) == ("+47 33 33 33 33", "from the second")
    faults.clear()  # the answers that ask


def test_a_draft_brought_back_does_not_undo_the_other(desks: Desks) -> None:
    desks.second.get_by_label("Notes").fill("from the second")
    desks.first.get_by_label("Phone").fill("+47 22 22 22 22")
    save(desks.first)
    expect_saved(desks.first)
    desks.second.reload()
    expect(desks.second.get_by_label("Notes")).to_have_value("from the second")
    expect(desks.second.get_by_label("Phone")).to_have_value("+47 22 22 22 22")
    save(desks.second)
    expect_saved(desks.second)
    assert (desks.stored().phone, desks.stored().notes) == ("+47 22 22 22 22", "from the second")


def test_a_draft_brought_back_asks_where_the_other_wrote_the_same_field(desks: Desks, faults: list[str]) -> None:
    desks.second.get_by_label("Phone").fill("+47 33 33 33 33")
    desks.first.get_by_label("Phone").fill("+47 22 22 22 22")
    save(desks.first)
    expect_saved(desks.first)
    desks.second.reload()
    expect(desks.second.get_by_label("Phone")).to_have_value("+47 33 33 33 33")
    save(desks.second)
    expect(question(desks.second)).to_contain_text("+47 22 22 22 22")
    assert desks.stored().phone == "+47 22 22 22 22"
    faults.clear()  # the answer that asks


def test_one_field_edited_by_the_pencil_collides_too(
    open_page: Callable[..., Page], office: Office, desks: Desks
) -> None:
    page = open_page(office.boss, f"/customers/{desks.customer.pk}/")
    pencil = page.get_by_role("link", name="Edit Phone")
    pencil.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=f"Edit {NAME}")
    expect(dialog.get_by_label("Phone")).to_be_focused()
    expect(dialog.get_by_label("Notes")).to_have_count(0)
    dialog.get_by_label("Phone").fill("+47 33 33 33 33")
    desks.first.get_by_label("Phone").fill("+47 22 22 22 22")
    save(desks.first)
    expect_saved(desks.first)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Phone")).to_have_value("+47 33 33 33 33")
    expect(question(page)).to_contain_text("+47 22 22 22 22")
    question(page).get_by_label("Mine").check()
    dialog.get_by_role("button", name="Save").click()
    expect_saved(page)
    expect(dialog).to_be_hidden()
    assert desks.stored().phone == "+47 33 33 33 33"


def test_the_pencil_saves_one_field_and_escape_leaves_it(
    open_page: Callable[..., Page], office: Office, desks: Desks
) -> None:
    page = open_page(office.boss, f"/customers/{desks.customer.pk}/")
    pencil = page.get_by_role("link", name="Edit Phone")
    pencil.click()
    dialog = page.get_by_role("dialog", name=f"Edit {NAME}")
    expect(dialog.get_by_label("Phone")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(pencil).to_be_focused()
    pencil.click()
    expect(dialog.get_by_label("Phone")).to_be_focused()
    dialog.get_by_label("Phone").fill("+47 33 33 33 33")
    page.keyboard.press("Enter")
    expect_saved(page)
    expect(page.get_by_text("+47 33 33 33 33")).to_be_visible()
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Undone")
    assert desks.stored().phone == "+47 1"
