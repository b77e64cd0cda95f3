"""From a declaration to figures: each is computed from the very rows its address lists, for one viewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.http import QueryDict

from catalogue.querysets import Count as Counted
from catalogue.querysets import count, totals
from catalogue.types import DATETIME, MONEY
from customers.models import Customer
from kpis.as_of import Asked
from kpis.kpi import KPIS, Amount, Comparison, Kpi, Part, Unit
from kpis.models import Book, Kind
from kpis.question import Question
from kpis.spans import Span, around, month_of
from workbench.listing import Found, belonging, find, rows_matching
from workbench.register import REGISTERS
from workbench.state import NotUnderstood, State, read_rows

MONTHS = 12  # of a sparkline


class Basis(Enum):
    """What a figure of an earlier day rests on; the surest first."""

    DATES = 1  # the dates of its rows
    CLOSED = 2  # what was kept when the month ended
    HISTORY = 3  # the times that are kept with the rows


@dataclass
class PartFigure:
    """What a part of a KPI comes to, and the address of its rows, where they can be listed."""

    part: Part
    amount: Amount
    url: str
    is_limited: bool
    is_money: bool


@dataclass
class Rows:
    """The rows of a part: their address, read, and once they are needed the rows themselves."""

    state: State

    @cached_property
    def found(self) -> Found:
        found = find(self.state)
        if not found.form.is_valid():
            raise ValueError(f"{self.state.register.key}: {found.form.errors}")
        return found

    def counted(self, part: Part, **among: Any) -> Decimal:
        """What they come to, or those among them."""
        rows = self.found.matching.filter(**among)
        if not part.measure:
            return Decimal(rows.count())
        return Decimal(totals(rows, [self.state.fields[part.measure]], self.state.viewer)[part.measure])


@dataclass
class Figure:
    """A KPI as the answer to a question."""

    kpi: Kpi
    question: Question

    @cached_property
    def beside(self) -> Figure | None:
        """The figure printed with it."""
        other = KPIS.get(self.kpi.beside)
        return Figure(other, self.question) if other and exists_for(other, self.question) else None

    @cached_property
    def span(self) -> Span:
        span = self.kpi.span(self.question.day)
        return span.until(self.question.as_of) if self.question.as_of else span

    @cached_property
    def parts(self) -> list[PartFigure]:
        found, then = [], self.question.as_of
        for part in self.kpi.parts:
            rows = listed(part, self.question, self.span)
            is_past = bool(then and part.at)
            amount = self._amount_then(part, then) if then and part.at else self._amount(part, self.span)
            url = "" if is_past else self.question.address(rows.state, part.measure)
            found.append(PartFigure(part, amount, url, _is_limited(part, rows.state), _is_money(part, rows.state)))
        return found

    @property
    def amount(self) -> Amount:
        return rounded(self.kpi, self.kpi.combine([each.amount for each in self.parts]))

    @property
    def is_limited(self) -> bool:
        """Whether the viewer's rights limit what is counted."""
        return any(each.is_limited for each in self.parts)

    @property
    def basis(self) -> Basis:
        """What it rests on as of an earlier day."""
        day = self.question.as_of
        past = [part for part in self.kpi.parts if part.at]
        if not past or day is None:
            return Basis.DATES
        if any(self._closed(part, day) is None for part in past):
            return Basis.HISTORY
        kept, within = self.question.kept, self.question.customers
        exact = all(kept.is_exact(part.closed_as, day, within) for part in past if part.closed_as)
        return Basis.CLOSED if exact else Basis.HISTORY

    def compared(self, comparison: Comparison) -> Amount:
        return self.of(comparison.span(self.question.day))

    def of(self, span: Span) -> Amount:
        """The same figure of another span; what holds now is counted at the end of it."""
        amounts: list[Amount] = []
        for part in self.kpi.parts:
            if part.at:
                amounts.append(self._amount_then(part, span.last))
            else:
                amounts.append(self._amount(part, span))
        return rounded(self.kpi, self.kpi.combine(amounts))

    def by_month(self) -> list[Amount]:
        """The figure of each of twelve months, the last one its own; empty where it has none to show."""
        series = [self._series(each) for each in self.parts]
        if not all(series):
            return []
        return [rounded(self.kpi, self.kpi.combine(list(amounts))) for amounts in zip(*series, strict=True)]

    def left_out(self) -> list[tuple[Any, int, str]]:
        """What is not counted: the words, how many rows, and where they are; of now only, where it is of now."""
        found = []
        for words, part in self.kpi.left_out:
            if self.question.as_of and not part.dates:
                continue
            rows = listed(part, self.question, self.span)
            found.append((words, rows.found.matching.count(), rows.state.url()))
        return found

    def sums_needed(self) -> Iterator[tuple[Book, Span]]:
        """What it, its comparisons and its twelve months need of the ledger."""
        for part in self.kpi.parts:
            if isinstance(part.kept, Book):
                yield from ((part.kept, span) for span in (*self._spans, *self._months))

    def _amount(self, part: Part, span: Span) -> Amount:
        kept = self._kept(part, span)
        if kept is not None:
            return kept
        if part.dates:
            return self._dated(part, span)
        return listed(part, self.question, span).counted(part)

    def _kept(self, part: Part, span: Span) -> Amount:
        subject, kept = self.question.subject, self.question.kept
        if isinstance(part.kept, Book):
            return self._booked(part, span)
        if isinstance(part.kept, Kind) and (subject.is_all or self.question.customers is not None):
            return kept.number(
                part.kept,
                lambda ids: listed(part, self.question, span).counted(part, **_of_customers(part, ids)),
                self.question.customers,
            )
        return None

    def _booked(self, part: Part, span: Span) -> Amount:
        """What is kept of invoices and costs: of all of them, or of those of a list of customers."""
        assert isinstance(part.kept, Book), "the caller looked"
        question = self.question
        if question.subject.is_all:
            return question.kept.money.of(part.kept, span)
        if not question.is_of_customers:
            return None
        money = question.money_of_customers
        amount = money.of(part.kept, span)
        if amount is None or not money.touched:
            return amount
        return amount + self._dated(part, span, tuple(money.touched))

    def _amount_then(self, part: Part, day: date) -> Decimal:
        """From the closing of that day, or from kept times."""
        closed = self._closed(part, day)
        if closed is not None:
            return closed
        assert part.at, "the caller looked"
        rows = part.at(Asked(self.question.viewer, self.question.customers), day)
        if not self.question.subject.is_all and self.question.customers is None:
            rows = _of_subject(rows, part, self.question)
        if not part.measure:
            return Decimal(rows.count())
        return Decimal(rows.aggregate(sum=Sum("amount_then"))["sum"] or 0)

    def _closed(self, part: Part, day: date) -> Amount:
        question = self.question
        if part.closed_as is None or not (question.subject.is_all or question.customers is not None):
            return None
        return question.kept.number_then(part.closed_as, day, question.customers)

    def _series(self, counted: PartFigure) -> list[Amount]:
        part = counted.part
        if part.at:
            past = [month.last for month in self._months[:-1]]
            if any(self._closed(part, day) is None for day in past) and not self._may_count_back:
                return []
            return [*(self._amount_then(part, day) for day in past), counted.amount]
        return [self._amount(part, month) for month in self._months]

    @property
    def _may_count_back(self) -> bool:
        """Whether a year of months that are not kept may be counted while somebody waits."""
        subject = self.question.subject
        if subject.of:
            return self.question.is_of_few
        return subject.record is not None or self.question.is_quick

    @cached_property
    def _spans(self) -> list[Span]:
        return [self.span, *(comparison.span(self.question.day) for comparison in self.kpi.comparisons)]

    @cached_property
    def _months(self) -> list[Span]:
        return [month_of(self.question.day, -back) for back in reversed(range(MONTHS))]

    @cached_property
    def around(self) -> Span:
        """All days of the figure, of what it is compared with and of its twelve months."""
        return around([*self._spans, *self._months])

    def _dated(self, part: Part, span: Span, customers: tuple[int, ...] | None = None) -> Decimal:
        """From the sums of each day around, which are read once; of some customers only, if they are given."""
        among = {} if customers is None else _of_customers(part, customers)
        days = self.question.around.setdefault(id(part), self.around)
        if not days.covers(span):
            return listed(part, self.question, span).counted(part, **among)
        known = self.question.by_day.get((id(part), customers))
        if known is None:
            known = self.question.by_day[id(part), customers] = _by_day(part, self.question, days, among)
        return sum((amount for day, amount in known.items() if span.first <= day <= span.last), Decimal(0))


def _of_customers(part: Part, ids: Iterable[int]) -> dict[str, Any]:
    """The condition on its rows to be of these customers."""
    return {f"{REGISTERS[part.register].entity.path_to(Customer)}__in": ids}


def _by_day(part: Part, question: Question, days: Span, among: dict[str, Any]) -> dict[date, Decimal]:
    """What the rows of each of these days come to, of those among them."""
    rows = listed(part, question, days)
    fields, viewer = rows.state.fields, question.viewer
    measured = Sum(fields[part.measure].value(viewer)) if part.measure else Count("pk")
    day = fields[part.dates].value(viewer)
    local = TruncDate(day) if fields[part.dates].type is DATETIME else day
    dated = rows.found.matching.filter(**among).order_by().annotate(kpi_day=local)
    sums = dated.values("kpi_day").annotate(kpi_sum=measured).values_list("kpi_day", "kpi_sum")
    return {day: Decimal(amount or 0) for day, amount in sums}


def exists_for(kpi: Kpi, question: Question) -> bool:
    """Whether the viewer may see everything it is made of; a figure without a part of it would be wrong."""
    try:
        for part in kpi.parts:
            listed(part, question, Figure(kpi, question).span)
    except NotUnderstood:
        return False
    return True


def figures(question: Question, keys: Sequence[str]) -> list[Figure]:
    """The figures of these KPIs that exist for the viewer, in this order."""
    found = [Figure(KPIS[key], question) for key in keys if key in KPIS and exists_for(KPIS[key], question)]
    shown = [*found, *(figure.beside for figure in found if figure.beside)]
    for figure in shown:
        for part in figure.kpi.parts:
            known = question.around.get(id(part), figure.around)
            question.around[id(part)] = around([known, figure.around])
    needed = {each for figure in shown for each in figure.sums_needed()}
    if question.is_of_customers:
        question.money_of_customers.expect(needed)
    if question.subject.is_all:
        question.kept.money.expect(needed)
        question.kept.tallies.expect(part.closed_as for figure in shown for part in figure.kpi.parts if part.closed_as)
    return found


def rounded(kpi: Kpi, amount: Amount) -> Amount:
    """Money to the cent, shares and days to a tenth."""
    if amount is None or kpi.unit == Unit.COUNT:
        return amount
    unit = Decimal("0.01") if kpi.unit == Unit.MONEY else Decimal("0.1")
    return amount.quantize(unit, ROUND_HALF_UP)


def listed(part: Part, question: Question, span: Span) -> Rows:
    """The rows of a part within a span."""
    key = (id(part), span)
    if key not in question.rows:
        question.rows[key] = Rows(_state(part, question, span))
    return question.rows[key]


def _state(part: Part, question: Question, span: Span) -> State:
    """Raises NotUnderstood where the viewer may not see the register or a field that is asked for."""
    register = REGISTERS[part.register]
    if not register.is_for(question.viewer.user):
        raise NotUnderstood(part.register)
    query = QueryDict(mutable=True)
    for name, value in {**part.parameters(span), **question.subject.parameters(register)}.items():
        query[name] = value
    state = read_rows(register, question.viewer, query)
    if part.measure and part.measure not in state.fields:
        raise NotUnderstood(part.measure)
    return state


def rows_of(question: Question) -> tuple[Counted, Any]:
    """How many rows the list has that is asked about, as its register tells it, and the name of that register."""
    return count(rows_matching(question.of)), question.of.register.title


def _of_subject(rows: QuerySet[Any], part: Part, question: Question) -> QuerySet[Any]:
    """Those of the rows that belong to what is asked about, whatever register lists them now."""
    entity, record = REGISTERS[part.register].entity, question.subject.record
    if record is not None:
        return rows.filter(**{f"{entity.path_to(type(record))}": record})
    of = _state(part, question, Span(question.day, question.day)).of
    return belonging(rows, entity, of) if of else rows


def _is_money(part: Part, state: State) -> bool:
    return bool(part.measure) and state.fields[part.measure].type is MONEY


def _is_limited(part: Part, state: State) -> bool:
    return state.is_limited([state.fields[part.measure]] if part.measure else [])
