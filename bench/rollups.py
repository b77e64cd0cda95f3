"""What keeping the sums of key figures costs who writes: the same statement with and without their triggers."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import models

from invoices.models import Invoice
from projects.models import CostEntry


@dataclass(frozen=True)
class _Write:
    name: str
    model: type[models.Model]
    triggers: tuple[str, ...]
    statement: str


def _copied(model: type[models.Model], number: str = "") -> str:
    """Writes the newest rows once more; their numbers may be anything that is free."""
    fields = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    values = [number if number and column == "number" else column for column in fields]
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(fields)}) SELECT {', '.join(values)} FROM {table} ORDER BY id DESC LIMIT %s"
    )


def _raised(model: type[models.Model], column: str) -> str:
    table = model._meta.db_table
    newest = f"SELECT id FROM {table} ORDER BY id DESC LIMIT %s"
    return f"UPDATE {table} SET {column} = {column} + 1 WHERE id IN ({newest})"


_INVOICES, _COSTS = "kpis_of_invoices", "kpis_of_costs"
WRITES = [
    _Write("inserting invoices", Invoice, (f"{_INVOICES}_insert",), _copied(Invoice, "number + 1000000000")),
    _Write("updating invoices", Invoice, (f"{_INVOICES}_update", "kpis_invoices_differ"), _raised(Invoice, "net_base")),
    _Write("inserting cost entries", CostEntry, (f"{_COSTS}_insert",), _copied(CostEntry)),
    _Write("updating cost entries", CostEntry, (f"{_COSTS}_update",), _raised(CostEntry, "cost")),
]


def write_speed(bare: psycopg.Connection[Any], rounds: int) -> Iterator[str]:
    """Lines with the times of each statement, of 1 row and of 100,000; everything is rolled back.

    Single rows are written a hundred times in a session, as applications do: what triggers do is planned once in it.
    """
    for rows, times in ((1, 100), (100_000, 1)):
        for write in WRITES:
            kept, plain = [], []
            for _round in range(rounds):
                kept += _timed(bare, write, rows, times, without=False)
                plain += _timed(bare, write, rows, times, without=True)
            ours, theirs = statistics.median(kept), statistics.median(plain)
            yield f"{write.name}, {rows:,} in one statement: {ours:.2f} ms, without {theirs:.2f}: {ours / theirs:.2f}"


def _timed(bare: psycopg.Connection[Any], write: _Write, rows: int, times: int, *, without: bool) -> list[float]:
    """Milliseconds of each of so many runs."""
    found = []
    with bare.transaction(force_rollback=True):
        if without:
            for trigger in write.triggers:
                bare.execute(f"ALTER TABLE {write.model._meta.db_table} DISABLE TRIGGER {trigger}".encode())
        for _time in range(times):
            with bare.transaction(force_rollback=True):
                start = time.perf_counter()
                bare.execute(write.statement.encode(), [rows])
                found.append((time.perf_counter() - start) * 1000)
    return found
