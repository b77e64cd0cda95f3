"""The ledger of invoices and costs: folding what changed, making it anew from the rows, telling where it differs."""

from __future__ import annotations

from django.db import connection

_KEY = "book, grain, day, owner_id, business_unit_id, status_id, is_internal"
_SUMS = f"SELECT {_KEY}, sum(amount) AS amount, sum(rows) AS rows FROM {{}} GROUP BY {_KEY}"
_INTO = f"INSERT INTO kpis_ledgerrow ({_KEY}, amount, rows)"

# one statement, so what is deleted is what was added, and told to the years of customers
_TOLD = """
    folded AS (DELETE FROM kpis_ledgerchange RETURNING book, project_id, is_placed), told AS (
        INSERT INTO kpis_unsummedcustomer (customer_id)
        SELECT DISTINCT p.customer_id FROM folded JOIN projects_project p ON p.id = folded.project_id
        WHERE folded.book = 'costs' AND NOT folded.is_placed
    )
"""
_FOLD = f"""
    WITH {_TOLD}
    {_INTO} {_SUMS.format("kpis_placedchange")}
    ON CONFLICT ({_KEY})
    DO UPDATE SET amount = kpis_ledgerrow.amount + excluded.amount, rows = kpis_ledgerrow.rows + excluded.rows
"""

_COUNTED = f"""
    counted AS MATERIALIZED (
        SELECT 'invoices' AS book, i.invoice_date AS day, i.status_id, NULL::boolean AS is_internal,
               i.business_unit_id,
               CASE WHEN i.project_id IS NULL THEN c.account_owner_id ELSE p.owner_id END AS owner_id,
               sum(i.net_base) AS amount, count(*) AS rows
        FROM invoices_invoice i JOIN customers_customer c ON c.id = i.customer_id
        LEFT JOIN projects_project p ON p.id = i.project_id
        WHERE i.number IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6
        UNION ALL
        SELECT 'costs', e.date, NULL::bigint, p.is_internal, p.business_unit_id, p.owner_id, sum(e.cost), count(*)
        FROM projects_costentry e JOIN projects_project p ON p.id = e.project_id
        GROUP BY 1, 2, 3, 4, 5, 6
    ), truth AS (
        SELECT book, 'owner_day' AS grain, day, owner_id, business_unit_id, status_id, is_internal, amount, rows
        FROM counted
        UNION ALL
        SELECT book, 'owner_month', date_trunc('month', day)::date, owner_id, business_unit_id, status_id, is_internal,
               sum(amount), sum(rows)
        FROM counted GROUP BY book, date_trunc('month', day), owner_id, business_unit_id, status_id, is_internal
        UNION ALL
        SELECT book, 'unit_day', day, NULL, business_unit_id, status_id, is_internal, sum(amount), sum(rows)
        FROM counted GROUP BY book, day, business_unit_id, status_id, is_internal
        UNION ALL
        SELECT book, 'unit_month', date_trunc('month', day)::date, NULL, business_unit_id, status_id, is_internal,
               sum(amount), sum(rows)
        FROM counted GROUP BY book, date_trunc('month', day), business_unit_id, status_id, is_internal
        UNION ALL
        SELECT book, 'all_day', day, NULL, NULL, status_id, is_internal, sum(amount), sum(rows)
        FROM counted GROUP BY book, day, status_id, is_internal
        UNION ALL
        SELECT book, 'all_month', date_trunc('month', day)::date, NULL, NULL, status_id, is_internal,
               sum(amount), sum(rows)
        FROM counted GROUP BY book, date_trunc('month', day), status_id, is_internal
    ), kept AS ({_SUMS.format("{kept}")}), differing AS (
        SELECT {_KEY}, coalesce(sum(amount) FILTER (WHERE is_true), 0) AS amount,
               coalesce(sum(rows) FILTER (WHERE is_true), 0) AS rows
        FROM (SELECT {_KEY}, amount, rows, TRUE AS is_true FROM truth
              UNION ALL SELECT {_KEY}, amount, rows, FALSE FROM kept) both_of_them
        GROUP BY {_KEY}
        HAVING sum(CASE WHEN is_true THEN amount ELSE -amount END) <> 0
            OR sum(CASE WHEN is_true THEN rows ELSE -rows END) <> 0
    )
"""
_REBUILD = f"""
    WITH {_COUNTED.format(kept="kpis_ledgerrow")}, {_TOLD}
    {_INTO} SELECT {_KEY}, amount, rows FROM differing ORDER BY book, grain, day
    ON CONFLICT ({_KEY}) DO UPDATE SET amount = excluded.amount, rows = excluded.rows
"""
_BOOKED = f"""(
    SELECT {_KEY}, amount, rows FROM kpis_ledgerrow UNION ALL SELECT {_KEY}, amount, rows FROM kpis_placedchange
) booked"""
_DIFFERENCES = f"WITH {_COUNTED.format(kept=_BOOKED)} SELECT count(*) FROM differing"


def fold_ledger() -> int:
    """Adds the changes to the rows they belong to. Returns how many rows that were. The caller holds the lock."""
    return _execute(_FOLD)


def rebuild_ledger() -> int:
    """Puts right what differs from the invoices and costs. Returns how many rows. The caller holds the lock."""
    return _execute(_REBUILD)


def differences_of_ledger() -> int:
    """How many sums, rows and changes together, differ from those of the invoices and costs."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES)
        return int(cursor.fetchone()[0])


def _execute(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)
