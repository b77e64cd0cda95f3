"""Two people at one address or activity: nothing is lost, and where both changed the same field they are asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from activities.models import Activity
from customers.models import Address
from tests.attacks.forms import filled
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


@pytest.fixture(params=["address", "activity"])
def place(request: Any, ground: Ground) -> tuple[str, Any, str, str]:
    """An address to post to, the row behind it, and two fields of text."""
    if request.param == "address":
        address = ground.addresses["mine"]
        return f"/customers/{ground.customers['mine'].pk}/addresses/{address.pk}/", address, "street", "postcode"
    activity = ground.activities["mine"]
    return f"/activities/{activity.pk}/edit/", activity, "subject", "text"


def test_fields_that_do_not_collide_merge_by_themselves(place: Any, browsers: Browsers) -> None:
    address, row, one, other = place
    mine, theirs = (browsers[who].get(address) for who in ("account", "admin"))
    assert browsers["admin"].post(address, filled(theirs, **{one: "Theirs"})).status_code == 302
    assert browsers["account"].post(address, filled(mine, **{other: "Mine"})).status_code == 302
    row.refresh_from_db()
    assert (getattr(row, one), getattr(row, other)) == ("Theirs", "Mine")


def test_a_collision_asks_and_either_answer_is_kept(place: Any, browsers: Browsers) -> None:
    address, row, one, _other = place
    mine, theirs = (browsers[who].get(address) for who in ("account", "admin"))
    browsers["admin"].post(address, filled(theirs, **{one: "Theirs"}))
    asked = browsers["account"].post(address, filled(mine, **{one: "Mine"}))
    assert asked.status_code == 409
    assert "Theirs" in asked.content.decode()
    row.refresh_from_db()
    assert getattr(row, one) == "Theirs"
    again = filled(asked, **{one: "Mine", "asked": one})
    assert browsers["account"].post(address, again).status_code == 409
    assert browsers["account"].post(address, again | {f"decide-{one}": "theirs"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, one) == "Theirs"
    assert browsers["account"].post(address, again | {f"decide-{one}": "mine"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, one) == "Mine"


def test_saving_what_was_not_changed_writes_nothing_over(place: Any, browsers: Browsers) -> None:
    address, row, one, _other = place
    mine, theirs = (browsers[who].get(address) for who in ("account", "admin"))
    browsers["admin"].post(address, filled(theirs, **{one: "Theirs"}))
    assert browsers["account"].post(address, filled(mine)).status_code == 302
    row.refresh_from_db()
    assert getattr(row, one) == "Theirs"


def test_what_was_deleted_meanwhile_is_gone(place: Any, browsers: Browsers) -> None:
    address, row, one, _other = place
    mine = browsers["account"].get(address)
    type(row)._default_manager.filter(pk=row.pk).delete()
    assert browsers["account"].post(address, filled(mine, **{one: "Mine"})).status_code == 404
    assert not (Address if isinstance(row, Address) else Activity).objects.filter(pk=row.pk).exists()
