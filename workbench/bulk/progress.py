"""How far a bulk update is, told while its transaction is open: in the name its connection shows to the server.

What a transaction writes is seen by nobody until it ends, and a second connection for telling could outlive the
first. The name is seen at once and is gone with whoever worked, so it also tells whether anybody does.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

_LOCKS = 41_904  # ours among the advisory locks of the database


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


def _name(pk: int) -> str:
    return f"havn bulk update {pk}:"


def claim(pk: int) -> bool:
    """Makes this transaction the only one that works on it; False where another does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCKS, pk])
        return bool(cursor.fetchone()[0])


def tell(pk: int, done: int, total: int) -> None:
    """Says how far the transaction is; the name goes back when it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, true)", [f"{_name(pk)} {done}/{total}"])


def told(pk: int) -> Progress | None:
    """What the transaction at work said last; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND starts_with(application_name, %s)",
            [_name(pk)],
        )
        found = cursor.fetchone()
    if not found:
        return None
    done, _slash, total = found[0].removeprefix(_name(pk)).strip().partition("/")
    return Progress(int(done), int(total))
