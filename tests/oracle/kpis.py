"""The key figures over plain rows, for one person on one day. Amounts are exact; None where a figure does not exist."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.access import Person, Row, World, reaches, scope

Days = Callable[[date], bool]


def moved(day: date, months: int) -> date:
    """The same day so many months later, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year(today: date, first_month: int, back: int = 0) -> tuple[date, date]:
    """The first and the last day of the fiscal year."""
    begins = today.year if today.month >= first_month else today.year - 1
    return date(begins - back, first_month, 1), date(begins - back + 1, first_month, 1) - timedelta(1)


def month(today: date, back: int = 0) -> tuple[date, date]:
    first = moved(today.replace(day=1), -back)
    return first, moved(first, 1) - timedelta(1)


class Figures:
    """What a person would count by hand."""

    def __init__(self, world: World, person: Person, today: date, first_month: int) -> None:
        self.world, self.person, self.today, self.first_month = world, person, today, first_month

    def seen(self, kind: str) -> list[Row]:
        return [row for row in self.world.of(kind) if reaches(self.world, self.person, row, "view")]

    def sees(self, *areas: str) -> bool:
        return all(scope(self.person, area, "view") != "none" for area in areas)

    def billing(self, first: date, last: date) -> Decimal:
        return _sum(row for row in _counted(self.seen("invoice")) if row.day and first <= row.day <= last)

    def cost(self, first: date, last: date) -> Decimal:
        internal = {row.pk for row in self.world.of("project") if row.is_internal}
        costs = [row for row in self.seen("cost") if row.project not in internal]
        return _sum(row for row in costs if row.day and first <= row.day <= last)

    def margin(self, first: date, last: date) -> Decimal | None:
        return self.billing(first, last) - self.cost(first, last) if self.sees("invoices", "costs") else None

    def margin_this_year(self) -> Decimal | None:
        return self.margin(*year(self.today, self.first_month))

    def margin_same_days_last_year(self) -> Decimal | None:
        first, last = year(self.today, self.first_month, 1)
        return self.margin(first, min(last, moved(self.today, -12)))

    def billing_this_month(self) -> Decimal | None:
        return self.billing(*month(self.today)) if self.sees("invoices") else None

    def billing_last_month_to_the_day(self) -> Decimal | None:
        first, last = month(self.today, 1)
        return self.billing(first, min(last, moved(self.today, -1))) if self.sees("invoices") else None

    def billing_last_month(self) -> Decimal | None:
        return self.billing(*month(self.today, 1)) if self.sees("invoices") else None

    def active_customers(self) -> set[int] | None:
        if not self.sees("sales"):
            return None
        at_work = {row.customer for row in self.seen("project") if not row.is_closed and row.category != "lost"}
        return {row.pk for row in self.seen("customer") if row.pk in at_work and not row.is_internal}

    def prospects(self) -> set[int] | None:
        if not self.sees("sales"):
            return None
        selling = {r.customer for r in self.seen("project") if not r.is_closed and r.category == "in_progress"}
        billed = {row.customer for row in _counted(self.world.of("invoice"))}
        won = {row.customer for row in self.world.of("project") if row.category == "won"}
        return {row.pk for row in self.seen("customer") if row.pk in selling - billed - won}


def _counted(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.is_sent and row.number is not None]


def _sum(rows: Iterable[Row]) -> Decimal:
    return sum((row.amount or Decimal(0) for row in rows), Decimal(0))
