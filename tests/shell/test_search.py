"""The search behind Ctrl+K: at most six a register, by any part of what names a record, in the organisation's order."""

import re
from datetime import date
from html import escape, unescape

import pytest
from django.test import Client

from accounts.models import User
from invoices.models import Invoice
from tests import factories
from tests.matrix.ground import Ground, invoice

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def hits(browser: Client, typed: str) -> dict[str, list[str]]:
    """Names by the label of their group."""
    found: dict[str, list[str]] = {}
    page = browser.get("/search/", {"q": typed}).content.decode()
    for group in page.split('<div role="group"')[1:]:
        label = re.findall(r'role="presentation">([^<]*)<', group)[0]
        texts = re.findall(r'<a role="option".*?</a>', group, re.S)
        found[label] = [
            " ".join(re.sub(r"<svg.*?</svg>|<span.*|<[^>]*>", " ", text, flags=re.S).split()) for text in texts
        ]
    return found


@pytest.mark.parametrize("typed", [
    "Ålesund", "ålesund", "ALESUND", "alesund", "lesun", "seafood", "ål sea", "SEA ål", "1001", "mine@customer",
    "  ålesund  ",
])  # fmt: skip
def test_a_customer_is_found_by_any_part_of_its_name_number_and_e_mail(typed: str, browsers: Browsers) -> None:
    assert hits(browsers["admin"], typed).get("Customers") == ["Ålesund Seafood AS"]


def test_contact_persons_are_found_beside_customers(browsers: Browsers) -> None:
    assert hits(browsers["account"], "kari") == {"Contacts": ["Kari Contact-mine"]}
    both = hits(browsers["admin"], "foreign")
    assert list(both) == ["Customers", "Contacts"]


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_an_empty_list(typed: str, browsers: Browsers) -> None:
    response = browsers["admin"].get("/search/", {"q": typed})
    assert (response.status_code, response.content.strip()) == (200, b"")


@pytest.mark.parametrize("typed", ["zzzz", "ålesund zzzz", "<zzz>&"])
def test_what_is_not_found_may_be_added_as_a_new_customer(typed: str, browsers: Browsers) -> None:
    answer = browsers["admin"].get("/search/", {"q": typed}).content.decode()
    address = re.findall(r'href="([^"]*)"', answer)
    assert len(address) == 1
    assert "<zzz>" not in answer
    form = browsers["admin"].get(unescape(address[0])).content.decode()
    assert f'value="{escape(typed)}"' in form


def test_who_may_not_make_customers_is_offered_nothing(browsers: Browsers) -> None:
    response = browsers["reader"].get("/search/", {"q": "zzzz"})
    assert (response.status_code, response.content.strip()) == (200, b"")


def test_one_letter_finds_words_that_begin_with_it(browsers: Browsers) -> None:
    found = hits(browsers["admin"], "k")["Customers"]
    assert found == ["Saimaa Konepaja Oy"]


def test_at_most_six_of_a_register_come_first_in_the_order_of_the_alphabet(browsers: Browsers) -> None:
    for name in ("Ørn", "Ærlig", "Zeta", "Åse", "Alfa", "Beta", "Øst"):
        factories.customer(f"{name} Trygg")
    assert hits(browsers["admin"], "trygg")["Customers"] == [
        "Alfa Trygg", "Beta Trygg", "Zeta Trygg", "Ærlig Trygg", "Ørn Trygg", "Øst Trygg",
    ]  # fmt: skip


def test_names_that_begin_with_what_was_typed_come_first(browsers: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Zeta Trygg", "Alfa Trygg", *(f"Beta {number} Trygg" for number in range(9)), "Trygg Forsikring"):
        customer = factories.customer(name)
    factories.contact(customer, "Lie", first_name="Trygg", email="a@x.example")
    factories.contact(customer, "Tryggestad", first_name="Åse", email="b@x.example")
    factories.project(customer, name="Ny avtale")
    factories.project(customer, name="Trygg avtale")
    for typed in ("trygg", "TRY"):
        found = hits(browsers["admin"], typed)
        assert found["Customers"][:2] == ["Trygg Forsikring", "Alfa Trygg"]
        assert found["Projects"] == ["Trygg avtale", "Ny avtale"]
        assert found["Contacts"] == ["Åse Tryggestad", "Trygg Lie"]
    assert hits(browsers["account"], "trygg f") == {}


def test_a_hit_leads_to_its_card_and_tells_it_from_its_namesakes(ground: Ground, browsers: Browsers) -> None:
    page = browsers["account"].get("/search/?q=seafood").content.decode()
    assert f'href="/customers/{ground.customers["mine"].pk}/"' in page
    assert "1001, Ålesund" in page


def test_an_inactive_customer_is_still_found(ground: Ground, browsers: Browsers) -> None:
    type(ground.customers["mine"]).objects.filter(pk=ground.customers["mine"].pk).update(is_active=False)
    assert hits(browsers["account"], "seafood")["Customers"] == ["Ålesund Seafood AS"]


def test_somebody_without_any_register_finds_nothing(browsers: Browsers) -> None:
    assert hits(browsers["profileless"], "seafood") == {}


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", '"', "%%%", "a%", "s_a"])
def test_signs_of_sql_mean_nothing(typed: str, browsers: Browsers) -> None:
    found = hits(browsers["admin"], typed)
    assert "Saimaa Konepaja Oy" not in found.get("Customers", []) or not typed.strip("%_\\'\" ")


@pytest.mark.parametrize(("language", "day"), [("en", "5 Jan 2025"), ("nb", "5. jan. 2025"), ("fi", "5.1.2025")])
def test_a_hit_tells_days_as_its_reader_writes_them(
    language: str, day: str, ground: Ground, browsers: Browsers
) -> None:
    User.objects.update(language=language)
    made = invoice(ground, ground.customers["mine"], 777001, 100)
    Invoice.objects.filter(pk=made.pk).update(invoice_date=date(2025, 1, 5), due_date=date(2025, 1, 5))
    page = browsers["admin"].get("/search/?q=777001").content.decode().replace("\xa0", " ")
    assert day in page
    assert "2025-01-05" not in page
