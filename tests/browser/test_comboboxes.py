"""Long lists in forms: a field to type in with a list that narrows; without script a plain list."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from customers.models import Customer
from tests import factories
from tests.browser.hands import Hand, Keys, every_hand
from tests.browser.office import Office
from tests.browser.places import toasts

NAME = "Fjordlys Energi AS"


@pytest.fixture
def form(office: Office) -> str:
    """The address of a customer's form with more industries than a plain list is good for."""
    for name in ("Brewing", "Fishery", "Forestry", "Housing", "Mining", "Ship building", "Tourism", "Trade", "Øl"):
        factories.industry(name)
    Customer.objects.filter(name=NAME).update(business_id="923609016", industry=None)
    return f"/customers/{Customer.objects.get(name=NAME).pk}/edit/"


@every_hand
def test_a_few_letters_find_what_is_saved(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, form: str
) -> None:
    page = open_page(office.boss, form, **kind.context)
    hand = kind(page)
    box = page.get_by_role("combobox", name="Industry")
    hand.write(box, "ship")
    option = page.get_by_role("option", name="Ship building")
    expect(option).to_be_visible()
    expect(page.get_by_role("option", name="Fishery")).to_be_hidden()
    if isinstance(hand, Keys):
        page.keyboard.press("Enter")
    else:
        hand.press(option)
    expect(box).to_have_value("Ship building")
    hand.press(page.get_by_role("button", name="Save", exact=True))
    expect(toasts(page)).to_contain_text("Saved:")
    industry = Customer.objects.get(name=NAME).industry
    assert industry
    assert industry.name == "Ship building"


def test_the_list_opens_whole_and_what_is_none_of_it_goes_back(
    open_page: Callable[..., Page], office: Office, form: str
) -> None:
    page = open_page(office.boss, form)
    box = page.get_by_role("combobox", name="Industry")
    box.fill("Mining")
    box.press("Tab")
    expect(page.locator("[name=industry]")).not_to_have_value("")
    box.click()
    expect(page.get_by_role("option", name="Fishery")).to_be_visible()
    box.fill("no such thing")
    box.press("Tab")
    expect(box).to_have_value("Mining")
    box.fill("")
    box.press("Tab")
    expect(page.locator("[name=industry]")).to_have_value("")


def test_what_was_chosen_is_kept_in_the_tab(open_page: Callable[..., Page], office: Office, form: str) -> None:
    page = open_page(office.boss, form)
    box = page.get_by_role("combobox", name="Industry")
    box.fill("Tourism")
    box.press("Tab")
    page.reload()
    expect(page.get_by_role("combobox", name="Industry")).to_have_value("Tourism")


def test_a_short_list_stays_a_plain_one(open_page: Callable[..., Page], office: Office, form: str) -> None:
    page = open_page(office.boss, form)
    assert page.get_by_label("Business unit").evaluate("el => el.localName") == "select"
