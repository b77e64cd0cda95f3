"""A customer that holds what its register says, or something else; its card, and taking over."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from customers.models import Address, Customer
from tests import factories
from tests.customers.companies import SOLVIK
from tests.matrix.ground import Ground

Browsers = dict[str, Client]

ALIKE = {
    "name": "Solvik Energi AS",
    "vat_number": "NO931204777MVA",
    "legal_form": "AS",
    "website": "https://www.solvik-energi.example",
    "email": "post@solvik-energi.example",
    "phone": "55 12 34 56",
}

VISITING = {"street": "Strandgaten 18", "postcode": "5013", "city": "Bergen", "country": "NO"}

POSTAL = {"street": "Postboks 412", "postcode": "5805", "city": "Bergen", "country": "NO"}

EVERYTHING = [*ALIKE, "visiting", "postal"]

DIFFERENT = {
    "name": "Solvik Kraft AS",
    "vat_number": "",
    "legal_form": "ASA",
    "website": "https://www.solvik.example",
    "email": "kontakt@solvik-energi.example",
    "phone": "55 12 34 57",
}


@pytest.fixture
def solvik(ground: Ground) -> Customer:
    """A customer that holds just what the register says."""
    return made_like(ground.customers["mine"])


def made_like(customer: Customer, **different: Any) -> Customer:
    customer.addresses.all().delete()
    values = {"business_id": SOLVIK, "country": "NO", **ALIKE, **different}
    Customer.objects.filter(pk=customer.pk).update(**values)
    factories.address(customer, is_visiting=True, is_headquarters=True, **VISITING)
    factories.address(customer, is_postal=True, **POSTAL)
    customer.refresh_from_db()
    return customer


def compare(browser: Client, customer: Customer) -> Any:
    answer = browser.post(f"/customers/{customer.pk}/compare/")
    assert answer.status_code == 302
    return card(browser, customer)


def card(browser: Client, customer: Customer) -> Any:
    page = browser.get(f"/customers/{customer.pk}/register/")
    assert page.status_code == 200
    return page


def differing(page: Any) -> dict[str, tuple[str, str]]:
    return {each.key: (each.ours, each.theirs) for each in page.context["differing"]}


def apply(browser: Client, page: Any, *keys: str, **more: str) -> Any:
    seen = page.context["answer"].asked_at.isoformat()
    pk = page.context["card"].pk
    answer = browser.post(f"/customers/{pk}/compare/apply/", {"seen": seen, "field": list(keys), **more})
    assert answer.status_code == 302
    return card(browser, page.context["card"].record)


def undo_url(page: Any) -> str:
    """Where the toast's button takes back."""
    found = str(page.content.decode().partition('class="toasts"')[2].partition('action="')[2].partition('"')[0])
    assert "/undo/" in found, found
    return found


def state(customer: Customer) -> Any:
    """A customer and its addresses as they are, but for when they were changed and looked up."""
    left = {"updated_at", "register_checked_at"}
    row = Customer.objects.filter(pk=customer.pk).values().get()
    rows = list(Address.objects.filter(customer=customer.pk).order_by("pk").values())
    return {key: value for key, value in row.items() if key not in left}, rows


def headquarters(customer: Customer) -> list[str]:
    return list(Address.objects.filter(customer=customer.pk, is_headquarters=True).values_list("street", flat=True))


def uses(customer: Customer) -> list[tuple[Any, ...]]:
    columns = ("street", "is_visiting", "is_postal", "is_invoicing", "is_headquarters")
    return list(Address.objects.filter(customer=customer.pk).order_by("pk").values_list(*columns))


def forget() -> None:
    """The next look-up asks the service again."""
    cache.clear()
