"""Sums of invoices and costs of a list of customers for one viewer, from what is kept of their years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, Sum

from accounts.access import Access, view_scope
from catalogue.field import Viewer
from kpis.models import Book, CustomerYear, CutMonth
from kpis.rollups.customer_years import COLUMNS, cuts_of, touched
from kpis.rollups.money import AREAS
from kpis.rollups.tallies import MOST_TOUCHED, few_enough
from kpis.spans import Span, month_of, months_of


@dataclass
class MoneyOfCustomers:
    """What one viewer may see of what is kept of some customers, by their ids; what is expected is read at once.

    Customers touched since their years were summed are left out: the caller counts them from the rows.
    """

    viewer: Viewer
    customers: QuerySet[Any]
    _read: set[int | date] = field(default_factory=set)  # years, and days at which months are cut
    _sums: dict[tuple[str, date], Decimal] = field(default_factory=dict)  # of each month up to a day

    @cached_property
    def touched(self) -> list[int] | None:
        """None where so many were touched that it is better to count all of them."""
        return few_enough([customer for (customer,) in touched()[: MOST_TOUCHED + 1]])

    def expect(self, wanted: Iterable[tuple[Book, Span]]) -> None:
        """Reads what these sums need and was not read yet, in one statement."""
        spans = {span for _book, span in wanted}
        cuts = {day for span in spans for day in cuts_of(span)} - self._read
        years = {year for span in spans for year in range(span.first.year, span.last.year + 1)} - self._read
        if (years or cuts) and self.touched is not None:
            self._fetch(years, cuts)
            self._read |= years | cuts

    def of(self, book: Book, span: Span) -> Decimal | None:
        """Counted invoices, or costs of projects that are not internal, dated in a span; in base currency.

        None where that is not kept, since it begins or ends at a day at which no month is cut.
        """
        if self.touched is None or not cuts_of(span) <= self._kept_cuts:
            return None
        self.expect([(book, span)])
        total = Decimal(0)
        for month in months_of(span):
            total += self._sums.get((book, min(month.last, span.last)), Decimal(0))
            if span.first > month.first:
                total -= self._sums.get((book, span.first - timedelta(days=1)), Decimal(0))
        return total

    @cached_property
    def _kept_cuts(self) -> set[date]:
        return set(CutMonth.objects.values_list("pk", flat=True))

    def _fetch(self, years: set[int], cuts: set[date]) -> None:
        wanted = Q(until=None) | Q(until__in=cuts)
        read = years | {day.year for day in cuts}  # one plain condition, as most rows are compared with it
        rows = CustomerYear.objects.filter(wanted, year__in=read, customer_id__in=self.customers)
        rows = rows.exclude(customer_id__in=self.touched or [])
        visible = self._visible
        some, *others = visible.values()
        if others == [some] * len(others):  # mostly what is seen of one book is seen of the other
            rows, filters = rows.filter(some), dict.fromkeys(visible)
        else:
            filters = {book: condition or None for book, condition in visible.items()}
        columns = [(book, month, name) for book in visible for month, name in enumerate(COLUMNS[book], 1)]
        sums = {f"of_{name}": Sum(name, filter=filters[book]) for book, _month, name in columns}
        found = rows.values("until", "year").annotate(**sums).values_list("until", "year", *sums)
        for until, year, *amounts in found:
            for (book, month, _name), amount in zip(columns, amounts, strict=True):
                if amount is not None:
                    self._sums[book, until or month_of(date(year, month, 1)).last] = amount

    @property
    def _visible(self) -> dict[Book, Q]:
        """Which rows they may see of each book; books of which they see nothing are left out."""
        user, found = self.viewer.user, {}
        for book, area in AREAS.items():
            visible = Access(area, owner="owner", unit="business_unit").within(view_scope(user, area), user)
            if visible is not None:
                found[book] = visible
        return found
