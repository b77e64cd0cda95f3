import accounts.alphabet
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('projects', '0001_initial'), ('projects', '0002_keep_the_row_before'), ('projects', '0003_history_by_context'), ('projects', '0004_registers'), ('projects', '0005_status_changed_at'), ('projects', '0006_read_without_rows'), ('projects', '0007_costs_read_alone'), ('projects', '0008_expected_first')]

    initial = True

    dependencies = [
        ('accounts', '0002_users_and_units'),
        ('customers', '0001_customers_and_contacts'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeadSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name',), name='leadsource_name_once')],
            },
        ),
        migrations.CreateModel(
            name='ProjectStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('name',), name='projectstatus_name_once')],
            },
        ),
        migrations.CreateModel(
            name='SalesStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('category', models.CharField(choices=[('in_progress', 'In progress'), ('won', 'Won'), ('lost', 'Lost')], max_length=11, verbose_name='category')),
                ('probability', models.PositiveSmallIntegerField(default=0, verbose_name='probability, %')),
                ('is_default', models.BooleanField(default=False, verbose_name='default')),
            ],
            options={
                'ordering': ['probability', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('name',), name='salesstatus_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='salesstatus_one_default'), models.CheckConstraint(condition=models.Q(('category__in', ['in_progress', 'won', 'lost'])), name='salesstatus_category'), models.CheckConstraint(condition=models.Q(('probability__range', (0, 100))), name='salesstatus_probability')],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='number')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('is_internal', models.BooleanField(default=False, verbose_name='internal project')),
                ('currency', models.CharField(db_collation='C', max_length=3, verbose_name='currency')),
                ('expected_value', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='expected value')),
                ('expected_value_base', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=14, null=True)),
                ('probability', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='probability, %')),
                ('expected_order_date', models.DateField(blank=True, null=True, verbose_name='expected order date')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='order date')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('is_closed', models.BooleanField(default=False, verbose_name='closed')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closing date')),
                ('lost_reason', models.CharField(blank=True, max_length=200, verbose_name='lost because')),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('status_changed_at', models.DateTimeField(editable=False, null=True)),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('search_text', models.GeneratedField(db_persist=True, expression=accounts.alphabet.Fold(django.db.models.functions.text.Concat(models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('number', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('name', models.TextField()), models.Value('', models.TextField())), output_field=models.TextField())), output_field=models.TextField())),
                ('business_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='accounts.businessunit')),
                ('customer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='customers.customer')),
                ('lead_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.leadsource')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to=settings.AUTH_USER_MODEL)),
                ('status', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.projectstatus')),
                ('sales_status', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.salesstatus')),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='project_by_name'), models.Index(fields=['is_closed', 'sort_name', 'id'], name='project_closed_by_name'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', 'gin_trgm_ops'), gin_pending_list_limit=1024, name='project_search'), models.Index(fields=['owner', 'is_closed'], name='project_by_owner'), models.Index(fields=['business_unit', 'is_closed'], name='project_by_unit'), models.Index(condition=models.Q(('is_closed', False)), fields=['expected_order_date', 'sort_name', 'id'], include=('sales_status',), name='project_expected'), models.Index(fields=['customer'], include=('id', 'is_internal', 'owner', 'business_unit'), name='project_of_customer'), models.Index(condition=models.Q(('is_closed', False)), fields=['sales_status', 'expected_order_date'], include=('id', 'customer', 'owner', 'business_unit', 'expected_value_base', 'probability'), name='project_in_work'), models.Index(fields=['sales_status', 'order_date'], include=('expected_value_base',), name='project_ordered'), models.Index(fields=['sales_status', 'status_changed_at'], include=('id',), name='project_decided')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='project_name_given'), models.CheckConstraint(condition=models.Q(('probability', None), ('probability__range', (0, 100)), _connector='OR'), name='project_probability'), models.CheckConstraint(condition=models.Q(('is_closed', False), models.Q(('closed_on', None), _negated=True), _connector='OR'), name='project_closing_date'), models.CheckConstraint(condition=models.Q(('is_internal', False), ('sales_status', None), _connector='OR'), name='project_internal_is_not_sold'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='project_dates'), models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$')), name='project_currency_code')],
            },
        ),
        migrations.CreateModel(
            name='CostEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('kind', models.CharField(choices=[('hours', 'Hours'), ('travel', 'Travel'), ('expense', 'Expense'), ('subcontracting', 'Subcontracting')], max_length=14, verbose_name='kind')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='quantity')),
                ('unit_cost', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='unit cost')),
                ('cost', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='cost')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='description')),
                ('is_billable', models.BooleanField(default=True, verbose_name='billable')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cost_entries', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='projects.project')),
            ],
            options={
                'verbose_name_plural': 'cost entries',
                'indexes': [models.Index(fields=['date', 'id'], name='costentry_by_date'), models.Index(fields=['project', 'date'], include=('cost',), name='costentry_of_project')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['hours', 'travel', 'expense', 'subcontracting'])), name='costentry_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'hours'), _negated=True), ('person__isnull', False), _connector='OR'), name='costentry_hours_have_person')],
            },
        ),
        migrations.CreateModel(
            name='CostEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('date', models.DateField(verbose_name='date')),
                ('kind', models.CharField(choices=[('hours', 'Hours'), ('travel', 'Travel'), ('expense', 'Expense'), ('subcontracting', 'Subcontracting')], max_length=14, verbose_name='kind')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='quantity')),
                ('unit_cost', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='unit cost')),
                ('cost', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='cost')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='description')),
                ('is_billable', models.BooleanField(default=True, verbose_name='billable')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.costentry')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='projects_co_pgh_con_122aa2_idx')],
            },
        ),
        migrations.CreateModel(
            name='LeadSourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.leadsource')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='projects_le_pgh_con_d1f3df_idx')],
            },
        ),
        migrations.CreateModel(
            name='ProjectEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('is_internal', models.BooleanField(default=False, verbose_name='internal project')),
                ('currency', models.CharField(db_collation='C', max_length=3, verbose_name='currency')),
                ('expected_value', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='expected value')),
                ('expected_value_base', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=14, null=True)),
                ('probability', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='probability, %')),
                ('expected_order_date', models.DateField(blank=True, null=True, verbose_name='expected order date')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='order date')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('is_closed', models.BooleanField(default=False, verbose_name='closed')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closing date')),
                ('lost_reason', models.CharField(blank=True, max_length=200, verbose_name='lost because')),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('business_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.businessunit')),
                ('customer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.customer')),
                ('lead_source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.leadsource')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.project')),
                ('status', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectstatus')),
                ('sales_status', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.salesstatus')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='projects_pr_pgh_con_5070bd_idx')],
            },
        ),
        migrations.CreateModel(
            name='ProjectStatusEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectstatus')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='projects_pr_pgh_con_6a77fa_idx')],
            },
        ),
        migrations.CreateModel(
            name='SalesStatusEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('category', models.CharField(choices=[('in_progress', 'In progress'), ('won', 'Won'), ('lost', 'Lost')], max_length=11, verbose_name='category')),
                ('probability', models.PositiveSmallIntegerField(default=0, verbose_name='probability, %')),
                ('is_default', models.BooleanField(default=False, verbose_name='default')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.salesstatus')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='projects_sa_pgh_con_3a882b_idx')],
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('new_status', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.salesstatus')),
                ('old_status', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.salesstatus')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='status_changes', to='projects.project')),
            ],
            options={
                'indexes': [models.Index(fields=['changed_at'], name='statuschange_by_time')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leadsource',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_leadsourceevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e4577fd06e1d227cc0fa3660d3a26e27166bd8a7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bddc9', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_leadsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leadsource',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_leadsourceevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."name", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='274a175a5e405b618ad66ab4f0351d607d4882d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_bca7f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_leadsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leadsource',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_leadsourceevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='50912a08d3badef5c3e666421e1d0c1270e35446', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_87702', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_leadsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectstatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectstatusevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='828e35f53a1661891bbac10a21e65cb7f9398d68', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2f356', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_projectstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectstatus',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectstatusevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."id", old_values."is_active", old_values."name", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."position" IS DISTINCT FROM (new_values."position")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d44e78f4cd1ce2613201d887004ddcea69fb69b7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_31b4e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_projectstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectstatus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectstatusevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."id", old_values."is_active", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='46b8f8dc82dfb1efc8da657a55d325d9e2e2b016', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6708a', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_projectstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='salesstatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_salesstatusevent" ("category", "id", "is_active", "is_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability") SELECT new_values."category", new_values."id", new_values."is_active", new_values."is_default", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."probability" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='68e55e615b337f951d645988836ec666751032b6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_51213', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_salesstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='salesstatus',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_salesstatusevent" ("category", "id", "is_active", "is_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability") SELECT old_values."category", old_values."id", old_values."is_active", old_values."is_default", old_values."name", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."probability" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_default" IS DISTINCT FROM (new_values."is_default") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."probability" IS DISTINCT FROM (new_values."probability")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a738cd571680e35b67c2da7abb138c5482da5b6b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_35047', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_salesstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='salesstatus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_salesstatusevent" ("category", "id", "is_active", "is_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability") SELECT old_values."category", old_values."id", old_values."is_active", old_values."is_default", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."probability" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d17a44a3d7464bb1ddcd88e82def9b27151bb808', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_489b7', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_salesstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_costentryevent" ("cost", "date", "description", "id", "is_billable", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "unit_cost") SELECT new_values."cost", new_values."date", new_values."description", new_values."id", new_values."is_billable", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."quantity", new_values."unit_cost" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b33204103f9fd99402ad153a1f0e57b269ed7ee', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_68c60', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_costentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costentry',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_costentryevent" ("cost", "date", "description", "id", "is_billable", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "unit_cost") SELECT old_values."cost", old_values."date", old_values."description", old_values."id", old_values."is_billable", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."project_id", old_values."quantity", old_values."unit_cost" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='716cc0a8941e866a4a80ef78aa11ec044ba001cb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_65515', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_costentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_costentryevent" ("cost", "date", "description", "id", "is_billable", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "quantity", "unit_cost") SELECT old_values."cost", old_values."date", old_values."description", old_values."id", old_values."is_billable", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."quantity", old_values."unit_cost" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='29cb21c279a352c37d369fbd8475706c8caf3e61', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6af2c', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_costentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='project_lost_is_closed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW."is_closed" AND NEW."sales_status_id" IS NOT NULL)', func="\n                    IF (SELECT category FROM projects_salesstatus WHERE id = NEW.sales_status_id) = 'lost' THEN\n                        RAISE check_violation USING MESSAGE = 'a lost sales project is always closed',\n                                                    CONSTRAINT = 'project_lost_is_closed';\n                    END IF;\n                    RETURN NEW;\n                ", hash='dad78aad92de210acb22218ed71143301a925b79', operation='INSERT OR UPDATE OF "sales_status_id", "is_closed"', pgid='pgtrigger_project_lost_is_closed_3e99f', table='projects_project', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("business_unit_id", "closed_on", "created_at", "currency", "custom", "customer_id", "ends_on", "expected_order_date", "expected_value", "expected_value_base", "id", "is_closed", "is_internal", "lead_source_id", "lost_reason", "name", "number", "order_date", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "sales_status_id", "starts_on", "status_id", "updated_at") SELECT new_values."business_unit_id", new_values."closed_on", new_values."created_at", new_values."currency", new_values."custom", new_values."customer_id", new_values."ends_on", new_values."expected_order_date", new_values."expected_value", new_values."expected_value_base", new_values."id", new_values."is_closed", new_values."is_internal", new_values."lead_source_id", new_values."lost_reason", new_values."name", new_values."number", new_values."order_date", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."probability", new_values."sales_status_id", new_values."starts_on", new_values."status_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bccacfb96dff4fbfd4ea8af177d8ab45c6038c08', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2e147', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_project', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("business_unit_id", "closed_on", "created_at", "currency", "custom", "customer_id", "ends_on", "expected_order_date", "expected_value", "expected_value_base", "id", "is_closed", "is_internal", "lead_source_id", "lost_reason", "name", "number", "order_date", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "sales_status_id", "starts_on", "status_id", "updated_at") SELECT old_values."business_unit_id", old_values."closed_on", old_values."created_at", old_values."currency", old_values."custom", old_values."customer_id", old_values."ends_on", old_values."expected_order_date", old_values."expected_value", old_values."expected_value_base", old_values."id", old_values."is_closed", old_values."is_internal", old_values."lead_source_id", old_values."lost_reason", old_values."name", old_values."number", old_values."order_date", old_values."owner_id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."probability", old_values."sales_status_id", old_values."starts_on", old_values."status_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."business_unit_id" IS DISTINCT FROM (new_values."business_unit_id") OR old_values."closed_on" IS DISTINCT FROM (new_values."closed_on") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."customer_id" IS DISTINCT FROM (new_values."customer_id") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."expected_order_date" IS DISTINCT FROM (new_values."expected_order_date") OR old_values."expected_value" IS DISTINCT FROM (new_values."expected_value") OR old_values."expected_value_base" IS DISTINCT FROM (new_values."expected_value_base") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_closed" IS DISTINCT FROM (new_values."is_closed") OR old_values."is_internal" IS DISTINCT FROM (new_values."is_internal") OR old_values."lead_source_id" IS DISTINCT FROM (new_values."lead_source_id") OR old_values."lost_reason" IS DISTINCT FROM (new_values."lost_reason") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."order_date" IS DISTINCT FROM (new_values."order_date") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."probability" IS DISTINCT FROM (new_values."probability") OR old_values."sales_status_id" IS DISTINCT FROM (new_values."sales_status_id") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."status_id" IS DISTINCT FROM (new_values."status_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bcf52d4d490e9004c7fd8e373d38660b33c76b5e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_b0979', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_project', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("business_unit_id", "closed_on", "created_at", "currency", "custom", "customer_id", "ends_on", "expected_order_date", "expected_value", "expected_value_base", "id", "is_closed", "is_internal", "lead_source_id", "lost_reason", "name", "number", "order_date", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "probability", "sales_status_id", "starts_on", "status_id", "updated_at") SELECT old_values."business_unit_id", old_values."closed_on", old_values."created_at", old_values."currency", old_values."custom", old_values."customer_id", old_values."ends_on", old_values."expected_order_date", old_values."expected_value", old_values."expected_value_base", old_values."id", old_values."is_closed", old_values."is_internal", old_values."lead_source_id", old_values."lost_reason", old_values."name", old_values."number", old_values."order_date", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."probability", old_values."sales_status_id", old_values."starts_on", old_values."status_id", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d2f046f474389977c8550713da2aabe5efcfc13', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2192f', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_project', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statuschange',
            trigger=pgtrigger.compiler.Trigger(name='status_changed_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            UPDATE projects_project p SET status_changed_at = last.changed_at\n            FROM (\n                SELECT told.project_id, max(c.changed_at) AS changed_at\n                FROM (SELECT project_id FROM came) told LEFT JOIN projects_statuschange c ON c.project_id = told.project_id\n                GROUP BY told.project_id\n            ) last\n            WHERE p.id = last.project_id AND p.status_changed_at IS DISTINCT FROM last.changed_at;\n            RETURN NULL;\n        ', hash='8f4acc28ef7e8966bf94d2df0960f3c4e7ec3471', level='STATEMENT', operation='INSERT', pgid='pgtrigger_status_changed_insert_3825c', referencing='REFERENCING NEW TABLE AS came ', table='projects_statuschange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statuschange',
            trigger=pgtrigger.compiler.Trigger(name='status_changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            UPDATE projects_project p SET status_changed_at = last.changed_at\n            FROM (\n                SELECT told.project_id, max(c.changed_at) AS changed_at\n                FROM (SELECT project_id FROM came UNION SELECT project_id FROM went) told LEFT JOIN projects_statuschange c ON c.project_id = told.project_id\n                GROUP BY told.project_id\n            ) last\n            WHERE p.id = last.project_id AND p.status_changed_at IS DISTINCT FROM last.changed_at;\n            RETURN NULL;\n        ', hash='9691bfaafcacab500f10e5e80c042673378195ea', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_status_changed_update_0befb', referencing='REFERENCING OLD TABLE AS went  NEW TABLE AS came ', table='projects_statuschange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statuschange',
            trigger=pgtrigger.compiler.Trigger(name='status_changed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            UPDATE projects_project p SET status_changed_at = last.changed_at\n            FROM (\n                SELECT told.project_id, max(c.changed_at) AS changed_at\n                FROM (SELECT project_id FROM went) told LEFT JOIN projects_statuschange c ON c.project_id = told.project_id\n                GROUP BY told.project_id\n            ) last\n            WHERE p.id = last.project_id AND p.status_changed_at IS DISTINCT FROM last.changed_at;\n            RETURN NULL;\n        ', hash='fa2abd542a7a9ab457e06973283d2f13c8d45c46', level='STATEMENT', operation='DELETE', pgid='pgtrigger_status_changed_delete_1d9d2', referencing='REFERENCING OLD TABLE AS went ', table='projects_statuschange', when='AFTER')),
        ),
    ]
