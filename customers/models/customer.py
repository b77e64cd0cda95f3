"""Customers, their e-invoice addresses and their addresses."""

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext_lazy as _

from accounts.access import Access, Area, ScopedQuerySet
from accounts.alphabet import SortKey
from accounts.models import BusinessUnit, Language
from customers.models.keys import search_text, sort_key, words_by_name
from customers.models.lists import Industry, MarketSegment
from history.tracking import tracked
from registries.business_ids import WrongNumber, normal_business_id, normal_vat_number
from registries.interface import sources


def register_sources() -> list[tuple[str, Any]]:
    """Where a customer's values may have been filled from: nowhere, or one of the public registers."""
    return [("", _("By hand")), *sources()]


@tracked(exclude=["sort_name", "search_text", "city", "register_checked_at"])
class Customer(models.Model):
    """A company or person we sell to. Only the name is mandatory.

    Payment terms are days; overdue interest is % a year. Defaults here are for new work, never retroactive;
    empty means the organisation's own. Codes and numbers compare by bytes, whatever the database's collation.
    """

    number = models.PositiveIntegerField(_("number"), unique=True, validators=[MinValueValidator(1)])
    name = models.CharField(_("name"), max_length=200)
    business_id = models.CharField(_("business ID"), max_length=20, blank=True, db_collation="C")
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True, db_collation="C")
    legal_form = models.CharField(_("legal form"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, db_collation="C")
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True, db_collation="C")
    currency = models.CharField(_("currency"), max_length=3, blank=True, db_collation="C")
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="customers", db_index=False
    )
    segments = models.ManyToManyField(MarketSegment, blank=True, related_name="customers")
    account_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="customers", db_index=False
    )
    business_unit = models.ForeignKey(
        BusinessUnit, models.PROTECT, null=True, blank=True, related_name="customers", db_index=False
    )
    website = models.URLField(_("website"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    # kept by the triggers of Address: lists search and sort by it without joining a million addresses
    city = models.CharField(_("city"), max_length=80, blank=True, editable=False)
    notes = models.TextField(_("notes"), blank=True)
    is_internal = models.BooleanField(_("our own company"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    register_source = models.CharField(
        _("public register"), max_length=10, choices=register_sources, blank=True, default=""
    )
    register_checked_at = models.DateTimeField(_("last register check"), null=True, blank=True)
    payment_terms = models.PositiveSmallIntegerField(
        _("payment terms, days"), null=True, blank=True, validators=[MaxValueValidator(365)]
    )
    overdue_interest = models.DecimalField(
        _("overdue interest, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    vat_rate = models.DecimalField(_("VAT rate, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    reverse_charge = models.BooleanField(_("reverse charge"), default=False)
    invoice_language = models.CharField(
        _("invoice language"), max_length=2, choices=Language, blank=True, db_collation="C"
    )
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    sort_name = sort_key("name")
    search_text = search_text(
        "number",
        "name",
        also=["business_id", Replace("business_id", Value("-")), "vat_number", "email", "city"],
    )

    access = Access(Area.CUSTOMERS, owner="account_owner", unit="business_unit")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__gte=1), name="customer_number_positive"),
            models.CheckConstraint(condition=~Q(name=""), name="customer_name_given"),
            models.UniqueConstraint(
                fields=["country", "business_id"],
                condition=~Q(business_id=""),
                name="customer_business_id_once",
                violation_error_message=_("There is a customer with this business ID already."),
            ),
            models.UniqueConstraint(
                fields=["is_internal"], condition=Q(is_internal=True), name="customer_one_internal"
            ),
            models.CheckConstraint(condition=Q(is_internal=False) | Q(is_active=True), name="customer_internal_active"),
            models.CheckConstraint(
                condition=Q(overdue_interest=None) | Q(overdue_interest__range=(0, 100)),
                name="customer_overdue_interest",
            ),
            models.CheckConstraint(condition=Q(vat_rate=None) | Q(vat_rate__range=(0, 100)), name="customer_vat_rate"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_name", "id"], name="customer_by_name"),
            models.Index(fields=["is_active", "sort_name", "id"], name="customer_active_by_name"),
            models.Index(fields=["account_owner", "sort_name", "id"], name="customer_by_owner"),
            models.Index(fields=["business_unit", "sort_name", "id"], name="customer_by_unit"),
            models.Index(fields=["industry", "sort_name", "id"], name="customer_by_industry"),
            models.Index(fields=["country", "sort_name", "id"], name="customer_by_country"),
            models.Index(SortKey("city"), "id", name="customer_by_city"),
            models.Index(fields=["created_at", "id"], name="customer_by_creation"),
            models.Index(fields=["business_id", "id"], name="customer_by_business_id"),
            # new entries wait in a list of at most a megabyte: updates of many rows are three times as fast by it
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="customer_search", gin_pending_list_limit=1024),
            *words_by_name("customer"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Brings the numbers into their stored spelling; raises ValidationError saying what is wrong with them."""
        problems = {}
        for name, normal in (("business_id", normal_business_id), ("vat_number", normal_vat_number)):
            try:
                setattr(self, name, normal(self.country, getattr(self, name)))
            except WrongNumber as error:
                problems[name] = str(error)
        if problems:
            raise ValidationError(problems)


@tracked()
class CustomerSegment(Customer.segments.through):  # type: ignore[name-defined]
    """A market segment of a customer, as a row whose history is kept."""

    class Meta:
        proxy = True


@tracked()
class EInvoiceAddress(models.Model):
    """An address to which e-invoices go, such as 0192:918273640."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="einvoice_addresses")
    address = models.CharField(_("e-invoice address"), max_length=80)
    operator = models.CharField(_("operator"), max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "address"], name="einvoiceaddress_once"),
            models.CheckConstraint(condition=Q(address__regex=r"^\S(.*\S)?$"), name="einvoiceaddress_stripped"),
        ]

    def __str__(self) -> str:
        return self.address


def _city_trigger(operation: pgtrigger.Operation, changed: str) -> pgtrigger.Trigger:
    """Keeps ``Customer.city``: that of the headquarters, else the visiting address, else the first one."""
    tables = {"old": "old_values" if "old" in changed else None, "new": "new_values" if "new" in changed else None}
    ids = " UNION ".join(f"SELECT customer_id FROM {table}" for table in tables.values() if table)
    return pgtrigger.Trigger(
        name=f"customer_city_{str(operation).lower()}",
        operation=operation,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**{k: v for k, v in tables.items() if v}),
        func=f"""
            UPDATE customers_customer SET city = main.city
              FROM (SELECT DISTINCT ON (c.id) c.id, coalesce(a.city, '') AS city
                      FROM customers_customer c LEFT JOIN customers_address a ON a.customer_id = c.id
                     WHERE c.id IN ({ids})
                     ORDER BY c.id, a.is_headquarters DESC NULLS LAST, a.is_visiting DESC, a.id) AS main
             WHERE customers_customer.id = main.id AND customers_customer.city <> main.city;
            RETURN NULL;
        """,
    )


@tracked()
class Address(models.Model):
    """An address of a customer; several uses may share one."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=16, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_visiting = models.BooleanField(_("visiting"), default=False)
    is_postal = models.BooleanField(_("postal"), default=False)
    is_invoicing = models.BooleanField(_("invoicing"), default=False)
    is_headquarters = models.BooleanField(_("headquarters"), default=False)

    access = Access(Area.CUSTOMERS, owner="customer__account_owner", unit="customer__business_unit")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(is_headquarters=True), name="address_one_headquarters"
            )
        ]
        triggers: ClassVar = [
            _city_trigger(pgtrigger.Insert, "new"),
            _city_trigger(pgtrigger.Update, "old new"),
            _city_trigger(pgtrigger.Delete, "old"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)

    @property
    def uses(self) -> list[Any]:
        """What it is used for, as words."""
        flags = ("is_headquarters", "is_visiting", "is_postal", "is_invoicing")
        return [self._meta.get_field(flag).verbose_name for flag in flags if getattr(self, flag)]  # type: ignore[union-attr]
