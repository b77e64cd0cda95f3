"""How figures are printed on a strip: value, comparison, sparkline, links."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.organisation import current_organisation
from kpis.engine import Basis, Figure, PartFigure, rows_of
from kpis.kpi import Amount, Comparison, Kpi, Unit
from kpis.question import Question
from workbench.printing import NOTHING, count_text, date_of, days, month, number
from workbench.sparkline import Sparkline, sparkline

# what a figure of an earlier month rests on
BASES = {
    Basis.DATES: gettext_lazy("By the dates of the rows, as they are today"),
    Basis.CLOSED: gettext_lazy("Exact: kept when the month ended"),
    Basis.HISTORY: gettext_lazy(
        "Since history began: from the times kept; flags, values and owners are those of today"
    ),
}
SURE = {
    Basis.DATES: gettext_lazy("exact"),
    Basis.CLOSED: gettext_lazy("exact"),
    Basis.HISTORY: gettext_lazy("since history began"),
}
MILLIONS_FROM = 10_000_000
WIDTH, HEIGHT = 84, 28  # of a sparkline


@dataclass(frozen=True)
class Delta:
    """How much a figure rose or fell, said by a sign too, and whether that is good."""

    text: str
    css: str


@dataclass(frozen=True)
class Drawn:
    """A figure ready to print."""

    figure: Figure
    value: str
    unit: str
    delta: Delta | None
    notes: list[str]
    sure: str  # of an earlier month: whether it is exact
    spark: Sparkline | None
    url: str
    why_url: str


def drawn(figure: Figure, why_url: str) -> Drawn:
    kpi, amount = figure.kpi, figure.amount
    value, unit = value_and_unit(kpi, amount)
    befores = [(comparison, figure.compared(comparison)) for comparison in kpi.comparisons]
    notes = [_note(figure, comparison, before) for comparison, before in befores if before is not None]
    other = figure.beside
    if other and other.amount is not None:
        notes.append(str(kpi.beside_text) % {"value": in_words(other.kpi, other.amount)})
    return Drawn(
        figure=figure,
        value=value,
        unit=unit,
        delta=delta(kpi, amount, befores[0][1]) if befores else None,
        notes=notes,
        sure=str(SURE[figure.basis]) if figure.question.as_of else "",
        spark=sparkline(figure.by_month(), WIDTH, HEIGHT),
        # what was counted from several lists leads to all of them
        url=figure.parts[0].url if len(kpi.parts) == 1 else why_url,
        why_url=why_url,
    )


def _note(figure: Figure, comparison: Comparison, before: Amount) -> str:
    question = figure.question
    day = date_of(comparison.span(question.day).last, question.viewer.today)
    return str(comparison.text) % {"value": in_words(figure.kpi, before), "day": day}


def value_and_unit(kpi: Kpi, amount: Amount) -> tuple[str, str]:
    """A figure as people read it: very large amounts in millions."""
    if amount is None:
        return NOTHING, ""
    if kpi.unit == Unit.PERCENT:
        return number(amount, 1), "%"
    if kpi.unit == Unit.COUNT:
        return number(int(amount)), ""
    if kpi.unit == Unit.DAYS:
        return number(amount, 1), _("days")
    currency = current_organisation().base_currency
    if abs(amount) >= MILLIONS_FROM:
        return number(amount / 1_000_000, 1), f"M{currency}"
    return number(amount, 0), currency


def in_words(kpi: Kpi, amount: Amount) -> str:
    return "\u00a0".join(filter(None, value_and_unit(kpi, amount)))


def delta(kpi: Kpi, now: Amount, before: Amount) -> Delta | None:
    """Amounts are compared in %, counts by number, shares by percentage points.

    Where nothing was before, and where less than a tenth of a percent changed, the amount itself is told.
    """
    if now is None or before is None or now == before:
        return None
    rise = now - before
    css = "up" if (rise > 0) != kpi.falls_well else "down"
    sign = "\u25b2" if rise > 0 else "\u25bc"
    if kpi.unit == Unit.COUNT:
        text = number(int(abs(rise)))
    elif kpi.unit == Unit.DAYS:
        text = number(abs(rise), 1)
    elif kpi.unit == Unit.PERCENT:
        text = _("%(points)s pp") % {"points": number(abs(rise), 1)}
    elif before and round(rise / before * 100, 1):
        text = f"{number(abs(rise / before) * 100, 1)}\u00a0%"
    else:
        text = in_words(kpi, abs(rise))
    return Delta(f"{sign}\u00a0{text}", css)


def explained(figure: Figure) -> dict[str, Any]:
    """What the info panel says: the formula with its amounts, the days, what is left out, where the rows are."""
    kpi, span = figure.kpi, figure.span
    has_days = any(part.dates for part in kpi.parts)
    return {
        "kpi": kpi,
        "figure": figure,
        "value": _exactly(kpi, figure.amount),
        "parts": [(each.part.label, _part_words(each), each.url) for each in figure.parts],
        "span": days(span.first, span.last) if has_days else "",
        "left_out": [(words, number(count), url) for words, count, url in figure.left_out()],
        "currency": current_organisation().base_currency if _has_money(kpi) else "",
        "about": about(figure.question),
        "basis": BASES[figure.basis] if figure.question.as_of else "",
    }


def about(question: Question) -> str:
    """What is asked about, where it is not everything now: the rows of a list, the end of an earlier month."""
    words = []
    if question.subject.of:
        rows, title = rows_of(question)
        told = {"register": title, "number": count_text(rows)}
        words.append(_("%(register)s that match the filter: %(number)s") % told)
    if question.as_of:
        words.append(_("At the end of %(month)s") % {"month": month(question.as_of)})
    return ". ".join(words)


def _has_money(kpi: Kpi) -> bool:
    return any(part.measure for part in kpi.parts)


def _exactly(kpi: Kpi, amount: Amount) -> str:
    """A figure to the cent, however large."""
    if amount is None or kpi.unit != Unit.MONEY:
        return in_words(kpi, amount)
    return _money(amount)


def _money(amount: Decimal) -> str:
    return f"{number(amount, 2)}\u00a0{current_organisation().base_currency}"


def _part_words(part: PartFigure) -> str:
    if part.amount is None:
        return NOTHING
    if part.is_money:
        return _money(part.amount)
    return number(part.amount, 0)
