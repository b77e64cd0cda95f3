"""The computed columns of the customer register, over the rows the viewer may see."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.access import Row

Figure = Callable[[Iterable[Row], date, ZoneInfo], Any]


def sum_of(amounts: list[Decimal | None]) -> Decimal | None:
    """The sum of what is known; nothing of nothing."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _open_sales(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r.kind == "project" and r.category == "in_progress" and not r.is_closed]


def _projects_in_work(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r.kind == "project" and r.category in (None, "won") and not r.is_closed]


def counted(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if r.kind == "invoice" and r.is_sent and r.number is not None]


def _billed(rows: Iterable[Row], year: int) -> Decimal | None:
    return sum_of([r.amount for r in counted(rows) if r.day and r.day.year == year])


def _last_activity(rows: Iterable[Row], today: date, zone: ZoneInfo) -> datetime | None:
    past = [r.moment for r in rows if r.kind == "activity" and r.moment and r.moment.astimezone(zone).date() <= today]
    return max(past, default=None)


def _has(rows: Iterable[Row]) -> bool:
    return bool(list(rows))


def _no_contact(rows: Iterable[Row], today: date, zone: ZoneInfo) -> bool:
    last = _last_activity(rows, today, zone)
    return last is None or (today - last.astimezone(zone).date()).days > 90


FIGURES: dict[str, Figure] = {
    "is_in_work": lambda rows, today, zone: _has([*_open_sales(rows), *_projects_in_work(rows)]),
    "has_open_sales": lambda rows, today, zone: _has(_open_sales(rows)),
    "has_won": lambda rows, today, zone: _has(r for r in rows if r.kind == "project" and r.category == "won"),
    "was_billed": lambda rows, today, zone: _has(counted(rows)),
    "no_contact": _no_contact,
    "open_sales": lambda rows, today, zone: sum_of([r.amount for r in _open_sales(rows)]),
    "open_sales_count": lambda rows, today, zone: len(_open_sales(rows)) or None,
    "projects_in_work": lambda rows, today, zone: len(_projects_in_work(rows)) or None,
    "billed_this_year": lambda rows, today, zone: _billed(rows, today.year),
    "billed_last_year": lambda rows, today, zone: _billed(rows, today.year - 1),
    "last_invoice": lambda rows, today, zone: max((r.day for r in counted(rows) if r.day), default=None),
    "last_activity": _last_activity,
}
