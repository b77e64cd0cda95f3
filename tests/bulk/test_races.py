"""Bulk updates and other people at the same moment, with real threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from customers.models import Customer
from tests import factories
from tests.bulk.acting import apply, show, undo
from workbench.bulk.kinds import Problem
from workbench.bulk.outcomes import Outcome
from workbench.models import BulkUpdate

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0


@pytest.fixture
def controller() -> User:
    factories.organisation()
    return factories.user(factories.profile())


class Together:
    """Runs acts in threads of their own and keeps what came of them."""

    def __init__(self, *acts: Callable[[], Any]) -> None:
        self.found: list[Any] = [None] * len(acts)
        self.threads = [threading.Thread(target=self._run, args=(n, act)) for n, act in enumerate(acts)]

    def _run(self, place: int, act: Callable[[], Any]) -> None:
        try:
            self.found[place] = act()
        except Problem as problem:
            self.found[place] = problem
        finally:
            connection.close()

    def start(self) -> Together:
        for each in self.threads:
            each.start()
        return self

    def end(self) -> list[Any]:
        for each in self.threads:
            each.join(PATIENCE)
            assert not each.is_alive()
        return self.found


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE NOT l.granted AND a.datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def test_an_edit_that_was_first_is_not_overwritten_by_a_bulk_update_that_waited_for_it(controller: User) -> None:
    one, two = factories.customer(language="nb"), factories.customer(language="nb")
    shown = show(controller, [one.pk, two.pk], {"language": "fi"})
    with transaction.atomic():
        Customer.objects.filter(pk=two.pk).update(language="da")
        bulk = Together(lambda: apply(shown)).start()
        deadline = time.monotonic() + PATIENCE
        while not somebody_waits():
            assert time.monotonic() < deadline
            time.sleep(0.01)
    (done,) = bulk.end()
    assert done.counts == {Outcome.CHANGE: 1, Outcome.MEANWHILE: 1}
    assert list(Customer.objects.order_by("pk").values_list("language", flat=True)) == ["fi", "da"]


def test_two_bulk_updates_of_the_same_rows_both_keep_their_word(controller: User) -> None:
    rows = [factories.customer(language="nb").pk for _ in range(40)]
    shown = [show(controller, rows, {"language": language}) for language in ("fi", "da")]
    found = Together(*[lambda each=each: apply(each) for each in shown]).start().end()
    changed = sum(each.counts.get(Outcome.CHANGE, 0) for each in found if isinstance(each, BulkUpdate))
    told = Customer.objects.filter(pk__in=rows)
    assert changed == 40
    for language, bulk in zip(("fi", "da"), found, strict=True):
        held = told.filter(language=language).count()
        assert held == (bulk.counts.get(Outcome.CHANGE, 0) if isinstance(bulk, BulkUpdate) else 0)


def test_undone_twice_at_once_it_is_undone_once(controller: User) -> None:
    rows = [factories.customer(language="nb").pk for _ in range(10)]
    bulk = apply(show(controller, rows, {"language": "fi"}))
    found = Together(lambda: undo(controller, bulk), lambda: undo(controller, bulk)).start().end()
    assert sum(each.counts.get(Outcome.CHANGE, 0) for each in found if isinstance(each, BulkUpdate)) == 10
    assert set(Customer.objects.values_list("language", flat=True)) == {"nb"}
