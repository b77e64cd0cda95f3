import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('catalogue', '0001_initial'), ('catalogue', '0002_keep_the_row_before'), ('catalogue', '0003_custom_fields'), ('catalogue', '0004_history_by_context')]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='CustomField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entity', models.CharField(choices=[('customer', 'Customer'), ('contact', 'Contact person'), ('project', 'Project')], max_length=10, verbose_name='entity')),
                ('key', models.SlugField(max_length=40, verbose_name='key')),
                ('label', models.CharField(max_length=80, verbose_name='label')),
                ('type', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('money', 'Money'), ('date', 'Date'), ('boolean', 'Yes or no'), ('choice', 'Choice'), ('choices', 'Several choices')], max_length=10, verbose_name='type')),
                ('choices', models.JSONField(blank=True, default=list, verbose_name='choices')),
                ('is_required', models.BooleanField(default=False, verbose_name='required')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'ordering': ['entity', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('entity', 'key'), name='customfield_key_once'), models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z][a-z0-9]*(_[a-z0-9]+)*$')), name='customfield_key_plain'), models.CheckConstraint(condition=models.Q(('entity__in', ['customer', 'contact', 'project'])), name='customfield_entity'), models.CheckConstraint(condition=models.Q(('type__in', ['text', 'number', 'money', 'date', 'boolean', 'choice', 'choices'])), name='customfield_type')],
            },
        ),
        migrations.CreateModel(
            name='CustomFieldEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('entity', models.CharField(choices=[('customer', 'Customer'), ('contact', 'Contact person'), ('project', 'Project')], max_length=10, verbose_name='entity')),
                ('key', models.SlugField(db_index=False, max_length=40, verbose_name='key')),
                ('label', models.CharField(max_length=80, verbose_name='label')),
                ('type', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('money', 'Money'), ('date', 'Date'), ('boolean', 'Yes or no'), ('choice', 'Choice'), ('choices', 'Several choices')], max_length=10, verbose_name='type')),
                ('choices', models.JSONField(blank=True, default=list, verbose_name='choices')),
                ('is_required', models.BooleanField(default=False, verbose_name='required')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='catalogue.customfield')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='catalogue_c_pgh_con_743e42_idx')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='catalogue_stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE accounts_organisation SET catalogue_stamp = gen_random_uuid(); RETURN NULL;', hash='bc3460cb844d0f45d43a8c15b89acdb8d2ecc67d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_catalogue_stamp_insert_bcad7', table='catalogue_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='catalogue_stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE accounts_organisation SET catalogue_stamp = gen_random_uuid(); RETURN NULL;', hash='d7f629e2ce359e8e2c6b69a31437a85f1c434a1f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_catalogue_stamp_update_d4983', table='catalogue_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='catalogue_stamp_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE accounts_organisation SET catalogue_stamp = gen_random_uuid(); RETURN NULL;', hash='2bc66aa0127210598a96a0a7d1251aad35312cea', level='STATEMENT', operation='DELETE', pgid='pgtrigger_catalogue_stamp_delete_a8627', table='catalogue_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "catalogue_customfieldevent" ("choices", "entity", "id", "is_active", "is_required", "key", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "type") SELECT new_values."choices", new_values."entity", new_values."id", new_values."is_active", new_values."is_required", new_values."key", new_values."label", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='59826167c7919f500fd38b4beb9c3f91936762d5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_951b2', referencing='REFERENCING NEW TABLE AS new_values ', table='catalogue_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "catalogue_customfieldevent" ("choices", "entity", "id", "is_active", "is_required", "key", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "type") SELECT old_values."choices", old_values."entity", old_values."id", old_values."is_active", old_values."is_required", old_values."key", old_values."label", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."position", old_values."type" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2df94b04692df1b5b54a661fb96dcbeda8d4c4c1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_abaf4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='catalogue_customfield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customfield',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "catalogue_customfieldevent" ("choices", "entity", "id", "is_active", "is_required", "key", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "type") SELECT old_values."choices", old_values."entity", old_values."id", old_values."is_active", old_values."is_required", old_values."key", old_values."label", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='679b50d6def2fd44e2544587c5e1f04f52ded579', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a0f7a', referencing='REFERENCING OLD TABLE AS old_values ', table='catalogue_customfield', when='AFTER')),
        ),
    ]
