import accounts.alphabet
import accounts.models
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0002_accounts'), ('accounts', '0003_custom_fields'), ('accounts', '0004_bulk_updates_kept')]

    initial = True

    dependencies = [
        ('accounts', '0001_alphabet'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('customers_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see customers and contacts')),
                ('customers_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit customers and contacts')),
                ('sales_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see sales and projects')),
                ('sales_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit sales and projects')),
                ('costs_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see costs and margins')),
                ('costs_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit costs and margins')),
                ('invoices_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see invoices')),
                ('invoices_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit invoices')),
                ('reports_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see reports')),
                ('reports_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit reports')),
                ('settings_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see settings')),
                ('settings_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit settings')),
                ('may_bulk_update', models.BooleanField(default=False, verbose_name='bulk update')),
                ('may_export', models.BooleanField(default=False, verbose_name='export')),
                ('may_import', models.BooleanField(default=False, verbose_name='import')),
                ('may_delete', models.BooleanField(default=False, verbose_name='delete')),
                ('may_share_reports', models.BooleanField(default=False, verbose_name='share reports')),
                ('may_manage_users', models.BooleanField(default=False, verbose_name='manage users')),
                ('invoice_status_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='highest invoice status that may be edited')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('customers_view__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_customers_view'), models.CheckConstraint(condition=models.Q(('customers_edit__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_customers_edit'), models.CheckConstraint(condition=models.Q(('sales_view__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_sales_view'), models.CheckConstraint(condition=models.Q(('sales_edit__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_sales_edit'), models.CheckConstraint(condition=models.Q(('costs_view__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_costs_view'), models.CheckConstraint(condition=models.Q(('costs_edit__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_costs_edit'), models.CheckConstraint(condition=models.Q(('invoices_view__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_invoices_view'), models.CheckConstraint(condition=models.Q(('invoices_edit__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_invoices_edit'), models.CheckConstraint(condition=models.Q(('reports_view__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_reports_view'), models.CheckConstraint(condition=models.Q(('reports_edit__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_reports_edit'), models.CheckConstraint(condition=models.Q(('settings_view__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_settings_view'), models.CheckConstraint(condition=models.Q(('settings_edit__in', ['none', 'own', 'unit', 'all'])), name='accessprofile_settings_edit')],
            },
        ),
        migrations.CreateModel(
            name='AccessProfileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('customers_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see customers and contacts')),
                ('customers_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit customers and contacts')),
                ('sales_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see sales and projects')),
                ('sales_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit sales and projects')),
                ('costs_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see costs and margins')),
                ('costs_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit costs and margins')),
                ('invoices_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see invoices')),
                ('invoices_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit invoices')),
                ('reports_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see reports')),
                ('reports_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit reports')),
                ('settings_view', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='see settings')),
                ('settings_edit', models.CharField(choices=[('none', 'None'), ('own', 'Own'), ('unit', 'Own and unit'), ('all', 'All')], default='none', max_length=4, verbose_name='edit settings')),
                ('may_bulk_update', models.BooleanField(default=False, verbose_name='bulk update')),
                ('may_export', models.BooleanField(default=False, verbose_name='export')),
                ('may_import', models.BooleanField(default=False, verbose_name='import')),
                ('may_delete', models.BooleanField(default=False, verbose_name='delete')),
                ('may_share_reports', models.BooleanField(default=False, verbose_name='share reports')),
                ('may_manage_users', models.BooleanField(default=False, verbose_name='manage users')),
                ('invoice_status_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='highest invoice status that may be edited')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.accessprofile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BusinessUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_company', models.BooleanField(default=False, verbose_name='is a company with invoice numbers of its own')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.businessunit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('parent', 'name'), name='businessunit_name_in_parent', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='businessunit_not_its_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='BusinessUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_company', models.BooleanField(default=False, verbose_name='is a company with invoice numbers of its own')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.businessunit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.businessunit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('first_name', models.CharField(max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(max_length=80, verbose_name='last name')),
                ('initials', models.CharField(blank=True, max_length=4, verbose_name='initials')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], max_length=2, verbose_name='language')),
                ('theme', models.CharField(blank=True, choices=[('light', 'Light'), ('dark', 'Dark')], max_length=5, verbose_name='theme')),
                ('density', models.CharField(blank=True, choices=[('comfortable', 'Comfortable')], max_length=11, verbose_name='row height')),
                ('side', models.CharField(blank=True, choices=[('mini', 'Collapsed')], max_length=4, verbose_name='side navigation')),
                ('single_keys', models.BooleanField(default=True, verbose_name='single-key shortcuts')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey(django.db.models.functions.text.Concat('last_name', models.Value(' '), 'first_name', output_field=models.TextField())), output_field=models.TextField(db_collation='C'))),
                ('supervisor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports_to_me', to=settings.AUTH_USER_MODEL)),
                ('profile', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='accounts.accessprofile')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='accounts.businessunit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once'), models.CheckConstraint(condition=models.Q(('supervisor', models.F('id')), _negated=True), name='user_not_own_supervisor')],
            },
        ),
        migrations.CreateModel(
            name='CostRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hourly_cost', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='hourly cost')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_rates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'valid_from'), name='costrate_one_a_day'), models.CheckConstraint(condition=models.Q(('hourly_cost__gte', 0)), name='costrate_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='CostRateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('hourly_cost', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='hourly cost')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.costrate')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='company name')),
                ('base_currency', models.CharField(max_length=3, verbose_name='base currency')),
                ('fiscal_year_start', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first month of the fiscal year')),
                ('time_zone', models.CharField(default='Europe/Oslo', max_length=64, validators=[accounts.models.check_time_zone], verbose_name='time zone')),
                ('default_language', models.CharField(choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], default='en', max_length=2, verbose_name='language')),
                ('default_country', models.CharField(default='NO', max_length=2, verbose_name='country')),
                ('default_payment_terms', models.PositiveSmallIntegerField(default=14, verbose_name='payment terms, days')),
                ('alphabet', models.CharField(choices=[('sv', 'Swedish and Finnish: å ä ö'), ('nb', 'Norwegian and Danish: æ ø å')], default='nb', max_length=2, verbose_name='alphabet for sorting')),
                ('bulk_updates_kept', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='days a bulk update can be undone')),
                ('catalogue_stamp', models.UUIDField(editable=False, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='organisation_is_one'), models.CheckConstraint(condition=models.Q(('fiscal_year_start__range', (1, 12))), name='organisation_fiscal_month'), models.CheckConstraint(condition=models.Q(('base_currency__regex', '^[A-Z]{3}$')), name='organisation_currency_code'), models.CheckConstraint(condition=models.Q(('bulk_updates_kept__range', (1, 3650))), name='organisation_bulk_updates_kept')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='company name')),
                ('base_currency', models.CharField(max_length=3, verbose_name='base currency')),
                ('fiscal_year_start', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first month of the fiscal year')),
                ('time_zone', models.CharField(default='Europe/Oslo', max_length=64, validators=[accounts.models.check_time_zone], verbose_name='time zone')),
                ('default_language', models.CharField(choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], default='en', max_length=2, verbose_name='language')),
                ('default_country', models.CharField(default='NO', max_length=2, verbose_name='country')),
                ('default_payment_terms', models.PositiveSmallIntegerField(default=14, verbose_name='payment terms, days')),
                ('alphabet', models.CharField(choices=[('sv', 'Swedish and Finnish: å ä ö'), ('nb', 'Norwegian and Danish: æ ø å')], default='nb', max_length=2, verbose_name='alphabet for sorting')),
                ('bulk_updates_kept', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='days a bulk update can be undone')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('first_name', models.CharField(max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(max_length=80, verbose_name='last name')),
                ('initials', models.CharField(blank=True, max_length=4, verbose_name='initials')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], max_length=2, verbose_name='language')),
                ('theme', models.CharField(blank=True, choices=[('light', 'Light'), ('dark', 'Dark')], max_length=5, verbose_name='theme')),
                ('density', models.CharField(blank=True, choices=[('comfortable', 'Comfortable')], max_length=11, verbose_name='row height')),
                ('side', models.CharField(blank=True, choices=[('mini', 'Collapsed')], max_length=4, verbose_name='side navigation')),
                ('single_keys', models.BooleanField(default=True, verbose_name='single-key shortcuts')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('profile', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.accessprofile')),
                ('supervisor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.businessunit')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessprofile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_accessprofileevent" ("costs_edit", "costs_view", "customers_edit", "customers_view", "id", "invoice_status_limit", "invoices_edit", "invoices_view", "may_bulk_update", "may_delete", "may_export", "may_import", "may_manage_users", "may_share_reports", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_edit", "reports_view", "sales_edit", "sales_view", "settings_edit", "settings_view") SELECT new_values."costs_edit", new_values."costs_view", new_values."customers_edit", new_values."customers_view", new_values."id", new_values."invoice_status_limit", new_values."invoices_edit", new_values."invoices_view", new_values."may_bulk_update", new_values."may_delete", new_values."may_export", new_values."may_import", new_values."may_manage_users", new_values."may_share_reports", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reports_edit", new_values."reports_view", new_values."sales_edit", new_values."sales_view", new_values."settings_edit", new_values."settings_view" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f90e4af8cd308581036770acddfccbe55ff449fd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ca3a6', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_accessprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessprofile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_accessprofileevent" ("costs_edit", "costs_view", "customers_edit", "customers_view", "id", "invoice_status_limit", "invoices_edit", "invoices_view", "may_bulk_update", "may_delete", "may_export", "may_import", "may_manage_users", "may_share_reports", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_edit", "reports_view", "sales_edit", "sales_view", "settings_edit", "settings_view") SELECT new_values."costs_edit", new_values."costs_view", new_values."customers_edit", new_values."customers_view", new_values."id", new_values."invoice_status_limit", new_values."invoices_edit", new_values."invoices_view", new_values."may_bulk_update", new_values."may_delete", new_values."may_export", new_values."may_import", new_values."may_manage_users", new_values."may_share_reports", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reports_edit", new_values."reports_view", new_values."sales_edit", new_values."sales_view", new_values."settings_edit", new_values."settings_view" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b76a7d8bce052c210db2d1056ef4e815f2162804', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_07e71', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_accessprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessprofile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_accessprofileevent" ("costs_edit", "costs_view", "customers_edit", "customers_view", "id", "invoice_status_limit", "invoices_edit", "invoices_view", "may_bulk_update", "may_delete", "may_export", "may_import", "may_manage_users", "may_share_reports", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_edit", "reports_view", "sales_edit", "sales_view", "settings_edit", "settings_view") SELECT old_values."costs_edit", old_values."costs_view", old_values."customers_edit", old_values."customers_view", old_values."id", old_values."invoice_status_limit", old_values."invoices_edit", old_values."invoices_view", old_values."may_bulk_update", old_values."may_delete", old_values."may_export", old_values."may_import", old_values."may_manage_users", old_values."may_share_reports", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reports_edit", old_values."reports_view", old_values."sales_edit", old_values."sales_view", old_values."settings_edit", old_values."settings_view" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='087259cdd8f4d68b7543d86c89145e370c6c5e71', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_74102', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_accessprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_organisationevent" ("alphabet", "base_currency", "bulk_updates_kept", "default_country", "default_language", "default_payment_terms", "fiscal_year_start", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") SELECT new_values."alphabet", new_values."base_currency", new_values."bulk_updates_kept", new_values."default_country", new_values."default_language", new_values."default_payment_terms", new_values."fiscal_year_start", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."time_zone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='493befac00980ff4d18b6cdd30c70ea70245df12', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_66a5c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_organisationevent" ("alphabet", "base_currency", "bulk_updates_kept", "default_country", "default_language", "default_payment_terms", "fiscal_year_start", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") SELECT new_values."alphabet", new_values."base_currency", new_values."bulk_updates_kept", new_values."default_country", new_values."default_language", new_values."default_payment_terms", new_values."fiscal_year_start", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."time_zone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alphabet" IS DISTINCT FROM (new_values."alphabet") OR old_values."base_currency" IS DISTINCT FROM (new_values."base_currency") OR old_values."bulk_updates_kept" IS DISTINCT FROM (new_values."bulk_updates_kept") OR old_values."default_country" IS DISTINCT FROM (new_values."default_country") OR old_values."default_language" IS DISTINCT FROM (new_values."default_language") OR old_values."default_payment_terms" IS DISTINCT FROM (new_values."default_payment_terms") OR old_values."fiscal_year_start" IS DISTINCT FROM (new_values."fiscal_year_start") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."time_zone" IS DISTINCT FROM (new_values."time_zone")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a908a07b2a319ee391bc18ce4022df823e046cf7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9e5fc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_organisationevent" ("alphabet", "base_currency", "bulk_updates_kept", "default_country", "default_language", "default_payment_terms", "fiscal_year_start", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") SELECT old_values."alphabet", old_values."base_currency", old_values."bulk_updates_kept", old_values."default_country", old_values."default_language", old_values."default_payment_terms", old_values."fiscal_year_start", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."time_zone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='404b29fc0a79b903597b193f3c8a88e0dcdbd71c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7b33b', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='businessunit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_businessunitevent" ("id", "is_active", "is_company", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_active", new_values."is_company", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bfa11332149fc184aa5425496ceeb45b8c41f1d4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ec2db', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_businessunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='businessunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_businessunitevent" ("id", "is_active", "is_company", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_active", new_values."is_company", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_company" IS DISTINCT FROM (new_values."is_company") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='86969a79dbbe6d3d6b13e17ee4acd4baed48e613', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_78527', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_businessunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='businessunit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_businessunitevent" ("id", "is_active", "is_company", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."is_company", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a666540424eae0c57f0961f1bdc89da7d15cb38b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4076f', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_businessunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("density", "email", "first_name", "id", "initials", "is_active", "language", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "side", "single_keys", "supervisor_id", "theme", "unit_id") SELECT new_values."density", new_values."email", new_values."first_name", new_values."id", new_values."initials", new_values."is_active", new_values."language", new_values."last_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."profile_id", new_values."side", new_values."single_keys", new_values."supervisor_id", new_values."theme", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='048b29be70d23104856c43cc1f196c4e0576e5fd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("density", "email", "first_name", "id", "initials", "is_active", "language", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "side", "single_keys", "supervisor_id", "theme", "unit_id") SELECT new_values."density", new_values."email", new_values."first_name", new_values."id", new_values."initials", new_values."is_active", new_values."language", new_values."last_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."profile_id", new_values."side", new_values."single_keys", new_values."supervisor_id", new_values."theme", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."density" IS DISTINCT FROM (new_values."density") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."initials" IS DISTINCT FROM (new_values."initials") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."profile_id" IS DISTINCT FROM (new_values."profile_id") OR old_values."side" IS DISTINCT FROM (new_values."side") OR old_values."single_keys" IS DISTINCT FROM (new_values."single_keys") OR old_values."supervisor_id" IS DISTINCT FROM (new_values."supervisor_id") OR old_values."theme" IS DISTINCT FROM (new_values."theme") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2b1418c2f02da83d0c908402667b14a9cfd76e9a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("density", "email", "first_name", "id", "initials", "is_active", "language", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "side", "single_keys", "supervisor_id", "theme", "unit_id") SELECT old_values."density", old_values."email", old_values."first_name", old_values."id", old_values."initials", old_values."is_active", old_values."language", old_values."last_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."profile_id", old_values."side", old_values."single_keys", old_values."supervisor_id", old_values."theme", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7b5eac3080070c871847191b0ca7133a4ffa125c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_costrateevent" ("hourly_cost", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_from") SELECT new_values."hourly_cost", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id", new_values."valid_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0488a778b7cf8a314837f7432b1e66d02b1256f4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e22bd', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_costrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_costrateevent" ("hourly_cost", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_from") SELECT new_values."hourly_cost", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id", new_values."valid_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='357f03b294f212fc385e9355fc52d96e7210fd47', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f9d52', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_costrate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='costrate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_costrateevent" ("hourly_cost", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "valid_from") SELECT old_values."hourly_cost", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id", old_values."valid_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='40c6bcd39cfd825414b79d116e14d02f7d8c669d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_75b68', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_costrate', when='AFTER')),
        ),
    ]
