"""Tallies for one viewer: of customers by where they stand, of projects and invoices by what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from accounts.access import Area, Scope, view_scope
from catalogue.field import Viewer
from kpis.models import Kind

MOST_TOUCHED = 2_000  # customers; with more the rows are counted instead
# whose rows they are of
AREAS = {
    Kind.ACTIVE: Area.CUSTOMERS,
    Kind.PROSPECT: Area.CUSTOMERS,
    Kind.NO_CONTACT: Area.CUSTOMERS,
    Kind.PIPELINE: Area.SALES,
    Kind.PIPELINE_WEIGHTED: Area.SALES,
    Kind.ORDER_BOOK: Area.SALES,
    Kind.NEEDS_ATTENTION: Area.SALES,
    Kind.ESTIMATED: Area.SALES,
    Kind.PROSPECTS_WEIGHTED: Area.SALES,
    Kind.OVERDUE: Area.INVOICES,
}
# of customers by the projects somebody sees, of projects by the customers: for these each scope has its own
SCOPED_BY = {Kind.ACTIVE: Area.SALES, Kind.PROSPECT: Area.SALES, Kind.PROSPECTS_WEIGHTED: Area.CUSTOMERS}


@dataclass
class Tallies:
    """What one viewer may see of them, now and at the ends of the closed months from a day on.

    A kind is read once, and what is expected in one statement. With the first goes which customers were touched since
    they were folded: of these they are not true.
    """

    viewer: Viewer
    since: date
    _totals: dict[tuple[str, date | None], Decimal] = field(default_factory=dict)
    _read_since: dict[Kind, date] = field(default_factory=dict)
    _touched: list[int | None] | None = None

    def expect(self, kinds: Iterable[Kind], since: date | None = None) -> None:
        """Reads those of these kinds that were not read yet."""
        first = since or self.since
        wanted = sorted(kind for kind in set(kinds) if self._read_since.get(kind, date.max) > first)
        if wanted:
            self._fetch(wanted, first)
            self._read_since |= dict.fromkeys(wanted, first)

    @property
    def touched(self) -> list[int] | None:
        """The ids of these customers; None if they are too many, or may be any."""
        if self._touched is None:
            self._fetch([], self.since)
        return few_enough(self._touched or [])

    def now(self, kind: Kind) -> Decimal:
        self.expect([kind])
        return self._totals.get((kind, None), Decimal(0))

    def then(self, kind: Kind, day: date) -> Decimal | None:
        """At the end of that day; None if it was not closed."""
        self.expect([kind], min(day, self.since))
        return self._totals.get((kind, day))

    def _fetch(self, kinds: list[Kind], since: date) -> None:
        user = self.viewer.user
        wanted = [
            (kind, scope, seen)
            for kind in kinds
            for seen in [view_scope(user, AREAS[kind])]
            if seen != Scope.NONE
            for scope in (scopes(user, SCOPED_BY[kind]) if kind in SCOPED_BY else [""])
        ]
        units = user.unit_ids if any(seen == Scope.UNIT for _kind, _scope, seen in wanted) else []
        with connection.cursor() as cursor:
            cursor.execute(  # migration 0008
                "SELECT * FROM kpis_talliedsums(%s, %s, %s, %s, %s::bigint[], %s, %s)",
                [*([each[column] for each in wanted] for column in range(3)), user.pk, units, since, MOST_TOUCHED + 1],
            )
            for kind, day, total, touched in cursor.fetchall():
                if kind is None:
                    self._touched = touched or []
                else:
                    self._totals[kind, day] = total


def few_enough(touched: list[int | None]) -> list[int] | None:
    """The same ids; None if it is better to count all customers, as these are too many or may be any."""
    return None if None in touched or len(touched) > MOST_TOUCHED else touched  # type: ignore[return-value]


def scopes(user: Any, area: Area) -> list[str]:
    """What the scope somebody has for an area is called in tallies, which are added up."""
    names = {
        Scope.ALL: ["all"],
        Scope.UNIT: [f"unit:{user.unit_id}", f"beyond:{user.pk}"],
        Scope.OWN: [f"own:{user.pk}"],
    }
    return names.get(view_scope(user, area), [])
