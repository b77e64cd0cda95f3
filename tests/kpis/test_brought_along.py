"""Databases whose months were closed before each kind was closed by itself keep what they have."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from kpis.models import Closing, Grain, LedgerRow
from kpis.rollups import folding
from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("kpis.migrations.0004_kept_by_kind")
_AS_IT_WAS = f"""
    {import_module("kpis.migrations.0002_triggers").BOOKED};
    ALTER TABLE kpis_closing DROP CONSTRAINT closing_once, DROP COLUMN id, DROP COLUMN kind;
    ALTER TABLE kpis_closing ADD PRIMARY KEY (last_day);
    INSERT INTO kpis_closing (last_day, closed_at, is_exact) VALUES ('2026-05-31', now(), TRUE);
"""


def test_closed_months_stay_closed_and_sums_of_all_units_are_there() -> None:
    factories.organisation()
    user = factories.user(factories.profile(), factories.unit())
    factories.cost(factories.project(factories.customer(), owner=user), 250)
    folding.fold()
    LedgerRow.objects.filter(grain__in=[Grain.ALL_MONTH, Grain.ALL_DAY]).delete()
    with connection.schema_editor(atomic=False) as editor:
        editor.execute(_AS_IT_WAS)
        migration._bring_along(None, editor)
        migration._bring_along(None, editor)  # what is as it should be is left alone
    closed = Closing.objects.values_list("last_day", "is_exact")
    assert list(closed) == [(date(2026, 5, 31), True)] * 5
    assert not folding.verify().ledger
    folding.fold()
    assert not folding.verify()
