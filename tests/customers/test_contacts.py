"""Contact persons: moved to another customer, and forgotten as privacy demands."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from activities.forms import ActivityForm
from customers.models import Consent, Contact
from tests import factories
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def test_a_contact_person_moves_and_comes_back_by_undo(ground: Ground, browsers: Browsers) -> None:
    contact, target = ground.contacts["mine"], ground.customers["foreign"]
    Contact.objects.filter(pk=contact.pk).update(updated_at="2020-01-01T12:00:00Z")
    talk = factories.activity(contact.customer, ground.people["admin"], contact=contact)
    assert browsers["admin"].post(f"/contacts/{contact.pk}/move/", {"customer": "1003"}).status_code == 302
    contact.refresh_from_db()
    assert contact.customer_id == target.pk
    assert contact.updated_at.year > 2020  # it was changed

    # an activity of before still names whom it was with, also once it is edited
    form = ActivityForm({"kind": talk.kind, "subject": "Other", "contact": contact.pk}, instance=talk,
                        user=ground.people["admin"])  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.save().contact == contact

    page = browsers["admin"].get(f"/contacts/{contact.pk}/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    assert browsers["admin"].post(undo).status_code == 302
    contact.refresh_from_db()
    assert contact.customer_id == ground.customers["mine"].pk


def test_nobody_moves_a_contact_person_to_a_customer_they_may_not_edit(ground: Ground, browsers: Browsers) -> None:
    contact = ground.contacts["mine"]
    for typed in ({"customer": "1003"}, {"pk": str(ground.customers["foreign"].pk)}):
        assert browsers["account"].post(f"/contacts/{contact.pk}/move/", typed).status_code == 422
    contact.refresh_from_db()
    assert contact.customer_id == ground.customers["mine"].pk


def test_a_forgotten_person_is_nowhere_in_the_database(ground: Ground, browsers: Browsers) -> None:
    contact = ground.contacts["mine"]
    secrets = {"first_name": "Zebedeus", "last_name": "Quistgaard", "email": "zq@secret.example", "phone": "98765432"}
    Contact.objects.filter(pk=contact.pk).update(**secrets)
    Contact.objects.filter(pk=contact.pk).update(title="Changed once more")
    Consent.objects.create(
        contact=contact, purpose="Zebedeus letters", basis="consent", given_on=date(2026, 1, 1), source="Quistgaard"
    )
    assert browsers["admin"].post(f"/contacts/{contact.pk}/forget/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ~* %s',
                           ["Zebedeus|Quistgaard|zq@secret|98765432"])  # fmt: skip
            assert cursor.fetchone() == (0,), f"{table} still knows the person"


def test_a_forgotten_person_stays_forgotten_after_undo(ground: Ground, browsers: Browsers) -> None:
    contact = ground.contacts["mine"]
    Contact.objects.filter(pk=contact.pk).update(email="zq@secret.example")
    browsers["admin"].post(f"/contacts/{contact.pk}/forget/")
    event = contact.events.latest("pgh_id")  # type: ignore[attr-defined]
    browsers["admin"].post(f"/contacts/{contact.pk}/undo/{event.pgh_context_id}/")
    contact.refresh_from_db()
    assert "secret" not in json.dumps([contact.email, contact.last_name, contact.search_text])
