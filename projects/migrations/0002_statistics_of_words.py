"""Enough statistics of the words that are searched to know which of them very many projects have."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_projects_and_costs"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE projects_project ALTER COLUMN search_text SET STATISTICS 400;"
            " ANALYZE projects_project (search_text);",
            "ALTER TABLE projects_project ALTER COLUMN search_text SET STATISTICS -1",
        ),
    ]
