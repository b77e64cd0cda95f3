"""Making a customer: by mouse, by keyboard alone, and by touch on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from customers.models import Customer
from tests.browser.hands import Hand, Keys, every_hand
from tests.browser.office import PASSWORD, Office
from tests.browser.places import toasts

NEW = "Lofoten Tørrfisk AS"
ORG_NUMBER = "Organisasjonsnummer"  # its own country's word in every language
VALID_ID, MISTYPED_ID = "923609016", "923609017"


def open_form(hand: Hand) -> None:
    page = hand.page
    if isinstance(hand, Keys):
        page.keyboard.press("n")
        page.keyboard.press("c")
    else:
        hand.press(page.get_by_role("button", name="New", exact=True))
        hand.press(page.locator("#new-menu").get_by_role("link", name="Customer"))
    expect(page.get_by_role("heading", name="New customer", level=1)).to_be_visible()


def save(hand: Hand) -> None:
    hand.press(hand.page.get_by_role("button", name="Save customer"))


def expect_card_of(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def name_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Name")


def number_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=ORG_NUMBER)


@pytest.fixture
def form(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/new/")


@every_hand
def test_a_customer_is_made(kind: type[Hand], open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(office.boss, "/customers/", **kind.context)
    hand = kind(page)
    open_form(hand)
    hand.write(name_box(page), NEW)
    hand.write(number_box(page), VALID_ID)
    hand.write(page.get_by_label("Phone"), "+47 76 05 00 00")
    hand.write(page.get_by_role("region", name="Visiting address").get_by_label("City"), "Svolvær")
    save(hand)
    expect_card_of(page, NEW)
    expect(toasts(page)).to_contain_text(f"Saved: {NEW}")
    made = Customer.objects.get(name=NEW)
    assert (made.business_id, made.phone, made.city) == (VALID_ID, "+47 76 05 00 00", "Svolvær")
    assert (made.country, made.account_owner) == ("NO", office.boss)


@every_hand
def test_only_the_name_is_mandatory(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, faults: list[str]
) -> None:
    page = open_page(office.boss, "/customers/new/", **kind.context)
    hand = kind(page)
    save(hand)
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("link")).to_have_text(["Name"])
    hand.press(alert.get_by_role("link", name="Name"))
    expect(name_box(page)).to_be_focused()
    page.keyboard.type(NEW)
    save(hand)
    expect_card_of(page, NEW)
    assert Customer.objects.get(name=NEW).number == Customer.objects.exclude(name=NEW).latest("number").number + 1
    faults.clear()  # the refused form


def test_the_form_begins_with_its_first_field(form: Page) -> None:
    expect(name_box(form)).to_be_focused()


def test_a_wrong_business_id_is_explained_beside_it_and_kept(form: Page, faults: list[str]) -> None:
    name_box(form).fill(NEW)
    number_box(form).fill(MISTYPED_ID)
    form.get_by_label("Notes").fill("met at the fair\nask for Ola")
    form.get_by_role("button", name="Save customer").click()

    number = number_box(form)
    expect(number).to_have_value(MISTYPED_ID)
    expect(number).to_have_accessible_description(
        "The last digit of 923609017 should be 6, not 7: check for a typing error."
    )
    expect(form.locator(".f-business_id .error")).to_be_visible()
    expect(name_box(form)).to_have_value(NEW)
    expect(form.get_by_label("Notes")).to_have_value("met at the fair\nask for Ola")
    form.get_by_role("alert").get_by_role("link", name=ORG_NUMBER).click()
    expect(number).to_be_focused()
    assert not Customer.objects.filter(name=NEW).exists()

    number.fill(VALID_ID)
    form.get_by_role("button", name="Save customer").click()
    expect_card_of(form, NEW)
    faults.clear()  # the refused form


def test_likely_duplicates_turn_up_while_typing(form: Page) -> None:
    similar = form.get_by_role("status", name="Similar customers here")
    expect(similar).to_contain_text("No similar customer here so far.")
    name_box(form).press_sequentially("fjordlys energi")
    expect(similar.get_by_role("link")).to_have_text(["Fjordlys Energi AS"])
    expect(similar).to_contain_text("similar name")
    expect(name_box(form)).to_be_focused()
    name_box(form).fill(NEW)
    expect(similar.get_by_role("link")).to_have_count(0)
    form.get_by_label("E-mail").fill("someone@10041.example")
    expect(similar).to_contain_text("same e-mail domain")
    similar.get_by_role("link").click()
    expect_card_of(form, "Fjordlys Energi AS")


def test_what_was_typed_outlives_a_reload_but_not_saving(form: Page) -> None:
    name_box(form).fill(NEW)
    form.get_by_label("Language", exact=True).select_option("nb")
    form.get_by_label("Reverse charge").check()
    form.reload()
    expect(name_box(form)).to_have_value(NEW)
    expect(form.get_by_label("Reverse charge")).to_be_checked()
    form.get_by_role("button", name="Save customer").click()
    expect_card_of(form, NEW)
    assert Customer.objects.get(name=NEW).reverse_charge

    form.goto("/customers/new/")
    expect(name_box(form)).to_have_value("")
    expect(form.get_by_label("Reverse charge")).not_to_be_checked()


def test_what_was_typed_is_gone_after_cancel(form: Page) -> None:
    name_box(form).fill(NEW)
    form.get_by_role("link", name="Cancel").click()
    expect(form.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    form.goto("/customers/new/")
    expect(name_box(form)).to_have_value("")


def test_what_was_typed_outlives_a_refused_form(form: Page, faults: list[str]) -> None:
    name_box(form).fill(NEW)
    number_box(form).fill(MISTYPED_ID)
    form.get_by_role("button", name="Save customer").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.get_by_label("Phone").fill("+47 76 05 00 00")
    form.goto("/customers/new/")
    expect(name_box(form)).to_have_value(NEW)
    expect(form.get_by_label("Phone")).to_have_value("+47 76 05 00 00")
    faults.clear()  # the refused form


def sign_in(page: Page, email: str) -> None:
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="New customer", level=1)).to_be_visible()


def test_what_was_typed_outlives_the_session_of_the_one_who_typed_it(form: Page, office: Office) -> None:
    name_box(form).fill(NEW)
    form.context.clear_cookies()
    form.reload()
    sign_in(form, office.boss.email)
    expect(name_box(form)).to_have_value(NEW)


def test_what_was_typed_is_not_shown_to_somebody_else(form: Page, office: Office) -> None:
    name_box(form).fill(NEW)
    form.context.clear_cookies()
    form.reload()
    sign_in(form, office.account_manager.email)
    expect(name_box(form)).to_have_value("")
    form.context.clear_cookies()
    form.reload()
    sign_in(form, office.boss.email)
    expect(name_box(form)).to_have_value("")


def test_a_contact_person_can_follow_at_once(form: Page) -> None:
    name_box(form).fill(NEW)
    form.get_by_role("button", name="Save and add a contact").click()
    expect(form.get_by_role("heading", name="New contact person", level=1)).to_be_visible()
    form.get_by_label("Last name").fill("Dahl")
    form.get_by_role("button", name="Save contact person").click()
    expect_card_of(form, "Dahl")
    form.get_by_role("link", name=NEW).click()
    expect_card_of(form, NEW)
