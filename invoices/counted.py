"""Which invoices count: those with a status that is "sent" and a number, among those the viewer may see."""

from typing import Any

from django.db.models import QuerySet

from catalogue.field import Viewer
from catalogue.relative_dates import period
from invoices.models import Invoice


def counted_invoices(viewer: Viewer) -> QuerySet[Any]:
    """Counted invoices of any date. Their ``net_base`` is net of VAT in base currency; credit notes subtract."""
    return Invoice.objects.visible_to(viewer.user).filter(status__is_sent=True, number__isnull=False)


def billed(viewer: Viewer, named_period: str) -> QuerySet[Any]:
    """Counted invoices dated in a named period of the viewer's today, such as "this_year"."""
    first, last = period(named_period, viewer.today)
    return counted_invoices(viewer).filter(invoice_date__gte=first, invoice_date__lt=last)
