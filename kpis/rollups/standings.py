"""Where customers stand: who has work going on, who is a prospect, what their sales projects are worth.

The same statement counts what holds now and what held at the end of an earlier day. A customer stands so "for a
scope", which names whose projects were looked at: see ``kpis.models.Standing``.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, QuerySet

from catalogue.relative_dates import add_months
from invoices.counted import ever_billed
from kpis.as_of import billed_then, in_work_then, open_then, selling_then, won_then
from kpis.models import Closing, Kind, PastStanding, Standing, Tally
from projects.catalogue import weighted_value
from projects.models import Project
from projects.pipeline import agreed, sales_projects_in_work, won

EVERYBODY = 20_000  # touched customers; so many are made anew with all the others
YEAR = 12  # months at whose ends it is kept where each customer stood

_STANDINGS = """
    WITH RECURSIVE above (unit, ancestor) AS (
        SELECT id, id FROM accounts_businessunit
        UNION SELECT above.unit, u.parent_id FROM above JOIN accounts_businessunit u ON u.id = above.ancestor
        WHERE u.parent_id IS NOT NULL
    ), work AS MATERIALIZED ({work}), scoped AS MATERIALIZED (
        SELECT customer_id, scope, bool_or(is_selling) AS is_selling
        FROM (
            SELECT customer_id, 'all' AS scope, is_selling FROM work
            UNION ALL
            SELECT customer_id, 'unit:' || above.ancestor, is_selling
            FROM work JOIN above ON above.unit = work.business_unit_id
            UNION ALL
            SELECT customer_id, 'own:' || owner_id, is_selling FROM work WHERE owner_id IS NOT NULL
        ) each GROUP BY 1, 2
    ), reached AS (
        SELECT customer_id, scope, TRUE AS is_active, is_selling FROM scoped
        UNION ALL
        SELECT own.customer_id, 'beyond:' || u.id, unit.customer_id IS NULL,
               own.is_selling AND unit.is_selling IS NOT TRUE
        FROM scoped own JOIN accounts_user u ON own.scope = 'own:' || u.id
        LEFT JOIN scoped unit ON unit.customer_id = own.customer_id AND unit.scope = 'unit:' || u.unit_id
    ), settled AS (
        SELECT customer_id FROM ({won}) won UNION SELECT customer_id FROM ({billed}) billed
    ), sums AS (
        SELECT customer_id, owner_id, business_unit_id,
               jsonb_build_object(
                   'owner', owner_id, 'of_unit', business_unit_id, 'pipeline', sum(value),
                   'pipeline_weighted', sum(weighted)
               ) AS sums
        FROM work WHERE is_selling GROUP BY 1, 2, 3
    ), stands AS (
        -- put together by one grouping: how many rows there are nobody could guess for a join
        SELECT customer_id, coalesce(array_agg(scope ORDER BY scope) FILTER (WHERE is_active), '{{}}') AS active,
               coalesce(array_agg(scope ORDER BY scope) FILTER (WHERE is_selling), '{{}}') AS prospect,
               coalesce(jsonb_agg(sums ORDER BY owner_id, business_unit_id) FILTER (WHERE sums IS NOT NULL), '[]')
                   AS sums
        FROM (
            SELECT customer_id, scope, is_active, is_selling, NULL::bigint AS owner_id,
                   NULL::bigint AS business_unit_id, NULL::jsonb AS sums
            FROM reached
            UNION ALL
            SELECT customer_id, NULL, NULL, NULL, owner_id, business_unit_id, sums FROM sums
        ) each GROUP BY 1
    )
    SELECT c.id, c.account_owner_id, c.business_unit_id,
           CASE WHEN c.is_internal THEN '{{}}' ELSE active END,
           CASE WHEN settled.customer_id IS NULL THEN prospect ELSE '{{}}' END,
           CASE WHEN settled.customer_id IS NULL AND sums <> '[]' THEN array(
               SELECT 'all'
               UNION ALL SELECT 'unit:' || ancestor FROM above WHERE unit = c.business_unit_id
               UNION ALL SELECT 'own:' || c.account_owner_id WHERE c.account_owner_id IS NOT NULL
               UNION ALL SELECT 'beyond:' || u.id FROM accounts_user u
                         WHERE u.id = c.account_owner_id AND NOT EXISTS (
                             SELECT FROM above WHERE unit = c.business_unit_id AND ancestor = u.unit_id)
               ORDER BY 1
           ) ELSE '{{}}' END,
           sums
    FROM stands JOIN customers_customer c ON c.id = stands.customer_id
    LEFT JOIN settled ON settled.customer_id = c.id
"""

_TALLIES = """
    SELECT kind, scope, owner_id, p.business_unit_id, sum(amount) * {sign} AS amount, {as_of} AS as_of
    FROM {standings} s, kpis_parts(s.account_owner_id, s.business_unit_id, s.active, s.prospect, s.reach, s.sums) p
    GROUP BY kind, scope, owner_id, p.business_unit_id
"""
_NOW = "NULL::date"
_DIFFERENCES = """
    SELECT (
        SELECT count(*)
        FROM ({standings}) AS stands {columns}
        FULL JOIN kpis_standing kept USING (customer_id)
        WHERE (stands.account_owner_id, stands.business_unit_id, stands.active, stands.prospect, stands.reach,
               stands.sums)
           IS DISTINCT FROM
              (kept.account_owner_id, kept.business_unit_id, kept.active, kept.prospect, kept.reach, kept.sums)
          AND NOT EXISTS (
              SELECT FROM kpis_touchedcustomer t
              WHERE t.customer_id IS NULL OR t.customer_id IN (stands.customer_id, kept.customer_id))
    ) + (
        SELECT count(*)
        FROM (
            SELECT FROM (SELECT kind, scope, owner_id, business_unit_id, amount FROM ({tallies}) should
                         UNION ALL
                         SELECT kind, scope, owner_id, business_unit_id, -amount FROM kpis_tally WHERE as_of IS NULL
                        ) each
            GROUP BY kind, scope, owner_id, business_unit_id HAVING sum(amount) <> 0
        ) wrong
    )
"""
# told to the years of customers
_TAKEN = """
    WITH taken AS (DELETE FROM kpis_touchedcustomer RETURNING customer_id)
    INSERT INTO kpis_unsummedcustomer (customer_id) SELECT DISTINCT customer_id FROM taken RETURNING customer_id
"""
_COLUMNS = "(customer_id, account_owner_id, business_unit_id, active, prospect, reach, sums)"
_STANDING = f"kpis_standing {_COLUMNS}"
# where a customer stood as at the end of the month before, that lasts; else something new begins
_KEPT = """
    WITH stood {columns} AS MATERIALIZED ({standings}), tallied AS (
        INSERT INTO {tally} SELECT * FROM ({tallies}) AS tallies WHERE kind = ANY(%s)
    ), lasting AS (
        UPDATE kpis_paststanding past SET until = %s FROM stood
        WHERE %s AND past.customer_id = stood.customer_id AND past.until = %s
          AND (past.account_owner_id, past.business_unit_id, past.active, past.prospect)
              IS NOT DISTINCT FROM
              (stood.account_owner_id, stood.business_unit_id, stood.active, stood.prospect)
        RETURNING past.customer_id
    )
    INSERT INTO kpis_paststanding (customer_id, account_owner_id, business_unit_id, active, prospect, since, until)
    SELECT customer_id, account_owner_id, business_unit_id, active, prospect, %s, %s FROM stood
    WHERE %s AND NOT EXISTS (SELECT FROM lasting WHERE lasting.customer_id = stood.customer_id)
"""
_TALLY = "kpis_tally (kind, scope, owner_id, business_unit_id, amount, as_of)"


def fold_customers() -> int:
    """Looks anew where touched customers stand. Returns how many. The caller holds the lock."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN)
        touched = {customer for (customer,) in cursor.fetchall()}
    if not touched:
        return 0
    if None in touched or len(touched) > EVERYBODY:
        return rebuild_customers()
    found = Standing.objects.filter(pk__in=touched)
    _tally(found, sign=-1)
    found.delete()
    _stand(touched)
    _tally(found)
    return len(touched)


def rebuild_customers() -> int:
    """Looks anew where all customers stand. Returns how many stand somewhere. The caller holds the lock."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN)
    Standing.objects.all().delete()
    Tally.objects.filter(as_of=None).delete()
    stand = _stand()
    _tally(Standing.objects.all())
    return stand


def keep(day: date, kinds: Collection[Kind]) -> None:
    """Keeps what the tallies of these kinds were at the end of a month, or where each customer stood.

    Of a year only, and of no month after it: those are closed anew.
    """
    first, by_customer = day.replace(day=1), Kind.BY_CUSTOMER in kinds
    before = first - timedelta(days=1)
    if by_customer:
        oldest = add_months(first, 1 - YEAR)
        Closing.objects.filter(kind=Kind.BY_CUSTOMER).exclude(last_day__range=(oldest, before)).delete()
        PastStanding.objects.exclude(since__lt=day, until__gte=oldest).delete()
        PastStanding.objects.filter(until__gte=day).update(until=before)
    sql, params = _standings(None, day)
    tallies = _TALLIES.format(standings="stood", sign=1, as_of="%s::date")
    _execute(
        _KEPT.format(columns=_COLUMNS, standings=sql, tally=_TALLY, tallies=tallies),
        [*params, day, list(kinds), day, by_customer, before, day, day, by_customer],
    )


def differences_of_customers() -> int:
    """How many customers, but for the touched ones, stand elsewhere than is kept, and how many tallies are wrong."""
    sql, params = _standings(None, None)
    with connection.cursor() as cursor:
        tallies = _TALLIES.format(standings="kpis_standing", sign=1, as_of=_NOW)
        cursor.execute(_DIFFERENCES.format(standings=sql, columns=_COLUMNS, tallies=tallies), params)
        return int(cursor.fetchone()[0])


def _stand(customers: Collection[int] | None = None) -> int:
    sql, params = _standings(customers, None)
    return _execute(f"INSERT INTO {_STANDING} {sql}", params)


def _tally(standings: QuerySet[Any], sign: int = 1) -> None:
    sql, params = standings.query.sql_with_params()
    tallies = _TALLIES.format(standings="standings", sign=sign, as_of=_NOW)
    _execute(
        f"WITH standings AS MATERIALIZED ({sql}) INSERT INTO {_TALLY} {tallies} "
        "ON CONFLICT (kind, scope, as_of, owner_id, business_unit_id) "
        f"DO UPDATE SET amount = {Tally._meta.db_table}.amount + excluded.amount",
        list(params),
    )


def _standings(customers: Collection[int] | None, day: date | None) -> tuple[str, list[Any]]:
    """The statement that says where these customers stand, or all of them, now or at the end of a day."""
    projects: QuerySet[Any] = Project.objects.all()
    bills = ever_billed()
    if customers is not None:
        projects, bills = projects.filter(customer__in=customers), bills.filter(customer__in=customers)
    if day is None:
        selling, work = sales_projects_in_work(), projects.filter(agreed() | sales_projects_in_work(), is_closed=False)
        decided = won() if customers is None else won().filter(customer__in=customers)
    else:
        selling, work = selling_then(), open_then(projects, day).filter(in_work_then())
        decided, bills = won_then(projects, day), billed_then(bills, day)
    statements = {
        "work": work.values(
            "customer_id", "business_unit_id", "owner_id", is_selling=ExpressionWrapper(selling, BooleanField()),
            value=F("expected_value_base"), weighted=weighted_value(None),
        ),
        "won": decided.values("customer_id"),
        "billed": bills.values("customer_id"),
    }  # fmt: skip
    compiled = {name: queryset.order_by().query.sql_with_params() for name, queryset in statements.items()}
    sql = _STANDINGS.format(**{name: each[0] for name, each in compiled.items()})
    return sql, [value for name in ("work", "won", "billed") for value in compiled[name][1]]


def _execute(sql: str, params: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)
