"""What the ledger comes to for one viewer, as a function: planning it took as long as reading it.

PostgreSQL keeps the plan of a function for the connection. Each row of "wanted" is one search in an index; with as many
conditions side by side the plan would depend on which they are.
"""

from django.db import migrations

SUMS = """
CREATE FUNCTION kpis_ledgersums(
    books text[], grains text[], firsts date[], lasts date[], daily boolean[], beyond boolean[],
    viewer bigint, units bigint[]
) RETURNS TABLE (of_book text, by_day boolean, dated date, total numeric)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    WITH wanted (book, grain, first, last, is_daily, is_beyond) AS MATERIALIZED (
        SELECT * FROM unnest(books, grains, firsts, lasts, daily, beyond)
    ), found AS (
        SELECT wanted.*, r.day, r.status_id, r.is_internal, r.business_unit_id, r.owner_id, r.amount
        FROM wanted JOIN kpis_ledgerrow r
        ON r.book = wanted.book AND r.grain = wanted.grain AND r.day BETWEEN wanted.first AND wanted.last
        WHERE wanted.grain NOT LIKE 'owner%'
        UNION ALL
        SELECT wanted.*, r.day, r.status_id, r.is_internal, r.business_unit_id, r.owner_id, r.amount
        FROM wanted JOIN kpis_ledgerrow r
        ON r.book = wanted.book AND r.grain = wanted.grain AND r.day BETWEEN wanted.first AND wanted.last
        WHERE r.grain IN ('owner_month', 'owner_day') AND r.owner_id = viewer
        UNION ALL
        SELECT wanted.*, r.day, r.status_id, r.is_internal, r.business_unit_id, r.owner_id, r.amount
        FROM wanted JOIN kpis_placedchange r
        ON r.book = wanted.book AND r.grain = wanted.grain AND r.day BETWEEN wanted.first AND wanted.last
    )
    SELECT book, is_daily, day, sum(amount)
    FROM found
    WHERE CASE book WHEN 'invoices' THEN status_id IN (SELECT id FROM invoices_invoicestatus WHERE is_sent)
                    ELSE NOT is_internal END
      AND CASE WHEN grain LIKE 'all%' THEN TRUE
               WHEN grain LIKE 'unit%' THEN business_unit_id = ANY (units)
               ELSE owner_id = viewer
                    AND NOT (is_beyond AND coalesce(business_unit_id = ANY (units), FALSE)) END
    GROUP BY book, is_daily, day;
END
$$
"""
UNDO = """
DROP FUNCTION kpis_ledgersums(text[], text[], date[], date[], boolean[], boolean[], bigint, bigint[])
"""


class Migration(migrations.Migration):
    dependencies = [("kpis", "0005_sales_beside_standings")]

    operations = [migrations.RunSQL(SUMS, UNDO)]
