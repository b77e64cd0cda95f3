import accounts.alphabet
import customers.models.customer
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('customers', '0001_initial'), ('customers', '0002_sort_by_bytes'), ('customers', '0003_keep_the_row_before'), ('customers', '0004_messages_of_constraints'), ('customers', '0005_public_registers'), ('customers', '0006_history_by_context'), ('customers', '0007_search_in_batches'), ('customers', '0008_what_checks_wait_for')]

    initial = True

    dependencies = [
        ('accounts', '0002_users_and_units'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Industry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('nace_code', models.CharField(blank=True, max_length=8, verbose_name='NACE code')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name',), name='industry_name_once')],
            },
        ),
        migrations.CreateModel(
            name='MarketSegment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='segments', to='customers.marketsegment', verbose_name='group')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('parent', 'name'), name='marketsegment_name_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='marketsegment_not_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='number')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('business_id', models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='business ID')),
                ('vat_number', models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='VAT number')),
                ('legal_form', models.CharField(blank=True, max_length=60, verbose_name='legal form')),
                ('country', models.CharField(blank=True, db_collation='C', max_length=2, verbose_name='country')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language')),
                ('currency', models.CharField(blank=True, db_collation='C', max_length=3, verbose_name='currency')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('city', models.CharField(blank=True, editable=False, max_length=80, verbose_name='city')),
                ('notes', models.TextField(blank=True, verbose_name='notes')),
                ('is_internal', models.BooleanField(default=False, verbose_name='our own company')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('register_source', models.CharField(blank=True, choices=customers.models.customer.register_sources, default='', max_length=10, verbose_name='public register')),
                ('register_checked_at', models.DateTimeField(blank=True, null=True, verbose_name='last register check')),
                ('payment_terms', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='payment terms, days')),
                ('overdue_interest', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='overdue interest, %')),
                ('vat_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='VAT rate, %')),
                ('reverse_charge', models.BooleanField(default=False, verbose_name='reverse charge')),
                ('invoice_language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='invoice language')),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('search_text', models.GeneratedField(db_persist=True, expression=accounts.alphabet.Fold(django.db.models.functions.text.Concat(models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('number', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('name', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('business_id', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast(django.db.models.functions.text.Replace('business_id', models.Value('-')), models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('vat_number', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('email', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('city', models.TextField()), models.Value('', models.TextField())), output_field=models.TextField())), output_field=models.TextField())),
                ('account_owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customers', to=settings.AUTH_USER_MODEL)),
                ('business_unit', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='accounts.businessunit')),
                ('industry', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='customers.industry')),
                ('segments', models.ManyToManyField(blank=True, related_name='customers', to='customers.marketsegment')),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='customer_by_name'), models.Index(fields=['is_active', 'sort_name', 'id'], name='customer_active_by_name'), models.Index(fields=['account_owner', 'sort_name', 'id'], name='customer_by_owner'), models.Index(fields=['business_unit', 'sort_name', 'id'], name='customer_by_unit'), models.Index(fields=['industry', 'sort_name', 'id'], name='customer_by_industry'), models.Index(fields=['country', 'sort_name', 'id'], name='customer_by_country'), models.Index(accounts.alphabet.SortKey('city'), models.F('id'), name='customer_by_city'), models.Index(fields=['created_at', 'id'], name='customer_by_creation'), models.Index(fields=['business_id', 'id'], name='customer_by_business_id'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', 'gin_trgm_ops'), gin_pending_list_limit=1024, name='customer_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='customer_number_positive'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='customer_name_given'), models.UniqueConstraint(condition=models.Q(('business_id', ''), _negated=True), fields=('country', 'business_id'), name='customer_business_id_once', violation_error_message='There is a customer with this business ID already.'), models.UniqueConstraint(condition=models.Q(('is_internal', True)), fields=('is_internal',), name='customer_one_internal'), models.CheckConstraint(condition=models.Q(('is_internal', False), ('is_active', True), _connector='OR'), name='customer_internal_active'), models.CheckConstraint(condition=models.Q(('overdue_interest', None), ('overdue_interest__range', (0, 100)), _connector='OR'), name='customer_overdue_interest'), models.CheckConstraint(condition=models.Q(('vat_rate', None), ('vat_rate__range', (0, 100)), _connector='OR'), name='customer_vat_rate')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('street', models.CharField(blank=True, max_length=200, verbose_name='street')),
                ('postcode', models.CharField(blank=True, max_length=16, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='country')),
                ('is_visiting', models.BooleanField(default=False, verbose_name='visiting')),
                ('is_postal', models.BooleanField(default=False, verbose_name='postal')),
                ('is_invoicing', models.BooleanField(default=False, verbose_name='invoicing')),
                ('is_headquarters', models.BooleanField(default=False, verbose_name='headquarters')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_headquarters', True)), fields=('customer',), name='address_one_headquarters')],
            },
        ),
        migrations.CreateModel(
            name='AddressEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('street', models.CharField(blank=True, max_length=200, verbose_name='street')),
                ('postcode', models.CharField(blank=True, max_length=16, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='country')),
                ('is_visiting', models.BooleanField(default=False, verbose_name='visiting')),
                ('is_postal', models.BooleanField(default=False, verbose_name='postal')),
                ('is_invoicing', models.BooleanField(default=False, verbose_name='invoicing')),
                ('is_headquarters', models.BooleanField(default=False, verbose_name='headquarters')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.address')),
                ('customer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.customer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_a_pgh_con_e1976d_idx')],
            },
        ),
        migrations.CreateModel(
            name='RegisterCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('seen_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('comparing', 'Comparing'), ('stopped', 'Stopped'), ('compared', 'Compared'), ('applying', 'Applying'), ('applied', 'Applied'), ('undoing', 'Taking back'), ('undone', 'Taken back')], default='comparing', max_length=10)),
                ('applied', models.UUIDField(null=True)),
                ('left', models.PositiveIntegerField(default=0)),
                ('unanswered', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='register_checks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['comparing', 'stopped', 'compared', 'applying', 'applied', 'undoing', 'undone'])), name='registercheck_state')],
            },
        ),
        migrations.CreateModel(
            name='CheckedCustomer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('same', 'The same'), ('differs', 'Differs'), ('applied', 'Taken over'), ('not_found', 'Not in the register'), ('withheld', 'Not shown by the register'), ('no_number', 'Without business ID or register'), ('failed', 'Look-up failed')], default='waiting', max_length=10)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
                ('check_run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='customers', to='customers.registercheck')),
            ],
            options={
                'indexes': [models.Index(fields=['check_run', 'outcome', 'id'], name='checkedcustomer_outcome')],
                'constraints': [models.UniqueConstraint(fields=('check_run', 'customer'), name='checkedcustomer_once')],
            },
        ),
        migrations.CreateModel(
            name='ContactRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name',), name='contactrole_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='last name')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('mobile', models.CharField(blank=True, max_length=40, verbose_name='mobile')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('no_email', models.BooleanField(default=False, verbose_name='no e-mail')),
                ('no_phone', models.BooleanField(default=False, verbose_name='no phone calls')),
                ('no_post', models.BooleanField(default=False, verbose_name='no post')),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey(django.db.models.functions.text.Trim(django.db.models.functions.text.Concat('last_name', models.Value(' '), 'first_name', output_field=models.TextField()))), output_field=models.TextField(db_collation='C'))),
                ('search_text', models.GeneratedField(db_persist=True, expression=accounts.alphabet.Fold(django.db.models.functions.text.Concat(models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('first_name', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('last_name', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('email', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('phone', models.TextField()), models.Value('', models.TextField())), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('mobile', models.TextField()), models.Value('', models.TextField())), output_field=models.TextField())), output_field=models.TextField())),
                ('customer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='customers.customer')),
                ('roles', models.ManyToManyField(blank=True, related_name='contacts', to='customers.contactrole')),
            ],
            options={
                'indexes': [models.Index(fields=['sort_name', 'id'], name='contact_by_name'), models.Index(fields=['is_active', 'sort_name', 'id'], name='contact_active_by_name'), models.Index(fields=['customer', 'sort_name', 'id'], name='contact_by_customer'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('search_text', 'gin_trgm_ops'), gin_pending_list_limit=1024, name='contact_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_name', ''), ('last_name', ''), _negated=True), name='contact_name_given', violation_error_message='Give a first or a last name.')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=120, verbose_name='purpose')),
                ('basis', models.CharField(choices=[('consent', 'Consent'), ('contract', 'Contract'), ('interest', 'Legitimate interest')], max_length=10, verbose_name='basis')),
                ('given_on', models.DateField(verbose_name='date')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='source')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='customers.contact')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('basis__in', ['consent', 'contract', 'interest'])), name='consent_basis'), models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='consent_withdrawn_after')],
            },
        ),
        migrations.CreateModel(
            name='ConsentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('purpose', models.CharField(max_length=120, verbose_name='purpose')),
                ('basis', models.CharField(choices=[('consent', 'Consent'), ('contract', 'Contract'), ('interest', 'Legitimate interest')], max_length=10, verbose_name='basis')),
                ('given_on', models.DateField(verbose_name='date')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='source')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.consent')),
                ('contact', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_c_pgh_con_d30f87_idx')],
            },
        ),
        migrations.CreateModel(
            name='ContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='last name')),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('mobile', models.CharField(blank=True, max_length=40, verbose_name='mobile')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('no_email', models.BooleanField(default=False, verbose_name='no e-mail')),
                ('no_phone', models.BooleanField(default=False, verbose_name='no phone calls')),
                ('no_post', models.BooleanField(default=False, verbose_name='no post')),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.contact')),
                ('customer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.customer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_c_pgh_con_df8ea6_idx')],
            },
        ),
        migrations.CreateModel(
            name='ContactRoleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.contactrole')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_c_pgh_con_a6c41c_idx')],
            },
        ),
        migrations.CreateModel(
            name='ContactRoleLink',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('customers.contact_roles',),
        ),
        migrations.CreateModel(
            name='ContactRoleLinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('contact', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contact')),
                ('contactrole', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.contactrole')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.contactrolelink')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_c_pgh_con_cbf9ea_idx')],
            },
        ),
        migrations.CreateModel(
            name='CustomerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='number')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('business_id', models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='business ID')),
                ('vat_number', models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='VAT number')),
                ('legal_form', models.CharField(blank=True, max_length=60, verbose_name='legal form')),
                ('country', models.CharField(blank=True, db_collation='C', max_length=2, verbose_name='country')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language')),
                ('currency', models.CharField(blank=True, db_collation='C', max_length=3, verbose_name='currency')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('notes', models.TextField(blank=True, verbose_name='notes')),
                ('is_internal', models.BooleanField(default=False, verbose_name='our own company')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('register_source', models.CharField(blank=True, choices=customers.models.customer.register_sources, default='', max_length=10, verbose_name='public register')),
                ('payment_terms', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='payment terms, days')),
                ('overdue_interest', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='overdue interest, %')),
                ('vat_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='VAT rate, %')),
                ('reverse_charge', models.BooleanField(default=False, verbose_name='reverse charge')),
                ('invoice_language', models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='invoice language')),
                ('custom', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('account_owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('business_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.businessunit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.customer')),
                ('industry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.industry')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_c_pgh_con_268573_idx')],
            },
        ),
        migrations.CreateModel(
            name='CustomerSegment',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('customers.customer_segments',),
        ),
        migrations.CreateModel(
            name='CustomerSegmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('customer', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.customer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('marketsegment', models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.marketsegment')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.customersegment')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_c_pgh_con_52873b_idx')],
            },
        ),
        migrations.CreateModel(
            name='EInvoiceAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=80, verbose_name='e-invoice address')),
                ('operator', models.CharField(blank=True, max_length=80, verbose_name='operator')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='einvoice_addresses', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('customer', 'address'), name='einvoiceaddress_once'), models.CheckConstraint(condition=models.Q(('address__regex', '^\\S(.*\\S)?$')), name='einvoiceaddress_stripped')],
            },
        ),
        migrations.CreateModel(
            name='EInvoiceAddressEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('address', models.CharField(max_length=80, verbose_name='e-invoice address')),
                ('operator', models.CharField(blank=True, max_length=80, verbose_name='operator')),
                ('customer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.customer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.einvoiceaddress')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_e_pgh_con_7f4c1c_idx')],
            },
        ),
        migrations.CreateModel(
            name='IndustryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('nace_code', models.CharField(blank=True, max_length=8, verbose_name='NACE code')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.industry')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_i_pgh_con_d12865_idx')],
            },
        ),
        migrations.CreateModel(
            name='IndustryOfCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_list', models.CharField(max_length=20, verbose_name='code list')),
                ('code', models.CharField(max_length=20, verbose_name='industry code')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='description')),
                ('is_fixed', models.BooleanField(default=False, verbose_name='chosen in settings')),
                ('times', models.PositiveIntegerField(default=0)),
                ('industry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='customers.industry', verbose_name='industry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code_list', 'code', 'industry'), name='industryofcode_once'), models.UniqueConstraint(condition=models.Q(('is_fixed', True)), fields=('code_list', 'code'), name='industryofcode_one_fixed')],
            },
        ),
        migrations.CreateModel(
            name='IndustryOfCodeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code_list', models.CharField(max_length=20, verbose_name='code list')),
                ('code', models.CharField(max_length=20, verbose_name='industry code')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='description')),
                ('is_fixed', models.BooleanField(default=False, verbose_name='chosen in settings')),
                ('industry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.industry', verbose_name='industry')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.industryofcode')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_i_pgh_con_c926de_idx')],
            },
        ),
        migrations.CreateModel(
            name='MarketSegmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.marketsegment', verbose_name='group')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='customers.marketsegment')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='customers_m_pgh_con_3a3dbf_idx')],
            },
        ),
        migrations.CreateModel(
            name='RegisterAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('same', 'The same'), ('differs', 'Differs'), ('applied', 'Taken over'), ('not_found', 'Not in the register'), ('withheld', 'Not shown by the register'), ('no_number', 'Without business ID or register'), ('failed', 'Look-up failed')], max_length=10)),
                ('company', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('customer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='register_answer', to='customers.customer')),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactrole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactroleevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='165a322377c47c60a05d7bd152c3482f123d6930', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a152b', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_contactrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactrole',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactroleevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."name", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b7f13395aed3b61dbe49739b5739b882ca5d3fac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_2a41b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_contactrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactrole',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactroleevent" ("id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b03f16d8c76bc94a42eca589528beb00e779adbf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_39812', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_contactrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='industry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_industryevent" ("id", "is_active", "nace_code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_active", new_values."nace_code", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bc106f37abda8762d8f26b3a41baf1e1f6b78fb0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ca16a', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_industry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='industry',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_industryevent" ("id", "is_active", "nace_code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."nace_code", old_values."name", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."nace_code" IS DISTINCT FROM (new_values."nace_code") OR old_values."name" IS DISTINCT FROM (new_values."name")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='50714799662f3b37b6bdf3fbb48d5e962566748d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_aeef2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_industry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='industry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_industryevent" ("id", "is_active", "nace_code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."nace_code", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c5d7ae25d4d1d7662c53205eb198e87dab2f14ca', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4501d', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_industry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_consentevent" ("basis", "contact_id", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source", "withdrawn_on") SELECT new_values."basis", new_values."contact_id", new_values."given_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."source", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='56af5624d36e65f408b8f1de200134725696bfed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e6f8e', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_consentevent" ("basis", "contact_id", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source", "withdrawn_on") SELECT old_values."basis", old_values."contact_id", old_values."given_on", old_values."id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."purpose", old_values."source", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d928d792c86f281b025466a42ed57ff4b0e18794', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_e8d9c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_consentevent" ("basis", "contact_id", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source", "withdrawn_on") SELECT old_values."basis", old_values."contact_id", old_values."given_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."source", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0c0227ee1f0224fb7fca6ef9578e29dd8a860d61', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6ecc6', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactevent" ("created_at", "custom", "customer_id", "email", "first_name", "id", "is_active", "language", "last_name", "mobile", "no_email", "no_phone", "no_post", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "updated_at") SELECT new_values."created_at", new_values."custom", new_values."customer_id", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."language", new_values."last_name", new_values."mobile", new_values."no_email", new_values."no_phone", new_values."no_post", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1670ccfd061957a173d685b1385f7febfdd38584', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84620', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactevent" ("created_at", "custom", "customer_id", "email", "first_name", "id", "is_active", "language", "last_name", "mobile", "no_email", "no_phone", "no_post", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "updated_at") SELECT old_values."created_at", old_values."custom", old_values."customer_id", old_values."email", old_values."first_name", old_values."id", old_values."is_active", old_values."language", old_values."last_name", old_values."mobile", old_values."no_email", old_values."no_phone", old_values."no_post", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."phone", old_values."title", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."customer_id" IS DISTINCT FROM (new_values."customer_id") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."mobile" IS DISTINCT FROM (new_values."mobile") OR old_values."no_email" IS DISTINCT FROM (new_values."no_email") OR old_values."no_phone" IS DISTINCT FROM (new_values."no_phone") OR old_values."no_post" IS DISTINCT FROM (new_values."no_post") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='67b385cc674512da2de90688e50c79722b6425e2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_be1bb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactevent" ("created_at", "custom", "customer_id", "email", "first_name", "id", "is_active", "language", "last_name", "mobile", "no_email", "no_phone", "no_post", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "updated_at") SELECT old_values."created_at", old_values."custom", old_values."customer_id", old_values."email", old_values."first_name", old_values."id", old_values."is_active", old_values."language", old_values."last_name", old_values."mobile", old_values."no_email", old_values."no_phone", old_values."no_post", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."title", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fb30bb9cd6e57bdedb01fecaa3e133d185524923', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2a63b', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='customer_city_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE customers_customer SET city = main.city\n              FROM (SELECT DISTINCT ON (c.id) c.id, coalesce(a.city, '') AS city\n                      FROM customers_customer c LEFT JOIN customers_address a ON a.customer_id = c.id\n                     WHERE c.id IN (SELECT customer_id FROM new_values)\n                     ORDER BY c.id, a.is_headquarters DESC NULLS LAST, a.is_visiting DESC, a.id) AS main\n             WHERE customers_customer.id = main.id AND customers_customer.city <> main.city;\n            RETURN NULL;\n        ", hash='4d73203df6bdcbc159ee7ed6c6634251aa762557', level='STATEMENT', operation='INSERT', pgid='pgtrigger_customer_city_insert_7f4ae', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='customer_city_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE customers_customer SET city = main.city\n              FROM (SELECT DISTINCT ON (c.id) c.id, coalesce(a.city, '') AS city\n                      FROM customers_customer c LEFT JOIN customers_address a ON a.customer_id = c.id\n                     WHERE c.id IN (SELECT customer_id FROM old_values UNION SELECT customer_id FROM new_values)\n                     ORDER BY c.id, a.is_headquarters DESC NULLS LAST, a.is_visiting DESC, a.id) AS main\n             WHERE customers_customer.id = main.id AND customers_customer.city <> main.city;\n            RETURN NULL;\n        ", hash='3c89ef111fd3705ea89118cb433d97ec69ee790a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_customer_city_update_c029a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='customer_city_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE customers_customer SET city = main.city\n              FROM (SELECT DISTINCT ON (c.id) c.id, coalesce(a.city, '') AS city\n                      FROM customers_customer c LEFT JOIN customers_address a ON a.customer_id = c.id\n                     WHERE c.id IN (SELECT customer_id FROM old_values)\n                     ORDER BY c.id, a.is_headquarters DESC NULLS LAST, a.is_visiting DESC, a.id) AS main\n             WHERE customers_customer.id = main.id AND customers_customer.city <> main.city;\n            RETURN NULL;\n        ", hash='1069b666900aedabb586164690e7ac7b25ec6a22', level='STATEMENT', operation='DELETE', pgid='pgtrigger_customer_city_delete_f5edc', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_addressevent" ("city", "country", "customer_id", "id", "is_headquarters", "is_invoicing", "is_postal", "is_visiting", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "street") SELECT new_values."city", new_values."country", new_values."customer_id", new_values."id", new_values."is_headquarters", new_values."is_invoicing", new_values."is_postal", new_values."is_visiting", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."postcode", new_values."street" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='af11126c1f0b016754ac1a96200560673a5a07d9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c8426', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_addressevent" ("city", "country", "customer_id", "id", "is_headquarters", "is_invoicing", "is_postal", "is_visiting", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "street") SELECT old_values."city", old_values."country", old_values."customer_id", old_values."id", old_values."is_headquarters", old_values."is_invoicing", old_values."is_postal", old_values."is_visiting", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."postcode", old_values."street" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3d3636c4bb54c5a96730f6f56e1918f2f9ce2b88', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_81d6c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='address',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_addressevent" ("city", "country", "customer_id", "id", "is_headquarters", "is_invoicing", "is_postal", "is_visiting", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "street") SELECT old_values."city", old_values."country", old_values."customer_id", old_values."id", old_values."is_headquarters", old_values."is_invoicing", old_values."is_postal", old_values."is_visiting", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."postcode", old_values."street" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='66e4d873a6f803c1851f5f5d17ef19cc00eee85f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9d6a5', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_address', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='einvoiceaddress',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_einvoiceaddressevent" ("address", "customer_id", "id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."address", new_values."customer_id", new_values."id", new_values."operator", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0f818550d2479ca168efe857700f3df8458b9467', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2ebfe', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_einvoiceaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='einvoiceaddress',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_einvoiceaddressevent" ("address", "customer_id", "id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."address", old_values."customer_id", old_values."id", old_values."operator", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c31d60aa988278d7e0faef60be75bb0413e39847', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_7524f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_einvoiceaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='einvoiceaddress',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_einvoiceaddressevent" ("address", "customer_id", "id", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."address", old_values."customer_id", old_values."id", old_values."operator", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c9abde46a72c4c6f28cb9ccd51cf3d71b9587cd6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1d25b', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_einvoiceaddress', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='industryofcode',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_industryofcodeevent" ("code", "code_list", "id", "industry_id", "is_fixed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."code", new_values."code_list", new_values."id", new_values."industry_id", new_values."is_fixed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='75c857c1ba156083880c8bdf0e8e974fa88acd09', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0c25f', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_industryofcode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='industryofcode',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_industryofcodeevent" ("code", "code_list", "id", "industry_id", "is_fixed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."code", old_values."code_list", old_values."id", old_values."industry_id", old_values."is_fixed", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."code_list" IS DISTINCT FROM (new_values."code_list") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."industry_id" IS DISTINCT FROM (new_values."industry_id") OR old_values."is_fixed" IS DISTINCT FROM (new_values."is_fixed") OR old_values."text" IS DISTINCT FROM (new_values."text")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b960be646291c6e4bccbc5857d800911b63190c0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_9bd28', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_industryofcode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='industryofcode',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_industryofcodeevent" ("code", "code_list", "id", "industry_id", "is_fixed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."code", old_values."code_list", old_values."id", old_values."industry_id", old_values."is_fixed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5eec8cb4b05f41c9918b141879824f67ac2d0a07', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_78101', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_industryofcode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='marketsegment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_marketsegmentevent" ("id", "is_active", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."is_active", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9fa48e65aed5b7e70a22f17963d71d49ce84fa04', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ef143', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_marketsegment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='marketsegment',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_marketsegmentevent" ("id", "is_active", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b7712b024134bf2139d1ff7a6321399aa6d036b6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_35c1b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_marketsegment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='marketsegment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_marketsegmentevent" ("id", "is_active", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."is_active", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1653747cf12e84901dd7109503eaca39d76f6c3a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e62d9', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_marketsegment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("account_owner_id", "business_id", "business_unit_id", "country", "created_at", "currency", "custom", "email", "id", "industry_id", "invoice_language", "is_active", "is_internal", "language", "legal_form", "name", "notes", "number", "overdue_interest", "payment_terms", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "register_source", "reverse_charge", "updated_at", "vat_number", "vat_rate", "website") SELECT new_values."account_owner_id", new_values."business_id", new_values."business_unit_id", new_values."country", new_values."created_at", new_values."currency", new_values."custom", new_values."email", new_values."id", new_values."industry_id", new_values."invoice_language", new_values."is_active", new_values."is_internal", new_values."language", new_values."legal_form", new_values."name", new_values."notes", new_values."number", new_values."overdue_interest", new_values."payment_terms", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."register_source", new_values."reverse_charge", new_values."updated_at", new_values."vat_number", new_values."vat_rate", new_values."website" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='32df75d734ebc2fa15c5ba11d663734a56988a68', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a36e0', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_customer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customer',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("account_owner_id", "business_id", "business_unit_id", "country", "created_at", "currency", "custom", "email", "id", "industry_id", "invoice_language", "is_active", "is_internal", "language", "legal_form", "name", "notes", "number", "overdue_interest", "payment_terms", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "register_source", "reverse_charge", "updated_at", "vat_number", "vat_rate", "website") SELECT old_values."account_owner_id", old_values."business_id", old_values."business_unit_id", old_values."country", old_values."created_at", old_values."currency", old_values."custom", old_values."email", old_values."id", old_values."industry_id", old_values."invoice_language", old_values."is_active", old_values."is_internal", old_values."language", old_values."legal_form", old_values."name", old_values."notes", old_values."number", old_values."overdue_interest", old_values."payment_terms", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."phone", old_values."register_source", old_values."reverse_charge", old_values."updated_at", old_values."vat_number", old_values."vat_rate", old_values."website" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."account_owner_id" IS DISTINCT FROM (new_values."account_owner_id") OR old_values."business_id" IS DISTINCT FROM (new_values."business_id") OR old_values."business_unit_id" IS DISTINCT FROM (new_values."business_unit_id") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."custom" IS DISTINCT FROM (new_values."custom") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."industry_id" IS DISTINCT FROM (new_values."industry_id") OR old_values."invoice_language" IS DISTINCT FROM (new_values."invoice_language") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_internal" IS DISTINCT FROM (new_values."is_internal") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."legal_form" IS DISTINCT FROM (new_values."legal_form") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."notes" IS DISTINCT FROM (new_values."notes") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."overdue_interest" IS DISTINCT FROM (new_values."overdue_interest") OR old_values."payment_terms" IS DISTINCT FROM (new_values."payment_terms") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."register_source" IS DISTINCT FROM (new_values."register_source") OR old_values."reverse_charge" IS DISTINCT FROM (new_values."reverse_charge") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."vat_number" IS DISTINCT FROM (new_values."vat_number") OR old_values."vat_rate" IS DISTINCT FROM (new_values."vat_rate") OR old_values."website" IS DISTINCT FROM (new_values."website")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4d88f5bcf6c504a43e9cf884a66a21ac504203a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_50881', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_customer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("account_owner_id", "business_id", "business_unit_id", "country", "created_at", "currency", "custom", "email", "id", "industry_id", "invoice_language", "is_active", "is_internal", "language", "legal_form", "name", "notes", "number", "overdue_interest", "payment_terms", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "register_source", "reverse_charge", "updated_at", "vat_number", "vat_rate", "website") SELECT old_values."account_owner_id", old_values."business_id", old_values."business_unit_id", old_values."country", old_values."created_at", old_values."currency", old_values."custom", old_values."email", old_values."id", old_values."industry_id", old_values."invoice_language", old_values."is_active", old_values."is_internal", old_values."language", old_values."legal_form", old_values."name", old_values."notes", old_values."number", old_values."overdue_interest", old_values."payment_terms", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."register_source", old_values."reverse_charge", old_values."updated_at", old_values."vat_number", old_values."vat_rate", old_values."website" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='88f10612a20f324c7ab2a3f57a902572719fd14c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_939ca', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_customer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactrolelink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactrolelinkevent" ("contact_id", "contactrole_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."contact_id", new_values."contactrole_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ace212836c6522ef63692de97eb232a3a79db540', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b4b2d', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_contact_roles', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactrolelink',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactrolelinkevent" ("contact_id", "contactrole_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."contact_id", old_values."contactrole_id", old_values."id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='238ad14916e415ccc385633e1de2e42e331e0e35', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_34a81', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_contact_roles', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactrolelink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactrolelinkevent" ("contact_id", "contactrole_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."contact_id", old_values."contactrole_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3b7b45f7a035301e0aafe53a7beda3f63698b932', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_afab5', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_contact_roles', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customersegment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customersegmentevent" ("customer_id", "id", "marketsegment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."customer_id", new_values."id", new_values."marketsegment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b4f60d4bfb72a64c989503e185cee08173203590', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_62c76', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_customer_segments', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customersegment',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customersegmentevent" ("customer_id", "id", "marketsegment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."customer_id", old_values."id", old_values."marketsegment_id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7d22bd2a3cf6c4c1a6af4237d90b48ea45e6dee7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_91d1e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='customers_customer_segments', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='customersegment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customersegmentevent" ("customer_id", "id", "marketsegment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."customer_id", old_values."id", old_values."marketsegment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8a4fcc4057c4366abfe8f8cc66517f2a30647be2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e11a0', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_customer_segments', when='AFTER')),
        ),
    ]
