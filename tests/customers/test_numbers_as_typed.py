"""Numbers are typed in any notation, however long, and stored in one: in every form of a customer."""

import pytest
from django.test import Client

from customers.models import Customer
from tests.attacks.forms import edited
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
LONG = "Foretaksregisteret NO 923 609 016 MVA"


def test_a_long_notation_is_saved_by_hand(admin: Client) -> None:
    answer = edited(admin, "/customers/new/", name="Ny AS", business_id=LONG, vat_number="MVA-nr. NO 923 609 016 MVA")
    assert answer.status_code == 302
    made = Customer.objects.get(name="Ny AS")
    assert (made.business_id, made.vat_number) == ("923609016", "NO923609016MVA")


@pytest.mark.parametrize("address", ["edit/", "edit/?field=business_id"])
def test_a_long_notation_is_saved_in_an_edit(admin: Client, ground: Ground, address: str) -> None:
    mine = ground.customers["mine"]
    Customer.objects.filter(pk=mine.pk).update(country="NO")
    assert edited(admin, f"/customers/{mine.pk}/{address}", business_id=LONG).status_code == 302
    mine.refresh_from_db()
    assert mine.business_id == "923609016"


@pytest.mark.parametrize(("typed", "told"), [("923 609 017", "should be 6, not 7"), ("9" * 81, "80")])
def test_a_wrong_one_is_explained_once(admin: Client, typed: str, told: str) -> None:
    answer = edited(admin, "/customers/new/", name="Ny AS", business_id=typed)
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["business_id"]
    assert told in error
