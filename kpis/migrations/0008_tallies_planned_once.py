"""What the tallies come to for one viewer, now and at the ends of closed months, as a function: see migration 0006.

Each row of "wanted" is a kind and a scope, and which of its rows the viewer may see. A closed month without any tally
has a sum of nothing; a month that was not closed has none. The row without a kind names the customers touched since they
were folded, of whom all this is not true, up to so many: who reads tallies always asks for them too.
"""

from django.db import migrations

_SEEN = "(w.seen = 'all' OR t.owner_id = viewer OR (w.seen = 'unit' AND t.business_unit_id = ANY (units)))"
SUMS = f"""
CREATE FUNCTION kpis_talliedsums(
    kinds text[], scopes text[], seen text[], viewer bigint, units bigint[], since date, most integer
) RETURNS TABLE (of_kind text, as_of date, total numeric, touched bigint[])
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    WITH wanted (kind, scope, seen) AS MATERIALIZED (SELECT * FROM unnest(kinds, scopes, seen))
    SELECT NULL::text, NULL::date, NULL::numeric, array_agg(customer_id)
    FROM (SELECT DISTINCT customer_id FROM kpis_touchedcustomer LIMIT most) found
    UNION ALL
    SELECT w.kind, NULL, coalesce(sum(t.amount), 0), NULL
    FROM wanted w
    LEFT JOIN kpis_tally t ON t.kind = w.kind AND t.scope = w.scope AND t.as_of IS NULL AND {_SEEN}
    GROUP BY w.kind
    UNION ALL
    SELECT w.kind, c.last_day, coalesce(sum(t.amount), 0), NULL
    FROM wanted w
    JOIN kpis_closing c ON c.kind = w.kind AND c.last_day >= since
    LEFT JOIN kpis_tally t ON t.kind = w.kind AND t.scope = w.scope AND t.as_of = c.last_day AND {_SEEN}
    GROUP BY w.kind, c.last_day;
END
$$
"""
UNDO = "DROP FUNCTION kpis_talliedsums(text[], text[], text[], bigint, bigint[], date, integer)"


class Migration(migrations.Migration):
    dependencies = [("kpis", "0007_standings_of_a_year")]

    operations = [migrations.RunSQL(SUMS, UNDO)]
