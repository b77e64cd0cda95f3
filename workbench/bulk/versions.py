"""Which version of a row somebody saw: PostgreSQL writes into every row the transaction that made it.

So nothing needs to be written to know later what was changed meanwhile, by whomever and in whatever way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.aggregates import BitXor
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Value

BUCKETS = 1024
_WRAPS = 2**32  # the transaction in a row is kept without its upper half


def horizon() -> int:
    """The oldest transaction that is still going on: whatever newer ones write was not there yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


class Version(Func):
    """The transaction that made the row, as a number; its lower half."""

    output_field = BigIntegerField()

    def __init__(self, pk: Any = F("pk")) -> None:  # noqa: B008  an F never changes
        super().__init__(pk)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        (column,) = self.get_source_expressions()
        return f"{compiler.quote_name_unless_alias(column.alias)}.xmin::text::bigint", []


class MadeSince(Func):
    """Whether the row was made by a transaction that was not over at a horizon.

    Counted back from half a turn after it, so that rows of any later day are newer than it although the number in
    them begins again; only one that nobody touched for two thousand million transactions could be taken for newer.
    """

    output_field = BooleanField()

    def __init__(self, horizon: Any, version: Any = None) -> None:
        # resolved copies are made without arguments
        super().__init__(Value(horizon, BigIntegerField()), version or Version())

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        horizon, version = self.get_source_expressions()
        sql, parameters = compiler.compile(version)
        latest = horizon.value + _WRAPS // 2
        return f"%s - ((%s - {sql}) & {_WRAPS - 1}) >= %s", [latest, latest, *parameters, horizon.value]


class OfVersions(Func):
    """Whether the row is one of these in just this version.

    A statement that had to wait for somebody else's asks this of the row anew: what they changed no longer matches.
    """

    output_field = BooleanField()

    def __init__(self, ids: Sequence[int], versions: Sequence[int]) -> None:
        bigints = ArrayField(BigIntegerField())
        super().__init__(F("pk"), Version(), Value(list(ids), bigints), Value(list(versions), bigints))

    template = "(%(expressions)s))"

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        compiled = [compiler.compile(each) for each in self.get_source_expressions()]
        (pk, _none), (version, _), (ids, first), (versions, second) = compiled
        sql = f"({pk}, {version}) IN (SELECT * FROM unnest({ids}::bigint[], {versions}::bigint[]))"
        return sql, [*first, *second]


def print_of(version: Any = None) -> BitXor:
    """A hash of exactly which rows, in which versions; without ``version`` of which rows."""
    seed = Value(0) if version is None else version
    return BitXor(Func("pk", seed, function="hashint8extended", output_field=BigIntegerField()))


def buckets_of(ids: Sequence[int], seen: Sequence[int]) -> dict[str, str]:
    """Fingerprints of rows, a thousandth of them each, by the last digits of their ids in base ``BUCKETS``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i %% %s, bit_xor(hashint8extended(i, v)) FROM unnest(%s::bigint[], %s::bigint[]) AS r(i, v)"
            " GROUP BY 1",
            [BUCKETS, list(ids), list(seen)],
        )
        return {str(bucket): hexadecimal(found) for bucket, found in cursor.fetchall()}


def hexadecimal(value: int | None) -> str:
    """A fingerprint as it is sent."""
    return f"{(value or 0) & (2**64 - 1):016x}"
