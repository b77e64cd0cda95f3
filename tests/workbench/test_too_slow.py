"""A page that keeps the database busy for too long is given up with a plain message; a file takes its time."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

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


def test_a_file_takes_as_long_as_it_needs(browsers: Browsers, settings: Any) -> None:
    settings.STATEMENT_TIMEOUT = 30
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '30s'")
    assert len(csv_lines(browsers["admin"].post("/customers/", {"export": "csv"}))) > 1
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)  # for the rest of this transaction, which in a request is the file's own
