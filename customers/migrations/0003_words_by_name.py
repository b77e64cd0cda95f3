"""Indexes of names that carry the words, and enough statistics of the words to know which of them very many have.

By a hundred values PostgreSQL took a word of one in a hundred customers for one of ten thousand, and read them all.
"""

import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_since_when_somebody_is_of_a_unit'),
        ('customers', '0002_names_end_where_they_do'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(django.db.models.lookups.LessThan(django.db.models.expressions.CombinedExpression(django.db.models.functions.text.Length('search_text'), '+', django.db.models.functions.text.Length('sort_name')), 650)), fields=['sort_name', 'id'], include=('search_text', 'is_active'), name='contact_words_by_name'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(django.db.models.lookups.LessThan(django.db.models.expressions.CombinedExpression(django.db.models.functions.text.Length('search_text'), '+', django.db.models.functions.text.Length('sort_name')), 650), _negated=True), fields=['sort_name', 'id'], name='contact_long_words_by_name'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(django.db.models.lookups.LessThan(django.db.models.expressions.CombinedExpression(django.db.models.functions.text.Length('search_text'), '+', django.db.models.functions.text.Length('sort_name')), 650)), fields=['sort_name', 'id'], include=('search_text', 'is_active'), name='customer_words_by_name'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(django.db.models.lookups.LessThan(django.db.models.expressions.CombinedExpression(django.db.models.functions.text.Length('search_text'), '+', django.db.models.functions.text.Length('sort_name')), 650), _negated=True), fields=['sort_name', 'id'], name='customer_long_words_by_name'),
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN search_text SET STATISTICS 400; ANALYZE {table} (search_text);",
                f"ALTER TABLE {table} ALTER COLUMN search_text SET STATISTICS -1",
            )
            for table in ("customers_customer", "customers_contact")
        ),
    ]
