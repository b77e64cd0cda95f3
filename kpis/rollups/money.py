"""Sums of the ledger for one viewer: exact at commit, since changes not folded yet are rows like its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from accounts.access import Area, Scope, view_scope
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from kpis.models import Book, Grain
from kpis.spans import Span, month_of, months_of

MONTHS_BACK = 25  # that are read at once: two years, and what they are compared with
AREAS = {Book.INVOICES: Area.INVOICES, Book.COSTS: Area.COSTS}

# months and days
_GRAINS = {
    Scope.ALL: (Grain.ALL_MONTH, Grain.ALL_DAY),
    Scope.UNIT: (Grain.UNIT_MONTH, Grain.UNIT_DAY),
    Scope.OWN: (Grain.OWNER_MONTH, Grain.OWNER_DAY),
}
_READ = {  # a viewer of units also reads what is their own beyond them
    Scope.ALL: (Scope.ALL,),
    Scope.UNIT: (Scope.UNIT, Scope.OWN),
    Scope.OWN: (Scope.OWN,),
    Scope.NONE: (),
}


@dataclass(frozen=True)
class Piece:
    """What is read at once: all of the last years by month, one earlier month, or the days of one month."""

    book: Book
    span: Span
    by_day: bool


@dataclass
class Money:
    """What one viewer may see of the ledger; each piece is read once, and what is expected in one statement."""

    viewer: Viewer
    _ready: set[tuple[Book, Span]] = field(default_factory=set)
    _read: set[Piece] = field(default_factory=set)
    _months: dict[tuple[str, date], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    _days: dict[tuple[str, date], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def expect(self, wanted: Iterable[tuple[Book, Span]]) -> None:
        """Reads what these sums need and was not read yet."""
        new = set(wanted) - self._ready
        needed = {piece for book, span in new for piece in self._pieces(book, span)} - self._read
        if needed:
            self._fetch(sorted(needed, key=str))
            self._read |= needed
        self._ready |= new

    def of(self, book: Book, span: Span) -> Decimal:
        """Counted invoices, or costs of projects that are not internal, dated in a span; in base currency."""
        if (book, span) not in self._ready:
            self.expect([(book, span)])
        total = Decimal(0)
        for month in months_of(span):
            if span.first <= month.first and month.last <= span.last:
                total += self._months[book, month.first]
            else:
                day = max(span.first, month.first)
                while day <= min(span.last, month.last):
                    total += self._days[book, day]
                    day += timedelta(days=1)
        return total

    def _pieces(self, book: Book, span: Span) -> Iterator[Piece]:
        since = add_months(month_of(self.viewer.today).first, -MONTHS_BACK)
        for month in months_of(span):
            if not (span.first <= month.first and month.last <= span.last):
                yield Piece(book, month, by_day=True)
            elif month.first >= since:
                yield Piece(book, Span(since, date.max), by_day=False)
            else:
                yield Piece(book, month, by_day=False)

    def _fetch(self, pieces: list[Piece]) -> None:
        """Of all, or of the viewer's units and what is their own beyond those."""
        user = self.viewer.user
        wanted = [
            (each.book, _GRAINS[read][each.by_day], each.span, each.by_day, read != scope)
            for each in pieces
            for scope in [view_scope(user, AREAS[each.book])]
            for read in _READ[scope]
        ]
        if not wanted:
            return
        books, grains, spans, daily, beyond = (list(each) for each in zip(*wanted, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM kpis_ledgersums(%s, %s, %s, %s, %s, %s, %s, %s::bigint[])",  # migration 0006
                [
                    books, grains, [span.first for span in spans], [span.last for span in spans], daily, beyond,
                    user.pk, user.unit_ids if any(beyond) else [],
                ],
            )  # fmt: skip
            for book, is_daily, day, total in cursor.fetchall():
                (self._days if is_daily else self._months)[book, day] += total
