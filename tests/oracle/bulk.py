"""What a bulk update does to rows and an undo takes back from them, over plain rows.

A row keeps its own story: every value it was given, when. From that follows what somebody touched since, which the
product has to find out from versions of rows and from history.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.access import Act as Way
from tests.oracle.access import Person, World, reaches
from tests.oracle.access import Row as Guarded

SEVERAL = {"segments", "tags"}  # kept as sets, an empty one where there is nothing
GUARDED = "country"  # belongs to the number of a numbered customer
Values = dict[str, Any]
Changes = dict[str, tuple[str, Any]]  # by field: set, clear, add, remove or replace, and with what


@dataclass
class Row:
    """A customer: what it holds, and every change of it as (when, field, before, after)."""

    pk: int
    values: Values
    is_numbered: bool = False
    is_internal: bool = False
    is_gone: bool = False
    written: int = 0  # when the row itself was written last, changed or not
    links: dict[int, int] = field(default_factory=dict)  # its segments, and when each was added
    story: list[tuple[int, str, Any, Any]] = field(default_factory=list)

    def give(self, at: int, name: str, value: Any) -> None:
        """Writes one field, if it differs."""
        before = self.values[name]
        if before == value:
            return
        self.story.append((at, name, before, value))
        self.values[name] = value
        if name == "segments":
            self.links = {each: self.links.get(each, at) if each in before else at for each in value}


@dataclass
class Seen:
    """When somebody looked at the rows, and the segments they had then."""

    at: int
    links: dict[int, dict[int, int]]

    def is_touched(self, row: Row, changes: Changes) -> bool:
        """Whether the row, or what of it is to change, is another one now."""
        return row.written > self.at or ("segments" in changes and row.links != self.links[row.pk])


@dataclass
class Did:
    """What an act did: of each row it changed, each field with the value before and after."""

    at: int
    changes: Changes
    rows: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    outcomes: dict[int, str] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)  # rows that are not as they were shown

    def left(self) -> dict[int, str]:
        return {pk: outcome for pk, outcome in self.outcomes.items() if outcome not in {"change", "same"}}


def becomes(values: Values, changes: Changes) -> Values:
    """What a row holds after these changes."""
    after = dict(values)
    for name, (act, value) in changes.items():
        if act == "clear":
            after[name] = frozenset() if name in SEVERAL else None
        elif act == "add":
            after[name] = values[name] | value
        elif act == "remove":
            after[name] = values[name] - value
        else:
            after[name] = value
    return after


@dataclass
class Office:
    """An organisation of people who may edit some rows each, and a clock that ticks with every act."""

    world: World
    rows: dict[int, Row]
    gone: set[tuple[str, int]] = field(default_factory=set)  # what rows referred to once and is deleted
    now: int = 0

    def may(self, person: Person, pk: int, values: Values, way: Way) -> bool:
        row = Guarded("customer", pk, owner=values["account_owner"], unit=values["business_unit"])
        return reaches(self.world, person, row, way)

    def seen(self, person: Person, pks: Iterable[int]) -> set[int]:
        """Those of these rows that are there, may be seen and may be selected."""
        rows = (self.rows[pk] for pk in pks if pk in self.rows)
        return {r.pk for r in rows if not r.is_gone and not r.is_internal and self.may(person, r.pk, r.values, "view")}

    # --- what people do by hand

    def edit(self, pk: int, **given: Any) -> None:
        """Somebody writes a row; its segments are rows of their own."""
        self.now += 1
        row = self.rows[pk]
        for name, value in given.items():
            row.give(self.now, name, value)
        if set(given) != {"segments"}:
            row.written = self.now

    def look(self) -> Seen:
        return Seen(self.now, {pk: dict(row.links) for pk, row in self.rows.items()})

    # --- a bulk update

    def judged(self, person: Person, pks: Collection[int], changes: Changes, seen: Seen | None = None) -> Did:
        """What comes of each row; ``seen`` is what the preview saw, if there was one."""
        did = Did(self.now, changes)
        for pk in pks:
            row = self.rows[pk]
            after = becomes(row.values, changes)
            did.outcomes[pk] = self._outcome(person, row, after)
            if seen and seen.is_touched(row, changes):
                did.touched.add(pk)
                did.outcomes[pk] = "meanwhile" if did.outcomes[pk] == "change" else did.outcomes[pk]
            if did.outcomes[pk] == "change":
                did.rows[pk] = {n: (row.values[n], after[n]) for n in changes if row.values[n] != after[n]}
        return did

    def _outcome(self, person: Person, row: Row, after: Values) -> str:
        if not self.may(person, row.pk, row.values, "edit"):
            return "no_right"
        if not self.may(person, row.pk, after, "edit"):
            return "not_yours"
        if row.is_numbered and after[GUARDED] != row.values[GUARDED]:
            return "refused"
        return "same" if after == row.values else "change"

    def do(self, did: Did) -> None:
        """Writes what was judged."""
        self.now += 1
        did.at = self.now
        for pk, fields in did.rows.items():
            row = self.rows[pk]
            row.written = self.now
            for name, (_before, after) in fields.items():
                row.give(self.now, name, after)

    # --- taking it back

    def taken_back(self, person: Person, done: Did, ids: Collection[int] | None = None) -> Did:
        """What an undo does; with ``ids`` just these rows, touched since or not."""
        did = Did(self.now, done.changes)
        for pk, fields in done.rows.items():
            row = self.rows[pk]
            if row.is_gone and ids is None:
                did.outcomes[pk] = "gone"
            if row.is_gone or (ids is not None and pk not in ids):
                continue
            after = self._restored(row, fields)
            did.outcomes[pk] = self._outcome_back(person, row, done, after, anyway=ids is not None)
            if did.outcomes[pk] == "change":
                did.rows[pk] = {n: (row.values[n], after[n]) for n in after if row.values[n] != after[n]}
        return did

    def _restored(self, row: Row, fields: dict[str, tuple[Any, Any]]) -> Values:
        restored = dict(row.values)
        for name, (before, after) in fields.items():
            if name == "segments":
                there = {each for each in before - after if ("segments", each) not in self.gone}
                restored[name] = (row.values[name] - (after - before)) | there
            else:
                restored[name] = before
        return restored

    def _outcome_back(self, person: Person, row: Row, done: Did, after: Values, *, anyway: bool) -> str:
        if not self.may(person, row.pk, row.values, "edit"):
            return "no_right"
        if not self.may(person, row.pk, after, "edit"):
            return "not_yours"
        if not anyway and any(self.touched(row, done, name) for name in done.rows[row.pk]):
            return "meanwhile"
        if after == row.values:
            return "same"
        lost = any((name, after[name]) in self.gone for name in done.rows[row.pk] if name not in SEVERAL)
        is_refused = lost or (row.is_numbered and after[GUARDED] != row.values[GUARDED])
        return "refused" if is_refused else "change"

    def touched(self, row: Row, done: Did, name: str) -> bool:
        """Whether what an act did to a field was changed since, if only there and back; of segments the same ones."""
        later = [(before, after) for at, changed, before, after in row.story if changed == name and at > done.at]
        if name != "segments":
            return bool(later)
        was, became = done.rows[row.pk][name]
        return any((before ^ after) & (was ^ became) for before, after in later)
