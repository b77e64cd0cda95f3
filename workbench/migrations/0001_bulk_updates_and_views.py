import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('workbench', '0001_initial'), ('workbench', '0002_keep_the_row_before'), ('workbench', '0003_bulk_updates'), ('workbench', '0004_history_by_context'), ('workbench', '0005_registerpreference_figures_and_more')]

    initial = True

    dependencies = [
        ('accounts', '0002_users_and_units'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.SlugField(max_length=40)),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='waiting', max_length=9)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('kind', models.CharField(default='change', max_length=10)),
                ('selection', models.JSONField(default=dict)),
                ('changes', models.JSONField(default=dict)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('context', models.UUIDField(blank=True, null=True, unique=True)),
                ('counts', models.JSONField(default=dict)),
                ('problem', models.CharField(blank=True, max_length=20)),
                ('is_undone', models.BooleanField(default=False)),
                ('undoes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='workbench.bulkupdate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('status__in', ('waiting', 'running'))), fields=['status'], name='bulkupdate_under_way')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'running', 'done', 'failed', 'cancelled'])), name='bulkupdate_status')],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.SlugField(max_length=40)),
                ('file_format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'XLSX')], max_length=4)),
                ('query', models.TextField(blank=True)),
                ('columns', models.JSONField(default=list)),
                ('selected', models.BooleanField(default=False)),
                ('row_count', models.PositiveIntegerField()),
                ('scope', models.CharField(max_length=4)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('file_format__in', ['csv', 'xlsx'])), name='export_file_format')],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.SlugField(max_length=40)),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='waiting', max_length=9)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('file_name', models.CharField(max_length=255)),
                ('mapping', models.JSONField(default=dict)),
                ('errors', models.JSONField(default=list)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'running', 'done', 'failed', 'cancelled'])), name='import_status')],
            },
        ),
        migrations.CreateModel(
            name='LeftRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.BigIntegerField()),
                ('outcome', models.CharField(max_length=10)),
                ('bulk_update', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='left', to='workbench.bulkupdate')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bulk_update', 'outcome', 'record'), name='leftrow_once')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['user', '-created_at'], name='notification_unread')],
            },
        ),
        migrations.CreateModel(
            name='RegisterPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.SlugField(max_length=40)),
                ('columns', models.JSONField(default=list)),
                ('page_size', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('figures', models.JSONField(blank=True, null=True)),
                ('figures_follow', models.BooleanField(default=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='register_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'register'), name='registerpreference_one_each')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared')),
                ('query', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['register', 'position', 'name'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'register', 'name'), name='savedview_name_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedViewEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('register', models.SlugField(db_index=False, max_length=40)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared')),
                ('query', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='workbench.savedview')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='workbench_s_pgh_con_fc1d0b_idx')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "workbench_savedviewevent" ("id", "is_shared", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "query", "register") SELECT new_values."id", new_values."is_shared", new_values."name", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."query", new_values."register" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='641b916b72ea8fad9cee2a86c29aab77ef5fff89', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_01303', referencing='REFERENCING NEW TABLE AS new_values ', table='workbench_savedview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "workbench_savedviewevent" ("id", "is_shared", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "query", "register") SELECT old_values."id", old_values."is_shared", old_values."name", old_values."owner_id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."position", old_values."query", old_values."register" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='06821c636afdb1d47c95642383f9f15d89497b63', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_ec5c3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='workbench_savedview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "workbench_savedviewevent" ("id", "is_shared", "name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "query", "register") SELECT old_values."id", old_values."is_shared", old_values."name", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."query", old_values."register" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='30c45d7964359aff96a9cab55726d3c8ec66c359', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4f33a', referencing='REFERENCING OLD TABLE AS old_values ', table='workbench_savedview', when='AFTER')),
        ),
    ]
