"""Where each customer stood is kept at the end of each month of a year, as spans of months in which it stood the same.

The worker fills them within a minute. The view passes over the sales projects of customers that are no prospects.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STOOD = """
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
STOOD_OF_A_YEAR = """
CREATE VIEW kpis_stood AS
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, NULL::daterange AS months,
       false AS is_sales, NULL::bigint AS owner_id, NULL::numeric AS weighted, NULL::text[] AS reach
FROM kpis_standing
UNION ALL
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, daterange(since, until, '[]'),
       false, NULL, NULL, NULL
FROM kpis_paststanding
UNION ALL
SELECT s.customer_id, NULL, v.of_unit, '{}', '{}', NULL, true, v.owner, v.pipeline_weighted, s.reach
FROM kpis_standing s, jsonb_to_recordset(s.sums) AS v (owner bigint, of_unit bigint, pipeline_weighted numeric)
WHERE s.reach <> '{}'
"""
KINDS = [
    ("active", "Active"),
    ("prospect", "Prospect"),
    ("pipeline", "Pipeline"),
    ("pipeline_weighted", "Pipeline Weighted"),
    ("prospects_weighted", "Prospects Weighted"),
    ("by_customer", "By Customer"),
    ("estimated", "Estimated"),
    ("order_book", "Order Book"),
    ("needs_attention", "Needs Attention"),
    ("no_contact", "No Contact"),
    ("overdue", "Overdue"),
]


def _loose(to):
    return models.ForeignKey(
        to, django.db.models.deletion.DO_NOTHING, null=True, db_index=False, db_constraint=False, related_name="+"
    )


class Migration(migrations.Migration):
    dependencies = [("kpis", "0006_sums_planned_once")]

    operations = [
        migrations.RunSQL("DROP VIEW kpis_stood", STOOD),
        migrations.DeleteModel(name="PastStanding"),
        migrations.CreateModel(
            name="PastStanding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("customer_id", models.BigIntegerField()),
                ("active", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("prospect", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("account_owner", _loose(settings.AUTH_USER_MODEL)),
                ("business_unit", _loose("accounts.businessunit")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("customer_id", "since"), name="paststanding_once"),
                    models.CheckConstraint(
                        condition=models.Q(("since__lte", models.F("until"))), name="paststanding_ends_later"
                    ),
                ],
            },
        ),
        *(
            migrations.AlterField(model, "kind", models.CharField(choices=KINDS, max_length=18))
            for model in ("closing", "tally")
        ),
        migrations.RunSQL(STOOD_OF_A_YEAR, "DROP VIEW kpis_stood"),
    ]
