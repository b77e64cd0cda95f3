"""What a KPI is: declared once, and its figure, comparison, sparkline, rows and explanation come from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from kpis.as_of import Asked
from kpis.models import Book, Kind
from kpis.spans import Span

Amount = Decimal | None
Parameters = Mapping[str, str]


class Unit(StrEnum):
    MONEY = "money"  # base currency
    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"


@dataclass(frozen=True)
class Part:
    """Rows of a register, as its own address chooses them, and what they come to.

    So a figure and the list it leads to are one and the same query. ``where`` are parameters of the address;
    ``dates`` is the field whose days the KPI's span chooses, if it has one. ``measure`` is the field that is summed,
    else rows are counted. What is of now, as all that has no dates, says by ``at`` which rows it counted at the end of
    an earlier day (kpis/as_of.py). ``kept`` names the roll-up that holds the same (kpis/rollups), so that the rows need
    not be read; ``kept_then`` what is kept of it only when a month ends.
    """

    register: str
    where: Parameters
    label: Any
    measure: str = ""
    dates: str = ""
    at: Callable[[Asked, date], QuerySet[Any]] | None = None
    kept: Book | Kind | None = None
    kept_then: Kind | None = None

    @property
    def closed_as(self) -> Kind | None:
        """Under which kind the ends of months are kept."""
        return self.kept if isinstance(self.kept, Kind) else self.kept_then

    def parameters(self, span: Span) -> Parameters:
        if not self.dates:
            return self.where
        return {**self.where, f"{self.dates}.from": str(span.first), f"{self.dates}.to": str(span.last)}


def total(amounts: Sequence[Amount]) -> Amount:
    return sum((each or Decimal(0) for each in amounts), Decimal(0))


def difference(amounts: Sequence[Amount]) -> Amount:
    """The first less the others."""
    return total(amounts[:1]) - total(amounts[1:])  # type: ignore[operator]  # neither is None


def share(amounts: Sequence[Amount]) -> Amount:
    """What the first is of all of them, in %; nothing of nothing."""
    whole = total(amounts)
    return total(amounts[:1]) / whole * 100 if whole else None  # type: ignore[operator]


def margin_share(amounts: Sequence[Amount]) -> Amount:
    """What is left of the first after the others, in % of it; nothing where there is no first."""
    first = total(amounts[:1])
    return difference(amounts) / first * 100 if first else None  # type: ignore[operator]


def ratio(amounts: Sequence[Amount]) -> Amount:
    """How many times the second the first is; nothing where there is no second."""
    first, second = total(amounts[:1]), total(amounts[1:])
    return first / second if second else None  # type: ignore[operator]


@dataclass(frozen=True)
class Comparison:
    """With which span a figure is compared, and how that reads: "%(value)s by %(day)s", its last one."""

    span: Callable[[date], Span]
    text: Any


@dataclass(frozen=True)
class Kpi:
    """A key figure.

    ``formula`` says how it is counted, ``left_out`` names what is not counted: rows like those of a part, but for the
    parameters given. ``span`` gives the days it is of, from today. ``combine`` makes one figure of those of the parts.
    ``beside`` is the key of another figure printed with it.
    """

    key: str
    label: Any
    unit: Unit
    parts: tuple[Part, ...]
    span: Callable[[date], Span]
    formula: Any
    combine: Callable[[Sequence[Amount]], Amount] = total
    comparisons: tuple[Comparison, ...] = ()
    left_out: tuple[tuple[Any, Part], ...] = ()
    beside: str = ""
    beside_text: Any = ""
    falls_well: bool = False  # whether less is better


KPIS: dict[str, Kpi] = {}


def add_kpi(kpi: Kpi) -> Kpi:
    """Makes a KPI known."""
    KPIS[kpi.key] = kpi
    return kpi
