"""Every field of invoices and credit notes. Sums are net of VAT in base currency; credit notes subtract."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import (
    BooleanField,
    DecimalField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, ExtractDay, NullIf, Round
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue import codes
from catalogue.entity import Entity, register
from catalogue.field import Field, Measure, Reference, Viewer, all_of
from catalogue.references import UNIT
from catalogue.related_types import REFERENCE
from catalogue.types import AMOUNT, BOOLEAN, CHOICE, CODE, DATE, DATETIME, MONEY, NUMBER, TEXT
from customers.catalogue import CUSTOMER
from invoices.counted import COUNTED, is_counted, overdue
from invoices.finding import TO_INVOICES
from invoices.models import Invoice, InvoiceKind, InvoiceStatus, Payment
from projects.catalogue import PROJECT

INVOICE_STATUS = Reference(InvoiceStatus, lambda viewer: InvoiceStatus.objects.all(), sort="position", has_tones=True)
INVOICE = Reference(Invoice, lambda viewer: Invoice.objects.visible_to(viewer.user), label=("number",), sort="number")

_CURRENCY, _CUSTOMER = _("In its own currency"), _("Customer")
_FIELD = partial(Field, area=Area.INVOICES)


def _called(viewer: Viewer) -> Any:
    text = TextField()
    return Coalesce(Cast("number", text), Value(gettext("Draft"), text))


def _yes_if(condition: Q) -> Any:
    return ExpressionWrapper(condition, BooleanField())


def paid(viewer: Viewer) -> Any:
    """What was paid, in the invoice's currency."""
    sums = Payment.objects.filter(invoice=OuterRef("pk")).order_by().values("invoice").values(sum=Sum("amount"))
    money = DecimalField(max_digits=14, decimal_places=2)
    return Coalesce(Subquery(sums), Value(0), output_field=money)


def open_amount(viewer: Viewer) -> Any:
    """What is still to be paid, in the invoice's currency."""
    return F("gross") - paid(viewer)


def _payments(viewer: Viewer) -> Any:
    return Payment.objects.visible_to(viewer.user)


_PAID_BASE = ExpressionWrapper(F("amount") * F("invoice__rate"), DecimalField(max_digits=20, decimal_places=8))
_DAYS = ExtractDay(F("date") - F("invoice__invoice_date"))
_MONEY = DecimalField(max_digits=14, decimal_places=2)
_ONE_DECIMAL = DecimalField(max_digits=14, decimal_places=1)
_PAID_DAYS = ExpressionWrapper(_PAID_BASE * _DAYS, DecimalField(max_digits=24, decimal_places=8))
_LONG = ExpressionWrapper(F("amount") * _DAYS, DecimalField(max_digits=20, decimal_places=2))
_DAYS_TO_PAY = Round(Sum(_LONG) / NullIf(Sum("amount"), Value(Decimal(0))), 1, output_field=_ONE_DECIMAL)


# a field reads best as a line or two
# fmt: off
invoice = register(
    Entity(
        key="invoice",
        model=Invoice,
        name=_("Invoice"),
        plural=_("Invoices"),
        name_field="name",
        matches=TO_INVOICES,
        fields=[
            _FIELD("name", _("Invoice"), TEXT, expression=_called, shown=True, nullable=False, sortable=False,
                   filterable=False, groupable=False, importable=False),
            _FIELD("number", _("Invoice number"), NUMBER, path="number", is_label=True, groupable=False,
                   editable=False),
            _FIELD("kind", _("Kind"), CHOICE, path="kind", choices=lambda: InvoiceKind.choices, nullable=False,
                   editable=False),
            _FIELD("invoice_date", _("Invoice date"), DATE, path="invoice_date", shown=True, nullable=False,
                   editable=False),
            _FIELD("due_date", _("Due date"), DATE, path="due_date", shown=True, nullable=False, editable=False),
            _FIELD("customer", _CUSTOMER, REFERENCE, path="customer", reference=CUSTOMER, shown=True, nullable=False,
                   editable=False),
            _FIELD("customer_number", _("Customer number"), NUMBER, path="customer__number", nullable=False,
                   is_label=True, groupable=False, importable=False),
            _FIELD("project", _("Project"), REFERENCE, path="project", reference=PROJECT, shown=True, editable=False),
            _FIELD("business_unit", _("Business unit"), REFERENCE, path="business_unit", reference=UNIT,
                   editable=False),
            _FIELD("status", _("Invoice status"), REFERENCE, path="status", reference=INVOICE_STATUS, shown=True,
                   nullable=False, editable=False),
            _FIELD("net_base", _("Net"), MONEY, path="net_base", shown=True, nullable=False, summable=True,
                   editable=False, importable=False,
                   explanation=_("Net of VAT, in base currency at the booked rate; credit notes subtract.")),
            _FIELD("net", _("Net in its currency"), AMOUNT, path="net", nullable=False, editable=False,
                   group=_CURRENCY),
            _FIELD("vat", _("VAT in its currency"), AMOUNT, path="vat", nullable=False, editable=False,
                   group=_CURRENCY),
            _FIELD("gross", _("Gross in its currency"), AMOUNT, path="gross", nullable=False, editable=False,
                   group=_CURRENCY),
            _FIELD("paid", _("Paid in its currency"), AMOUNT, expression=paid, nullable=False, importable=False,
                   group=_CURRENCY),
            _FIELD("open_amount", _("Open in its currency"), AMOUNT, expression=open_amount, nullable=False,
                   importable=False, group=_CURRENCY),
            _FIELD("last_payment", _("Last payment"), DATE, measure=Measure(_payments, "invoice", Max("date")),
                   importable=False),
            _FIELD("paid_base", _("Paid"), MONEY, summable=True, importable=False,
                   expression=Measure(_payments, "invoice", Round(Sum(_PAID_BASE), 2, output_field=_MONEY)).of_record,
                   explanation=_("Its payments in base currency at the booked rate of the invoice.")),
            _FIELD("payment_days", _("Payments × days"), NUMBER, summable=True, importable=False, groupable=False,
                   expression=Measure(_payments, "invoice", Round(Sum(_PAID_DAYS), 2, output_field=_MONEY)).of_record,
                   explanation=_("Each payment in base currency times the days from the invoice date to it.")),
            _FIELD("days_to_pay", _("Days to pay"), NUMBER, importable=False,
                   measure=Measure(_payments, "invoice", _DAYS_TO_PAY),
                   explanation=_("Days from the invoice date to its payments, weighted by their amounts.")),
            _FIELD("currency", _("Currency"), CODE, path="currency", choices=codes.currencies, nullable=False,
                   shown=True, editable=False, group=_CURRENCY),
            _FIELD("rate", _("Booked rate"), NUMBER, path="rate", nullable=False, editable=False, group=_CURRENCY),
            _FIELD("credits", _("Credit note of"), REFERENCE, path="credits", reference=INVOICE, editable=False),
            _FIELD("is_counted", _("Counts as billed"), BOOLEAN, expression=lambda viewer: _yes_if(is_counted()),
                   reasons=lambda viewer: COUNTED,
                   nullable=False, importable=False,
                   explanation=_("Its invoice status is sent, and it has a number.")),
            _FIELD("is_sent", _("Sent"), BOOLEAN, path="status__is_sent", nullable=False, editable=False,
                   importable=False, explanation=_("Whether its invoice status is sent.")),
            _FIELD("is_overdue", _("Overdue"), BOOLEAN,
                   expression=lambda viewer: _yes_if(all_of(overdue(viewer.today))),
                   reasons=lambda viewer: overdue(viewer.today), nullable=False, importable=False,
                   explanation=_("Sent, not paid, and due before today.")),
            _FIELD("created_at", _("Created"), DATETIME, path="created_at", nullable=False, importable=False),
            _FIELD("updated_at", _("Changed"), DATETIME, path="updated_at", nullable=False, importable=False),
        ],
    )
)
# fmt: on
