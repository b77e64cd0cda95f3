"""What was changed can be taken back: at once in the toast, later in the changes, by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from customers.models import Customer
from tests.browser.hands import Hand, Keys, Mouse, every_hand
from tests.browser.office import Office
from tests.browser.places import toasts

NAME = "Fjordlys Energi AS"


@pytest.fixture
def customer(office: Office) -> Customer:
    Customer.objects.filter(name=NAME).update(business_id="923609016")  # taking back checks the whole record
    return Customer.objects.get(name=NAME)


def edit(hand: Hand, **values: str) -> None:
    """Opens the form from the card and saves other values."""
    page = hand.page
    if isinstance(hand, Keys):
        page.wait_for_load_state()  # a message may be in sight before the page listens to keys
        page.keyboard.press("e")
    else:
        hand.press(page.get_by_role("link", name="Edit", exact=True))
    expect(page.get_by_role("heading", name=f"Edit {NAME}", level=1)).to_be_visible()
    for label, value in values.items():
        hand.write(page.get_by_label(label), value)
    hand.press(page.get_by_role("button", name="Save", exact=True))
    expect(toasts(page)).to_contain_text("Saved:")


def row(page: Page, field: str, text: str = "") -> Locator:
    """The rows of a field that hold a text; on a phone each cell is named with its head."""
    table = page.get_by_role("table", name="Changes, newest first")
    cell = page.get_by_role("cell", name=re.compile(rf"^(Field )?{field}$"))
    return table.get_by_role("row").filter(has=cell).filter(has_text=text)


@every_hand
def test_undo_in_the_toast_brings_everything_back(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/", **kind.context)
    hand = kind(page)
    edit(hand, Phone="+47 22 22 22 22", Notes="wrong customer")
    hand.press(toasts(page).get_by_role("button", name="Undo"))
    expect(toasts(page)).to_contain_text("Undone")
    customer.refresh_from_db()
    assert (customer.phone, customer.notes) == ("", "")


@every_hand
def test_one_field_is_taken_back_in_the_changes(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/", **kind.context)
    hand = kind(page)
    edit(hand, Phone="+47 22 22 22 22", Notes="a good customer")
    hand.press(page.get_by_role("navigation", name="Sections of the card").get_by_role("link", name="Changes"))
    expect(row(page, "Notes", "a good customer")).to_contain_text("Ingrid Solheim")
    hand.press(row(page, "Phone", "+47 22 22 22 22").get_by_role("button", name="Undo: Phone"))
    expect(toasts(page)).to_contain_text("Undone")
    expect(row(page, "Phone", "Undone")).to_be_visible()
    customer.refresh_from_db()
    assert (customer.phone, customer.notes) == ("", "a good customer")


def test_undo_itself_can_be_undone(open_page: Callable[..., Page], office: Office, customer: Customer) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/")
    edit(Mouse(page), Phone="+47 22 22 22 22")
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Undone")
    toasts(page).get_by_role("button", name="Undo").click()
    expect(row(page, "Phone")).to_have_count(3)
    customer.refresh_from_db()
    assert customer.phone == "+47 22 22 22 22"


def test_what_was_changed_again_since_stays(open_page: Callable[..., Page], office: Office, customer: Customer) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/")
    edit(Mouse(page), Phone="+47 22 22 22 22", Notes="a good customer")
    Customer.objects.filter(pk=customer.pk).update(phone="+47 33 33 33 33")
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Some values were changed again since and stay as they are.")
    customer.refresh_from_db()
    assert (customer.phone, customer.notes) == ("+47 33 33 33 33", "")


def test_a_deactivated_customer_comes_back(open_page: Callable[..., Page], office: Office, customer: Customer) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/")
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Deactivate").click()
    expect(toasts(page)).to_contain_text("is inactive now")
    customer.refresh_from_db()
    assert not customer.is_active
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Undone")
    customer.refresh_from_db()
    assert customer.is_active


def test_who_may_only_read_takes_nothing_back(
    open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    edit(Mouse(open_page(office.boss, f"/customers/{customer.pk}/")), Phone="+47 22 22 22 22")
    page = open_page(office.reader, f"/customers/{customer.pk}/changes/")
    expect(row(page, "Phone", "+47 22 22 22 22")).to_be_visible()
    expect(page.get_by_role("button", name="Undo: Phone")).to_have_count(0)
    expect(before(row(page, "Phone"))).to_have_count(0)
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_count(0)


@every_hand
def test_a_whole_earlier_state_is_looked_at_restored_and_taken_back(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/", **kind.context)
    hand = kind(page)
    edit(hand, Phone="+47 22 22 22 22", Notes="a good customer")
    edit(hand, Phone="+47 33 33 33 33", **{"E-mail": "new@10041.example"})
    changed = ("+47 33 33 33 33", "a good customer", "new@10041.example")

    hand.press(page.get_by_role("navigation", name="Sections of the card").get_by_role("link", name="Changes"))
    first = row(page, "Phone", "+47 22 22 22 22").last  # from nothing to that
    hand.press(before(first))
    expect(page.get_by_role("heading", name=re.compile("^As it was before today"), level=1)).to_be_visible()
    shown = page.get_by_role("table", name="What would change")
    for field, now, then in (
        ("Phone", changed[0], "\u2013"), ("Notes", changed[1], "\u2013"), ("E-mail", changed[2], "post@10041.example"),
    ):  # fmt: skip
        line = shown.get_by_role("row").filter(has=page.get_by_role("cell", name=re.compile(rf"^(Field )?{field}$")))
        expect(line.get_by_role("cell")).to_contain_text([field, now, then])
    assert held(customer) == changed  # looking is not restoring

    hand.press(page.get_by_role("button", name="Restore all of this"))
    expect(toasts(page)).to_contain_text("Restored")
    assert held(customer) == ("", "", "post@10041.example")
    hand.press(toasts(page).get_by_role("button", name="Undo"))
    expect(toasts(page)).to_contain_text("Undone")
    assert held(customer) == changed


def before(change: Locator) -> Locator:
    """The way to the state before a change, in the first row of what was saved with it."""
    return change.get_by_role("link", name=re.compile("^As it was before this"))


def held(customer: Customer) -> tuple[str, str, str]:
    customer.refresh_from_db()
    return customer.phone, customer.notes, customer.email


def test_an_earlier_state_can_be_left_as_it_is_and_is_not_offered_twice(
    open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/")
    edit(Mouse(page), Phone="+47 22 22 22 22")
    page.goto(f"/customers/{customer.pk}/changes/")
    before(row(page, "Phone")).click()
    page.get_by_role("link", name="Cancel").click()
    expect(row(page, "Phone")).to_have_count(1)
    assert held(customer)[0] == "+47 22 22 22 22"

    before(row(page, "Phone")).click()
    preview = page.url
    page.get_by_role("button", name="Restore all of this").click()
    expect(toasts(page)).to_contain_text("Restored")
    page.goto(preview)
    expect(page.get_by_role("heading", name="Nothing to restore")).to_be_visible()
    expect(page.get_by_role("button", name="Restore all of this")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Back").click()
    expect(row(page, "Phone")).to_have_count(2)
