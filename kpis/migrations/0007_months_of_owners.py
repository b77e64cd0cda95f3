"""Owners have sums of months too: a year of them was read day by day."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations, models

_BEFORE = import_module("kpis.migrations.0002_triggers")
PLACED_CHANGES = (
    _BEFORE.PLACED_CHANGES.replace(
        "CASE grains.grain WHEN 'owner_day' THEN placed.owner_id END AS owner_id",
        "CASE WHEN grains.grain LIKE 'owner_%' THEN placed.owner_id END AS owner_id",
    )
    .replace("('owner_day')", "('owner_month'), ('owner_day')")
)
TAKE_IN = """
    INSERT INTO kpis_ledgerrow (book, grain, day, owner_id, business_unit_id, status_id, is_internal, amount, rows)
    SELECT book, 'owner_month', date_trunc('month', day)::date, owner_id, business_unit_id, status_id, is_internal,
           sum(amount), sum(rows)
    FROM kpis_ledgerrow WHERE grain = 'owner_day' GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
GRAINS = ["all_month", "all_day", "unit_month", "unit_day", "owner_month", "owner_day"]
# the type of a column cannot change under a view
_GONE = "DROP VIEW kpis_booked; DROP VIEW kpis_placedchange"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kpis", "0006_estimated_kept")]

    operations: ClassVar = [
        migrations.RunSQL(_GONE, f"{_BEFORE.PLACED_CHANGES}; {_BEFORE.BOOKED}"),
        migrations.RemoveIndex("ledgerrow", "ledgerrow_of_owner"),
        migrations.AlterField(
            "ledgerrow",
            "grain",
            models.CharField(choices=[(each, each.replace("_", " ").title()) for each in GRAINS], max_length=11),
        ),
        migrations.AddIndex(
            "ledgerrow",
            models.Index(
                fields=["owner", "book", "grain", "day"],
                condition=models.Q(grain__in=["owner_month", "owner_day"]),
                name="ledgerrow_of_owner",
            ),
        ),
        migrations.RunSQL(f"{PLACED_CHANGES}; {_BEFORE.BOOKED}", _GONE),
        migrations.RunSQL(TAKE_IN, "DELETE FROM kpis_ledgerrow WHERE grain = 'owner_month'"),
    ]
