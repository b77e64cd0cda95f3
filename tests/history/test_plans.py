"""Updates of many rows are as fast after an update of one row as before it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from customers.models import Customer
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db
MANY = 200
_TRACKING = """
    SELECT t.tgrelid::regclass::text, p.proconfig
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgname LIKE 'pgtrigger_before_update%'
"""
_EXPLAIN = (
    "LOAD 'auto_explain'", "SET LOCAL auto_explain.log_min_duration = 0", "SET LOCAL auto_explain.log_analyze = on",
    "SET LOCAL auto_explain.log_nested_statements = on", "SET LOCAL client_min_messages = log",
)  # fmt: skip


@pytest.fixture
def can_explain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser is told what triggers do")


@contextmanager
def plans() -> Iterator[list[str]]:
    """Every plan that is run meanwhile, those of triggers too."""
    told: list[str] = []

    def tell(notice: Any) -> None:
        told.append(notice.message_primary)

    with connection.cursor() as cursor:
        for statement in _EXPLAIN:
            cursor.execute(statement)
        connection.connection.add_notice_handler(tell)
        yield told
        connection.connection.remove_notice_handler(tell)
        cursor.execute("SET LOCAL auto_explain.log_min_duration = -1")


def test_no_table_compares_each_row_with_each_to_keep_its_history() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TRACKING)
        found = dict(cursor.fetchall())
    assert len(found) > 10
    assert {table: config for table, config in found.items() if config != ["enable_nestloop=off"]} == {}


@pytest.mark.parametrize("field", ["phone", "account_owner", "business_unit"])
def test_many_customers_are_changed_without_comparing_each_with_each(field: str, can_explain: None) -> None:
    first, *_others = [factories.customer() for _number in range(MANY)]
    values = {"phone": "1", "account_owner": factories.user(), "business_unit": factories.unit()}
    Customer.objects.filter(pk=first.pk).update(**{field: values[field]})
    with plans() as told:
        Customer.objects.update(**{field: values[field]})
    assert compared(told) < 5 * MANY


@pytest.mark.parametrize("field", ["name", "owner", "business_unit", "probability"])
def test_many_projects_are_changed_without_comparing_each_with_each(field: str, can_explain: None) -> None:
    customer = factories.customer()
    first, *_others = [factories.project(customer) for _number in range(MANY)]
    values = {"name": "Harbour", "owner": factories.user(), "business_unit": factories.unit(), "probability": 7}
    Project.objects.filter(pk=first.pk).update(**{field: values[field]})
    with plans() as told:
        Project.objects.update(**{field: values[field]})
    assert compared(told) < 5 * MANY


def compared(told: list[str]) -> int:
    """How many pairs of rows the plans looked at in vain."""
    assert any("old_rows" in plan for plan in told)
    return sum(int(number) for plan in told for number in re.findall(r"Rows Removed by Join Filter: (\d+)", plan))
