"""From a declaration to figures: each is computed from the very rows its address lists, for one viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import QueryDict

from catalogue.field import Viewer
from catalogue.querysets import totals
from customers.models import Customer
from kpis.as_of import is_quick
from kpis.kpi import KPIS, Amount, Comparison, Kpi, Part, Unit
from kpis.models import Book, Kind
from kpis.rollups.reading import Kept
from kpis.spans import Span, month_of
from workbench.listing import Found, find
from workbench.register import REGISTERS, Register
from workbench.state import NotUnderstood, State, read_rows

MONTHS = 12  # of a sparkline


@dataclass
class PartFigure:
    """What a part of a KPI comes to, and the address of its rows."""

    part: Part
    amount: Amount
    url: str
    is_limited: bool


@dataclass
class Figure:
    """A KPI as one viewer sees it. Figures made together read what is kept once."""

    kpi: Kpi
    kept: Kept

    @classmethod
    def for_viewer(cls, kpi: Kpi, viewer: Viewer) -> Figure:
        return cls(kpi, Kept(viewer))

    @property
    def viewer(self) -> Viewer:
        return self.kept.viewer

    @property
    def beside(self) -> Figure | None:
        """The figure printed with it."""
        return Figure(KPIS[self.kpi.beside], self.kept) if self.kpi.beside else None

    @cached_property
    def span(self) -> Span:
        return self.kpi.span(self.viewer.today)

    @cached_property
    def parts(self) -> list[PartFigure]:
        found = []
        for part in self.kpi.parts:
            state, rows = listed(part, self.viewer, self.span)
            amount = _amount(part, state, rows, self.span, self.kept)
            found.append(PartFigure(part, amount, state.url(), _is_limited(part, state)))
        return found

    @property
    def amount(self) -> Amount:
        return rounded(self.kpi, self.kpi.combine([each.amount for each in self.parts]))

    @property
    def is_limited(self) -> bool:
        """Whether the viewer's rights limit what is counted."""
        return any(each.is_limited for each in self.parts)

    def compared(self, comparison: Comparison) -> Amount:
        """The same figure of another span; what holds now is counted at the end of it."""
        return self.of(comparison.span(self.viewer.today))

    def of(self, span: Span) -> Amount:
        amounts: list[Amount] = []
        for part in self.kpi.parts:
            if part.at:
                amounts.append(_amount_then(part, span.last, self.kept))
            else:
                amounts.append(_amount(part, *listed(part, self.viewer, span), span, self.kept))
        return rounded(self.kpi, self.kpi.combine(amounts))

    def by_month(self) -> list[Amount]:
        """The figure of each of the last twelve months, this one included; empty where it has none to show."""
        months = [month_of(self.viewer.today, -back) for back in reversed(range(MONTHS))]
        series = [_series(each, self.kept, months) for each in self.parts]
        if not all(series):
            return []
        return [rounded(self.kpi, self.kpi.combine(list(amounts))) for amounts in zip(*series, strict=True)]

    def left_out(self) -> list[tuple[Any, int, str]]:
        """What is not counted: the words, how many rows, and where they are."""
        found = []
        for words, part in self.kpi.left_out:
            state, rows = listed(part, self.viewer, self.span)
            found.append((words, rows.matching.count(), state.url()))
        return found


def exists_for(kpi: Kpi, viewer: Viewer) -> bool:
    """Whether the viewer may see everything it is made of; a figure without a part of it would be wrong."""
    try:
        for part in kpi.parts:
            _state(part, viewer, kpi.span(viewer.today))
    except NotUnderstood:
        return False
    return True


def figures(register: Register, viewer: Viewer, keys: Sequence[str]) -> list[Figure]:
    """The figures of these KPIs that exist for the viewer, in this order."""
    chosen = [KPIS[key] for key in keys if key in KPIS and register.key in KPIS[key].registers]
    kept = Kept(viewer)
    return [Figure(kpi, kept) for kpi in chosen if exists_for(kpi, viewer)]


def rounded(kpi: Kpi, amount: Amount) -> Amount:
    """Money to the cent, shares to a tenth."""
    if amount is None or kpi.unit == Unit.COUNT:
        return amount
    unit = Decimal("0.01") if kpi.unit == Unit.MONEY else Decimal("0.1")
    return amount.quantize(unit, ROUND_HALF_UP)


def _state(part: Part, viewer: Viewer, span: Span) -> State:
    """Raises NotUnderstood where the viewer may not see the register or a field that is asked for."""
    register = REGISTERS[part.register]
    if not register.is_for(viewer.user):
        raise NotUnderstood(part.register)
    query = QueryDict(mutable=True)
    for name, value in part.parameters(span).items():
        query[name] = value
    state = read_rows(register, viewer, query)
    if part.measure and part.measure not in state.fields:
        raise NotUnderstood(part.measure)
    return state


def listed(part: Part, viewer: Viewer, span: Span) -> tuple[State, Found]:
    """The address of a part's rows, read, and the rows themselves."""
    state = _state(part, viewer, span)
    found = find(state)
    if not found.form.is_valid():
        raise ValueError(f"{part.register}: {found.form.errors}")
    return state, found


def _amount(part: Part, state: State, found: Found, span: Span, kept: Kept) -> Amount:
    if isinstance(part.kept, Book):
        return kept.money(part.kept, span)
    if isinstance(part.kept, Kind):
        of_customer = "pk" if state.register.entity.model is Customer else "customer"
        number = kept.number(
            part.kept, lambda ids: _counted(part, state, found.matching.filter(**{f"{of_customer}__in": ids}))
        )
        if number is not None:
            return number
    return _counted(part, state, found.matching)


def _counted(part: Part, state: State, rows: QuerySet[Any]) -> Decimal:
    """From the rows themselves."""
    if not part.measure:
        return Decimal(rows.count())
    return Decimal(totals(rows, [state.fields[part.measure]], state.viewer)[part.measure])


def _amount_then(part: Part, day: date, kept: Kept) -> Decimal:
    """From the closing of that day, or from kept times."""
    closed = _closed(part, day, kept)
    return Decimal(part.at(kept.viewer, day)) if closed is None else closed  # type: ignore[misc]  # the caller knows


def _closed(part: Part, day: date, kept: Kept) -> Amount:
    return kept.number_then(part.kept, day) if isinstance(part.kept, Kind) else None


def _is_limited(part: Part, state: State) -> bool:
    measured = [state.fields[part.measure]] if part.measure else []
    return state.register.is_limited_for(state.viewer.user, measured)


def _series(counted: PartFigure, kept: Kept, months: list[Span]) -> list[Amount]:
    part = counted.part
    if part.at:
        past = [month.last for month in months[:-1]]
        if any(_closed(part, day, kept) is None for day in past) and not is_quick():
            return []
        return [*(_amount_then(part, day, kept) for day in past), counted.amount]
    if not part.dates:
        return []
    if isinstance(part.kept, Book):
        return [kept.money(part.kept, month) for month in months]
    viewer = kept.viewer
    state, found = listed(part, viewer, Span(months[0].first, months[-1].last))
    measured = Sum(state.fields[part.measure].value(viewer)) if part.measure else Count("pk")
    dated = found.matching.order_by().annotate(kpi_month=TruncMonth(state.fields[part.dates].value(viewer)))
    sums = dated.values("kpi_month").annotate(kpi_sum=measured).values_list("kpi_month", "kpi_sum")
    by_month = {(month.year, month.month): amount for month, amount in sums}
    return [Decimal(by_month.get((month.first.year, month.first.month)) or 0) for month in months]
