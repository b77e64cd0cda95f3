"""The way into the database: COPY by table, in one transaction, without history and without index upkeep.

A worker thread feeds PostgreSQL while the next rows are being made, so both
processor cores are busy; at most two chunks of rows are in memory.
"""

import datetime
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

NULL = "\\N"


class Table:
    """Rows of a model on their way to COPY, as tab-separated text.

    ``fields``, named with blanks between, come with each row; every other column gets its field's default.
    Demo texts hold no tab, line break or backslash, so nothing is escaped.
    """

    def __init__(self, model: type[models.Model], fields: str, now: datetime.datetime) -> None:
        self.model = model
        given: list[Any] = [model._meta.get_field(name) for name in fields.split()]
        others = [f for f in model._meta.concrete_fields if not f.generated and f not in given]
        self.columns: list[str] = [field.column for field in [*given, *others]]
        self.constants = "".join(f"\t{_constant(field, now)}" for field in others)
        self.lines: list[str] = []
        self._last_id = 0

    def start(self) -> None:
        self._last_id = self.model._default_manager.aggregate(last=Max("pk"))["last"] or 0

    def new_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def take(self) -> str:
        """Return the rows gathered so far as COPY text and forget them."""
        end = self.constants + "\n"
        text = end.join(self.lines) + end if self.lines else ""
        self.lines = []
        return text

    def copy_sql(self) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(column) for column in self.columns)
        return f"COPY {quote(self.model._meta.db_table)} ({columns}) FROM STDIN"


def _constant(field: Any, now: datetime.datetime) -> str:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return now.isoformat()
    value = field.get_default()
    if value is None:
        return NULL
    if isinstance(field, models.JSONField):
        return "{}" if value == {} else "[]"
    return str(value)


class Copier:
    """Copies chunks in the background; an error of a chunk is raised at the next call."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = list(tables)
        self.raw = connection.connection
        self.pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy")
        self.running: Future[None] | None = None

    def flush(self) -> None:
        chunk = [(table.copy_sql(), table.take()) for table in self.tables]
        self.wait()
        self.running = self.pool.submit(self._copy, [(sql, text) for sql, text in chunk if text])

    def wait(self) -> None:
        if self.running is not None:
            self.running.result()
            self.running = None

    def close(self) -> None:
        self.wait()
        self.pool.shutdown()

    def _copy(self, chunk: list[tuple[str, str]]) -> None:
        for sql, text in chunk:
            with self.raw.cursor() as cursor, cursor.copy(sql) as copy:
                copy.write(text)


def _execute(sql: str, params: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def _secondary_indexes(tables: list[str]) -> list[tuple[str, str]]:
    """Return (name, CREATE statement) of the indexes that only serve reading."""
    return _execute(
        """
        SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), pg_get_indexdef(i.indexrelid)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique AND NOT i.indisexclusion
        ORDER BY c.relname
        """,
        [tables],
    )


@contextmanager
def _indexes_built_afterwards(tables: list[str]) -> Iterator[None]:
    # One by one, a million names cost trigram indexes without fast update many minutes.
    indexes = _secondary_indexes(tables)
    for name, _ in indexes:
        _execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        _execute(statement)


def may_leave_out_checks() -> bool:
    """Whether this role may load without checking foreign keys, which takes longer than all the rest."""
    return bool(_execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")[0][0])


@contextmanager
def _without_triggers(tables: list[str]) -> Iterator[None]:
    """No history for the load; no check of foreign keys either where the role may leave them out."""
    if may_leave_out_checks():
        _execute("SET LOCAL session_replication_role = replica")
        yield
        _execute("SET LOCAL session_replication_role = DEFAULT")
        return
    # a deferred check of every row would wait in memory until the end, and would bar ALTER TABLE
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        _execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        _execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def loading(written: Iterable[type[models.Model]]) -> Iterator[None]:
    """Everything inside is one transaction: all of it is there afterwards, or nothing."""
    every = list(written)
    tables = [connection.ops.quote_name(model._meta.db_table) for model in every]
    with transaction.atomic():
        _execute("SET LOCAL maintenance_work_mem = '256MB'")
        with _without_triggers(tables), _indexes_built_afterwards(tables):
            yield
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            _execute(statement)
        _execute(f"ANALYZE {', '.join(tables)}")


def vacuum(written: Iterable[type[models.Model]]) -> None:
    """Mark the new pages all-visible, so that the first counts are as fast as later ones."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in written)
    _execute(f"VACUUM {tables}")
