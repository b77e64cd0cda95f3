"""What the register of the stand-in says, and a new customer saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pghistory.models import Context

from accounts.models import User
from accounts.organisation import current_organisation
from catalogue.field import Viewer
from customers.models import Customer
from customers.register import customers
from tests.attacks.forms import last_context
from tests.customers.companies import (
    NEW,
    SOLVIK,
)
from tests.matrix.ground import Ground, today
from workbench.card import Card
from workbench.origins import origins

Browsers = dict[str, Client]

SAID = {
    "name": "Solvik Energi AS",
    "business_id": SOLVIK,
    "vat_number": "NO931204777MVA",
    "legal_form": "AS",
    "website": "https://www.solvik-energi.example",
    "email": "post@solvik-energi.example",
    "phone": "55 12 34 56",
    "street": "Strandgaten 18",
    "postcode": "5013",
    "city": "Bergen",
    "postal_street": "Postboks 412",
    "postal_postcode": "5805",
    "postal_city": "Bergen",
}


@pytest.fixture
def boss(ground: Ground) -> User:
    return ground.people["admin"]


def saved(browser: Client, sent: dict[str, Any]) -> Customer:
    answer = browser.post(NEW, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    return Customer.objects.get(pk=int(answer.headers["Location"].strip("/").split("/")[1]))


def origins_of(customer: Customer, user: User) -> dict[str, str]:
    with timezone.override(current_organisation().zone):  # as its card prints them
        return origins(Card(customers, Viewer(user, today()), customer, None))  # type: ignore[arg-type]


def sources_of(customer: Customer) -> dict[str, str]:
    found: dict[str, str] = Context.objects.get(pk=last_context(Customer)).metadata.get("sources", {})
    return found
