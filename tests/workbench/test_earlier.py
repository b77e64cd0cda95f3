"""A whole earlier state of a record, brought back as a normal edit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F
from django.test import Client

from customers.models import Address, Customer, CustomerSegment, EInvoiceAddress
from history.changes import events_of
from tests import factories
from tests.attacks.forms import edited, last_context
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def state(customer: Customer) -> dict[str, Any]:
    """What people may read of a customer and what belongs to it."""
    row = Customer.objects.filter(pk=customer.pk).values().get()
    belongings = {
        "addresses": sorted(customer.addresses.values_list("street", "city", "is_headquarters")),
        "einvoice": sorted(EInvoiceAddress.objects.filter(customer=customer).values_list("address", flat=True)),
        "segments": sorted(customer.segments.values_list("name", flat=True)),
    }
    return {name: value for name, value in row.items() if name != "updated_at"} | belongings


def a_minute_passes() -> None:
    """Within a test's one transaction everything would have happened at the same moment."""
    for model in (Customer, Address, CustomerSegment, EInvoiceAddress):
        events_of(model)._default_manager.update(pgh_created_at=F("pgh_created_at") - timedelta(minutes=1))


def change_a_lot(admin: Client, ground: Ground) -> UUID:
    """Several edits of one customer; returns the context of the first."""
    mine = ground.customers["mine"]
    card = f"/customers/{mine.pk}"
    a_minute_passes()
    edited(admin, f"{card}/edit/", phone="+47 1", custom_tier="A", einvoice_addresses="0192:923609016")
    first = last_context(Customer)
    a_minute_passes()
    edited(admin, f"{card}/edit/", phone="+47 2", email="new@mine.example", segments=[ground.segments["Large"].pk])
    admin.post(f"{card}/addresses/new/", {"street": "Ny vei 1", "city": "Moss", "is_headquarters": "on"})
    address = Address.objects.filter(customer=mine).exclude(street="Ny vei 1").first()
    assert address
    admin.post(f"{card}/addresses/{address.pk}/", {"street": "Gammel vei 2", "city": "Hamar"})
    edited(admin, f"{card}/edit/", name="Mine, renamed", custom_tier="B")
    return first


def test_the_state_before_comes_back_with_all_that_belongs_to_it(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    began = state(mine)
    first = change_a_lot(admin, ground)
    changed = state(mine)
    assert changed != began
    address = f"/customers/{mine.pk}/before/{first}/"
    shown = admin.get(address).content.decode()
    assert "Mine, renamed" in shown
    assert state(mine) == changed
    assert admin.post(address).status_code == 302
    assert state(mine) == began
    assert "Nothing to restore" in admin.get(address).content.decode()


def test_restoring_can_itself_be_undone(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    first = change_a_lot(admin, ground)
    changed = state(mine)
    a_minute_passes()
    admin.post(f"/customers/{mine.pk}/before/{first}/")
    admin.post(f"/customers/{mine.pk}/undo/{last_context(Customer)}/")
    assert state(mine) == changed


def test_each_edit_in_changes_offers_the_state_before_it_but_the_making_of_the_record(
    ground: Ground, browsers: Browsers
) -> None:
    admin = browsers["admin"]
    edited(admin, "/customers/new/", name="Fersk AS", street="Storgata 1")
    made = Customer.objects.get(name="Fersk AS")
    creation = last_context(Customer)
    a_minute_passes()
    edited(admin, f"/customers/{made.pk}/edit/", phone="+47 1")
    page = admin.get(f"/customers/{made.pk}/changes/").content.decode()
    assert page.count("/before/") == 1
    assert f"/before/{creation}/" not in page
    assert admin.get(f"/customers/{made.pk}/before/{creation}/").status_code == 404
    assert admin.post(f"/customers/{made.pk}/before/{creation}/").status_code == 404


def test_what_an_editor_may_not_have_any_longer_is_not_brought_back(ground: Ground, browsers: Browsers) -> None:
    """The customer was a colleague's: the account manager would lose it by going back."""
    account, mine = browsers["account"], ground.customers["mine"]
    Customer.objects.filter(pk=mine.pk).update(account_owner=ground.people["finn"])
    a_minute_passes()
    edited(browsers["admin"], f"/customers/{mine.pk}/edit/", account_owner=ground.people["account"].pk)
    given = last_context(Customer)
    before = state(mine)
    assert account.post(f"/customers/{mine.pk}/before/{given}/").status_code == 404
    assert state(mine) == before


def test_an_old_value_somebody_else_has_now_is_refused_with_the_reason(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    number = mine.number
    a_minute_passes()
    edited(admin, f"/customers/{mine.pk}/edit/", number="555", phone="+47 1")
    context = last_context(Customer)
    factories.customer("Other", number=number)
    before = state(mine)
    response = admin.post(f"/customers/{mine.pk}/before/{context}/", follow=True)
    assert "Not restored" in response.content.decode()
    assert state(mine) == before
