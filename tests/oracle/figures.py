"""The computed columns of the customer register, over the rows the viewer may see."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.access import Row

Figure = Callable[[Iterable[Row], date, ZoneInfo], Any]


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    """The sum of what is known; nothing of nothing."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _open_sales(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r.kind == "project" and r.category == "in_progress" and not r.is_closed]


def _projects_in_work(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r.kind == "project" and r.category in (None, "won") and not r.is_closed]


def _counted(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r.kind == "invoice" and r.is_sent and r.number is not None]


def _billed(rows: Iterable[Row], year: int) -> Decimal | None:
    return _sum([r.amount for r in _counted(rows) if r.day and r.day.year == year])


def _last_activity(rows: Iterable[Row], today: date, zone: ZoneInfo) -> datetime | None:
    past = [r.moment for r in rows if r.kind == "activity" and r.moment and r.moment.astimezone(zone).date() <= today]
    return max(past, default=None)


FIGURES: dict[str, Figure] = {
    "open_sales": lambda rows, today, zone: _sum([r.amount for r in _open_sales(rows)]),
    "open_sales_count": lambda rows, today, zone: len(_open_sales(rows)) or None,
    "projects_in_work": lambda rows, today, zone: len(_projects_in_work(rows)) or None,
    "billed_this_year": lambda rows, today, zone: _billed(rows, today.year),
    "billed_last_year": lambda rows, today, zone: _billed(rows, today.year - 1),
    "last_invoice": lambda rows, today, zone: max((r.day for r in _counted(rows) if r.day), default=None),
    "last_activity": _last_activity,
}
