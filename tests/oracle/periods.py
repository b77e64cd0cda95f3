"""Named periods as a question about one day, so that no bound is computed twice in the same way."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _iso_week(day: date) -> tuple[int, int]:
    year, week, _weekday = day.isocalendar()
    return year, week


def _a_year_before(day: date) -> date:
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


PERIODS = {
    "today": lambda d, today: d == today,
    "yesterday": lambda d, today: (today - d).days == 1,
    "this_week": lambda d, today: _iso_week(d) == _iso_week(today),
    "last_week": lambda d, today: _iso_week(d) == _iso_week(today - timedelta(7)),
    "this_month": lambda d, today: _month(d) == _month(today),
    "last_month": lambda d, today: _month(d) == _month(today) - 1,
    "this_quarter": lambda d, today: _quarter(d) == _quarter(today),
    "last_quarter": lambda d, today: _quarter(d) == _quarter(today) - 1,
    "this_year": lambda d, today: d.year == today.year,
    "last_year": lambda d, today: d.year == today.year - 1,
    "last_7_days": lambda d, today: 0 <= (today - d).days < 7,
    "last_30_days": lambda d, today: 0 <= (today - d).days < 30,
    "last_90_days": lambda d, today: 0 <= (today - d).days < 90,
    "last_12_months": lambda d, today: 1 <= _month(today) - _month(d) <= 12,
    "rolling_12_months": lambda d, today: _a_year_before(today) < d <= today,
    "next_30_days": lambda d, today: 1 <= (d - today).days <= 30,
}


def is_in(period: str, day: date, today: date) -> bool:
    """Whether a local day lies in a named period of today."""
    return PERIODS[period](day, today)


def local_day(value: date | datetime, zone: ZoneInfo) -> date:
    """The local day of a moment; a date is one already."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value
