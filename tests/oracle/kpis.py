"""The key figures over plain rows, for one person on one day. Amounts are exact; None where a figure does not exist."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from tests.oracle.access import Person, Row, World, reaches, scope
from tests.oracle.periods import a_year_before

Days = Callable[[date], bool]
PROBABILITY = {"in_progress": 1, "won": 2, "lost": 3}  # in %, as the statuses of the drawn organisations have it
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


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

    def __init__(self, world: World, person: Person, today: date, first_month: int, zone: ZoneInfo) -> None:
        self.world, self.person, self.today, self.first_month, self.zone = world, person, today, first_month, zone

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

    def billing_this_year(self) -> Decimal | None:
        return self.billing(*year(self.today, self.first_month)) if self.sees("invoices") else None

    def billing_12_months(self) -> Decimal | None:
        return self.billing(*self.twelve_months()) if self.sees("invoices") else None

    def margin_percent(self) -> Decimal | None:
        return self.margin_share(*year(self.today, self.first_month))

    def margin_12_months(self) -> Decimal | None:
        return self.margin_share(*self.twelve_months())

    def margin_share(self, first: date, last: date) -> Decimal | None:
        billed = self.billing(first, last)
        return _tenth((billed - self.cost(first, last)) / billed * 100) if billed else None

    def twelve_months(self) -> tuple[date, date]:
        return a_year_before(self.today) + timedelta(1), self.today

    def sales_in_work(self) -> list[Row]:
        return [row for row in self.seen("project") if not row.is_closed and row.category == "in_progress"]

    def pipeline(self) -> Decimal:
        return _sum(self.sales_in_work())

    def pipeline_weighted(self) -> Decimal:
        return _weighted(self.sales_in_work())

    def prospects_weighted(self) -> Decimal:
        prospects = self.prospects() or set()
        return _weighted(row for row in self.sales_in_work() if row.customer in prospects)

    def sales_this_month(self) -> Decimal:
        first, last = month(self.today)
        won = [row for row in self.seen("project") if row.category == "won"]
        return _sum(row for row in won if row.day and first <= row.day <= last)

    def estimated_this_month(self) -> Decimal:
        first, last = month(self.today)
        expected = [row for row in self.sales_in_work() if row.day and first <= row.day <= last]
        return self.sales_this_month() + _weighted(expected)

    def hit_rate(self) -> Decimal | None:
        first, last = year(self.today, self.first_month)
        decided = [
            row.category for row in self.seen("project")
            if row.category in {"won", "lost"} and row.moment and first <= self.local_day(row) <= last
        ]  # fmt: skip
        return _tenth(Decimal(decided.count("won") * 100) / len(decided)) if decided else None

    def order_book(self) -> Decimal:
        left = []
        for row in self.seen("project"):
            if row.category == "won" and not row.is_closed and row.amount is not None:
                billed = _sum(each for each in _counted(self.seen("invoice")) if each.project == row.pk)
                left.append(max(row.amount - billed, Decimal(0)))
        return sum(left, Decimal(0))

    def needs_attention(self) -> Decimal:
        coming = {r.project for r in self.seen("activity") if r.moment and self.local_day(r) > self.today}
        late = {row.pk for row in self.sales_in_work() if row.day and row.day < self.today}
        return Decimal(len([row for row in self.sales_in_work() if row.pk not in coming or row.pk in late]))

    def overdue(self) -> Decimal:
        sent = [row for row in self.seen("invoice") if row.is_sent and not row.is_paid]
        return _sum(row for row in sent if row.due and row.due < self.today)

    def no_contact(self) -> Decimal:
        since = self.today - timedelta(90)
        met = {r.customer for r in self.seen("activity") if r.moment and since <= self.local_day(r) <= self.today}
        active = [row for row in self.seen("customer") if row.is_active and not row.is_internal]
        return Decimal(len([row for row in active if row.pk not in met]))

    def new_customers(self) -> Decimal:
        first = moved(self.today.replace(day=1), -((self.today.month - self.first_month) % 3))
        last = moved(first, 3) - timedelta(1)
        known = [row for row in self.seen("customer") if not row.is_internal and row.moment]
        return Decimal(len([row for row in known if first <= self.local_day(row) <= last]))

    def days_to_pay(self) -> Decimal | None:
        first, last = self.twelve_months()
        days = amounts = Decimal(0)
        for invoice in _counted(self.seen("invoice")):
            paid = [row for row in self.world.of("payment") if row.invoice == invoice.pk]
            if _amount(invoice) > 0 and paid and first <= max(map(_day, paid)) <= last:
                amounts += _sum(paid)
                days += sum((_amount(row) * (_day(row) - _day(invoice)).days for row in paid), Decimal(0))
        return _tenth(days / amounts) if amounts else None

    def local_day(self, row: Row) -> date:
        assert row.moment
        return row.moment.astimezone(self.zone).date()


def _amount(row: Row) -> Decimal:
    return row.amount or Decimal(0)


def _day(row: Row) -> date:
    assert row.day
    return row.day


def _weighted(rows: Iterable[Row]) -> Decimal:
    shares = (_amount(row) * PROBABILITY[row.category or ""] / 100 for row in rows)
    return sum((share.quantize(CENT, ROUND_HALF_UP) for share in shares), Decimal(0))


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(TENTH, ROUND_HALF_UP)


def _counted(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.is_sent and row.number is not None]


def _sum(rows: Iterable[Row]) -> Decimal:
    return sum(map(_amount, rows), Decimal(0))
