"""Which invoices count, which are overdue. What an invoice's status says are its flags, never its name."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from catalogue.field import Viewer
from catalogue.relative_dates import period
from invoices.models import Invoice


def is_counted() -> Q:
    """A status that is "sent", and a number."""
    return Q(status__is_sent=True, number__isnull=False)


def is_overdue(today: date) -> Q:
    """Sent, not paid, and due before today."""
    return Q(status__is_sent=True, status__is_paid=False, due_date__lt=today)


def counted_invoices(viewer: Viewer) -> QuerySet[Any]:
    """Counted invoices of any date the viewer may see.

    Their ``net_base`` is net of VAT in base currency; credit notes subtract.
    """
    return Invoice.objects.visible_to(viewer.user).filter(is_counted())


def ever_billed() -> QuerySet[Any]:
    """Counted invoices of any date, whoever may see them."""
    return Invoice.objects.filter(is_counted())


def billed(viewer: Viewer, named_period: str) -> QuerySet[Any]:
    """Counted invoices dated in a named period of the viewer's today, such as "this_year"."""
    first, last = period(named_period, viewer.today)
    return counted_invoices(viewer).filter(invoice_date__gte=first, invoice_date__lt=last)
