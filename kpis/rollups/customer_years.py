"""What each customer was billed and cost by month: summing anew what changed, and telling where it differs.

Nothing is added to what is kept: the years of customers that changed are summed again from the rows, and until then
these customers are counted from the rows. So nobody waits for this but another that does the same.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from invoices.counted import is_counted
from invoices.models import Invoice
from kpis.kpi import KPIS
from kpis.models import Book, CustomerYear, CutMonth, LedgerChange, TouchedCustomer, UnsummedCustomer
from kpis.spans import Span, month_of
from projects.models import CostEntry

COLUMNS = {
    book: [field.name for field in CustomerYear._meta.fields if field.name.startswith(f"{book}_")] for book in Book
}  # of the twelve months
AT_ONCE = 20_000  # customers

_KEY = "customer_id, year, until, owner_id, business_unit_id"
_COLUMNS = ", ".join([_KEY, *chain.from_iterable(COLUMNS.values())])
_SUM = "sum(amount) FILTER (WHERE book = '{}' AND month = {})"
# by book and month first, and only then beside one another: a fraction of the memory
_SUMS = f"""
    WITH booked (book, customer_id, owner_id, business_unit_id, day, amount) AS ({{booked}}), monthly AS (
        SELECT customer_id, extract(year FROM day)::smallint AS year, until, owner_id, business_unit_id,
               book, extract(month FROM day) AS month, sum(amount) AS amount
        FROM ({{pieces}}) pieces GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT {_KEY}, {", ".join(_SUM.format(book, month) for book in COLUMNS for month in range(1, 13))}
    FROM monthly GROUP BY {_KEY}
"""
_WHOLE = "SELECT *, NULL::date AS until FROM booked"
_CUT = """
    SELECT booked.*, until FROM booked JOIN unnest(%s::date[]) AS cuts (until)
    ON day BETWEEN date_trunc('month', until)::date AND until
"""
_DIFFERENCES = f"""
    WITH touched (customer_id) AS MATERIALIZED ({{touched}}),
    should ({_COLUMNS}) AS MATERIALIZED (({{whole}}) UNION ALL ({{cut}}))
    SELECT count(DISTINCT customer_id) FROM (
        (SELECT * FROM should EXCEPT SELECT {_COLUMNS} FROM kpis_customeryear)
        UNION ALL
        (SELECT {_COLUMNS} FROM kpis_customeryear EXCEPT SELECT * FROM should)
    ) differing
    WHERE NOT EXISTS (SELECT FROM touched t WHERE t.customer_id IS NULL OR t.customer_id = differing.customer_id)
"""


def touched() -> QuerySet[Any]:
    """Ids of customers whose years may differ from what is kept; None among them stands for all."""
    costs = LedgerChange.objects.filter(book=Book.COSTS, is_placed=False)
    return (
        UnsummedCustomer.objects.values_list("customer_id")
        .union(TouchedCustomer.objects.values_list("customer_id"))
        .union(costs.values_list("project__customer_id"))
    )


def sum_told() -> int:
    """Sums some of the customers that were told to have changed. Returns how many. The caller holds the lock."""
    told = UnsummedCustomer.objects.values_list("customer_id", flat=True).distinct()
    if told.filter(customer_id=None).exists():
        return sum_all()
    customers = [customer for customer in told[:AT_ONCE] if customer is not None]
    if not customers:
        return 0
    # each statement sees what was committed before it, so what is told meanwhile is summed too
    UnsummedCustomer.objects.filter(customer_id__in=customers).delete()
    CustomerYear.objects.filter(customer_id__in=customers).delete()
    _insert(None, customers)
    _insert(_cuts(), customers)
    return len(customers)


def sum_all() -> int:
    """Sums all customers. Returns how many rows that are. The caller holds the lock."""
    UnsummedCustomer.objects.all().delete()
    CustomerYear.objects.all().delete()
    return _insert(None) + _insert(_cuts())


def cut(days: Collection[date]) -> None:
    """Keeps months up to these days beside the whole ones, and up to no others. The caller holds the lock."""
    gone = CutMonth.objects.exclude(pk__in=days)
    CustomerYear.objects.filter(until__in=gone.values("pk")).delete()
    gone.delete()
    new = set(days).difference(_cuts())
    CutMonth.objects.bulk_create(CutMonth(until=day) for day in new)
    _insert(new)


def days_to_cut(today: date) -> set[date]:
    """The last days of parts of months that figures of a day need: of their own spans and those they compare with."""
    books = [kpi for kpi in KPIS.values() if any(isinstance(part.kept, Book) for part in kpi.parts)]
    spans = chain.from_iterable([kpi.span, *(each.span for each in kpi.comparisons)] for kpi in books)
    return {day for span in spans for day in cuts_of(span(today))}


def cuts_of(span: Span) -> set[date]:
    """The day before it begins and its last one, where these are within a month."""
    return {day for day in (span.first - timedelta(days=1), span.last) if day != month_of(day).last}


def differences_of_years() -> int:
    """Of how many customers, but for the touched ones, something else is kept than their rows come to."""
    statements = {"touched": touched().query.sql_with_params(), "whole": _sums(None), "cut": _sums(_cuts())}
    sql = _DIFFERENCES.format(**{name: sql for name, (sql, _params) in statements.items()})
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _sql, params in statements.values() for value in params])
        return int(cursor.fetchone()[0])


def _cuts() -> list[date]:
    return list(CutMonth.objects.values_list("pk", flat=True))


def _insert(cuts: Collection[date] | None, customers: Collection[int] | None = None) -> int:
    sql, params = _sums(cuts, customers)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO kpis_customeryear ({_COLUMNS}) {sql}", params)
        return int(cursor.rowcount)


def _sums(cuts: Collection[date] | None, customers: Collection[int] | None = None) -> tuple[str, tuple[Any, ...]]:
    """The statement that sums whole months, or those up to some days, of these customers or of all."""
    booked = [
        _booked(Book.INVOICES, Invoice.objects.filter(is_counted()), "customer", "invoice_date", "net_base"),
        _booked(Book.COSTS, CostEntry.objects.filter(project__is_internal=False), "project__customer", "date", "cost"),
    ]
    if customers is not None:
        booked = [rows.filter(booked_of__in=customers) for rows in booked]
    if cuts is not None:
        months = [Q(booked_on__range=(month_of(day).first, day)) for day in cuts]
        booked = [rows.filter(reduce(or_, months, Q(booked_on=None))) for rows in booked]
    compiled = [each.query.sql_with_params() for each in booked]
    sql = _SUMS.format(
        booked=" UNION ALL ".join(f"({sql})" for sql, _params in compiled), pieces=_WHOLE if cuts is None else _CUT
    )
    return sql, (*compiled[0][1], *compiled[1][1], *([] if cuts is None else [list(cuts)]))


def _booked(book: Book, rows: QuerySet[Any], customer: str, day: str, amount: str) -> QuerySet[Any]:
    access = rows.model.access
    named = rows.order_by().annotate(booked_of=F(f"{customer}_id"), booked_on=F(day))
    return named.values_list(Value(book), "booked_of", access.whose, F(f"{access.unit}_id"), "booked_on", amount)
