"""The tests' own PostgreSQL: one for the whole run, shared by all its workers, apart from the product's.

DATABASE_URL, when set, is used instead. The settings read it when they are imported, so it is set here,
before Django is; pytest-django finds the settings ready.
"""

import os
from pathlib import Path

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


def pytest_configure() -> None:
    if _server is not None:
        _server.start()


def pytest_unconfigure() -> None:
    if _server is not None:
        _server.stop()
