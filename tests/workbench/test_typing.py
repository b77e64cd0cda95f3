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
MANY = 14


@pytest.fixture
def many(ground: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than are counted while somebody types, two of them with words too long for the index of names."""
    for module in (querysets, listing):
        monkeypatch.setattr(module, "COUNTED_WHILE_TYPING", 5)
    for number in range(MANY - 2):
        factories.contact(factories.customer(f"Kvikk {number:02}"), f"Kvikk {number:02}")
    for name in ("Kvikk 03" + "ø" * 190, "Kvikk 99" + "å" * 190):
        customer = factories.customer(name, email=f"post@{'bygg.' * 48}example", city="Oslo " * 16)
        assert len(customer.search_text) + len(customer.sort_name) > 650
        factories.contact(customer, "Kvikk 03", first_name="Å" * 80, email=customer.email, phone="+47 " * 10)


def typed(browser: Client, query: str, register: str = "customers") -> Any:
    return browser.get(f"/{register}/?{query}", headers=TYPING)


def count_of(answer: Any) -> str:
    """The count as people read it, and the address where it asks again."""
    cell = re.findall(r'id="register-count".*?</span>', answer.content.decode(), re.S)[0]
    return " ".join(re.sub(r"^[^>]*>|<[^>]*>", " ", cell).split())


def asks_again_at(answer: Any) -> str:
    return unescape((re.findall(r'id="register-count"[^>]*hx-get="([^"]*)"', answer.content.decode()) or [""])[0])


@pytest.mark.parametrize("register", ["customers", "contacts"])
@pytest.mark.parametrize("state", ["active", "all"])
def test_the_first_rows_are_those_of_the_whole_list(register: str, state: str, many: None, browsers: Browsers) -> None:
    answer = typed(browsers["admin"], f"q=kvi&state={state}", register)
    whole = shown_names(browsers["admin"].get(f"/{register}/?q=kvi&state={state}"))
    assert shown_names(answer) == whole
    assert len(whole) == MANY
    assert count_of(answer) == "more than 5"


def test_a_page_is_full_and_leads_to_the_next_one(many: None, browsers: Browsers) -> None:
    for number in range(20):
        factories.customer(f"Kvikk {number:02}")
    answer = typed(browsers["admin"], "q=kvikk&size=25")
    whole = shown_names(browsers["admin"].get("/customers/?q=kvikk&size=100"))
    assert shown_names(answer) == whole[:25]
    page = answer.content.decode()
    assert "1–25 of more than 5" in page
    assert 'rel="next"' in page
    assert "Select all matching" in page


def test_the_count_asks_by_itself_and_then_is_exact(many: None, browsers: Browsers) -> None:
    address = asks_again_at(typed(browsers["admin"], "q=kvikk"))
    answer = browsers["admin"].get(address, headers={"HX-Request": "true"})
    assert count_of(answer) == str(MANY)
    assert not asks_again_at(answer)
    assert "hx-swap-oob" not in answer.content.decode()  # a late answer must not overwrite the count of what is shown


def test_as_many_as_are_counted_at_once_are_counted(many: None, browsers: Browsers) -> None:
    kept = Customer.objects.filter(name__startswith="Kvikk").order_by("number").values_list("pk")[:5]
    Customer.objects.filter(name__startswith="Kvikk").exclude(pk__in=kept).update(is_active=False)
    answer = typed(browsers["admin"], "q=kvikk")
    assert (count_of(answer), asks_again_at(answer)) == ("5", "")
    assert count_of(typed(browsers["admin"], "q=kvikk&state=inactive")) == "more than 5"


@pytest.mark.parametrize(
    "query", ["q=kvikk&name=kvikk", "q=kvikk&sort=number", "q=kvikk&page=2&size=25", "q=kvikk&count=exact"]
)
def test_what_the_index_of_names_does_not_know_is_counted_at_once(query: str, many: None, browsers: Browsers) -> None:
    for number in range(20):
        factories.customer(f"Kvikk {number:02}")
    answer = typed(browsers["admin"], query)
    assert (count_of(answer), asks_again_at(answer)) == (str(MANY + 20), "")


def test_rows_limited_by_rights_are_counted_at_once(many: None, ground: Any, browsers: Browsers) -> None:
    Customer.objects.filter(name__startswith="Kvikk").update(account_owner=ground.people["account"])
    answer = typed(browsers["account"], "q=kvikk")
    assert count_of(answer) == f"{MANY} limited to your access"


def test_a_page_that_is_sent_for_is_counted_at_once(many: None, browsers: Browsers) -> None:
    assert count_of(browsers["admin"].get("/customers/?q=kvikk")) == str(MANY)


@pytest.mark.parametrize("first", [0x1F600, 0x1D15E])  # four bytes each; twelve once they are taken apart
def test_the_longest_names_of_the_longest_letters_can_be_kept(first: int) -> None:
    name = "".join(chr(first + (number * number) % 7) for number in range(200))
    customer = factories.customer(name, email=f"{'a' * 240}@havn.example", city=name[:80], vat_number="NO918273640MVA")
    contact = factories.contact(customer, name[:80], first_name=name[:80], email=customer.email, phone=name[:40])
    assert Customer.objects.filter(pk=customer.pk, contacts=contact, name=name).exists()
