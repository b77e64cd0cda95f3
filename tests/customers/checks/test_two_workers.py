"""Two workers at one check: every customer is looked up once, and what is found is taken over once."""

from __future__ import annotations

import threading
from itertools import islice
from typing import Any

import pytest
from django.db import connection

from customers import register_checks
from customers.models import CheckedCustomer, CheckState, Customer, Outcome, RegisterCheck
from history.changes import events_of
from registries.standin import Standin
from tests import factories
from tests.customers.companies import add, numbers, unit

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 2


def both(pk: int) -> None:
    """Two workers at the same moment, on connections of their own; raises what one of them raised."""
    start, raised = threading.Barrier(WORKERS), []

    def run() -> None:
        try:
            start.wait()
            register_checks.work(pk, sleep=lambda seconds: None)
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not raised


def test_two_workers_do_everything_once(standin: Standin) -> None:
    factories.organisation()
    user = factories.user(factories.profile(), factories.unit("Oslo", is_company=True))
    rows: list[Any] = []
    for number in islice(numbers(), 12):
        add(standin, unit(number, f"FIRMA {number}", "hjemmeside", "epostadresse", telefon="22334455"))
        rows.append(factories.customer(f"Firma {number}", country="NO", business_id=number, account_owner=user))
    check = register_checks.begin(user, Customer.objects.filter(pk__in=[row.pk for row in rows]))
    both(check.pk)
    check.refresh_from_db()
    assert check.state == CheckState.COMPARED
    outcomes = CheckedCustomer.objects.filter(check_run=check).values_list("outcome", flat=True)
    assert set(outcomes) == {Outcome.DIFFERS}
    asked = [each.path for each in standin.asked]
    assert sorted(set(asked)) == sorted(asked)
    assert len(asked) == len(rows)

    events = events_of(Customer)._default_manager
    for state, ended in ((CheckState.APPLYING, CheckState.APPLIED), (CheckState.UNDOING, CheckState.UNDONE)):
        before = events.filter(pgh_obj_id=rows[0].pk).count()
        RegisterCheck.objects.filter(pk=check.pk).update(state=state)
        both(check.pk)
        check.refresh_from_db()
        assert check.state == ended
        # the values are one change; the town follows the address in another
        assert events.filter(pgh_obj_id=rows[0].pk).count() <= before + 2
    assert {each.phone for each in Customer.objects.filter(pk__in=[row.pk for row in rows])} == {""}
    assert not any(row.addresses.exists() for row in rows)
