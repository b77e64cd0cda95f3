"""The selection contract: ticked ids, or "all that match" with the count and fingerprint people saw.

A selection is never trusted: it is recomputed from the viewer's own rows before anything acts on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import QueryDict

from workbench.bulk.versions import hexadecimal, print_of
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
    found = rows.order_by().aggregate(count=Count("pk"), value=print_of())
    return Fingerprint(found["count"], hexadecimal(found["value"]))


@dataclass(frozen=True)
class Selection:
    """Rows chosen for an action: everything that matches, or these ids.

    ``with_locked`` has those too that no action may touch, to be told as left.
    """

    rows: QuerySet[Any]
    is_all: bool
    is_ticked: bool
    with_locked: QuerySet[Any]


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
        return Selection(rows, is_all=True, is_ticked=True, with_locked=matching)
    ids = posted.getlist("ids")
    if posted.get("selected") or len(ids) > MOST_IDS:
        raise BadSelection
    if ids:
        # a ticked row stays chosen when a filter no longer matches it; what the viewer may not see never counts
        rows = visible.filter(pk__in=ids_of(ids))
        return Selection(register.selectable(rows), is_all=False, is_ticked=True, with_locked=rows)
    return Selection(matching, is_all=True, is_ticked=False, with_locked=matching)


def ids_of(values: Iterable[str]) -> set[int]:
    """Posted ids. Raises BadSelection for what is none."""
    return {_number(each) for each in values}


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise BadSelection
    return int(value)
