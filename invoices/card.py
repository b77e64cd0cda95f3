"""The card of an invoice, and what the cards of customers and projects show of their invoices."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Area
from accounts.organisation import current_organisation
from catalogue.field import all_of
from invoices.catalogue import open_amount
from invoices.counted import counted_invoices, is_counted, overdue
from invoices.models import Invoice, InvoiceKind, InvoiceRow, Payment
from workbench.card import PAGE, Card
from workbench.overview import overview
from workbench.printing import number
from workbench.slots import Part, Section, add_parts, add_section
from workbench.timeline import Entry, Source, add_source


def _of(card: Card) -> QuerySet[Any]:
    """The invoices of the customer or project that this viewer may see."""
    return Invoice.objects.visible_to(card.viewer.user).filter(**{card.register.entity.key: card.pk})


def _section(card: Card) -> dict[str, Any]:
    zero = Decimal(0)
    rows = _of(card).select_related("status", "project", "credits").order_by("-invoice_date", "-pk")
    is_overdue = ExpressionWrapper(all_of(overdue(card.viewer.today)), BooleanField())
    first = (card.page - 1) * PAGE
    shown = list(rows.annotate(open=open_amount(card.viewer), is_overdue=is_overdue)[first : first + PAGE + 1])
    counted = _of(card).filter(is_counted()).aggregate(sum=Sum("net_base"))["sum"] or zero
    return {
        "invoices": shown[:PAGE],
        "has_more": len(shown) > PAGE,
        "counted": counted,
        "currency": current_organisation().base_currency,
    }


def _entries(card: Card, limit: int, until: Any) -> list[Entry]:
    """Counted invoices by their date."""
    rows = counted_invoices(card.viewer).filter(customer=card.pk).select_related("status")
    if until:
        rows = rows.filter(invoice_date__lt=timezone.localtime(until).date())
    kinds = {InvoiceKind.INVOICE: _("Invoice %(number)s"), InvoiceKind.CREDIT_NOTE: _("Credit note %(number)s")}
    return [
        Entry(
            at=datetime.combine(each.invoice_date, time.min, timezone.get_current_timezone()),
            kind="invoice",
            icon="receipt-text",
            title=kinds[each.kind] % {"number": each.number},
            text=f"{number(each.net, 2)} {each.currency}, {each.status}",
            is_day=True,
        )
        for each in rows.order_by("-invoice_date", "-pk")[:limit]
    ]


def _overview(card: Card) -> dict[str, Any]:
    """The facts, the rows with their VAT, what was paid, and the credit notes of it."""
    user, record = card.viewer.user, card.record
    return {
        **overview(card),
        "rows": record.rows.order_by("position", "pk"),
        "vat_rates": record.rows.values("vat_rate").annotate(net=Sum("net")).order_by("vat_rate"),
        "payments": record.payments.order_by("date", "pk"),
        "credit_notes": Invoice.objects.visible_to(user).filter(credits=card.pk).order_by("invoice_date", "pk"),
    }


_OF = Section(
    "invoices", gettext_lazy("Invoices"), "invoices/of_record.html", _section, Area.INVOICES, 40,
    count=lambda card: _of(card).count(), hangs=True,
)  # fmt: skip
add_section("customer", _OF)
add_section("project", _OF)
add_section("invoice", Section("overview", gettext_lazy("Overview"), "invoices/overview.html", _overview, None, 10))
add_source("customer", Source("invoice", gettext_lazy("Invoices"), Area.INVOICES, _entries))
add_parts(
    "invoice",
    Part(InvoiceRow, "invoice_id", gettext_lazy("Invoice row"), lambda values: str(values["description"])),
    Part(Payment, "invoice_id", gettext_lazy("Payment"), lambda values: number(values["amount"], 2)),
)
