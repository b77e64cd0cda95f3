"""What figures counted at the end of an earlier day.

From the times that are kept: when a project was created and closed, every change of its sales status, when activities
were noted and done, when invoices were paid. Flags, values, owners and units are those of today. A project that was
closed and opened again counts as open in between. Rows with an amount have it as ``amount_then``.

Each is asked for what a viewer may see, or everybody's rows, and maybe only of some customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, DecimalField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from activities.catalogue import WITHOUT_CONTACT
from activities.models import Activity, ActivityKind
from catalogue.field import Viewer
from catalogue.types import DATETIME
from customers.models import Customer
from invoices.counted import is_counted
from invoices.models import Invoice, Payment
from kpis.spans import month_of
from projects.catalogue import weighted_value
from projects.models import CostEntry, Project, SalesCategory, StatusChange

QUICK = 50_000  # projects
AGREED = "agreed"  # the phase of what has none


def is_quick() -> bool:
    """Whether a whole year of months can be counted while somebody waits, by PostgreSQL's estimate of projects."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [Project._meta.db_table])
        return bool(cursor.fetchone()[0] < QUICK)


def began() -> date | None:
    """The first day anything is known of that figures count; None where nothing is."""
    first = Project.objects.aggregate(first=Min("created_at"))["first"]
    found = [
        timezone.localtime(first).date() if first else None,
        Invoice.objects.aggregate(first=Min("invoice_date"))["first"],
        CostEntry.objects.aggregate(first=Min("date"))["first"],
    ]
    return min((day for day in found if day), default=None)


def end_of(day: date) -> datetime:
    return DATETIME.bound(day + timedelta(days=1))


def then(projects: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Projects that were there, with the ``phase`` of their sales status at the end of a day, or "agreed" for none."""
    end = end_of(day)
    later = StatusChange.objects.filter(changed_at__gte=end)
    first = later.filter(project=OuterRef("pk")).order_by("changed_at", "pk")
    phase = Case(
        # looked up for the few only that changed since
        When(status_changed_at__gte=end, then=Subquery(first.values("old_status__category")[:1])),
        default=F("sales_status__category"),
    )
    return projects.filter(created_at__lt=end).alias(phase=Coalesce(phase, Value(AGREED)))


def open_then(projects: QuerySet[Any], day: date) -> QuerySet[Any]:
    return then(projects, day).filter(Q(is_closed=False) | Q(closed_on__gt=day))


def selling_then() -> Q:
    """A sales project in work then, of projects open then."""
    return Q(phase=SalesCategory.IN_PROGRESS)


def in_work_then() -> Q:
    """A sales project or project in work then, of projects open then."""
    return Q(phase__in=[AGREED, SalesCategory.IN_PROGRESS, SalesCategory.WON])


def won_then(projects: QuerySet[Any], day: date) -> QuerySet[Any]:
    return then(projects, day).filter(phase=SalesCategory.WON)


def billed_then(invoices: QuerySet[Any], day: date) -> QuerySet[Any]:
    return invoices.filter(is_counted(), invoice_date__lte=day)


@dataclass(frozen=True)
class Asked:
    """By whom, None for everybody's rows, and of which customers, by a queryset of ids; None for all."""

    viewer: Viewer | None = None
    customers: QuerySet[Any] | None = None


def _seen(model: Any, asked: Asked) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.all()
    if asked.viewer:
        rows = rows.visible_to(asked.viewer.user)  # type: ignore[attr-defined]
    if asked.customers is not None:
        rows = rows.filter(**{"pk__in" if model is Customer else "customer__in": asked.customers})
    return rows


def _sales(asked: Asked, day: date) -> QuerySet[Any]:
    return open_then(_seen(Project, asked), day).filter(selling_then())


def _of_customer(rows: QuerySet[Any], customer: str = "pk") -> Exists:
    return Exists(rows.filter(customer=OuterRef(customer)))


def active_customers(asked: Asked, day: date) -> QuerySet[Any]:
    """Customers with a sales project or project in work, our own company left out."""
    work = open_then(_seen(Project, asked), day).filter(in_work_then())
    return _seen(Customer, asked).filter(is_internal=False, pk__in=work.values("customer"))


def prospects(asked: Asked, day: date) -> QuerySet[Any]:
    """Customers with a sales project in work, never billed up to then and with nothing won."""
    customers = _seen(Customer, asked).filter(pk__in=_sales(asked, day).values("customer"))
    return _never_sold(customers, day)


def _never_sold(rows: QuerySet[Any], day: date, customer: str = "pk") -> QuerySet[Any]:
    sold = _of_customer(won_then(Project.objects.all(), day), customer)
    billed = _of_customer(billed_then(Invoice.objects.all(), day), customer)
    return rows.exclude(sold).exclude(billed)


def pipeline(asked: Asked, day: date) -> QuerySet[Any]:
    """Sales projects in work, with their expected value."""
    return _sales(asked, day).annotate(amount_then=F("expected_value_base"))


def pipeline_weighted(asked: Asked, day: date) -> QuerySet[Any]:
    """Sales projects in work, with expected value × probability."""
    return _sales(asked, day).annotate(amount_then=weighted_value(asked.viewer))


def expected(asked: Asked, day: date) -> QuerySet[Any]:
    """Sales projects in work that were expected in the month of that day, with expected value × probability."""
    month = month_of(day)
    due = _sales(asked, day).filter(expected_order_date__range=(month.first, month.last))
    return due.annotate(amount_then=weighted_value(asked.viewer))


def prospects_weighted(asked: Asked, day: date) -> QuerySet[Any]:
    """The same of prospects."""
    of_seen = _sales(asked, day).filter(customer__in=_seen(Customer, asked).values("pk"))
    return _never_sold(of_seen, day, "customer").annotate(amount_then=weighted_value(asked.viewer))


def order_book(asked: Asked, day: date) -> QuerySet[Any]:
    """Won open projects, with what was left to bill of them."""
    of_project = billed_then(_seen(Invoice, asked), day).filter(project=OuterRef("pk")).order_by()
    billed = Subquery(of_project.values("project").annotate(sum=Sum("net_base")).values("sum"))
    left = Greatest(F("expected_value_base") - Coalesce(billed, Value(0), output_field=_money()), Value(0))
    won = open_then(_seen(Project, asked), day).filter(phase=SalesCategory.WON)
    return won.annotate(amount_then=Case(When(expected_value_base__isnull=False, then=left), output_field=_money()))


def needs_attention(asked: Asked, day: date) -> QuerySet[Any]:
    """Sales projects in work without a later activity, or expected before that day.

    Whether a later activity was planned by then already is not kept.
    """
    end = end_of(day)
    to_do = Q(kind=ActivityKind.TASK, due_on__gte=day) & (Q(done_at=None) | Q(done_at__gte=end))
    coming = Exists(_seen(Activity, asked).filter(Q(happened_at__gte=end) | to_do, project=OuterRef("pk")))
    return _sales(asked, day).filter(Q(~coming) | Q(expected_order_date__lt=day))


def no_contact(asked: Asked, day: date) -> QuerySet[Any]:
    """Active customers without any activity in the 90 days before."""
    since = end_of(day - timedelta(WITHOUT_CONTACT + 1))
    lately = _seen(Activity, asked).filter(happened_at__gte=since, happened_at__lt=end_of(day))
    there = _seen(Customer, asked).filter(is_internal=False, is_active=True, created_at__lt=end_of(day))
    return there.exclude(_of_customer(lately))


def overdue(asked: Asked, day: date) -> QuerySet[Any]:
    """Sent invoices due before that day and not paid by then, net of VAT.

    Paid by then is what is paid now and was last paid by then.
    """
    sent = _seen(Invoice, asked).filter(status__is_sent=True, invoice_date__lte=day, due_date__lt=day)
    last = Payment.objects.filter(invoice=OuterRef("pk")).order_by().values("invoice").annotate(last=Max("date"))
    paid_later = Q(Exists(last.filter(last__gt=day)))
    return sent.filter(Q(status__is_paid=False) | paid_later).annotate(amount_then=F("net_base"))


def _money() -> Any:
    return DecimalField(max_digits=14, decimal_places=2)
