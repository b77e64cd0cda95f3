"""Named periods as a question about one day, so that no bound is computed twice in the same way."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _quarter(day: date, begins: int) -> int:
    return (_month(day) - begins) // 3


def _year(day: date, begins: int) -> int:
    return day.year if day.month >= begins else day.year - 1


def _iso_week(day: date) -> tuple[int, int]:
    year, week, _weekday = day.isocalendar()
    return year, week


def a_year_before(day: date) -> date:
    """The same day of the year before; the last of February is the last of February."""
    if (day + timedelta(1)).day == 1:
        return date(day.year - 1, day.month, monthrange(day.year - 1, day.month)[1])
    return day.replace(year=day.year - 1)


PERIODS = {
    "today": lambda d, today, begins: d == today,
    "yesterday": lambda d, today, begins: (today - d).days == 1,
    "this_week": lambda d, today, begins: _iso_week(d) == _iso_week(today),
    "last_week": lambda d, today, begins: _iso_week(d) == _iso_week(today - timedelta(7)),
    "this_month": lambda d, today, begins: _month(d) == _month(today),
    "last_month": lambda d, today, begins: _month(d) == _month(today) - 1,
    "this_quarter": lambda d, today, begins: _quarter(d, begins) == _quarter(today, begins),
    "last_quarter": lambda d, today, begins: _quarter(d, begins) == _quarter(today, begins) - 1,
    "this_year": lambda d, today, begins: _year(d, begins) == _year(today, begins),
    "last_year": lambda d, today, begins: _year(d, begins) == _year(today, begins) - 1,
    "last_7_days": lambda d, today, begins: 0 <= (today - d).days < 7,
    "last_30_days": lambda d, today, begins: 0 <= (today - d).days < 30,
    "last_90_days": lambda d, today, begins: 0 <= (today - d).days < 90,
    "last_12_months": lambda d, today, begins: 1 <= _month(today) - _month(d) <= 12,
    "rolling_12_months": lambda d, today, begins: a_year_before(today) < d <= today,
    "next_30_days": lambda d, today, begins: 1 <= (d - today).days <= 30,
}


def is_in(period: str, day: date, today: date, year_begins: int = 1) -> bool:
    """Whether a local day lies in a named period of today, where years begin in this month."""
    return PERIODS[period](day, today, year_begins)


def local_day(value: date | datetime, zone: ZoneInfo) -> date:
    """The local day of a moment; a date is one already."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value
