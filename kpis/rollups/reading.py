"""Reads what is kept for one viewer: exact at commit, since what is not folded yet is read too.

The ledger's changes are rows like its own, read by the same statement. Of customers touched since they were folded
the kept standing is taken off, and the caller counts them from the rows. So all of it is read in one snapshot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounts.access import Access, Area, Scope, view_scope
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from kpis.models import Closing, Kind, Stance, Tally, TouchedCustomer
from kpis.rollups.money import MONTHS_BACK, Money
from kpis.spans import month_of

TOUCHED = 2_000  # customers; with more the rows are counted instead
_CUSTOMERS = frozenset({Kind.ACTIVE, Kind.PROSPECT})
# kinds that are read by one statement: whose scopes are the same
_FAMILIES = (
    _CUSTOMERS,
    frozenset({Kind.PIPELINE, Kind.PIPELINE_WEIGHTED}),
    frozenset({Kind.PROSPECTS_WEIGHTED}),
)

Touched = list[int]
Tallies = dict[tuple[str, date | None], Decimal]


@dataclass
class Kept:
    """What is kept, as one viewer may see it; read once however many figures are made of it."""

    viewer: Viewer
    _read_tallies: dict[frozenset[Kind], Tallies] = field(default_factory=dict)
    _read_stances: dict[frozenset[Kind], dict[str, Decimal]] = field(default_factory=dict)

    @cached_property
    def money(self) -> Money:
        """Sums of invoices and costs."""
        return Money(self.viewer)

    def number(self, kind: Kind, count: Callable[[Touched], Decimal]) -> Decimal | None:
        """How many customers stand so, or the sum of their sales projects; ``count`` counts those of the touched.

        None where so many were touched that it is better to count all of them.
        """
        if self._touched is None:
            return None
        kept = self._tallies(kind).get((kind, None), Decimal(0))
        if not self._touched:
            return kept
        return kept - self._stances(kind, self._touched).get(kind, Decimal(0)) + count(self._touched)

    def number_then(self, kind: Kind, day: date) -> Decimal | None:
        """How many customers stood so at the end of a day that was closed, or the sum; None if it was not."""
        if day not in self._closed:
            return None
        if day >= self._since:
            return self._tallies(kind).get((kind, day), Decimal(0))
        rows = self._seen(Tally.objects.filter(as_of=day, kind=kind), kind)
        return Decimal(rows.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"])

    def is_exact(self, day: date) -> bool:
        """Whether a closed day was closed when it ended."""
        return self._closed[day]

    @cached_property
    def _touched(self) -> Touched | None:
        found = list(TouchedCustomer.objects.values_list("customer_id", flat=True).distinct()[: TOUCHED + 1])
        return None if None in found or len(found) > TOUCHED else found  # type: ignore[return-value]

    @cached_property
    def _closed(self) -> dict[date, bool]:
        return dict(Closing.objects.values_list("last_day", "is_exact"))

    @property
    def _since(self) -> date:
        """What is kept from then on is read at once."""
        return add_months(month_of(self.viewer.today).first, -MONTHS_BACK)

    def _tallies(self, kind: Kind) -> Tallies:
        """By kind and day: those of now, and of the days closed in the last years."""
        family = next(each for each in _FAMILIES if kind in each)
        if family not in self._read_tallies:
            rows = self._seen(Tally.objects.filter(Q(as_of=None) | Q(as_of__gte=self._since), kind__in=family), kind)
            sums = rows.values("kind", "as_of").annotate(total=Sum("amount")).values_list("kind", "as_of", "total")
            self._read_tallies[family] = {(each, day): total for each, day, total in sums}
        return self._read_tallies[family]

    def _stances(self, kind: Kind, touched: Touched) -> dict[str, Decimal]:
        """What the kept standings of touched customers add to the tallies."""
        family = next(each for each in _FAMILIES if kind in each)
        if family not in self._read_stances:
            rows = self._seen(Stance.objects.filter(customer_id__in=touched, kind__in=family), kind)
            sums = rows.values("kind").annotate(total=Sum("amount")).values_list("kind", "total")
            self._read_stances[family] = dict(sums)
        return self._read_stances[family]

    def _seen(self, rows: QuerySet[Any], kind: Kind) -> QuerySet[Any]:
        """Of customers those the viewer may see, for the projects they may see; of sums those of these projects."""
        user = self.viewer.user
        if kind in _CUSTOMERS:
            rows = rows.filter(scope__in=_scopes(user, view_scope(user, Area.SALES)))
            return _visible(rows, Area.CUSTOMERS, user)
        if kind == Kind.PROSPECTS_WEIGHTED:
            rows = rows.filter(scope__in=_scopes(user, view_scope(user, Area.CUSTOMERS)))
        return _visible(rows, Area.SALES, user)


def _visible(rows: QuerySet[Any], area: Area, user: Any) -> QuerySet[Any]:
    condition = Access(area, owner="owner", unit="business_unit").within(view_scope(user, area), user)
    return rows.none() if condition is None else rows.filter(condition)


def _scopes(user: Any, scope: Scope) -> list[str]:
    """What a scope is called in standings and tallies."""
    names = {
        Scope.ALL: ["all"],
        Scope.UNIT: [f"unit:{user.unit_id}", f"beyond:{user.pk}"],
        Scope.OWN: [f"own:{user.pk}"],
    }
    return names.get(scope, [])
