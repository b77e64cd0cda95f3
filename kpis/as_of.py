"""How many customers were active or prospects at the end of an earlier day.

From the times that are kept with projects: when each was created and closed, and every change of its sales status.
A project that was closed and opened again counts as open in between.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from catalogue.field import Viewer
from customers.models import Customer
from invoices.counted import is_counted
from invoices.models import Invoice
from projects.models import Project, SalesCategory, StatusChange

QUICK = 50_000  # projects


def is_quick() -> bool:
    """Whether a whole year of months can be counted while somebody waits, by PostgreSQL's estimate of projects."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [Project._meta.db_table])
        return bool(cursor.fetchone()[0] < QUICK)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, timezone.get_current_timezone())


def then(projects: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Projects that were there, with the ``phase`` of their sales status at the end of a day."""
    end = _end_of(day)
    later = StatusChange.objects.filter(changed_at__gte=end)
    first = later.filter(project=OuterRef("pk")).order_by("changed_at", "pk")
    phase = Case(
        # looked up for the few only that changed since
        When(pk__in=later.values("project"), then=Subquery(first.values("old_status__category")[:1])),
        default=F("sales_status__category"),
    )
    return projects.filter(created_at__lt=end).alias(phase=phase)


def open_then(projects: QuerySet[Any], day: date) -> QuerySet[Any]:
    return then(projects, day).filter(Q(is_closed=False) | Q(closed_on__gt=day))


def _of_customer(projects: QuerySet[Any]) -> Exists:
    return Exists(projects.filter(customer=OuterRef("pk")))


def active_customers(viewer: Viewer, day: date) -> int:
    """Customers with a sales project or project in work then, our own company left out."""
    agreed = Q(phase=None) | Q(phase__in=[SalesCategory.IN_PROGRESS, SalesCategory.WON])
    work = open_then(Project.objects.visible_to(viewer.user), day).filter(agreed)
    customers = Customer.objects.visible_to(viewer.user).filter(is_internal=False)
    return customers.filter(pk__in=work.values("customer")).count()


def prospects(viewer: Viewer, day: date) -> int:
    """Customers with a sales project in work then, never billed up to then and with nothing won."""
    selling = open_then(Project.objects.visible_to(viewer.user), day).filter(phase=SalesCategory.IN_PROGRESS)
    won = then(Project.objects.all(), day).filter(phase=SalesCategory.WON)
    billed = Invoice.objects.filter(is_counted(), invoice_date__lte=day)
    customers = Customer.objects.visible_to(viewer.user).filter(pk__in=selling.values("customer"))
    return customers.exclude(_of_customer(won)).exclude(_of_customer(billed)).count()
