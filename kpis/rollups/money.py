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

# Each row of "wanted" is one search in an index: planned in a third of the time of as many conditions side by side.
_SUMS = """
    WITH wanted (book, grain, first, last, is_daily, is_beyond) AS MATERIALIZED (
        SELECT * FROM unnest(%(books)s::text[], %(grains)s::text[], %(firsts)s::date[], %(lasts)s::date[],
                             %(daily)s::boolean[], %(beyond)s::boolean[])
    ), found AS (
        SELECT wanted.*, r.day, r.status_id, r.is_internal, r.business_unit_id, r.owner_id, r.amount
        FROM wanted JOIN kpis_ledgerrow r
        ON r.book = wanted.book AND r.grain = wanted.grain AND r.day BETWEEN wanted.first AND wanted.last
        WHERE wanted.grain NOT LIKE 'owner%%'
        UNION ALL
        SELECT wanted.*, r.day, r.status_id, r.is_internal, r.business_unit_id, r.owner_id, r.amount
        FROM wanted JOIN kpis_ledgerrow r
        ON r.book = wanted.book AND r.grain = wanted.grain AND r.day BETWEEN wanted.first AND wanted.last
        WHERE r.grain IN ('owner_month', 'owner_day') AND r.owner_id = %(user)s
        UNION ALL
        SELECT wanted.*, r.day, r.status_id, r.is_internal, r.business_unit_id, r.owner_id, r.amount
        FROM wanted JOIN kpis_placedchange r
        ON r.book = wanted.book AND r.grain = wanted.grain AND r.day BETWEEN wanted.first AND wanted.last
    )
    SELECT book, is_daily, day, sum(amount)
    FROM found
    WHERE CASE book WHEN 'invoices' THEN status_id IN (SELECT id FROM invoices_invoicestatus WHERE is_sent)
                    ELSE NOT is_internal END
      AND CASE WHEN grain LIKE 'all%%' THEN TRUE
               WHEN grain LIKE 'unit%%' THEN business_unit_id = ANY (%(units)s)
               ELSE owner_id = %(user)s
                    AND NOT (is_beyond AND coalesce(business_unit_id = ANY (%(units)s), FALSE)) END
    GROUP BY book, is_daily, day
"""


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
                _SUMS,
                {
                    "books": books, "grains": grains, "firsts": [span.first for span in spans],
                    "lasts": [span.last for span in spans], "daily": daily, "beyond": beyond,
                    "user": user.pk, "units": list(user.unit_ids) if any(beyond) else [],
                },
            )  # fmt: skip
            for book, is_daily, day, total in cursor.fetchall():
                (self._days if is_daily else self._months)[book, day] += total
