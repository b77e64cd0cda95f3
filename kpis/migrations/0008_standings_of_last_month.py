"""Where each customer stood at the end of the last month, so that lists of them are compared with it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STOOD = """
CREATE VIEW kpis_stood AS
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, NULL::date AS as_of FROM kpis_standing
UNION ALL
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, as_of FROM kpis_paststanding
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_bulk_updates_kept'),
        ('kpis', '0007_months_of_owners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Stood',
            fields=[
                ('customer_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('active', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('prospect', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('as_of', models.DateField(null=True)),
            ],
            options={
                'db_table': 'kpis_stood',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PastStanding',
            fields=[
                ('customer_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('active', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('prospect', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('as_of', models.DateField()),
                ('account_owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('business_unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.businessunit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunSQL(STOOD, "DROP VIEW kpis_stood"),
    ]
