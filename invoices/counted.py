"""Which invoices count, which are overdue. What an invoice's status says are its flags, never its name."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.field import Reason, Viewer, all_of
from catalogue.relative_dates import period
from invoices.models import Invoice

_SENT = Reason(_("Its invoice status is sent"), Q(status__is_sent=True), "status__is_sent")
_NOT_PAID = Reason(_("Its invoice status is not paid"), Q(status__is_paid=False), "status__is_paid")
COUNTED = (_SENT, Reason(_("It has a number"), Q(number__isnull=False), "status__assigns_number"))


def is_counted() -> Q:
    """A status that is "sent", and a number."""
    return all_of(COUNTED)


def overdue(today: date) -> tuple[Reason, ...]:
    """Sent, not paid, and due before today."""
    return _SENT, _NOT_PAID, Reason(_("It was due before today"), Q(due_date__lt=today), "due_date")


def counted_invoices(viewer: Viewer) -> QuerySet[Any]:
    """Counted invoices of any date the viewer may see.

    Their ``net_base`` is net of VAT in base currency; credit notes subtract.
    """
    return Invoice.objects.visible_to(viewer.user).filter(is_counted())


def ever_billed() -> QuerySet[Any]:
    """Counted invoices of any date, whoever may see them."""
    return Invoice.objects.filter(is_counted())


def billed(viewer: Viewer, named_period: str) -> QuerySet[Any]:
    """Counted invoices dated in a named period of the viewer's today, such as "this_year", the fiscal one."""
    first, last = period(named_period, viewer.today, viewer.year_begins)
    return counted_invoices(viewer).filter(invoice_date__gte=first, invoice_date__lt=last)
