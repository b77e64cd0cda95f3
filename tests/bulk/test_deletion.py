"""Deleting many while others work: what is hung on a row meanwhile keeps it, and only what was promised goes."""

from __future__ import annotations

import pytest
from django.test import Client

from customers.models import Customer
from tests import factories
from tests.bulk.pages import applied, last, ticked
from workbench.models import BulkUpdate

# versions of rows are told by the transactions that made them: each act needs one of its own
pytestmark = pytest.mark.django_db(transaction=True)
URL = "/customers/bulk/delete/"


@pytest.fixture
def admin(client: Client) -> Client:
    factories.organisation()
    client.force_login(factories.user(factories.profile()))
    return client


def test_something_hung_on_since_the_preview_keeps_its_row(admin: Client) -> None:
    rows = [factories.customer(f"Bare {n}") for n in (1, 2)]
    page = admin.post(URL, ticked(rows))
    factories.contact(rows[0])
    answer = applied(admin, URL, page)
    if answer.status_code == 200:  # shown anew: nothing was done
        assert answer.context["promised"] == 1
        assert not BulkUpdate.objects.exists()
        answer = applied(admin, URL, answer)
    # else somebody elsewhere in the cluster had begun to write before the preview: it counts as changed meanwhile
    assert answer.status_code == 302
    assert list(Customer.objects.all()) == [rows[0]]
    assert last().row_count == 1


def test_brought_back_once_however_often_it_is_pressed(admin: Client) -> None:
    rows = [factories.customer(f"Bare {n}") for n in (1, 2)]
    applied(admin, URL, admin.post(URL, ticked(rows)))
    done = last()
    for _press in range(2):
        admin.post(f"/bulk-updates/{done.pk}/undo/")
    assert Customer.objects.count() == 2
    assert BulkUpdate.objects.count() == 2
    back = admin.get(f"/bulk-updates/{last().pk}/")
    assert "Bare 1" in back.content.decode()
    assert not back.context["may_undo"]


def test_contact_persons_come_back_to_their_activities(admin: Client) -> None:
    customer = factories.customer("Bare")
    people = [factories.contact(customer) for _n in (1, 2)]
    author = factories.user(factories.profile())
    talks = [factories.activity(customer, author, contact=each) for each in people]
    url = "/contacts/bulk/delete/"
    applied(admin, url, admin.post(url, ticked(people)))
    assert not customer.contacts.exists()
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    for talk, person in zip(talks, people, strict=True):
        talk.refresh_from_db()
        assert talk.contact == person
