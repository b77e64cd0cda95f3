"""Settings > Sales statuses, Project statuses and Lead sources."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.models import LeadSource, Project, ProjectStatus, SalesCategory, SalesStatus
from workbench.settings_lists import SettingsList


def _about(status: Any) -> str:
    return f"{status.get_category_display()}, {status.probability} %"


def _lost_is_closed(becomes: Any, was: Any) -> None:
    """Lost is always closed: open projects keep a status from becoming a lost one."""
    if becomes.pk is None or becomes.category != SalesCategory.LOST or was.category == SalesCategory.LOST:
        return
    number = Project.objects.filter(sales_status=becomes.pk, is_closed=False).count()
    if number:
        text = ngettext(
            "%(n)s open project has this status, and what is lost is always closed. Give it another status first.",
            "%(n)s open projects have this status, and what is lost is always closed. Give them another status first.",
            number,
        )
        raise ValidationError(text % {"n": number})


SALES_STATUSES = SettingsList(
    key="sales-statuses",
    label=_("Sales statuses"),
    description=_("The steps of a sale: in progress, won or lost, and how probable an order is."),
    icon="handshake",
    place=50,
    model=SalesStatus,
    fields=("name", "category", "probability", "is_default"),
    new_title=_("New sales status"),
    flags=("is_default",),
    defaults=("is_default",),
    about=_about,
    help={
        "category": _("Figures go by it: a sales project is in progress, a project is won."),
        "probability": _("In %. It is also the order of the steps."),
    },
    check=_lost_is_closed,
)

PROJECT_STATUSES = SettingsList(
    key="project-statuses",
    label=_("Project statuses"),
    description=_("Where work stands, beside open and closed."),
    icon="folder-kanban",
    place=60,
    model=ProjectStatus,
    fields=("name",),
    new_title=_("New project status"),
    position="position",
)

LEAD_SOURCES = SettingsList(
    key="lead-sources",
    label=_("Lead sources"),
    description=_("Where sales projects come from."),
    icon="route",
    place=70,
    model=LeadSource,
    fields=("name",),
    new_title=_("New lead source"),
)
