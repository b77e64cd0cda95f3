import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('kpis', '0001_initial')]

    initial = True

    dependencies = [
        ('accounts', '0002_users_and_units'),
        ('customers', '0001_customers_and_contacts'),
        ('invoices', '0001_invoices'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_projects_and_costs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_day', models.DateField()),
                ('kind', models.CharField(choices=[('active', 'Active'), ('prospect', 'Prospect'), ('pipeline', 'Pipeline'), ('pipeline_weighted', 'Pipeline Weighted'), ('prospects_weighted', 'Prospects Weighted'), ('estimated', 'Estimated'), ('order_book', 'Order Book'), ('needs_attention', 'Needs Attention'), ('no_contact', 'No Contact'), ('overdue', 'Overdue')], max_length=18)),
                ('closed_at', models.DateTimeField(auto_now_add=True)),
                ('is_exact', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('last_day', 'kind'), name='closing_once')],
            },
        ),
        migrations.CreateModel(
            name='LedgerChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('book', models.CharField(choices=[('invoices', 'Invoices'), ('costs', 'Costs')], max_length=8)),
                ('day', models.DateField()),
                ('is_internal', models.BooleanField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('rows', models.IntegerField()),
                ('is_placed', models.BooleanField(db_default=False, default=False)),
                ('business_unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.businessunit')),
                ('customer', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='customers.customer')),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='projects.project')),
                ('status', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='invoices.invoicestatus')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_placed', False)), fields=['project'], name='ledgerchange_of_project'), models.Index(condition=models.Q(('is_placed', False)), fields=['customer'], name='ledgerchange_of_customer')],
            },
        ),
        migrations.CreateModel(
            name='LedgerRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('book', models.CharField(choices=[('invoices', 'Invoices'), ('costs', 'Costs')], max_length=8)),
                ('day', models.DateField()),
                ('is_internal', models.BooleanField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('rows', models.IntegerField()),
                ('grain', models.CharField(choices=[('all_month', 'All Month'), ('all_day', 'All Day'), ('unit_month', 'Unit Month'), ('unit_day', 'Unit Day'), ('owner_month', 'Owner Month'), ('owner_day', 'Owner Day')], max_length=11)),
                ('business_unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.businessunit')),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('status', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='invoices.invoicestatus')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('grain__in', ['owner_month', 'owner_day'])), fields=['owner', 'book', 'grain', 'day'], name='ledgerrow_of_owner')],
                'constraints': [models.UniqueConstraint(fields=('book', 'grain', 'day', 'owner', 'business_unit', 'status', 'is_internal'), include=('amount',), name='ledgerrow_once', nulls_distinct=False)],
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
        migrations.CreateModel(
            name='ProfileFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.SlugField(max_length=40)),
                ('keys', models.JSONField(default=list)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='accounts.accessprofile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('profile', 'place'), name='profilefigures_one_each')],
            },
        ),
        migrations.CreateModel(
            name='ProfileFiguresEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('place', models.SlugField(db_index=False, max_length=40)),
                ('keys', models.JSONField(default=list)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='kpis.profilefigures')),
                ('profile', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.accessprofile')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='kpis_profil_pgh_con_9744dd_idx')],
            },
        ),
        migrations.CreateModel(
            name='Stance',
            fields=[
                ('kind', models.CharField(choices=[('active', 'Active'), ('prospect', 'Prospect'), ('pipeline', 'Pipeline'), ('pipeline_weighted', 'Pipeline Weighted'), ('prospects_weighted', 'Prospects Weighted'), ('estimated', 'Estimated'), ('order_book', 'Order Book'), ('needs_attention', 'Needs Attention'), ('no_contact', 'No Contact'), ('overdue', 'Overdue')], max_length=18)),
                ('scope', models.TextField(blank=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('customer_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'kpis_stance',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('customer_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('active', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('prospect', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('reach', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('sums', models.JSONField(default=list)),
                ('account_owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('business_unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.businessunit')),
            ],
            options={
                'abstract': False,
            },
        ),
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
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('active', 'Active'), ('prospect', 'Prospect'), ('pipeline', 'Pipeline'), ('pipeline_weighted', 'Pipeline Weighted'), ('prospects_weighted', 'Prospects Weighted'), ('estimated', 'Estimated'), ('order_book', 'Order Book'), ('needs_attention', 'Needs Attention'), ('no_contact', 'No Contact'), ('overdue', 'Overdue')], max_length=18)),
                ('scope', models.TextField(blank=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('as_of', models.DateField(null=True)),
                ('business_unit', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.businessunit')),
                ('owner', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'scope', 'as_of', 'owner', 'business_unit'), include=('amount',), name='tally_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='TouchedCustomer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer_id', models.BigIntegerField(null=True)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profilefigures',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kpis_profilefiguresevent" ("id", "keys", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "profile_id") SELECT new_values."id", new_values."keys", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."profile_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='542e17874c5c227f544a8faf62a1275265fe2d87', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2d25b', referencing='REFERENCING NEW TABLE AS new_values ', table='kpis_profilefigures', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profilefigures',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kpis_profilefiguresevent" ("id", "keys", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "profile_id") SELECT old_values."id", old_values."keys", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."place", old_values."profile_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ad57c7a6b99f9114c14550b477177f34deb4f318', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_4d096', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='kpis_profilefigures', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='profilefigures',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kpis_profilefiguresevent" ("id", "keys", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "profile_id") SELECT old_values."id", old_values."keys", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."profile_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='88046b2366a8b583070f83efab7d0761cae84347', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2cd9b', referencing='REFERENCING OLD TABLE AS old_values ', table='kpis_profilefigures', when='AFTER')),
        ),
    ]
