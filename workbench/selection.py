"""The selection contract: ticked ids, or "all that match" with the count and fingerprint people saw.

A selection is never trusted: it is recomputed from the viewer's own rows before anything acts on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import BitXor
from django.db.models import BigIntegerField, Count, Func, QuerySet, Value
from django.http import QueryDict

from workbench.register import Register

MOST_IDS = 20_000


class SelectionMoved(Exception):
    """The rows that match are no longer those that were seen; says how many there were and are."""

    def __init__(self, seen: int, now: Fingerprint) -> None:
        super().__init__(seen, now)
        self.seen, self.now = seen, now


class BadSelection(Exception):
    """A posted selection that no page of ours sends."""


@dataclass(frozen=True)
class Fingerprint:
    """How many rows, and a hash of exactly which."""

    count: int
    value: str


def fingerprint(rows: QuerySet[Any]) -> Fingerprint:
    """Count and hash of these rows in one pass."""
    hashed = Func("pk", Value(0), function="hashint8extended", output_field=BigIntegerField())
    found = rows.order_by().aggregate(count=Count("pk"), value=BitXor(hashed))
    return Fingerprint(found["count"], f"{(found['value'] or 0) & (2**64 - 1):016x}")


@dataclass(frozen=True)
class Selection:
    """Rows chosen for an action: everything that matches, or these ids."""

    rows: QuerySet[Any]
    is_all: bool
    is_ticked: bool


def chosen(register: Register, matching: QuerySet[Any], visible: QuerySet[Any], posted: QueryDict) -> Selection:
    """What a post selects. ``matching`` and ``visible`` are the viewer's own rows, filtered and not.

    Nothing ticked means everything that matches, as the page shows it.
    Raises SelectionMoved when "all that match" are other rows than those seen, BadSelection for garbage.
    """
    if posted.get("selected") == "all":
        rows = register.selectable(matching)
        now, seen = fingerprint(rows), _number(posted.get("count", ""))
        if (now.count, now.value) != (seen, posted.get("fingerprint", "")):
            raise SelectionMoved(seen, now)
        return Selection(rows, is_all=True, is_ticked=True)
    ids = posted.getlist("ids")
    if posted.get("selected") or len(ids) > MOST_IDS:
        raise BadSelection
    if ids:
        # a ticked row stays chosen when a filter no longer matches it; what the viewer may not see never counts
        return Selection(
            register.selectable(visible.filter(pk__in={_number(pk) for pk in ids})), is_all=False, is_ticked=True
        )
    return Selection(matching, is_all=True, is_ticked=False)


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise BadSelection
    return int(value)
