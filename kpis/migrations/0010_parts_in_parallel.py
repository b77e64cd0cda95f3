"""What a customer adds to tallies may be computed by several at once: a long list is followed in half the time."""

from typing import ClassVar

from django.db import migrations

_FUNCTION = "ALTER FUNCTION kpis_parts(bigint, bigint, text[], text[], text[], jsonb)"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kpis", "0009_changes_read_beside_rows")]

    operations: ClassVar = [migrations.RunSQL(f"{_FUNCTION} PARALLEL SAFE", f"{_FUNCTION} PARALLEL UNSAFE")]
