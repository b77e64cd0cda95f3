"""Invoices, credit notes, their rows and payments."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import Access, Area, ScopedQuerySet
from accounts.models import BusinessUnit
from customers.models import Customer, Entry
from history.tracking import tracked
from projects.models import CostEntry, Project


@tracked(exclude=["sort_name"])
class InvoiceStatus(Entry):
    """A step in an invoice's life. What an invoice may do follows from the flags, never from the name."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_editable = models.BooleanField(_("may be edited"), default=False)
    assigns_number = models.BooleanField(_("gives a number"), default=False)
    is_sent = models.BooleanField(_("sent"), default=False)
    is_waiting_for_payment = models.BooleanField(_("waiting for payment"), default=False)
    is_paid = models.BooleanField(_("paid"), default=False)
    is_default = models.BooleanField(_("default"), default=False)
    is_credit_default = models.BooleanField(_("default for credit notes"), default=False)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name_plural = "invoice statuses"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], name="invoicestatus_name_once"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="invoicestatus_default"),
            models.UniqueConstraint(
                fields=["is_credit_default"], condition=Q(is_credit_default=True), name="invoicestatus_credit_default"
            ),
        ]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return "green" if self.is_paid else "blue" if self.is_sent else ""


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class NumberSeries(models.Model):
    """The next invoice number of a company unit: taken under a row lock, so that no number is skipped."""

    company_unit = models.OneToOneField(BusinessUnit, models.PROTECT, related_name="invoice_series")
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"{self.company_unit_id}: {self.next_number}"


@tracked()
class Invoice(models.Model):
    """An invoice or a credit note (whose amounts are negative).

    ``net``, ``vat`` and ``gross`` are in ``currency``; ``net_base`` is the net amount in the organisation's base
    currency at the booked ``rate`` (base currency per unit of ``currency``), rounded half up.
    """

    kind = models.CharField(_("kind"), max_length=11, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="invoices", db_index=False)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="invoices")
    business_unit = models.ForeignKey(BusinessUnit, models.PROTECT, null=True, blank=True, related_name="invoices")
    company_unit = models.ForeignKey(
        BusinessUnit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    status = models.ForeignKey(InvoiceStatus, models.PROTECT, related_name="invoices", db_index=False)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    invoice_date = models.DateField(_("invoice date"))
    due_date = models.DateField(_("due date"))
    currency = models.CharField(_("currency"), max_length=3, db_collation="C")
    rate = models.DecimalField(_("booked rate"), max_digits=14, decimal_places=6, default=1)
    net = models.DecimalField(_("net"), max_digits=14, decimal_places=2, default=0)
    vat = models.DecimalField(_("VAT"), max_digits=14, decimal_places=2, default=0)
    gross = models.DecimalField(_("gross"), max_digits=14, decimal_places=2, default=0)
    net_base = models.DecimalField(_("net in base currency"), max_digits=14, decimal_places=2, default=0)
    credits = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="credit_notes")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    # own: the owner of the invoice's project or, without project, of its customer
    access = Access(
        Area.INVOICES,
        owner=(("project__owner", {}), ("customer__account_owner", {"project__isnull": True})),
        unit="business_unit",
    )
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company_unit", "number"], condition=~Q(number=None), name="invoice_number_once"
            ),
            models.CheckConstraint(condition=Q(number=None) | ~Q(company_unit=None), name="invoice_number_of_company"),
            models.CheckConstraint(condition=Q(kind__in=InvoiceKind.values), name="invoice_kind"),
            models.CheckConstraint(
                condition=Q(kind=InvoiceKind.CREDIT_NOTE) | Q(credits=None), name="invoice_only_credit_notes_credit"
            ),
            models.CheckConstraint(
                condition=~Q(kind=InvoiceKind.CREDIT_NOTE) | Q(net__lte=0), name="invoice_credit_note_negative"
            ),
            models.CheckConstraint(condition=Q(gross=F("net") + F("vat")), name="invoice_gross"),
            models.CheckConstraint(condition=Q(due_date__gte=F("invoice_date")), name="invoice_due_after_date"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="invoice_rate_positive"),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="invoice_currency_code"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["customer", "invoice_date"],
                include=["net_base", "status", "number"],
                name="invoice_of_customer",
            ),
            models.Index(fields=["invoice_date", "id"], name="invoice_by_date"),
            models.Index(fields=["number"], name="invoice_by_number"),
            models.Index(fields=["status", "due_date"], include=["net_base"], name="invoice_by_status"),
        ]

    def __str__(self) -> str:
        return str(self.number or "")


@tracked()
class InvoiceRow(models.Model):
    """A row of an invoice; amounts in the invoice's currency, discount and VAT rate in %."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField(default=0)
    description = models.CharField(_("description"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    unit_price = models.DecimalField(_("unit price"), max_digits=14, decimal_places=2)
    discount = models.DecimalField(_("discount, %"), max_digits=5, decimal_places=2, default=0)
    vat_rate = models.DecimalField(_("VAT rate, %"), max_digits=5, decimal_places=2, default=0)
    net = models.DecimalField(_("net"), max_digits=14, decimal_places=2)
    costs = models.ManyToManyField(CostEntry, through="BilledCost", related_name="invoice_rows")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(discount__range=(0, 100)), name="invoicerow_discount"),
            models.CheckConstraint(condition=Q(vat_rate__range=(0, 100)), name="invoicerow_vat_rate"),
        ]

    def __str__(self) -> str:
        return self.description


class BilledCost(models.Model):
    """The invoice row a cost entry was billed on: at most one, held here because costs lie below invoices."""

    cost = models.OneToOneField(CostEntry, models.PROTECT, related_name="billed")
    row = models.ForeignKey(InvoiceRow, models.CASCADE, related_name="billed_costs")

    def __str__(self) -> str:
        return f"{self.cost_id} on {self.row_id}"


@tracked()
class Payment(models.Model):
    """A payment received on a local date, in the invoice's currency."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    date = models.DateField(_("date"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    # of whom the invoice is
    access = Access(
        Area.INVOICES,
        owner=(
            ("invoice__project__owner", {}),
            ("invoice__customer__account_owner", {"invoice__project__isnull": True}),
        ),
        unit="invoice__business_unit",
    )
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(amount=0), name="payment_not_zero")]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.amount}"
