"""The tests' own PostgreSQL: one for the whole run, shared by all its workers, apart from the product's.

DATABASE_URL, when set, is used instead. The settings read it when they are imported, so it is set here,
before Django is; pytest-django finds the settings ready.
"""

import os
from pathlib import Path
from typing import Any

import django
import pytest

from crm import embedded

VAR = Path(__file__).resolve().parent.parent / "var"


def _claim_server() -> embedded.Server:
    """The first that no other run of the tests in this folder holds; their data folders are kept for speed."""
    for number in range(1, 10):
        server = embedded.Server(VAR / f"test-pg-{number}", throwaway=True)
        if server.claim():
            return server
    raise pytest.UsageError("Nine runs of the tests hold a database in this folder already.")


# pytest-xdist's workers inherit the address from the process that starts them
_server = None if "DATABASE_URL" in os.environ else _claim_server()
if _server is not None:
    os.environ["DATABASE_URL"] = _server.url
os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ["DJANGO_SETTINGS_MODULE"] = "crm.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management.commands import flush  # noqa: E402
from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402  needs the settings

# the static files of this folder, not those an earlier start has collected
_plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = {**settings.STORAGES, "staticfiles": _plain}

_truncated = DatabaseOperations.sql_flush
_WRITTEN_BY_DJANGO = {"django_content_type", "auth_permission"}


def _emptied(
    operations: DatabaseOperations, style: Any, tables: list[str], *, reset_sequences: bool = False, **options: Any
) -> list[str]:
    """What empties the tables after a test with transactions of its own: the few rows are deleted.

    Truncating a hundred tables takes half a second, and hundreds of tests in a browser would wait for it. Triggers and
    foreign keys do not act meanwhile, which only a superuser may say; others truncate as Django does. What Django
    writes after migrations stays, so that it need not be written again each time.
    """
    tables = [table for table in tables if table not in _WRITTEN_BY_DJANGO]
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if reset_sequences or not tables or not cursor.fetchone()[0]:
            return _truncated(operations, style, tables, reset_sequences=reset_sequences, **options)
        quoted = {table: operations.quote_name(table) for table in tables}
        cursor.execute(" UNION ALL ".join(f"(SELECT '{t}' FROM {name} LIMIT 1)" for t, name in quoted.items()))
        filled = [table for (table,) in cursor.fetchall()]
    deletions = [f"DELETE FROM {quoted[table]};" for table in filled]
    return ["SET LOCAL session_replication_role = replica;", *deletions] if deletions else []


_patched: Any = DatabaseOperations  # a method cannot be replaced under its own type
_patched.sql_flush = _emptied


def _written_once(*args: Any, **options: Any) -> None:
    """After a flush nothing of it is missing."""


_flushing: Any = flush
_flushing.emit_post_migrate_signal = _written_once


def pytest_configure() -> None:
    if _server is not None:
        _server.start()


def pytest_unconfigure() -> None:
    if _server is not None:
        _server.stop()
