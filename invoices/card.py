"""What the card of a customer shows of its invoices."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Area, may_view
from accounts.organisation import current_organisation
from invoices.counted import counted_invoices
from invoices.models import Invoice, InvoiceKind, Payment
from workbench.card import PAGE, Card
from workbench.columns import number
from workbench.slots import Section, add_section
from workbench.timeline import Entry, Source, add_source


def _of(card: Card) -> QuerySet[Any]:
    """The customer's invoices this viewer may see."""
    return Invoice.objects.visible_to(card.viewer.user).filter(customer=card.pk)


def _section(card: Card) -> dict[str, Any]:
    paid = Payment.objects.filter(invoice=OuterRef("pk")).values("invoice").values(sum=Sum("amount"))
    zero = Decimal(0)
    rows = _of(card).select_related("status", "project", "credits").order_by("-invoice_date", "-pk")
    first = (card.page - 1) * PAGE
    shown = list(
        rows.annotate(open=F("gross") - Coalesce(Subquery(paid), zero, output_field=DecimalField()))[
            first : first + PAGE + 1
        ]
    )
    counted = counted_invoices(card.viewer).filter(customer=card.pk).aggregate(sum=Sum("net_base"))["sum"] or zero
    return {
        "invoices": shown[:PAGE],
        "has_more": len(shown) > PAGE,
        "counted": counted,
        "currency": current_organisation().base_currency,
        "today": card.viewer.today,
        "shows_projects": may_view(card.viewer.user, Area.SALES),
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


add_section(
    "customer",
    Section(
        "invoices", gettext_lazy("Invoices"), "invoices/of_customer.html", _section, Area.INVOICES, 40,
        count=lambda card: _of(card).count(), hangs=True,
    ),
)  # fmt: skip
add_source("customer", Source("invoice", gettext_lazy("Invoices"), Area.INVOICES, _entries))
