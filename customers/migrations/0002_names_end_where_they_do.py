"""A line break ends what a customer is called in the column of what it is found by: a change of that column's
expression is the column made anew, with its index.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.functions import Cast, Coalesce, Concat, Replace

from accounts.alphabet import Fold

TEXT = models.TextField()


def spaced(*sources):
    parts = []
    for source in sources:
        parts += [models.Value(" ", TEXT), Coalesce(Cast(source, TEXT), models.Value("", TEXT))]
    return Fold(Concat(*parts, output_field=TEXT))


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0001_customers_and_contacts"),
    ]

    operations = [
        migrations.RemoveIndex("customer", "customer_search"),
        migrations.RemoveField("customer", "search_text"),
        migrations.AddField(
            "customer",
            "search_text",
            models.GeneratedField(
                expression=Concat(
                    spaced("number", "name"),
                    models.Value("\n", TEXT),
                    spaced("business_id", Replace("business_id", models.Value("-")), "vat_number", "email", "city"),
                    output_field=TEXT,
                ),
                output_field=TEXT,
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            "customer",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
                name="customer_search",
                gin_pending_list_limit=1024,
            ),
        ),
    ]
