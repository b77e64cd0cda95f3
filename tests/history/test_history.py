"""Every change of a row is kept by the database itself, with who made it."""

import pghistory
import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from customers.models import Customer
from tests import factories
from workbench.models import SavedView

pytestmark = pytest.mark.django_db


def states(customer: Customer) -> list[tuple[str, str]]:
    return list(customer.events.order_by("pgh_id").values_list("pgh_label", "name"))  # type: ignore[attr-defined]


def test_creating_changing_and_deleting_are_kept() -> None:
    customer = factories.customer("Fjordlys AS")
    pk = customer.pk
    Customer.objects.filter(pk=pk).update(name="Fjordlys Energi AS")
    kept = states(customer)
    customer.refresh_from_db()
    customer.delete()
    events = Customer.events.rel.related_model  # type: ignore[attr-defined]
    assert kept == [("insert", "Fjordlys AS"), ("before_update", "Fjordlys AS")]
    assert events.objects.filter(pgh_obj_id=pk).latest("pgh_id").pgh_label == "delete"


def test_an_update_of_many_rows_keeps_the_state_before_for_each() -> None:
    customers = [factories.customer(payment_terms=14) for _ in range(5)]
    Customer.objects.filter(pk__in=[c.pk for c in customers]).update(payment_terms=30)
    for customer in customers:
        assert customer.events.filter(pgh_label="before_update", payment_terms=14).count() == 1  # type: ignore[attr-defined]


def test_a_change_behind_the_orm_is_kept_too() -> None:
    customer = factories.customer("Before")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE customers_customer SET name = 'After' WHERE id = %s", [customer.pk])
    assert states(customer)[-1] == ("before_update", "Before")


def test_an_update_that_changes_nothing_leaves_no_trace() -> None:
    customer = factories.customer("Same")
    Customer.objects.filter(pk=customer.pk).update(name=F("name"))
    assert [label for label, _name in states(customer)] == ["insert"]


def test_the_context_says_who() -> None:
    customer, person = factories.customer(), factories.user()
    with pghistory.context(user=person.pk, source="hand"):
        Customer.objects.filter(pk=customer.pk).update(city="Bergen", name="Named")
    event = customer.events.latest("pgh_id")  # type: ignore[attr-defined]
    assert event.pgh_context.metadata == {"user": person.pk, "source": "hand"}


def test_a_request_that_writes_says_who(client: Client) -> None:
    factories.organisation()
    person = factories.user(factories.profile())
    client.force_login(person)
    client.post("/preferences/", {"theme": "dark"})
    event = person.events.latest("pgh_id")  # type: ignore[attr-defined]
    assert event.theme == "dark"
    assert event.pgh_context.metadata["user"] == person.pk


def test_passwords_are_not_kept() -> None:
    fields = {field.name for field in factories.user().events.model._meta.fields}  # type: ignore[attr-defined]
    assert "email" in fields
    assert not {"password", "last_login"} & fields


def test_saved_views_have_a_history() -> None:
    view = SavedView.objects.create(register="customers", name="Mine", owner=factories.user())
    SavedView.objects.filter(pk=view.pk).update(name="Ours")
    assert view.events.count() == 2  # type: ignore[attr-defined]
