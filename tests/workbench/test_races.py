"""Two people press at the very same moment, on connections of their own: nothing is lost, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from catalogue.models import CustomField
from customers.models import Address, Customer
from tests import factories
from tests.attacks.forms import edited, filled, last_context

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def desk() -> tuple[Customer, User]:
    factories.organisation()
    user = factories.user(factories.profile(), factories.unit("Oslo", is_company=True))
    CustomField.objects.create(entity="customer", key="tier", label="Tier", type="text")
    CustomField.objects.create(entity="customer", key="portal", label="Portal", type="text")
    return factories.customer("Ås", account_owner=user), user


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs these at the same moment in threads of their own; returns what each of them gave back."""
    start, given = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            given[place] = act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return given


def posts(user: User, address: str, *forms: dict[str, Any]) -> list[int]:
    """Posts these forms to one address at once; the statuses."""
    answers = at_once(*(partial(signed_in(user).post, address, form) for form in forms))
    return [answer.status_code for answer in answers]


def test_edits_of_different_fields_at_once_are_both_kept(desk: tuple[Customer, User]) -> None:
    customer, user = desk
    address = f"/customers/{customer.pk}/edit/"
    for number in range(ROUNDS):
        page = signed_in(user).get(address)
        changes = ({"phone": f"+47 {number}"}, {"custom_tier": f"T{number}"}, {"custom_portal": f"P{number}"})
        assert posts(user, address, *(filled(page, **change) for change in changes)) == [302, 302, 302]
        customer.refresh_from_db()
        assert (customer.phone, customer.custom) == (f"+47 {number}", {"tier": f"T{number}", "portal": f"P{number}"})


def test_of_two_edits_of_one_field_at_once_the_second_is_asked(desk: tuple[Customer, User]) -> None:
    customer, user = desk
    address = f"/customers/{customer.pk}/edit/"
    for number in range(ROUNDS):
        page = signed_in(user).get(address)
        both = [filled(page, phone=f"+47 {number}{side}") for side in (1, 2)]
        statuses = posts(user, address, *both)
        assert sorted(statuses) == [302, 409]
        customer.refresh_from_db()
        assert customer.phone == both[statuses.index(302)]["phone"]


def test_an_undo_pressed_twice_at_once_is_done_once(desk: tuple[Customer, User]) -> None:
    customer, user = desk
    for number in range(ROUNDS):
        client = signed_in(user)
        edited(client, f"/customers/{customer.pk}/edit/", phone=f"+47 {number}", custom_tier="A")
        undo = f"/customers/{customer.pk}/undo/{last_context(Customer)}/"
        assert posts(user, undo, {}, {}) == [302, 302]
        customer.refresh_from_db()
        assert (customer.phone, customer.custom) == ("", {})


def test_two_new_headquarters_at_once_leave_one(desk: tuple[Customer, User]) -> None:
    customer, user = desk
    address = f"/customers/{customer.pk}/addresses/new/"
    forms = [{"street": f"Vei {number}", "city": "Moss", "is_headquarters": "on"} for number in range(3)]
    assert posts(user, address, *forms) == [302, 302, 302]
    assert Address.objects.filter(customer=customer).count() == 3
    assert Address.objects.filter(customer=customer, is_headquarters=True).count() == 1


def test_customers_made_at_once_get_numbers_of_their_own(desk: tuple[Customer, User]) -> None:
    _customer, user = desk
    statuses = posts(user, "/customers/new/", *({"name": f"Ny {number}", "is_active": "True"} for number in range(4)))
    assert statuses == [302] * 4
    numbers = list(Customer.objects.filter(name__startswith="Ny ").values_list("number", flat=True))
    assert len(set(numbers)) == 4


def test_a_merge_pressed_twice_at_once_is_done_once(desk: tuple[Customer, User]) -> None:
    customer, user = desk
    goes = factories.customer("Aas")
    contact = factories.contact(goes, "Berg")
    form = {"pk": goes.pk, "customer": goes.name, "merge": "yes"}
    statuses = posts(user, f"/customers/{customer.pk}/merge/", form, form)
    assert statuses.count(302) >= 1
    assert all(status < 500 for status in statuses), statuses
    contact.refresh_from_db()
    assert contact.customer_id == customer.pk
    assert not Customer.objects.filter(pk=goes.pk).exists()
