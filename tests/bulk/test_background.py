"""Many rows go to the background: progress, cancelling, what was lost is begun anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

from accounts.models import User
from customers.models import Customer
from tests import factories
from tests.bulk.acting import show
from workbench.bulk import apply as applying
from workbench.bulk import progress, work
from workbench.bulk.outcomes import Outcome
from workbench.models import BulkUpdate, RunStatus

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def controller() -> User:
    factories.organisation()
    return factories.user(factories.profile())


@pytest.fixture
def waiting(controller: User, monkeypatch: pytest.MonkeyPatch) -> BulkUpdate:
    """Five customers to be given a language, two by statement."""
    monkeypatch.setattr(applying, "BATCH", 2)
    shown = show(controller, [factories.customer().pk for _ in range(5)], {"language": "fi"})
    return BulkUpdate.objects.create(
        user=controller,
        register="customers",
        selection=shown.selection | {"seen": shown.preview.seen()},
        changes=shown.changes,
        row_count=5,
    )


def test_it_is_done_as_its_user(waiting: BulkUpdate) -> None:
    work.go(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.counts) == (RunStatus.DONE, {Outcome.CHANGE: 5})
    assert waiting.started_at
    assert waiting.finished_at
    assert set(Customer.objects.values_list("language", flat=True)) == {"fi"}
    assert work.lost() == []


def test_progress_is_seen_from_outside_while_it_goes_on(waiting: BulkUpdate, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    tell = progress.tell

    def told(pk: int, done: int, total: int) -> None:
        tell(pk, done, total)
        outside = connection.copy()
        with outside.cursor() as cursor:
            cursor.execute(
                "SELECT application_name FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name LIKE 'havn bulk%'"
            )
            seen.append(cursor.fetchone()[0])
        outside.close()

    monkeypatch.setattr(progress, "tell", told)
    work.go(waiting.pk)
    assert [each.rpartition(" ")[2] for each in seen] == ["0/5", "0/5", "2/5", "4/5", "5/5"]
    assert progress.told(waiting.pk) is None


def test_cancelled_between_two_statements_nothing_is_changed(
    waiting: BulkUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = progress.tell

    def cancelled_halfway(pk: int, done: int, total: int) -> None:
        tell(pk, done, total)
        if done == 2:
            outside = connection.copy()
            with outside.cursor() as cursor:
                cursor.execute("UPDATE workbench_bulkupdate SET status = 'cancelled' WHERE id = %s", [pk])
            outside.close()

    monkeypatch.setattr(progress, "tell", cancelled_halfway)
    work.go(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status == RunStatus.CANCELLED
    assert set(Customer.objects.values_list("language", flat=True)) == {""}


def test_what_nobody_works_on_is_lost_and_begun_anew(waiting: BulkUpdate) -> None:
    BulkUpdate.objects.filter(pk=waiting.pk).update(status=RunStatus.RUNNING)
    assert work.lost() == [waiting.pk]
    work.go(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status == RunStatus.DONE


@pytest.mark.parametrize("gone", ["right", "field", "rows"])
def test_what_is_no_longer_possible_changes_nothing_and_says_why(waiting: BulkUpdate, gone: str) -> None:
    if gone == "right":
        type(waiting.user.profile).objects.update(may_bulk_update=False)  # type: ignore[union-attr]
    elif gone == "field":
        BulkUpdate.objects.filter(pk=waiting.pk).update(changes={"name": ["X"]})
    else:
        Customer.objects.order_by("pk").last().delete()  # type: ignore[union-attr]
    work.go(waiting.pk)
    waiting.refresh_from_db()
    wanted = {"right": "rights", "field": "fields", "rows": "moved"}[gone]
    assert (waiting.status, waiting.problem) == (RunStatus.FAILED, wanted)
    assert not Customer.objects.filter(language="fi").exists()


def test_a_statement_the_database_gives_up_is_told_and_not_tried_for_ever(
    waiting: BulkUpdate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given_up(*args: Any) -> None:
        raise OperationalError("canceling statement due to statement timeout") from QueryCanceled()

    monkeypatch.setattr(work, "write", given_up)
    work.go(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.problem) == (RunStatus.FAILED, "error")
    assert work.lost() == []


def test_a_fault_of_ours_is_told_and_not_tried_for_ever(waiting: BulkUpdate, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "write", broken)
    work.go(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.problem) == (RunStatus.FAILED, "error")
    assert work.lost() == []
