"""Which sales projects and projects are in work."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogue.field import Reason, Viewer, all_of
from projects.models import Project, SalesCategory

SELLING = (
    Reason(_("It is open"), Q(is_closed=False), "is_closed"),
    Reason(
        _("Its sales status is in progress"),
        Q(sales_status__category=SalesCategory.IN_PROGRESS),
        "sales_status__category",
    ),
)


def sales_projects_in_work() -> Q:
    """Open, with a sales status in progress."""
    return all_of(SELLING)


def agreed() -> Q:
    """Without a sales phase, or won."""
    return Q(sales_status=None) | Q(sales_status__category=SalesCategory.WON)


def projects_in_work(viewer: Viewer) -> QuerySet[Any]:
    """The open projects without a sales phase or won that the viewer may see."""
    return Project.objects.visible_to(viewer.user).filter(agreed(), is_closed=False)


def open_sales(viewer: Viewer) -> QuerySet[Any]:
    """The sales projects in work the viewer may see."""
    return Project.objects.visible_to(viewer.user).filter(sales_projects_in_work())


def all_in_work(viewer: Viewer) -> QuerySet[Any]:
    """The sales projects and projects in work the viewer may see."""
    return Project.objects.visible_to(viewer.user).filter(agreed() | sales_projects_in_work(), is_closed=False)


def won() -> QuerySet[Any]:
    """Every project whose sales status is won, open or closed, whoever may see it."""
    return Project.objects.filter(sales_status__category=SalesCategory.WON)
