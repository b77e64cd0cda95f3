"""Bulk updates and other people at the same moment, with real threads."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from accounts.models import User
from customers.models import Customer
from history.changes import changes_in
from tests import factories
from tests.bulk.acting import apply, show, undo
from workbench.bulk import apply as applying
from workbench.bulk import work
from workbench.bulk.kinds import Problem
from workbench.bulk.outcomes import Outcome
from workbench.models import UNDER_WAY, BulkUpdate, RunStatus

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
        except (Problem, OperationalError) as problem:
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


def waiting(user: User, rows: list[int], language: str) -> BulkUpdate:
    """One that is left to the worker."""
    shown = show(user, rows, {"language": language})
    return BulkUpdate.objects.create(
        user=user,
        register="customers",
        selection=shown.selection | {"seen": shown.preview.seen()},
        changes=shown.changes,
        row_count=len(rows),
    )


def test_a_job_that_is_begun_twice_at_once_is_done_once(controller: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH", 5)
    rows = [factories.customer(language="nb").pk for _ in range(40)]
    for language in ("fi", "da", "sv"):
        bulk = waiting(controller, rows, language)
        assert Together(*[lambda pk=bulk.pk: work.go(pk)] * 3).start().end() == [None] * 3
        bulk.refresh_from_db()
        assert (bulk.status, bulk.counts, bulk.problem) == (RunStatus.DONE, {Outcome.CHANGE: 40}, "")
        assert bulk.context
        assert sorted(each.pk for each in changes_in(Customer, [bulk.context])) == sorted(rows)
        assert set(Customer.objects.values_list("language", flat=True)) == {language}
        assert not bulk.left.exists()


def test_cancelled_while_it_ends_it_is_cancelled_or_done_and_never_half(
    controller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever cancels is told what came of it: the number of those they still stopped."""
    finish, moment = work._finish, threading.Event()

    def just_about_to(*args: Any) -> None:
        moment.set()
        time.sleep(random.uniform(0, 0.02))
        finish(*args)

    def cancel(pk: int) -> int:
        assert moment.wait(PATIENCE)
        time.sleep(random.uniform(0, 0.03))
        going = BulkUpdate.objects.filter(pk=pk, status__in=UNDER_WAY)
        return going.update(status=RunStatus.CANCELLED, finished_at=timezone.now())

    monkeypatch.setattr(work, "_finish", just_about_to)
    rows = [factories.customer(language="nb").pk for _ in range(10)]
    for _turn in range(12):
        moment.clear()
        before = set(Customer.objects.values_list("language", flat=True))
        language = "da" if before == {"fi"} else "fi"
        bulk = waiting(controller, rows, language)
        _none, stopped = Together(partial(work.go, bulk.pk), partial(cancel, bulk.pk)).start().end()
        bulk.refresh_from_db()
        assert bulk.status == (RunStatus.CANCELLED if stopped else RunStatus.DONE)
        assert set(Customer.objects.values_list("language", flat=True)) == (before if stopped else {language})
        assert work.lost() == []


def test_small_ones_and_a_long_one_of_the_same_rows_never_wait_for_each_other_for_ever(
    controller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement locks rows in whatever order it meets them, such as that of a hash."""
    monkeypatch.setattr(applying, "BATCH", 50)
    rows = [factories.customer(language="nb").pk for _ in range(400)]
    long, begun, tell = waiting(controller, rows, "fi"), threading.Event(), work.progress.tell
    shown = show(controller, random.sample(rows, 50), {"payment_terms": "7"})

    def told(pk: int, done: int, total: int) -> None:
        tell(pk, done, total)
        if pk == long.pk and done >= 50:
            begun.set()
            time.sleep(0.1)

    def small() -> BulkUpdate:
        assert begun.wait(PATIENCE)
        with connection.cursor() as cursor:
            for way in ("hashjoin", "mergejoin", "seqscan"):
                cursor.execute(f"SET enable_{way} = off")  # as in a large table, where rows are looked up one by one
        return apply(shown)

    monkeypatch.setattr(work.progress, "tell", told)
    _none, done = Together(lambda: work.go(long.pk), small).start().end()
    long.refresh_from_db()
    assert isinstance(done, BulkUpdate), done
    assert long.status == RunStatus.DONE
    changed = [each.counts.get(Outcome.CHANGE, 0) for each in (long, done)]
    assert changed == [Customer.objects.filter(language="fi").count(), Customer.objects.filter(payment_terms=7).count()]


def test_segments_somebody_was_choosing_are_not_overwritten(controller: User) -> None:
    first, second, third = (factories.segment(name) for name in ("First", "Second", "Third"))
    one, two = factories.customer(), factories.customer()
    shown = show(controller, [one.pk, two.pk], {"segments": [third.pk], "act-segments": "replace"})
    with transaction.atomic():
        held = Customer.objects.select_for_update().get(pk=two.pk)
        held.segments.set([first, second])
        held.save(update_fields=["updated_at"])  # as the form of a customer does
        bulk = Together(lambda: apply(shown)).start()
        deadline = time.monotonic() + PATIENCE
        while not somebody_waits():
            assert time.monotonic() < deadline
            time.sleep(0.01)
    (done,) = bulk.end()
    assert done.counts == {Outcome.CHANGE: 1, Outcome.MEANWHILE: 1}
    assert set(one.segments.all()) == {third}
    assert set(two.segments.all()) == {first, second}
