"""``manage.py figures`` tells what is wrong, and puts it right."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kpis.models import CustomerYear, LedgerRow
from kpis.rollups import folding
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_wrong_sum_is_found_and_put_right() -> None:
    factories.organisation()
    user = factories.user(factories.profile(), factories.unit())
    factories.cost(factories.project(factories.customer(), owner=user), 250)
    folding.fold()
    folding.sum_years()
    assert verified() == "Every sum is that of its rows.\n"
    LedgerRow.objects.update(amount=1)
    CustomerYear.objects.update(year=1999)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kpis_standing SET active = '{}'")
    with pytest.raises(CommandError, match="6 sums, 4 customers or tallies and 1 customers' years differ"):
        verified()
    call_command("figures", "rebuild", stdout=StringIO())
    assert verified() == "Every sum is that of its rows.\n"


def verified() -> str:
    out = StringIO()
    call_command("figures", "verify", stdout=out)
    return out.getvalue()
