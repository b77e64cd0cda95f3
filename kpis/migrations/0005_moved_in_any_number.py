"""What moved between owners and units, with plans that do not depend on how many rows a session moved first.

PostgreSQL keeps a plan for the session, made for as many rows as the first statement had. So rows before and after are
compared without a join, and the rare statement that moves money is planned each time it runs.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_BEFORE = import_module("kpis.migrations.0002_triggers")
_WAIT = _BEFORE.READ_COMMITTED.format(lock=_BEFORE.LOCK)


def _differing(columns, before="old_rows", after="new_rows"):
    return f"SELECT {columns} FROM {before} EXCEPT SELECT {columns} FROM {after}"


_STANDS = "id, customer_id, business_unit_id, owner_id, is_closed, sales_status_id, expected_value_base, probability"
PROJECTS_MOVED = f"""
CREATE OR REPLACE FUNCTION kpis_projects_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_touchedcustomer (customer_id)
    SELECT DISTINCT customer_id
    FROM (({_differing(_STANDS)}) UNION ALL ({_differing(_STANDS, "new_rows", "old_rows")})) told;
    IF NOT EXISTS ({_differing("id, business_unit_id, owner_id, is_internal")}) THEN
        RETURN NULL;
    END IF;
    {_WAIT}
    EXECUTE $moving$
        INSERT INTO kpis_ledgerchange (book, day, status_id, is_internal, business_unit_id, owner_id, is_placed,
                                       amount, rows)
        WITH moved AS MATERIALIZED (
            SELECT o.id, o.business_unit_id AS old_unit, o.owner_id AS old_owner, o.is_internal AS was_internal,
                   n.business_unit_id AS new_unit, n.owner_id AS new_owner, n.is_internal
            FROM old_rows o JOIN new_rows n ON n.id = o.id
            WHERE (o.business_unit_id, o.owner_id, o.is_internal)
                IS DISTINCT FROM (n.business_unit_id, n.owner_id, n.is_internal)
        ), folded AS (
            SELECT 'costs' AS book, c.project_id, c.date AS day, NULL::bigint AS status_id, NULL::bigint AS unit,
                   c.cost AS amount, 1 AS rows
            FROM projects_costentry c WHERE c.project_id IN (SELECT id FROM moved)
            UNION ALL
            SELECT 'invoices', i.project_id, i.invoice_date, i.status_id, i.business_unit_id, i.net_base, 1
            FROM invoices_invoice i
            WHERE i.number IS NOT NULL
              AND i.project_id IN (SELECT id FROM moved WHERE old_owner IS DISTINCT FROM new_owner)
            UNION ALL
            SELECT l.book, l.project_id, l.day, l.status_id, l.business_unit_id, -l.amount, -l.rows
            FROM kpis_ledgerchange l JOIN moved ON moved.id = l.project_id
            WHERE NOT l.is_placed AND (l.book = 'costs' OR moved.old_owner IS DISTINCT FROM moved.new_owner)
        )
        SELECT book, day, status_id,
               CASE book WHEN 'costs' THEN CASE WHEN sign < 0 THEN was_internal ELSE moved.is_internal END END,
               CASE book WHEN 'costs' THEN CASE WHEN sign < 0 THEN old_unit ELSE new_unit END ELSE unit END,
               CASE WHEN sign < 0 THEN old_owner ELSE new_owner END,
               TRUE, sum(amount * sign), sum(rows * sign)
        FROM folded JOIN moved ON moved.id = folded.project_id CROSS JOIN (VALUES (-1), (1)) AS signs (sign)
        GROUP BY 1, 2, 3, 4, 5, 6
        HAVING sum(amount * sign) <> 0 OR sum(rows * sign) <> 0
    $moving$;
    RETURN NULL;
END $$
"""
CUSTOMERS_MOVED = f"""
CREATE OR REPLACE FUNCTION kpis_customers_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_touchedcustomer (customer_id)
    SELECT id FROM ({_differing("id, business_unit_id, account_owner_id, is_internal")}) told;
    IF NOT EXISTS ({_differing("id, account_owner_id")}) THEN
        RETURN NULL;
    END IF;
    {_WAIT}
    EXECUTE $moving$
        INSERT INTO kpis_ledgerchange (book, day, status_id, business_unit_id, owner_id, is_placed, amount, rows)
        WITH moved AS MATERIALIZED (
            SELECT o.id, o.account_owner_id AS old_owner, n.account_owner_id AS new_owner
            FROM old_rows o JOIN new_rows n ON n.id = o.id
            WHERE o.account_owner_id IS DISTINCT FROM n.account_owner_id
        ), folded AS (
            SELECT i.customer_id, i.invoice_date AS day, i.status_id, i.business_unit_id, i.net_base AS amount,
                   1 AS rows
            FROM invoices_invoice i
            WHERE i.number IS NOT NULL AND i.project_id IS NULL AND i.customer_id IN (SELECT id FROM moved)
            UNION ALL
            SELECT l.customer_id, l.day, l.status_id, l.business_unit_id, -l.amount, -l.rows
            FROM kpis_ledgerchange l WHERE NOT l.is_placed AND l.customer_id IN (SELECT id FROM moved)
        )
        SELECT 'invoices', day, status_id, business_unit_id, CASE WHEN sign < 0 THEN old_owner ELSE new_owner END,
               TRUE, sum(amount * sign), sum(rows * sign)
        FROM folded JOIN moved ON moved.id = folded.customer_id CROSS JOIN (VALUES (-1), (1)) AS signs (sign)
        GROUP BY 1, 2, 3, 4, 5
        HAVING sum(amount * sign) <> 0 OR sum(rows * sign) <> 0
    $moving$;
    RETURN NULL;
END $$
"""


def _again(sql):
    return sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("kpis", "0004_kept_by_kind")]
    # which updates every project
    run_before: ClassVar = [("projects", "0005_status_changed_at")]

    operations = [
        migrations.RunSQL(PROJECTS_MOVED, _again(_BEFORE.PROJECTS_MOVED)),
        migrations.RunSQL(CUSTOMERS_MOVED, _again(_BEFORE.CUSTOMERS_MOVED)),
    ]
