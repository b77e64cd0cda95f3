"""The two functions that names are matched and sorted by; see accounts/alphabet.py."""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations

from accounts.alphabet import fold_sql, sort_key_sql


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(fold_sql(), "DROP FUNCTION havn_fold(text)"),
        migrations.RunSQL(sort_key_sql("nb"), "DROP FUNCTION havn_sort_key(text)"),
    ]
