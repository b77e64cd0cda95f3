import accounts.alphabet
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('invoices', '0001_initial'), ('invoices', '0002_initial'), ('invoices', '0003_keep_the_row_before'), ('invoices', '0004_history_by_context'), ('invoices', '0005_registers'), ('invoices', '0006_read_without_rows'), ('invoices', '0007_number_in_index')]

    initial = True

    dependencies = [
        ('accounts', '0002_users_and_units'),
        ('customers', '0001_customers_and_contacts'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_projects_and_costs'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvoiceStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=accounts.alphabet.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_editable', models.BooleanField(default=False, verbose_name='may be edited')),
                ('assigns_number', models.BooleanField(default=False, verbose_name='gives a number')),
                ('is_sent', models.BooleanField(default=False, verbose_name='sent')),
                ('is_waiting_for_payment', models.BooleanField(default=False, verbose_name='waiting for payment')),
                ('is_paid', models.BooleanField(default=False, verbose_name='paid')),
                ('is_default', models.BooleanField(default=False, verbose_name='default')),
                ('is_credit_default', models.BooleanField(default=False, verbose_name='default for credit notes')),
            ],
            options={
                'verbose_name_plural': 'invoice statuses',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('name',), name='invoicestatus_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='invoicestatus_default'), models.UniqueConstraint(condition=models.Q(('is_credit_default', True)), fields=('is_credit_default',), name='invoicestatus_credit_default')],
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invoice', 'Invoice'), ('credit_note', 'Credit note')], default='invoice', max_length=11, verbose_name='kind')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='number')),
                ('invoice_date', models.DateField(verbose_name='invoice date')),
                ('due_date', models.DateField(verbose_name='due date')),
                ('currency', models.CharField(db_collation='C', max_length=3, verbose_name='currency')),
                ('rate', models.DecimalField(decimal_places=6, default=1, max_digits=14, verbose_name='booked rate')),
                ('net', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='net')),
                ('vat', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='VAT')),
                ('gross', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='gross')),
                ('net_base', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='net in base currency')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('business_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='accounts.businessunit')),
                ('company_unit', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.businessunit')),
                ('credits', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credit_notes', to='invoices.invoice')),
                ('customer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='customers.customer')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='projects.project')),
                ('status', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='invoices.invoicestatus')),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'invoice_date'], include=('net_base', 'status', 'number'), name='invoice_of_customer'), models.Index(fields=['invoice_date', 'id'], name='invoice_by_date'), models.Index(fields=['number'], name='invoice_by_number'), models.Index(fields=['status', 'due_date'], include=('net_base',), name='invoice_by_status')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('number', None), _negated=True), fields=('company_unit', 'number'), name='invoice_number_once'), models.CheckConstraint(condition=models.Q(('number', None), models.Q(('company_unit', None), _negated=True), _connector='OR'), name='invoice_number_of_company'), models.CheckConstraint(condition=models.Q(('kind__in', ['invoice', 'credit_note'])), name='invoice_kind'), models.CheckConstraint(condition=models.Q(('kind', 'credit_note'), ('credits', None), _connector='OR'), name='invoice_only_credit_notes_credit'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'credit_note'), _negated=True), ('net__lte', 0), _connector='OR'), name='invoice_credit_note_negative'), models.CheckConstraint(condition=models.Q(('gross', django.db.models.expressions.CombinedExpression(models.F('net'), '+', models.F('vat')))), name='invoice_gross'), models.CheckConstraint(condition=models.Q(('due_date__gte', models.F('invoice_date'))), name='invoice_due_after_date'), models.CheckConstraint(condition=models.Q(('rate__gt', 0)), name='invoice_rate_positive'), models.CheckConstraint(condition=models.Q(('currency__regex', '^[A-Z]{3}$')), name='invoice_currency_code')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('description', models.CharField(max_length=300, verbose_name='description')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='quantity')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='unit')),
                ('unit_price', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='unit price')),
                ('discount', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='discount, %')),
                ('vat_rate', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='VAT rate, %')),
                ('net', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='net')),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='invoices.invoice')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('discount__range', (0, 100))), name='invoicerow_discount'), models.CheckConstraint(condition=models.Q(('vat_rate__range', (0, 100))), name='invoicerow_vat_rate')],
            },
        ),
        migrations.CreateModel(
            name='BilledCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cost', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='billed', to='projects.costentry')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='billed_costs', to='invoices.invoicerow')),
            ],
        ),
        migrations.CreateModel(
            name='InvoiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('invoice', 'Invoice'), ('credit_note', 'Credit note')], default='invoice', max_length=11, verbose_name='kind')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='number')),
                ('invoice_date', models.DateField(verbose_name='invoice date')),
                ('due_date', models.DateField(verbose_name='due date')),
                ('currency', models.CharField(db_collation='C', max_length=3, verbose_name='currency')),
                ('rate', models.DecimalField(decimal_places=6, default=1, max_digits=14, verbose_name='booked rate')),
                ('net', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='net')),
                ('vat', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='VAT')),
                ('gross', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='gross')),
                ('net_base', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='net in base currency')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('business_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.businessunit')),
                ('company_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.businessunit')),
                ('credits', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='invoices.invoice')),
                ('customer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='customers.customer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='invoices.invoice')),
                ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project')),
                ('status', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='invoices.invoicestatus')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='invoices_in_pgh_con_83d575_idx')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceRowEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('description', models.CharField(max_length=300, verbose_name='description')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='quantity')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='unit')),
                ('unit_price', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='unit price')),
                ('discount', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='discount, %')),
                ('vat_rate', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='VAT rate, %')),
                ('net', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='net')),
                ('invoice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='invoices.invoice')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='invoices.invoicerow')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='invoices_in_pgh_con_72ddb9_idx')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceStatusEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_editable', models.BooleanField(default=False, verbose_name='may be edited')),
                ('assigns_number', models.BooleanField(default=False, verbose_name='gives a number')),
                ('is_sent', models.BooleanField(default=False, verbose_name='sent')),
                ('is_waiting_for_payment', models.BooleanField(default=False, verbose_name='waiting for payment')),
                ('is_paid', models.BooleanField(default=False, verbose_name='paid')),
                ('is_default', models.BooleanField(default=False, verbose_name='default')),
                ('is_credit_default', models.BooleanField(default=False, verbose_name='default for credit notes')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='invoices.invoicestatus')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='invoices_in_pgh_con_21af56_idx')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_number', models.PositiveIntegerField(default=1)),
                ('company_unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invoice_series', to='accounts.businessunit')),
            ],
            options={
                'verbose_name_plural': 'number series',
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='amount')),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='invoices.invoice')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='payment_not_zero')],
            },
        ),
        migrations.CreateModel(
            name='PaymentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('date', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='amount')),
                ('invoice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='invoices.invoice')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='invoices.payment')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_context', 'pgh_obj'], name='invoices_pa_pgh_con_da1195_idx')],
            },
        ),
        migrations.AddField(
            model_name='invoicerow',
            name='costs',
            field=models.ManyToManyField(related_name='invoice_rows', through='invoices.BilledCost', to='projects.costentry'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicestatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoicestatusevent" ("assigns_number", "id", "is_active", "is_credit_default", "is_default", "is_editable", "is_paid", "is_sent", "is_waiting_for_payment", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."assigns_number", new_values."id", new_values."is_active", new_values."is_credit_default", new_values."is_default", new_values."is_editable", new_values."is_paid", new_values."is_sent", new_values."is_waiting_for_payment", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ff4c414d6b6088c8c50decc4482c4bae33ee02ee', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6496b', referencing='REFERENCING NEW TABLE AS new_values ', table='invoices_invoicestatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicestatus',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoicestatusevent" ("assigns_number", "id", "is_active", "is_credit_default", "is_default", "is_editable", "is_paid", "is_sent", "is_waiting_for_payment", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."assigns_number", old_values."id", old_values."is_active", old_values."is_credit_default", old_values."is_default", old_values."is_editable", old_values."is_paid", old_values."is_sent", old_values."is_waiting_for_payment", old_values."name", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."assigns_number" IS DISTINCT FROM (new_values."assigns_number") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_credit_default" IS DISTINCT FROM (new_values."is_credit_default") OR old_values."is_default" IS DISTINCT FROM (new_values."is_default") OR old_values."is_editable" IS DISTINCT FROM (new_values."is_editable") OR old_values."is_paid" IS DISTINCT FROM (new_values."is_paid") OR old_values."is_sent" IS DISTINCT FROM (new_values."is_sent") OR old_values."is_waiting_for_payment" IS DISTINCT FROM (new_values."is_waiting_for_payment") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."position" IS DISTINCT FROM (new_values."position")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6e4f00129d0fb8e16a7d80b8b980f7c1369f3060', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_e882c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='invoices_invoicestatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicestatus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoicestatusevent" ("assigns_number", "id", "is_active", "is_credit_default", "is_default", "is_editable", "is_paid", "is_sent", "is_waiting_for_payment", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."assigns_number", old_values."id", old_values."is_active", old_values."is_credit_default", old_values."is_default", old_values."is_editable", old_values."is_paid", old_values."is_sent", old_values."is_waiting_for_payment", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6a1ed2d4383526149fda4681691b4f9d77a6cd05', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_90f61', referencing='REFERENCING OLD TABLE AS old_values ', table='invoices_invoicestatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicerow',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoicerowevent" ("description", "discount", "id", "invoice_id", "net", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit", "unit_price", "vat_rate") SELECT new_values."description", new_values."discount", new_values."id", new_values."invoice_id", new_values."net", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."quantity", new_values."unit", new_values."unit_price", new_values."vat_rate" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9fda283174e2f2823c7b09b89cfa3592003fd0ab', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_037e7', referencing='REFERENCING NEW TABLE AS new_values ', table='invoices_invoicerow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicerow',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoicerowevent" ("description", "discount", "id", "invoice_id", "net", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit", "unit_price", "vat_rate") SELECT old_values."description", old_values."discount", old_values."id", old_values."invoice_id", old_values."net", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."position", old_values."quantity", old_values."unit", old_values."unit_price", old_values."vat_rate" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='56804586ed3f9b1672a373d00faf53d109168012', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_59511', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='invoices_invoicerow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoicerow',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoicerowevent" ("description", "discount", "id", "invoice_id", "net", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit", "unit_price", "vat_rate") SELECT old_values."description", old_values."discount", old_values."id", old_values."invoice_id", old_values."net", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."quantity", old_values."unit", old_values."unit_price", old_values."vat_rate" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='14f08e5b35d69b05157fde8ba09ab0ddfac7a277', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a0fb9', referencing='REFERENCING OLD TABLE AS old_values ', table='invoices_invoicerow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoiceevent" ("business_unit_id", "company_unit_id", "created_at", "credits_id", "currency", "customer_id", "due_date", "gross", "id", "invoice_date", "kind", "net", "net_base", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "rate", "status_id", "updated_at", "vat") SELECT new_values."business_unit_id", new_values."company_unit_id", new_values."created_at", new_values."credits_id", new_values."currency", new_values."customer_id", new_values."due_date", new_values."gross", new_values."id", new_values."invoice_date", new_values."kind", new_values."net", new_values."net_base", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."rate", new_values."status_id", new_values."updated_at", new_values."vat" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d42c4232893409b7f2fd17ebfe006f3306f76963', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b68e1', referencing='REFERENCING NEW TABLE AS new_values ', table='invoices_invoice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoice',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoiceevent" ("business_unit_id", "company_unit_id", "created_at", "credits_id", "currency", "customer_id", "due_date", "gross", "id", "invoice_date", "kind", "net", "net_base", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "rate", "status_id", "updated_at", "vat") SELECT old_values."business_unit_id", old_values."company_unit_id", old_values."created_at", old_values."credits_id", old_values."currency", old_values."customer_id", old_values."due_date", old_values."gross", old_values."id", old_values."invoice_date", old_values."kind", old_values."net", old_values."net_base", old_values."number", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id", old_values."project_id", old_values."rate", old_values."status_id", old_values."updated_at", old_values."vat" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='abfe3109324925a9f0537af370a8d2f354c6bf2f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_ba8bf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='invoices_invoice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invoice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_invoiceevent" ("business_unit_id", "company_unit_id", "created_at", "credits_id", "currency", "customer_id", "due_date", "gross", "id", "invoice_date", "kind", "net", "net_base", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "rate", "status_id", "updated_at", "vat") SELECT old_values."business_unit_id", old_values."company_unit_id", old_values."created_at", old_values."credits_id", old_values."currency", old_values."customer_id", old_values."due_date", old_values."gross", old_values."id", old_values."invoice_date", old_values."kind", old_values."net", old_values."net_base", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."rate", old_values."status_id", old_values."updated_at", old_values."vat" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='82c7416666245e029b7a5a80ac5107a47392745e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_87c50', referencing='REFERENCING OLD TABLE AS old_values ', table='invoices_invoice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_paymentevent" ("amount", "date", "id", "invoice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."date", new_values."id", new_values."invoice_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b90c7ad19378375ead4a5fffe92bee91393400d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_803e2', referencing='REFERENCING NEW TABLE AS new_values ', table='invoices_payment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='before_update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_paymentevent" ("amount", "date", "id", "invoice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."date", old_values."id", old_values."invoice_id", _pgh_attached_context.value, NOW(), \'before_update\', old_values."id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8d14627f63ea3e627d0b0edea6c233675dc13aeb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_before_update_update_b338b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='invoices_payment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "invoices_paymentevent" ("amount", "date", "id", "invoice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."date", old_values."id", old_values."invoice_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6dbeb5b10bf3dcc3e7f44ec61e884f381213bfd8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_894f5', referencing='REFERENCING OLD TABLE AS old_values ', table='invoices_payment', when='AFTER')),
        ),
    ]
