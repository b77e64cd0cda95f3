"""Rows and changes are looked up apart, so nothing reads the view of both any more."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_BOOKED = import_module("kpis.migrations.0002_triggers").BOOKED


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kpis", "0008_standings_of_last_month")]

    operations: ClassVar = [
        migrations.DeleteModel("Booked"),  # unmanaged: the view itself goes with the next
        migrations.RunSQL("DROP VIEW kpis_booked", _BOOKED),
    ]
