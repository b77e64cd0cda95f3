"""Several statements that see the database as of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg import IsolationLevel


@contextmanager
def one_snapshot() -> Iterator[None]:
    """A transaction that only reads; within another transaction it is that one's business."""
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()
    beneath = connection.connection
    # said with BEGIN, which spares a statement of its own
    beneath.isolation_level, beneath.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with transaction.atomic():
            yield
    finally:
        if not beneath.closed:
            beneath.isolation_level = beneath.read_only = None
