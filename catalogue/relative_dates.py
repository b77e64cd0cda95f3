"""Periods named from today: "this month", "last 12 months" (whole months) and "rolling 12 months" (up to today)."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

Period = tuple[date, date]  # half open: from, to


@lru_cache(4096)  # pages of key figures ask for the same few hundreds of times
def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month(day: date, shift: int = 0, length: int = 1) -> Period:
    first = add_months(day.replace(day=1), shift)
    return first, add_months(first, length)


def fiscal_quarter(day: date, year_begins: int, shift: int = 0) -> Period:
    """The quarter of the fiscal year, or another one so many quarters later."""
    return _month(day, shift * 3 - (day.month - year_begins) % 3, 3)


def fiscal_year(day: date, year_begins: int, shift: int = 0) -> Period:
    """The fiscal year, which is the calendar year where it begins in month 1."""
    return _month(day, shift * 12 - (day.month - year_begins) % 12, 12)


def twelve_months(last: date) -> Period:
    """Up to and with a day: from the day after the same one a year before, as the end of a month is that of another."""
    after = last + timedelta(days=1)
    return (add_months(after, -12) if after.day == 1 else add_months(last, -12) + timedelta(days=1)), after


def _week(day: date, shift: int = 0) -> Period:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=7)


def _days(day: date, first: int, last: int) -> Period:
    return day + timedelta(days=first), day + timedelta(days=last + 1)


# words, and the period of a day where the year begins in a month
PERIODS: dict[str, tuple[object, Callable[[date, int], Period]]] = {
    "today": (_("today"), lambda d, begins: _days(d, 0, 0)),
    "yesterday": (_("yesterday"), lambda d, begins: _days(d, -1, -1)),
    "this_week": (_("this week"), lambda d, begins: _week(d)),
    "last_week": (_("last week"), lambda d, begins: _week(d, -1)),
    "this_month": (_("this month"), lambda d, begins: _month(d)),
    "last_month": (_("last month"), lambda d, begins: _month(d, -1)),
    "this_quarter": (_("this quarter"), fiscal_quarter),
    "last_quarter": (_("last quarter"), lambda d, begins: fiscal_quarter(d, begins, -1)),
    "this_year": (_("this year"), fiscal_year),
    "last_year": (_("last year"), lambda d, begins: fiscal_year(d, begins, -1)),
    "last_7_days": (_("the last 7 days"), lambda d, begins: _days(d, -6, 0)),
    "last_30_days": (_("the last 30 days"), lambda d, begins: _days(d, -29, 0)),
    "last_90_days": (_("the last 90 days"), lambda d, begins: _days(d, -89, 0)),
    "last_12_months": (_("the last 12 whole months"), lambda d, begins: _month(d, -12, 12)),
    "rolling_12_months": (_("the 12 months up to today"), lambda d, begins: twelve_months(d)),
    "next_30_days": (_("the next 30 days"), lambda d, begins: _days(d, 1, 30)),
}


def period(key: str, today: date, year_begins: int) -> Period:
    """The half-open dates of a named period, where years begin in this month. Raises KeyError for an unknown name."""
    return PERIODS[key][1](today, year_begins)
