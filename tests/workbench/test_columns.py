"""Columns: those of the address, else those remembered, else the standard ones; never one that is not ours to see."""

import re

import pytest
from django.test import Client

from accounts.models import AccessProfile
from customers.register import customers
from tests import factories
from tests.matrix.answers import shown_head
from tests.matrix.ground import Ground
from workbench.models import RegisterPreference

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
STANDARD = ["Customer", "Number", "Business ID", "Country", "City", "Industry", "Account owner"]


def keep(browser: Client, *keys: str, register: str = "customers") -> None:
    assert browser.post(f"/{register}/columns/", {"columns": keys}).status_code == 302


def head(browser: Client, query: str = "", register: str = "customers") -> list[str]:
    return shown_head(browser.get(f"/{register}/{query}"))


def test_the_standard_columns_are_those_of_the_catalogue_one_may_see(browsers: Browsers) -> None:
    assert head(browsers["admin"])[: len(STANDARD)] == STANDARD
    assert "Billed this year" in head(browsers["admin"])
    assert "Billed this year" not in head(browsers["reader"])


def test_columns_are_remembered_for_this_person_and_this_register(browsers: Browsers) -> None:
    keep(browsers["account"], "name", "email", "city")
    assert head(browsers["account"]) == ["Customer", "E-mail", "City"]
    assert head(browsers["admin"])[: len(STANDARD)] == STANDARD
    assert head(browsers["account"], register="contacts")[0] == "Contact person"
    assert "E-mail" not in head(browsers["account"], register="contacts")[:2]


def test_the_order_is_remembered_and_the_name_stays_first(browsers: Browsers) -> None:
    keep(browsers["account"], "city", "email", "name", "number")
    assert head(browsers["account"]) == ["Customer", "City", "E-mail", "Number"]
    keep(browsers["account"], "number")
    assert head(browsers["account"]) == ["Customer", "Number"]


def test_the_columns_of_the_address_win_and_are_not_remembered(browsers: Browsers) -> None:
    keep(browsers["account"], "name", "email")
    assert head(browsers["account"], "?columns=city,number") == ["Customer", "City", "Number"]
    assert head(browsers["account"]) == ["Customer", "E-mail"]


def test_keeping_columns_takes_those_of_the_address_away_and_leaves_the_rest(browsers: Browsers) -> None:
    address = "/customers/columns/?q=a&sort=-number&columns=name,city&size=25&page=3"
    response = browsers["account"].post(address, {"columns": ["name", "email"]})
    assert response.headers["Location"] == "/customers/?q=a&sort=-number"


def test_a_page_size_is_remembered_beside_the_columns(browsers: Browsers) -> None:
    keep(browsers["account"], "name", "email")
    browsers["account"].post("/customers/columns/", {"size": "25"})
    kept = RegisterPreference.objects.get()
    assert (kept.page_size, kept.columns) == (25, ["name", "email"])
    page = browsers["account"].get("/customers/").content.decode()
    assert re.search(r'value="25"[^>]*aria-current="true"', page) or re.search(r'aria-current="true"[^>]*>25<', page)


def test_a_column_that_went_with_a_right_is_left_out_in_silence(ground: Ground, browsers: Browsers) -> None:
    profile = ground.people["account"].profile_id
    assert profile
    keep(browsers["account"], "name", "billed_this_year", "city")
    AccessProfile.objects.filter(pk=profile).update(invoices_view="none")
    assert head(browsers["account"]) == ["Customer", "City"]
    assert RegisterPreference.objects.get().columns == ["name", "billed_this_year", "city"]  # a GET writes nothing
    AccessProfile.objects.filter(pk=profile).update(invoices_view="own")
    assert head(browsers["account"]) == ["Customer", "Billed this year", "City"]


@pytest.mark.parametrize("kept", [["gone"], [], ["gone", "never_was"], ["c_name", "pk"]])
def test_when_every_remembered_column_is_gone_the_standard_ones_are_back(
    kept: list[str], ground: Ground, browsers: Browsers
) -> None:
    RegisterPreference.objects.create(user=ground.people["account"], register="customers", columns=kept)
    assert head(browsers["account"])[: len(STANDARD)] == STANDARD


@pytest.mark.parametrize("size", [51, 1, 32_000])
def test_a_remembered_page_size_that_is_none_of_ours_is_not_used(size: int, ground: Ground, browsers: Browsers) -> None:
    RegisterPreference.objects.create(user=ground.people["account"], register="customers", page_size=size)
    assert 'value="50"' in browsers["account"].get("/customers/").content.decode()
    assert RegisterPreference.objects.get().page_size == size


def test_a_colleague_with_fewer_rights_is_told_and_offered_the_rest(browsers: Browsers) -> None:
    """A shared address may name a column its reader may not see: refused like an unknown one, never without a word."""
    address = "/customers/?q=a&sort=-number&columns=name,city,billed_this_year&size=100"
    assert head(browsers["admin"], address.removeprefix("/customers/"))[2] == "Billed this year"
    refused = browsers["reader"].get(address)
    assert refused.status_code == 400
    offered = re.findall(r'class="btn primary" href="([^"]*)"', refused.content.decode())[0].replace("&amp;", "&")
    assert shown_head(browsers["reader"].get(offered)) == ["Customer", "City"]
    assert {"q=a", "sort=-number", "size=100"} <= set(offered.partition("?")[2].split("&"))


def second_line(browser: Client, name: str) -> str:
    """What stands under the name of a row on a phone."""
    row = browser.get("/customers/").content.decode().partition(f'title="{name}"')[2]
    return re.findall(r'class="c-meta"[^>]*>([^<]*)<', row)[0]


def test_on_a_phone_the_second_line_has_the_chosen_columns(browsers: Browsers) -> None:
    customer = factories.customer("Havnelageret", number=4711, phone="+47 22 22 22 22", city="Oslo")
    usual = second_line(browsers["admin"], customer.name)
    assert usual.startswith("4711")
    keep(browsers["admin"], "name", "phone", "billed_this_year", "is_active", "number", "city")
    assert second_line(browsers["admin"], customer.name) == "Phone: +47 22 22 22 22, 4711, Oslo"
    keep(browsers["admin"], *(field.key for field in customers.entity.fields if field.shown))
    assert second_line(browsers["admin"], customer.name) == usual
