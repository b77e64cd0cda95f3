"""CSV export against `COPY` of the same query, and the memory it takes."""

import resource
import time
from typing import Any

from django.db import connection
from django.test import Client

from bench.measure import ExportSpeed
from catalogue.field import Viewer
from catalogue.querysets import ordered
from customers.register import customers


def export_speed(client: Client, viewer: Viewer) -> ExportSpeed:
    """Exports the whole register once and copies the same rows once, each read to the end."""
    before = _memory()
    start = time.perf_counter()
    response: Any = client.post(f"{customers.url}?state=all", {"export": "csv"})
    size = sum(len(chunk) for chunk in response.streaming_content)
    ours = time.perf_counter() - start
    peak = _memory() - before
    assert response.status_code == 200 and size
    rows = ordered(customers.rows(viewer), customers.entity, [], viewer)
    fields = customers.default_fields(customers.entity.fields_for(viewer))
    plain = rows.annotate(**{f.column: f.display(viewer) for f in fields}).values_list(*(f.column for f in fields))
    sql, params = plain.query.sql_with_params()
    start = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params) as copy:
        for _block in copy:
            pass
    return ExportSpeed(rows.count(), ours, time.perf_counter() - start, peak)


def _memory() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
