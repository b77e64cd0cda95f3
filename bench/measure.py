"""Times a request and the bare SQL of the same request, one after the other, in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cases import Case


@dataclass(frozen=True)
class Measured:
    """Medians in milliseconds. ``page_sql`` is the sum of the request's statements, run bare by psycopg."""

    case: Case
    server: float
    sql: float
    queries: int
    status: int

    @property
    def overhead(self) -> float:
        return self.server - self.sql


def measure(client: Client, bare: psycopg.Connection[Any], case: Case, rounds: int) -> Measured:
    """Alternates request and bare SQL, so that a noisy neighbour hits both."""
    headers = {"HX-Request": "true", "HX-Target": "register", "HX-Trigger-Name": "quick-search"} if case.htmx else {}

    def request() -> Any:
        return client.get(case.path, headers=headers)

    request()
    with CaptureQueriesContext(connection) as captured:
        status = request().status_code
    statements = [query["sql"] for query in captured.captured_queries]
    served, raw = [], []
    for _round in range(rounds):
        served.append(_timed(request))
        raw.append(_timed(lambda: _replay(bare, statements)))
    return Measured(case, statistics.median(served), statistics.median(raw), len(statements), status)


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _replay(bare: psycopg.Connection[Any], statements: list[str]) -> None:
    with bare.cursor() as cursor:
        for statement in statements:
            if statement.startswith("DECLARE"):  # the list of a choice is read through a cursor of the server
                statement = statement.partition(" FOR ")[2]
            cursor.execute(statement.encode())  # bytes: no placeholders to look for
            if cursor.description:
                cursor.fetchall()


@dataclass(frozen=True)
class ExportSpeed:
    rows: int
    ours: float
    copy: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """Our rows per second as a share of COPY's."""
        return self.copy / self.ours
