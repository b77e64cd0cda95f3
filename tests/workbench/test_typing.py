"""While somebody types into a list's search, very many rows are not counted at once: the count comes after."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from catalogue import querysets
from customers.models import Customer
from tests import factories
from tests.matrix.answers import shown_names
from workbench import listing

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
TYPING = {"HX-Request": "true", "HX-Target": "register", "HX-Trigger-Name": "quick-search"}
MANY = 34
PAGE = 25


@pytest.fixture
def many(ground: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than are counted while somebody types, two of them with too long words for the index of names."""
    monkeypatch.setattr(listing, "COUNTED_WHILE_TYPING", 5)
    monkeypatch.setattr(querysets, "LOOKED_THROUGH", MANY)
    for number in range(MANY - 2):
        factories.contact(factories.customer(f"Kvikk {number:02}"), f"Kvikk {number:02}")
    for name in ("Kvikk 03" + "ø" * 190, "Kvikk 99" + "å" * 190):
        customer = factories.customer(name, email=f"{'b' * 228}@kvikk-nord.example", city="Oslo " * 16)
        contact = factories.contact(
            customer, name[:80], first_name="å" * 80, email=customer.email, phone="+47 " * 10, mobile="+47 " * 10
        )
        for record in (customer, contact):
            record.refresh_from_db()
            assert len(record.search_text) + len(record.sort_name) >= 650


def typed(browser: Client, query: str, register: str = "customers") -> Any:
    return browser.get(f"/{register}/?{query}", headers=TYPING)


def count_of(answer: Any) -> str:
    """The count as people read it, and the address where it asks again."""
    cell = re.findall(r'id="register-count".*?\n</span>', answer.content.decode(), re.S)[0]
    return " ".join(re.sub(r"^[^>]*>|<span aria-hidden.*?</span>|<a .*?</a>|<[^>]*>", " ", cell, flags=re.S).split())


def asks_again_at(answer: Any) -> str:
    return unescape((re.findall(r'id="register-count"[^>]*hx-get="([^"]*)"', answer.content.decode()) or [""])[0])


@pytest.mark.parametrize("register", ["customers", "contacts"])
@pytest.mark.parametrize("state", ["active", "all"])
def test_the_first_rows_are_those_of_the_whole_list(register: str, state: str, many: None, browsers: Browsers) -> None:
    answer = typed(browsers["admin"], f"q=kvi&state={state}&size={PAGE}", register)
    whole = shown_names(browsers["admin"].get(f"/{register}/?q=kvi&state={state}&size=100"))
    assert len(whole) == MANY
    assert shown_names(answer) == whole[:PAGE]
    assert "ø" * 72 in " ".join(whole[:PAGE])  # too long for the index
    assert count_of(answer) == "more than 5"


def test_a_page_that_is_not_counted_leads_to_the_next_one_and_to_all(many: None, browsers: Browsers) -> None:
    page = typed(browsers["admin"], f"q=kvikk&size={PAGE}").content.decode()
    assert "1–25 of more than 5" in page
    assert 'rel="next"' in page
    assert "Select all matching" in page
    assert "data-announce" not in page  # the number is said once it is known


@pytest.mark.parametrize("looked_through", [3, 10_000])
def test_rows_far_down_the_names_or_of_few_names_are_counted_at_once(
    looked_through: int, many: None, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(querysets, "LOOKED_THROUGH", looked_through)
    answer = typed(browsers["admin"], f"q=kvikk&size={PAGE}")
    assert count_of(answer) == str(MANY)
    assert len(shown_names(answer)) == PAGE


def test_the_count_asks_by_itself_and_then_is_exact(many: None, browsers: Browsers) -> None:
    address = asks_again_at(typed(browsers["admin"], f"q=kvikk&size={PAGE}"))
    answer = browsers["admin"].get(address, headers={"HX-Request": "true"})
    assert count_of(answer) == str(MANY)
    assert not asks_again_at(answer)
    page = answer.content.decode()
    assert f'data-announce="{MANY} rows" data-range="1–25 of {MANY}"' in page
    assert "hx-swap-oob" not in page  # a late answer must not overwrite the count of what is shown


def test_as_many_as_are_counted_at_once_are_counted(many: None, browsers: Browsers) -> None:
    kept = Customer.objects.filter(name__startswith="Kvikk").order_by("number").values_list("pk")[:5]
    Customer.objects.filter(name__startswith="Kvikk").exclude(pk__in=kept).update(is_active=False)
    answer = typed(browsers["admin"], f"q=kvikk&size={PAGE}")
    assert (count_of(answer), asks_again_at(answer)) == ("5", "")
    assert count_of(typed(browsers["admin"], f"q=kvikk&state=inactive&size={PAGE}")) == "more than 5"


@pytest.mark.parametrize(
    "query", ["q=kvikk&name=kvikk", "q=kvikk&sort=number", "q=kvikk&page=2", "q=kvikk&count=exact"]
)
def test_what_the_index_of_names_does_not_know_is_counted_at_once(query: str, many: None, browsers: Browsers) -> None:
    answer = typed(browsers["admin"], f"{query}&size={PAGE}")
    assert (count_of(answer), asks_again_at(answer)) == (str(MANY), "")


def test_rows_limited_by_rights_are_counted_at_once(many: None, ground: Any, browsers: Browsers) -> None:
    Customer.objects.filter(name__startswith="Kvikk").update(account_owner=ground.people["account"])
    answer = typed(browsers["account"], f"q=kvikk&size={PAGE}")
    assert count_of(answer) == f"{MANY} limited to your access"


def test_a_page_that_is_sent_for_is_counted_at_once(many: None, browsers: Browsers) -> None:
    assert count_of(browsers["admin"].get(f"/customers/?q=kvikk&size={PAGE}")) == str(MANY)


@pytest.mark.parametrize("first", [0x1F600, 0x1D15E])  # four bytes each; twelve once they are taken apart
def test_the_longest_names_of_the_longest_letters_can_be_kept(first: int) -> None:
    name = "".join(chr(first + (number * number) % 7) for number in range(200))
    customer = factories.customer(name, email=f"{'a' * 240}@havn.example", city=name[:80], vat_number="NO918273640MVA")
    contact = factories.contact(customer, name[:80], first_name=name[:80], email=customer.email, phone=name[:40])
    assert Customer.objects.filter(pk=customer.pk, contacts=contact, name=name).exists()
