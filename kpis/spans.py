"""The times figures are of and are compared with: local days of the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from accounts.organisation import current_organisation
from catalogue.relative_dates import Period, add_months, fiscal_quarter, fiscal_year, twelve_months


@dataclass(frozen=True)
class Span:
    """From the first day up to and with the last."""

    first: date
    last: date

    def until(self, day: date) -> Span:
        """Its days up to this one."""
        return Span(self.first, min(self.last, day))

    def covers(self, other: Span) -> bool:
        """Whether all days of another one are among its own."""
        return self.first <= other.first and other.last <= self.last


def around(spans: Iterable[Span]) -> Span:
    """From the first of all their days to the last."""
    known = list(spans)
    return Span(min(span.first for span in known), max(span.last for span in known))


@lru_cache(4096)  # a strip asks for the same months hundreds of times
def month_of(day: date, shift: int = 0) -> Span:
    """The month of a day, or another one so many months later."""
    first = add_months(day.replace(day=1), shift)
    return _span((first, add_months(first, 1)))


def months_of(span: Span) -> Iterator[Span]:
    """The whole months its days are of."""
    month = month_of(span.first)
    while month.first <= span.last:
        yield month
        month = month_of(month.first, 1)


def quarter_of(day: date, shift: int = 0) -> Span:
    """The quarter of the fiscal year."""
    return _span(fiscal_quarter(day, current_organisation().fiscal_year_start, shift))


def year_of(day: date, shift: int = 0) -> Span:
    """The fiscal year, which is the calendar year unless the organisation chose another first month."""
    return _span(fiscal_year(day, current_organisation().fiscal_year_start, shift))


def twelve_months_to(day: date) -> Span:
    """Twelve months up to and with a day."""
    return _span(twelve_months(day))


def same_days_last_year(today: date) -> Span:
    """The fiscal year before, up to the same day."""
    return year_of(today, -1).until(add_months(today, -12))


def same_days_last_month(today: date) -> Span:
    """The month before, up to the same day."""
    return month_of(today, -1).until(add_months(today, -1))


def twelve_months_before(today: date) -> Span:
    """The twelve months before those up to a day."""
    return twelve_months_to(twelve_months_to(today).first - timedelta(days=1))


def end_of_last_month(today: date) -> Span:
    """The last day of the month before."""
    last = today.replace(day=1) - timedelta(days=1)
    return Span(last, last)


def _span(period: Period) -> Span:
    """A half-open period as its first and last day."""
    return Span(period[0], period[1] - timedelta(days=1))
