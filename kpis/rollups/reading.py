"""Reads what is kept for one viewer: exact at commit, since what is not folded yet is read too.

The ledger's changes are rows like its own, read by the same statement. Of customers touched since they were folded
the kept standing is left out, and the caller counts them from the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncMonth

from accounts.access import Access, Area, Scope, is_limited, view_scope
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from kpis.models import Book, Booked, Closing, Grain, Kind, Stance, Tally, TouchedCustomer
from kpis.spans import Span, month_of

TOUCHED = 2_000  # customers; with more the rows are counted instead
MONTHS_BACK = 36  # that are read at once: this fiscal year and the one before it
_AREAS = {Book.INVOICES: Area.INVOICES, Book.COSTS: Area.COSTS}
_COUNTED = {Book.INVOICES: Q(status__is_sent=True), Book.COSTS: Q(is_internal=False)}
_CUSTOMERS = {Kind.ACTIVE, Kind.PROSPECT}

Touched = list[int]


@dataclass
class Kept:
    """What is kept, as one viewer may see it; read once however many figures are made of it."""

    viewer: Viewer

    def money(self, book: Book, span: Span) -> Decimal:
        """Counted invoices, or costs of projects that are not internal, dated in a span; in base currency."""
        total = Decimal(0)
        for month in _months(span):
            part = Span(max(span.first, month.first), min(span.last, month.last))
            if part == month:
                total += self._by_month(book, month.first)
            else:
                days = self._by_day(book, month)
                total += sum((amount for day, amount in days.items() if part.first <= day <= part.last), Decimal(0))
        return total

    def number(self, kind: Kind, count: Callable[[Touched], Decimal]) -> Decimal | None:
        """How many customers stand so, or the sum of their sales projects; ``count`` counts those of the touched.

        None where so many were touched that it is better to count all of them, and where it is not kept for this
        viewer: the sums of projects do not tell whose customers they are of.
        """
        if self._touched is None or (kind == Kind.PROSPECTS_WEIGHTED and is_limited(self.viewer.user, Area.CUSTOMERS)):
            return None
        # who is touched is read before; whatever is folded meanwhile is in both of these or in neither
        kept = self._seen(Tally.objects.filter(as_of=None, kind=kind), kind)
        if not self._touched:
            return kept.aggregate(total=Sum("amount", default=Decimal(0)))["total"]
        theirs = self._seen(Stance.objects.filter(customer_id__in=self._touched, kind=kind), kind)
        both = _total(kept, 1).union(_total(theirs, -1), all=True)
        return sum((sign * (amount or 0) for sign, amount in both), Decimal(0)) + count(self._touched)

    def number_then(self, kind: Kind, day: date) -> Decimal | None:
        """How many customers stood so at the end of a day that was closed; None if it was not."""
        if day not in self._closed:
            return None
        return self._then.get((kind, day), Decimal(0))

    @cached_property
    def _touched(self) -> Touched | None:
        found = list(TouchedCustomer.objects.values_list("customer_id", flat=True).distinct()[: TOUCHED + 1])
        return None if None in found or len(found) > TOUCHED else found  # type: ignore[return-value]

    @cached_property
    def _closed(self) -> set[date]:
        return set(Closing.objects.values_list("last_day", flat=True))

    @cached_property
    def _then(self) -> dict[tuple[str, date], Decimal]:
        first = add_months(self.viewer.today, -MONTHS_BACK)
        rows = self._seen(Tally.objects.filter(kind__in=_CUSTOMERS, as_of__gte=first), Kind.ACTIVE)
        sums = rows.values("kind", "as_of").annotate(total=Sum("amount")).values_list("kind", "as_of", "total")
        return {(kind, day): total for kind, day, total in sums}

    def _seen(self, rows: QuerySet[Any], kind: Kind) -> QuerySet[Any]:
        """Of customers those the viewer may see, for the projects they may see; of sums those of these projects."""
        user = self.viewer.user
        if kind not in _CUSTOMERS:
            return _visible(rows, Area.SALES, user)
        scopes = {
            Scope.ALL: ["all"],
            Scope.UNIT: [f"unit:{user.unit_id}", f"beyond:{user.pk}"],
            Scope.OWN: [f"own:{user.pk}"],
        }
        return _visible(rows.filter(scope__in=scopes.get(view_scope(user, Area.SALES), [])), Area.CUSTOMERS, user)

    @cached_property
    def _kept_months(self) -> dict[tuple[Book, date], dict[date, Decimal]]:
        return {}

    def _by_month(self, book: Book, first: date) -> Decimal:
        since = min(first, add_months(month_of(self.viewer.today).first, -MONTHS_BACK))
        known = self._kept_months.get((book, since))
        if known is None:
            rows = self._rows(book, Grain.UNIT_MONTH, Q(day__gte=since))
            known = self._kept_months[book, since] = _by(rows, TruncMonth("day"))
        return known.get(first, Decimal(0))

    @cached_property
    def _kept_days(self) -> dict[tuple[Book, date], dict[date, Decimal]]:
        return {}

    def _by_day(self, book: Book, month: Span) -> dict[date, Decimal]:
        known = self._kept_days.get((book, month.first))
        if known is None:
            rows = self._rows(book, Grain.UNIT_DAY, Q(day__range=(month.first, month.last)))
            known = self._kept_days[book, month.first] = _by(rows, F("day"))
        return known

    def _rows(self, book: Book, grain: Grain, dated: Q) -> Iterable[QuerySet[Any]]:
        """What belongs to the viewer's units, or to all of them, and what is their own beyond those."""
        user, scope = self.viewer.user, view_scope(self.viewer.user, _AREAS[book])
        rows = Booked.objects.filter(_COUNTED[book], dated, book=book)
        if scope == Scope.ALL:
            yield rows.filter(grain=grain)
        if scope == Scope.UNIT:
            yield rows.filter(grain=grain, business_unit__in=user.unit_ids)
        if scope in {Scope.UNIT, Scope.OWN}:
            own = rows.filter(grain=Grain.OWNER_DAY, owner=user.pk)
            yield own.exclude(business_unit__in=user.unit_ids) if scope == Scope.UNIT else own


def _visible(rows: QuerySet[Any], area: Area, user: Any) -> QuerySet[Any]:
    condition = Access(area, owner="owner", unit="business_unit").within(view_scope(user, area), user)
    return rows.none() if condition is None else rows.filter(condition)


def _total(rows: QuerySet[Any], sign: int) -> QuerySet[Any]:
    return rows.order_by().values(sign=Value(sign)).annotate(total=Sum("amount")).values_list("sign", "total")


def _by(found: Iterable[QuerySet[Any]], when: Any) -> dict[date, Decimal]:
    sums: dict[date, Decimal] = {}
    for rows in found:
        for day, amount in rows.values(when=when).annotate(total=Sum("amount")).values_list("when", "total"):
            sums[day] = sums.get(day, Decimal(0)) + amount
    return sums


def _months(span: Span) -> Iterable[Span]:
    first = span.first
    while first <= span.last:
        yield month_of(first)
        first = month_of(first).last + timedelta(days=1)
