"""A page that keeps the database busy for too long is given up with a plain message; a file takes its time."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from psycopg.errors import QueryCanceled

from tests.matrix.answers import csv_lines
from workbench import listing

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that gives up at once, and lists that take longer than that."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
    page_of_ids: Any = listing.page_of_ids

    def slowly(*args: Any, **kwargs: Any) -> Any:
        # in a savepoint: requests run without a transaction, tests within one
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1)")
        return page_of_ids(*args, **kwargs)

    monkeypatch.setattr(listing, "page_of_ids", slowly)


def test_a_page_that_takes_too_long_says_so(browsers: Browsers, impatient: None) -> None:
    answer = browsers["admin"].get("/customers/")
    assert answer.status_code == 503
    assert "This takes too long" in answer.content.decode()


def given_up(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("canceling statement due to statement timeout") from QueryCanceled()


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/", "crm.home.navigation"),
        ("/search/?q=fjord", "crm.shell.hits"),
        ("/bulk-updates/", "workbench.bulk.record_pages.seen_by"),
    ],
)
def test_so_does_every_other_page(browsers: Browsers, monkeypatch: pytest.MonkeyPatch, path: str, part: str) -> None:
    monkeypatch.setattr(part, given_up)
    answer = browsers["admin"].get(path)
    assert answer.status_code == 503
    assert "This takes too long" in answer.content.decode()


def test_only_pages_are_given_up() -> None:
    """The worker and commands know the same variable, and take as long as they need."""
    environment = os.environ | {"STATEMENT_TIMEOUT": "7"}
    program = "import crm.settings as s; print(s.DATABASES['default']['OPTIONS'].get('options', ''))"
    for started, limit in ((program, ""), (f"import crm.wsgi; {program}", "-c statement_timeout=7s")):
        ran = subprocess.run(
            [sys.executable, "-c", started], env=environment, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == limit


def test_a_file_takes_as_long_as_it_needs(browsers: Browsers, settings: Any) -> None:
    settings.STATEMENT_TIMEOUT = 30
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '30s'")
    assert len(csv_lines(browsers["admin"].post("/customers/", {"export": "csv"}))) > 1
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)  # for the rest of this transaction, which in a request is the file's own
