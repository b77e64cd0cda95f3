"""Sums of the ledger for one viewer: exact at commit, since changes not folded yet are rows like its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Case, Q, Sum, Value, When

from accounts.access import Area, Scope, view_scope
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from kpis.models import Book, Booked, Grain
from kpis.spans import Span, month_of

MONTHS_BACK = 25  # that are read at once: two years, and what they are compared with
_AREAS = {Book.INVOICES: Area.INVOICES, Book.COSTS: Area.COSTS}
_COUNTED = {Book.INVOICES: Q(status__is_sent=True), Book.COSTS: Q(is_internal=False)}

# months and days
_GRAINS = {
    Scope.ALL: (Grain.ALL_MONTH, Grain.ALL_DAY),
    Scope.UNIT: (Grain.UNIT_MONTH, Grain.UNIT_DAY),
    Scope.OWN: (Grain.OWNER_MONTH, Grain.OWNER_DAY),
}
_READ = {  # a viewer of units also reads what is their own beyond them
    Scope.ALL: _GRAINS[Scope.ALL],
    Scope.UNIT: (*_GRAINS[Scope.UNIT], *_GRAINS[Scope.OWN]),
    Scope.OWN: _GRAINS[Scope.OWN],
    Scope.NONE: (),
}
_DAILY = {day for _month, day in _GRAINS.values()}


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
        self.expect([(book, span)])
        total = Decimal(0)
        for month in _months(span):
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
        for month in _months(span):
            if not (span.first <= month.first and month.last <= span.last):
                yield Piece(book, month, by_day=True)
            elif month.first >= since:
                yield Piece(book, Span(since, date.max), by_day=False)
            else:
                yield Piece(book, month, by_day=False)

    def _fetch(self, pieces: list[Piece]) -> None:
        of_books = {book: [piece for piece in pieces if piece.book == book] for book in Book}
        kinds = [(book, grain) for book, some in of_books.items() if some for grain in _READ[self._scope(book)]]
        if not kinds:
            return
        condition = _any_of(
            _COUNTED[book] & Q(self._seen(book, some), book=book) for book, some in of_books.items() if some
        )
        # numbers, since PostgreSQL would sort words by an alphabet
        numbered = Case(*(When(book=book, grain=grain, then=Value(n)) for n, (book, grain) in enumerate(kinds)))
        rows = Booked.objects.filter(condition).values("day", kind=numbered).annotate(total=Sum("amount"))
        for kind, day, total in rows.values_list("kind", "day", "total"):
            book, grain = kinds[kind]
            sums = self._days if grain in _DAILY else self._months
            sums[book, day] += total

    def _scope(self, book: Book) -> Scope:
        return view_scope(self.viewer.user, _AREAS[book])

    def _seen(self, book: Book, pieces: list[Piece]) -> Q:
        """What belongs to the viewer's units, or to all of them, and what is their own beyond those."""
        user, scope = self.viewer.user, self._scope(book)
        if scope == Scope.NONE:
            return Q(pk__in=[])
        if scope == Scope.ALL:
            return _of(scope, pieces)
        own = _of(Scope.OWN, pieces) & Q(owner=user.pk)
        if scope == Scope.OWN:
            return own
        in_units = Q(business_unit__in=user.unit_ids)
        return _of(scope, pieces) & in_units | own & ~in_units


def _of(scope: Scope, pieces: list[Piece]) -> Q:
    """The months and days of the pieces as they are kept for a scope."""
    spans = [(grain, [p.span for p in pieces if p.by_day == by_day]) for by_day, grain in enumerate(_GRAINS[scope])]
    return _any_of(Q(_dated(some), grain=grain) for grain, some in spans if some)


def _dated(spans: Iterable[Span]) -> Q:
    return _any_of(Q(day__range=(span.first, span.last)) for span in dict.fromkeys(spans))


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _months(span: Span) -> Iterator[Span]:
    first = span.first
    while first <= span.last:
        yield month_of(first)
        first = month_of(first).last + timedelta(days=1)
