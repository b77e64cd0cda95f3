"""What is done to an upgraded database besides changing its tables."""

import pytest
from django.db import connection

from accounts import tables
from customers.models import Customer
from tests import factories


def seen_at_once() -> int:
    """Pages of customers of which PostgreSQL knows that everybody sees all of them, so that an index is enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relallvisible FROM pg_class WHERE oid = 'customers_customer'::regclass")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_table_that_was_made_anew_is_vacuumed(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # what is not on disk is not known to be seen by everybody
    for _number in range(30):
        factories.customer()

    def rewrite(*_args: object, **_options: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE customers_customer ADD COLUMN twice int GENERATED ALWAYS AS (number * 2) STORED"
            )
            cursor.execute("ALTER TABLE customers_customer DROP COLUMN twice")

    monkeypatch.setattr(tables, "are_up_to_date", lambda: False)
    monkeypatch.setattr(tables, "call_command", rewrite)
    said: list[str] = []
    tables.bring_up_to_date(said.append)
    assert len(said) == 1
    assert Customer.objects.count() == 30
    assert seen_at_once() > 0
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")
