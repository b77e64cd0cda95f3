"""From a declaration to figures: each is computed from the very rows its address lists, for one viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.http import QueryDict

from catalogue.field import Viewer
from catalogue.querysets import totals
from kpis.as_of import is_quick
from kpis.kpi import KPIS, Amount, Comparison, Kpi, Part, Unit
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
    """A KPI as one viewer sees it."""

    kpi: Kpi
    viewer: Viewer

    @cached_property
    def span(self) -> Span:
        return self.kpi.span(self.viewer.today)

    @cached_property
    def parts(self) -> list[PartFigure]:
        found = []
        for part in self.kpi.parts:
            state, rows = listed(part, self.viewer, self.span)
            amount = _amount(part, state, rows)
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
                amounts.append(Decimal(part.at(self.viewer, span.last)))
            else:
                amounts.append(_amount(part, *listed(part, self.viewer, span)))
        return rounded(self.kpi, self.kpi.combine(amounts))

    def by_month(self) -> list[Amount]:
        """The figure of each of the last twelve months, this one included; empty where it has none to show."""
        months = [month_of(self.viewer.today, -back) for back in reversed(range(MONTHS))]
        series = [_series(part, self.viewer, months) for part in self.kpi.parts]
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
    return [Figure(kpi, viewer) for kpi in chosen if exists_for(kpi, viewer)]


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


def _amount(part: Part, state: State, found: Found) -> Amount:
    if not part.measure:
        return Decimal(found.matching.count())
    return Decimal(totals(found.matching, [state.fields[part.measure]], state.viewer)[part.measure])


def _is_limited(part: Part, state: State) -> bool:
    measured = [state.fields[part.measure]] if part.measure else []
    return state.register.is_limited_for(state.viewer.user, measured)


def _series(part: Part, viewer: Viewer, months: list[Span]) -> list[Amount]:
    if part.at:
        if not is_quick():
            return []
        past = [Decimal(part.at(viewer, month.last)) for month in months[:-1]]
        return [*past, _amount(part, *listed(part, viewer, months[-1]))]
    if not part.dates:
        return []
    state, found = listed(part, viewer, Span(months[0].first, months[-1].last))
    measured = Sum(state.fields[part.measure].value(viewer)) if part.measure else Count("pk")
    dated = found.matching.order_by().annotate(kpi_month=TruncMonth(state.fields[part.dates].value(viewer)))
    sums = dated.values("kpi_month").annotate(kpi_sum=measured).values_list("kpi_month", "kpi_sum")
    by_month = {(month.year, month.month): amount for month, amount in sums}
    return [Decimal(by_month.get((month.first.year, month.first.month)) or 0) for month in months]
