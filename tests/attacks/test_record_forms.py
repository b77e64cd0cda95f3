"""Classes 10, 11 and 15: a form sets what it offers, on rows within reach, and two people at once meet no fault."""

from typing import Any

import pytest
from django.test import Client

from activities.models import Activity
from customers import forms
from customers.models import Address, Customer
from tests import factories
from tests.attacks.forms import edited
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_stays_written
from workbench import saving

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
FORGED = {
    "is_internal": "on", "custom": '{"a": 1}', "register_source": "brreg", "city": "Evil", "created_at": "2000-01-01",
    "id": "1", "pk": "1", "sort_name": "!", "search_text": "!", "customer": "1", "customer_id": "1", "author": "1",
    "done_at": "2000-01-01", "project": "1", "source": "register", "user": "1", "ignore_permissions": "true",
}  # fmt: skip


def test_a_form_sets_what_it_offers_and_nothing_else(ground: Ground, browsers: Browsers) -> None:
    account, mine, contact = browsers["account"], ground.customers["mine"], ground.contacts["mine"]
    forged = FORGED | {"customer": str(ground.customers["foreign"].pk), "pk": str(ground.customers["foreign"].pk)}
    for row, address in ((mine, f"/customers/{mine.pk}/edit/"), (contact, f"/contacts/{contact.pk}/edit/")):
        before = dict(type(row).objects.filter(pk=row.pk).values().get())
        assert edited(account, address, phone="+47 22 22 22 22", **forged).status_code == 302
        after = dict(type(row).objects.filter(pk=row.pk).values().get())
        changed = {key for key in after if after[key] != before[key]}
        assert {"phone", "updated_at"} <= changed <= {"phone", "updated_at", "search_text"}
    assert edited(account, "/customers/new/", name="Ny AS", **forged).status_code == 302
    made = Customer.objects.get(name="Ny AS")
    assert (made.is_internal, made.custom, made.register_source) == (False, {}, "")
    forged = forged | {"kind": "note", "subject": "S"}
    assert account.post(f"/customers/{mine.pk}/activities/new/", forged).status_code == 302
    activity = Activity.objects.get(subject="S")
    assert (activity.customer, activity.author) == (mine, ground.people["account"])
    assert (activity.project, activity.done_at) == (None, None)
    assert account.post(f"/customers/{mine.pk}/addresses/new/", forged | {"city": "Bodø"}).status_code == 302
    assert Address.objects.get(city="Bodø").customer == mine


def test_nobody_makes_or_moves_a_customer_out_of_their_own_reach(ground: Ground, browsers: Browsers) -> None:
    finn, finland = ground.people["finn"].pk, ground.units["finland"].pk
    theirs = {"account_owner": finn, "business_unit": finland}
    for who in ("account", "manager"):
        with nothing_stays_written():
            assert edited(browsers[who], "/customers/new/", name="X", **theirs).status_code == 422
            address = f"/customers/{ground.customers['mine'].pk}/edit/"
            assert edited(browsers[who], address, **theirs).status_code == 422
        for whose in ("foreign", "missing"):
            pk = ground.customers[whose].pk if whose == "foreign" else 987654
            assert browsers[who].post(f"/contacts/new/?customer={pk}", {"last_name": "X"}).status_code == 404


@pytest.mark.parametrize("number", ["1002", "0", "-5", "1e3", "NaN", "2147483648", "9" * 30, "1.5", "\u0665", "\x00"])
def test_a_number_taken_or_impossible_is_refused(number: str, ground: Ground, browsers: Browsers) -> None:
    response = edited(browsers["account"], "/customers/new/", name="Tall AS", number=number)
    assert response.status_code in ({302, 422} if number in {"1e3", "\u0665", "0"} else {422})
    response = edited(browsers["account"], f"/customers/{ground.customers['mine'].pk}/edit/", number=number)
    assert response.status_code in ({302, 422} if number in {"1e3", "\u0665"} else {422})


def test_the_highest_number_does_not_end_the_series(ground: Ground, browsers: Browsers) -> None:
    """One person types 2147483647 once; everybody goes on making customers."""
    factories.customer("Last AS", number=2_147_483_647)
    assert edited(browsers["account"], "/customers/new/", name="Next AS").status_code == 302
    assert Customer.objects.get(name="Next AS").number < 2_147_483_647


def test_a_number_somebody_takes_at_the_same_moment_is_said(
    ground: Ground, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An explicit number waits for no lock: the series may run into it."""
    monkeypatch.setattr(forms, "_next_number", lambda: 1001)
    with nothing_stays_written():
        response = edited(browsers["account"], "/customers/new/", name="Late AS")
    assert (response.status_code, "at the same moment" in response.content.decode()) == (422, True)


def test_a_business_id_somebody_takes_at_the_same_moment_is_said(
    ground: Ground, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is saved after this one was checked and before it is written."""
    factories.customer("First AS", country="NO", business_id="923609016")
    checks: Any = lambda *_args, **_more: {}  # noqa: E731
    monkeypatch.setattr(saving, "_new_problems", checks)
    monkeypatch.setattr(Customer, "validate_constraints", checks)
    mine = ground.customers["mine"].pk
    stored = Customer.objects.get(pk=mine).business_id
    taken = Customer.objects.get(name="First AS").business_id
    response = edited(browsers["account"], f"/customers/{mine}/edit/?field=business_id", business_id=taken)
    assert (response.status_code, "at the same moment" in response.content.decode()) == (422, True)
    assert Customer.objects.get(pk=mine).business_id == stored
