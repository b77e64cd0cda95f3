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


def _quarter(day: date, shift: int = 0) -> Period:
    return _month(day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1), shift * 3, 3)


def _year(day: date, shift: int = 0) -> Period:
    return date(day.year + shift, 1, 1), date(day.year + shift + 1, 1, 1)


def _week(day: date, shift: int = 0) -> Period:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=7)


def _days(day: date, first: int, last: int) -> Period:
    return day + timedelta(days=first), day + timedelta(days=last + 1)


PERIODS: dict[str, tuple[object, Callable[[date], Period]]] = {
    "today": (_("today"), lambda d: _days(d, 0, 0)),
    "yesterday": (_("yesterday"), lambda d: _days(d, -1, -1)),
    "this_week": (_("this week"), _week),
    "last_week": (_("last week"), lambda d: _week(d, -1)),
    "this_month": (_("this month"), _month),
    "last_month": (_("last month"), lambda d: _month(d, -1)),
    "this_quarter": (_("this quarter"), _quarter),
    "last_quarter": (_("last quarter"), lambda d: _quarter(d, -1)),
    "this_year": (_("this year"), _year),
    "last_year": (_("last year"), lambda d: _year(d, -1)),
    "last_7_days": (_("the last 7 days"), lambda d: _days(d, -6, 0)),
    "last_30_days": (_("the last 30 days"), lambda d: _days(d, -29, 0)),
    "last_90_days": (_("the last 90 days"), lambda d: _days(d, -89, 0)),
    "last_12_months": (_("the last 12 whole months"), lambda d: _month(d, -12, 12)),
    "rolling_12_months": (
        _("the 12 months up to today"),
        lambda d: (add_months(d, -12) + timedelta(days=1), d + timedelta(days=1)),
    ),
    "next_30_days": (_("the next 30 days"), lambda d: _days(d, 1, 30)),
}


def period(key: str, today: date) -> Period:
    """The half-open dates of a named period. Raises KeyError for an unknown name."""
    return PERIODS[key][1](today)
