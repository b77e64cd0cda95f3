"""Codes and stored keys compare by bytes on every server, and both alphabet functions learn new letters.

A generated column cannot be altered, nor can a column it is made of: they are made anew.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Cast, Coalesce, Concat, Replace, Trim

import accounts.alphabet
from accounts.alphabet import fold_sql, sort_key_sql


def renew_functions(apps, schema_editor):
    organisation = apps.get_model("accounts", "Organisation").objects.first()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(fold_sql())
        cursor.execute(sort_key_sql(organisation.alphabet if organisation else "nb"))


def words(*sources):
    text = models.TextField()
    parts = []
    for source in sources:
        parts += [models.Value(" ", text), Coalesce(Cast(source, text), models.Value("", text))]
    return models.GeneratedField(
        expression=accounts.alphabet.Fold(Concat(*parts, output_field=text)), output_field=text, db_persist=True
    )


def search_index(name):
    opclass = OpClass("search_text", "gin_trgm_ops")
    return GinIndex(opclass, fastupdate=False, name=name)


contact_sort_name = models.GeneratedField(
    expression=accounts.alphabet.SortKey(
        Trim(Concat("last_name", models.Value(" "), "first_name", output_field=models.TextField()))
    ),
    output_field=models.TextField(db_collation="C"),
    db_persist=True,
)
contact_indexes = [
    models.Index(fields=["sort_name", "id"], name="contact_by_name"),
    models.Index(fields=["is_active", "sort_name", "id"], name="contact_active_by_name"),
    models.Index(fields=["customer", "sort_name", "id"], name="contact_by_customer"),
]


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial"), ("accounts", "0002_accounts")]

    operations = [
        migrations.RunPython(renew_functions, migrations.RunPython.noop),
        migrations.RemoveIndex("customer", "customer_search"),
        migrations.RemoveIndex("customer", "customer_by_city"),
        migrations.RemoveIndex("contact", "contact_search"),
        *(migrations.RemoveIndex("contact", index.name) for index in contact_indexes),
        migrations.RemoveField("customer", "search_text"),
        migrations.RemoveField("contact", "search_text"),
        migrations.RemoveField("contact", "sort_name"),
        migrations.AlterField(
            model_name='contact',
            name='language',
            field=models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language'),
        ),
        migrations.AlterField(
            model_name='contactevent',
            name='language',
            field=models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language'),
        ),
        migrations.AlterField(
            model_name='customer',
            name='business_id',
            field=models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='business ID'),
        ),
        migrations.AlterField(
            model_name='customer',
            name='country',
            field=models.CharField(blank=True, db_collation='C', max_length=2, verbose_name='country'),
        ),
        migrations.AlterField(
            model_name='customer',
            name='currency',
            field=models.CharField(blank=True, db_collation='C', max_length=3, verbose_name='currency'),
        ),
        migrations.AlterField(
            model_name='customer',
            name='invoice_language',
            field=models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='invoice language'),
        ),
        migrations.AlterField(
            model_name='customer',
            name='language',
            field=models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language'),
        ),
        migrations.AlterField(
            model_name='customer',
            name='vat_number',
            field=models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='VAT number'),
        ),
        migrations.AlterField(
            model_name='customerevent',
            name='business_id',
            field=models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='business ID'),
        ),
        migrations.AlterField(
            model_name='customerevent',
            name='country',
            field=models.CharField(blank=True, db_collation='C', max_length=2, verbose_name='country'),
        ),
        migrations.AlterField(
            model_name='customerevent',
            name='currency',
            field=models.CharField(blank=True, db_collation='C', max_length=3, verbose_name='currency'),
        ),
        migrations.AlterField(
            model_name='customerevent',
            name='invoice_language',
            field=models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='invoice language'),
        ),
        migrations.AlterField(
            model_name='customerevent',
            name='language',
            field=models.CharField(blank=True, choices=[('en', 'English'), ('sv', 'Svenska'), ('nb', 'Norsk bokmål'), ('fi', 'Suomi'), ('da', 'Dansk')], db_collation='C', max_length=2, verbose_name='language'),
        ),
        migrations.AlterField(
            model_name='customerevent',
            name='vat_number',
            field=models.CharField(blank=True, db_collation='C', max_length=20, verbose_name='VAT number'),
        ),
        migrations.AddField(
            "customer",
            "search_text",
            words(
                "number", "name", "business_id", Replace("business_id", models.Value("-")), "vat_number", "email", "city"
            ),
        ),
        migrations.AddField("contact", "search_text", words("first_name", "last_name", "email", "phone", "mobile")),
        migrations.AddField("contact", "sort_name", contact_sort_name),
        migrations.AddIndex("customer", search_index("customer_search")),
        migrations.AddIndex(
            "customer", models.Index(accounts.alphabet.SortKey("city"), models.F("id"), name="customer_by_city")
        ),
        migrations.AddIndex("contact", search_index("contact_search")),
        *(migrations.AddIndex("contact", index) for index in contact_indexes),
    ]
