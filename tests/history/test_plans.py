"""Updates of many rows are as fast after an update of one row as before it."""

import pytest
from django.db import connection

from customers.models import Customer
from tests import factories

pytestmark = pytest.mark.django_db
_TRACKING = """
    SELECT t.tgrelid::regclass::text, p.proconfig
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgname LIKE 'pgtrigger_before_update%'
"""


def test_no_table_compares_each_row_with_each_to_keep_its_history() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TRACKING)
        found = dict(cursor.fetchall())
    assert len(found) > 10
    assert {table: config for table, config in found.items() if config != ["enable_nestloop=off"]} == {}


def test_many_rows_are_kept_after_one() -> None:
    first, *others = [factories.customer() for _number in range(30)]
    Customer.objects.filter(pk=first.pk).update(phone="1")
    Customer.objects.update(phone="2")
    noted = Customer.pgh_event_model.objects.filter(pgh_label="before_update").values_list("pgh_obj_id", "phone")
    assert sorted(noted) == sorted([(first.pk, ""), (first.pk, "1"), *((each.pk, "") for each in others)])
