from django.db import migrations

STOOD = """
CREATE VIEW kpis_stood AS
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, NULL::date AS as_of
FROM kpis_standing
UNION ALL
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, as_of FROM kpis_paststanding
"""
STOOD_WITH_SALES = """
CREATE VIEW kpis_stood AS
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, NULL::date AS as_of,
       false AS is_sales, NULL::bigint AS owner_id, NULL::numeric AS weighted, NULL::text[] AS reach
FROM kpis_standing
UNION ALL
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, as_of, false, NULL, NULL, NULL
FROM kpis_paststanding
UNION ALL
SELECT s.customer_id, NULL, v.of_unit, '{}', '{}', NULL, true, v.owner, v.pipeline_weighted, s.reach
FROM kpis_standing s, jsonb_to_recordset(s.sums) AS v (owner bigint, of_unit bigint, pipeline_weighted numeric)
"""
SALES_OF_STANDING = """
CREATE VIEW kpis_salesofstanding AS
SELECT s.customer_id, v.owner AS owner_id, v.of_unit AS business_unit_id, v.pipeline_weighted AS weighted, s.reach
FROM kpis_standing s, jsonb_to_recordset(s.sums) AS v (owner bigint, of_unit bigint, pipeline_weighted numeric)
"""


class Migration(migrations.Migration):
    dependencies = [("kpis", "0004_both_books_in_one_row")]

    operations = [
        migrations.RunSQL("DROP VIEW kpis_stood", STOOD),
        migrations.RunSQL(STOOD_WITH_SALES, "DROP VIEW kpis_stood"),
        migrations.RunSQL("DROP VIEW kpis_salesofstanding", SALES_OF_STANDING),
        migrations.DeleteModel(name="SalesOfStanding"),
    ]
