"""A field of one's own: added in Settings, worked with like any other, retired: by mouse, by keyboard, by touch."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from catalogue.models import CustomField
from customers.models import Customer
from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.hands import Hand, every_hand
from tests.browser.office import Office
from tests.browser.places import add_filter, chip, chooser, rows, toasts

NAME = "Fjordlys Energi AS"
NEW = "/settings/custom-fields/new/?entity=customer"
both_sizes = pytest.mark.parametrize("size", [NARROW, pytest.param(WIDE, marks=pytest.mark.soak)], ids=["380", "1440"])
Open = Callable[..., Page]


@pytest.fixture
def customer(office: Office) -> Customer:
    return Customer.objects.get(name=NAME)


@pytest.fixture
def tier() -> CustomField:
    """A choice field that is there already."""
    return factories.custom_field("Tier", "choice", "Gold", "Silver")


def choice(page: Page, number: int) -> Locator:
    return page.get_by_role("textbox", name=f"Choice {number}", exact=True)


def field_names() -> list[str]:
    return list(CustomField.objects.values_list("label", flat=True))


def save(hand: Hand) -> None:
    """Saves what the page's form holds; the button that only Enter presses is not one people see."""
    hand.press(hand.page.get_by_role("button", name="Save", exact=True))


@every_hand
def test_a_choice_field_is_added_filled_in_shown_and_filtered_by(
    kind: type[Hand], open_page: Open, office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, "/settings/", **kind.context)
    hand = kind(page)
    add_a_choice_field(hand)
    fill_it_in(hand, customer)
    add_the_column(hand)
    filter_by_it(hand)


def add_a_choice_field(hand: Hand) -> None:
    page = hand.page
    hand.press(page.get_by_role("main").get_by_role("link", name="Custom fields"))
    hand.press(page.get_by_role("region", name="Customers").get_by_role("link", name="Add a field"))
    expect(page.get_by_role("heading", name="New custom field", level=1)).to_be_visible()
    hand.write(page.get_by_label("Name"), "Service level")
    hand.choose(page.get_by_label("Type"), "Choice")
    for number, label in enumerate(["Gold", "Silver", "Bronze"], 1):
        hand.write(choice(page, number), label)
    hand.press(page.get_by_role("button", name="Move choice 3 up"))
    expect(choice(page, 2)).to_have_value("Bronze")
    expect(choice(page, 3)).to_have_value("Silver")
    expect(page.get_by_label("Name")).to_have_value("Service level")
    assert field_names() == []  # moving is not saving
    save(hand)
    expect(toasts(page)).to_contain_text("Saved: Service level")
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Service level"))
    expect(entry).to_contain_text("Choice: Gold, Bronze, Silver")


def fill_it_in(hand: Hand, customer: Customer) -> None:
    page = hand.page
    page.goto(f"/customers/{customer.pk}/edit/")
    level = page.get_by_label("Service level")
    assert level.get_by_role("option").all_inner_texts()[1:] == ["Gold", "Bronze", "Silver"]
    hand.choose(level, "Bronze")
    hand.press(page.get_by_role("button", name="Save", exact=True))
    expect(toasts(page)).to_contain_text(f"Saved: {NAME}")
    expect(fact(page, "Service level")).to_have_text("Bronze")
    customer.refresh_from_db()
    assert customer.custom == {"service_level": "bronze"}


def add_the_column(hand: Hand) -> None:
    page = hand.page
    page.goto("/customers/?q=fjord")
    hand.press(page.get_by_role("button", name="Columns"))
    hand.set_box(chooser(page).get_by_role("checkbox", name="Service level"))
    hand.press(chooser(page).get_by_role("button", name="Show columns"))
    # a phone folds all but a few columns away
    expect(page.locator("th.c-custom-service-level")).to_contain_text("Service level")
    expect(page.locator("tbody .c-custom-service-level")).to_have_text("Bronze")


def filter_by_it(hand: Hand) -> None:
    page = hand.page
    page.goto("/customers/")
    form = add_filter(hand, "Service level")
    hand.set_box(form.get_by_role("checkbox", name="Bronze"))
    hand.press(form.get_by_role("button", name="Apply"))
    expect(chip(page, "Service level is Bronze")).to_be_visible()
    expect(rows(page)).to_have_text([NAME])


def fact(page: Page, label: str) -> Locator:
    """What the card says of a field, without its pencil's name."""
    return page.locator("dt", has_text=label).locator("xpath=following-sibling::dd[1]")


@both_sizes
def test_enter_in_the_name_saves_the_form_and_moves_nothing(
    open_page: Open, office: Office, tier: CustomField, size: dict[str, Any]
) -> None:
    page = open_page(office.boss, f"/settings/custom-fields/{tier.pk}/", **size)
    page.get_by_label("Name").fill("Class")
    page.get_by_label("Name").press("Enter")
    expect(toasts(page)).to_contain_text("Saved: Class")
    tier.refresh_from_db()
    assert [each["label"] for each in tier.choices] == ["Gold", "Silver"]
    assert field_names() == ["Class"]


@both_sizes
def test_enter_in_a_choice_saves_too(open_page: Open, office: Office, tier: CustomField, size: dict[str, Any]) -> None:
    page = open_page(office.boss, f"/settings/custom-fields/{tier.pk}/", **size)
    choice(page, 3).fill("Bronze")
    choice(page, 3).press("Enter")
    expect(toasts(page)).to_contain_text("Saved: Tier")
    tier.refresh_from_db()
    assert [each["label"] for each in tier.choices] == ["Gold", "Silver", "Bronze"]


@every_hand
def test_only_choices_have_a_list_to_choose_from(kind: type[Hand], open_page: Open, office: Office) -> None:
    page = open_page(office.boss, NEW, **kind.context)
    hand = kind(page)
    for type_name, has_list in (("Text", False), ("Choice", True), ("Date", False), ("Several choices", True)):
        hand.choose(page.get_by_label("Type"), type_name)
        expect(page.get_by_role("heading", name="Choices")).to_be_visible(visible=has_list)
        expect(choice(page, 1)).to_be_visible(visible=has_list)
    hand.choose(page.get_by_label("Type"), "Text")
    hand.write(page.get_by_label("Name"), "Portal")
    save(hand)
    expect(toasts(page)).to_contain_text("Saved: Portal")
    portal = CustomField.objects.get()
    page.goto(f"/settings/custom-fields/{portal.pk}/")
    expect(page.get_by_text("A type is chosen once")).to_be_visible()
    expect(choice(page, 1)).to_have_count(0)


@both_sizes
def test_only_choices_that_have_a_name_can_be_moved(open_page: Open, office: Office, size: dict[str, Any]) -> None:
    page = open_page(office.boss, NEW, **size)
    page.get_by_label("Type").select_option("Choice")
    choice(page, 1).fill("Gold")
    expect(page.get_by_role("button", name="Move choice 1 up")).to_be_disabled()
    expect(page.get_by_role("button", name="Move choice 1 down")).to_have_count(0)
    expect(page.get_by_role("button", name="Move choice 2 up")).to_have_count(0)
    choice(page, 2).fill("Silver")
    expect(page.get_by_role("button", name="Move choice 2 up")).to_be_visible()
    page.get_by_role("button", name="Move choice 1 down").click()
    expect(choice(page, 1)).to_have_value("Silver")
    expect(choice(page, 2)).to_have_value("Gold")


@every_hand
def test_a_choice_is_changed_where_it_stands_on_the_card(
    kind: type[Hand], open_page: Open, office: Office, customer: Customer, tier: CustomField
) -> None:
    Customer.objects.filter(pk=customer.pk).update(custom={"tier": "gold"}, business_id="923609016")
    page = open_page(office.boss, f"/customers/{customer.pk}/", **kind.context)
    hand = kind(page)
    hand.press(page.get_by_role("link", name="Edit Tier"))
    dialog = page.get_by_role("dialog", name=f"Edit {NAME}")
    expect(dialog.get_by_label("Tier")).to_be_focused()
    hand.choose(dialog.get_by_label("Tier"), "Silver")
    save(hand)
    expect(dialog).to_be_hidden()
    expect(fact(page, "Tier")).to_have_text("Silver")
    customer.refresh_from_db()
    assert customer.custom == {"tier": "silver"}
    hand.press(toasts(page).get_by_role("button", name="Undo"))
    expect(toasts(page)).to_contain_text("Undone")
    customer.refresh_from_db()
    assert customer.custom == {"tier": "gold"}


@every_hand
def test_a_field_is_retired_and_used_again_on_its_page(
    kind: type[Hand], open_page: Open, office: Office, customer: Customer, tier: CustomField
) -> None:
    Customer.objects.filter(pk=customer.pk).update(custom={"tier": "gold"})
    page = open_page(office.boss, "/settings/custom-fields/", **kind.context)
    hand = kind(page)
    hand.press(page.get_by_role("link", name="Tier"))
    hand.press(page.get_by_role("button", name="Retire"))
    expect(toasts(page)).to_contain_text("Tier is retired; its values are kept")
    expect(page.get_by_role("listitem").filter(has_text="Tier")).to_contain_text("Retired")
    page.goto(f"/customers/{customer.pk}/")
    expect(page.get_by_text("Gold")).to_have_count(0)

    page.goto(f"/settings/custom-fields/{tier.pk}/")
    hand.press(page.get_by_role("button", name="Use again"))
    expect(toasts(page)).to_contain_text("Tier is in use again")
    page.goto(f"/customers/{customer.pk}/")
    expect(fact(page, "Tier")).to_have_text("Gold")


@every_hand
def test_deleting_a_field_in_use_offers_to_retire_it(
    kind: type[Hand], open_page: Open, office: Office, customer: Customer, tier: CustomField
) -> None:
    Customer.objects.filter(pk=customer.pk).update(custom={"tier": "gold"})
    page = open_page(office.boss, f"/settings/custom-fields/{tier.pk}/", **kind.context)
    hand = kind(page)
    hand.press(page.get_by_role("link", name="Delete"))
    expect(page.get_by_role("heading", name="Tier is in use", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Delete")).to_have_count(0)
    hand.press(page.get_by_role("button", name="Retire"))
    expect(toasts(page)).to_contain_text("Tier is retired; its values are kept")
    tier.refresh_from_db()
    customer.refresh_from_db()
    assert (tier.is_active, customer.custom) == (False, {"tier": "gold"})


@both_sizes
def test_a_field_nobody_uses_is_deleted(
    open_page: Open, office: Office, tier: CustomField, size: dict[str, Any]
) -> None:
    page = open_page(office.boss, f"/settings/custom-fields/{tier.pk}/delete/", **size)
    expect(page.get_by_role("heading", name="Delete Tier?", level=1)).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    expect(toasts(page)).to_contain_text("Deleted: Tier")
    assert field_names() == []


@both_sizes
def test_a_choice_given_twice_is_named_and_all_that_was_typed_is_kept(
    open_page: Open, office: Office, size: dict[str, Any], faults: list[str]
) -> None:
    page = open_page(office.boss, NEW, **size)
    page.get_by_label("Name").fill("Service level")
    page.get_by_label("Type").select_option("Choice")
    page.get_by_label("Must be filled in").check()
    for number, label in enumerate(["Gold", "gold"], 1):
        choice(page, number).fill(label)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(choice(page, 2)).to_have_accessible_description("This choice stands here twice.")
    expect(page.get_by_label("Must be filled in")).to_be_checked()
    choice(page, 2).fill("Silver")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(toasts(page)).to_contain_text("Saved: Service level")
    assert CustomField.objects.get().is_required
    faults.clear()  # the refused form


@every_hand
def test_fields_are_put_in_another_order(kind: type[Hand], open_page: Open, office: Office, tier: CustomField) -> None:
    factories.custom_field("Portal", "text")
    page = open_page(office.boss, "/settings/custom-fields/", **kind.context)
    kind(page).press(page.get_by_role("button", name="Move Portal up"))
    expect(page.get_by_role("button", name="Move Portal up")).to_be_disabled()
    assert field_names() == ["Portal", "Tier"]


def test_who_may_only_read_finds_no_settings(open_page: Open, office: Office, faults: list[str]) -> None:
    page = open_page(office.reader, "/customers/")
    expect(page.locator("#side").get_by_role("link", name="Settings")).to_have_count(0)
    page.goto("/settings/custom-fields/")
    expect(page.get_by_role("heading", name="Custom fields")).to_have_count(0)
    faults.clear()  # the page that is not there
