"""A bulk update whose worker or connection dies at any moment: all of it is done or nothing, and it is begun anew."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from customers.models import Customer
from tests import factories
from tests.bulk.acting import show
from workbench.bulk import progress, work
from workbench.models import BulkUpdate, RunStatus

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60.0
WORKER = """
import sys, django
django.setup()
from workbench.bulk import apply, work
apply.BATCH = 20
work.go(int(sys.argv[1]))
"""


@pytest.fixture
def waiting() -> BulkUpdate:
    """Six hundred customers to be given a language."""
    factories.organisation()
    user = factories.user(factories.profile())
    Customer.objects.bulk_create(Customer(number=number, name=f"Customer {number}") for number in range(1, 601))
    shown = show(user, list(Customer.objects.values_list("pk", flat=True)), {"language": "fi"})
    return BulkUpdate.objects.create(
        user=user,
        register="customers",
        selection=shown.selection | {"seen": shown.preview.seen()},
        changes=shown.changes,
        row_count=600,
    )


@pytest.fixture
def worker(waiting: BulkUpdate) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own that does it."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    environment = os.environ | {"DATABASE_URL": url.geturl()}
    started = subprocess.Popen([sys.executable, "-c", WORKER, str(waiting.pk)], env=environment)
    yield started
    started.kill()
    started.wait()


def wait_until_done(pk: int, rows: int) -> None:
    """Until so many rows are written, or it is over."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        told = progress.told(pk)
        if (told and told.done >= rows) or BulkUpdate.objects.filter(pk=pk, status=RunStatus.DONE).exists():
            return
        time.sleep(0.002)
    raise AssertionError("It never began.")


def wait_until_alone(pk: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while progress.told(pk) is not None:
        assert time.monotonic() < deadline, "Somebody still works on it."
        time.sleep(0.01)


def all_or_nothing(bulk: BulkUpdate) -> None:
    """What is there after a death, and after it was begun anew."""
    wait_until_alone(bulk.pk)
    bulk.refresh_from_db()
    changed = Customer.objects.filter(language="fi").count()
    if bulk.status == RunStatus.DONE:
        assert changed == 600
        return
    assert (bulk.status, changed) == (RunStatus.RUNNING, 0)
    assert work.lost() == [bulk.pk]
    work.go(bulk.pk)
    bulk.refresh_from_db()
    assert (bulk.status, bulk.row_count) == (RunStatus.DONE, 600)
    assert Customer.objects.filter(language="fi").count() == 600
    assert work.lost() == []


def killed(worker: subprocess.Popen[bytes], bulk: BulkUpdate, rows: int) -> None:
    wait_until_done(bulk.pk, rows)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    all_or_nothing(bulk)


@pytest.mark.parametrize("rows", [0, 300, 600])
def test_a_killed_worker_leaves_all_or_nothing(rows: int, worker: subprocess.Popen[bytes], waiting: BulkUpdate) -> None:
    killed(worker, waiting, rows)


@pytest.mark.soak
@pytest.mark.parametrize("attempt", range(60))
def test_a_worker_killed_at_any_moment_leaves_all_or_nothing(
    attempt: int, worker: subprocess.Popen[bytes], waiting: BulkUpdate
) -> None:
    killed(worker, waiting, random.randint(0, 600))


def test_a_lost_connection_leaves_nothing(worker: subprocess.Popen[bytes], waiting: BulkUpdate) -> None:
    wait_until_done(waiting.pk, 100)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'havn bulk update%'"
        )
    worker.wait(PATIENCE)
    all_or_nothing(waiting)
