"""What the card of a customer shows of its sales projects and projects."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from projects.models import Project, StatusChange
from projects.pipeline import open_sales, projects_in_work
from workbench.card import PAGE, Card
from workbench.slots import Section, add_section
from workbench.timeline import Entry, Source, add_source


def _of(card: Card) -> QuerySet[Project]:
    """The customer's projects this viewer may see, those in work first, then the newest."""
    rows = Project.objects.visible_to(card.viewer.user).filter(customer=card.pk)
    return rows.select_related("sales_status", "status", "owner").order_by("is_closed", "-created_at", "-pk")


def _section(card: Card) -> dict[str, Any]:
    first = (card.page - 1) * PAGE
    shown = list(_of(card)[first : first + PAGE + 1])
    return {"projects": shown[:PAGE], "has_more": len(shown) > PAGE}


def _brief(card: Card) -> dict[str, Any]:
    mine = open_sales(card.viewer).filter(customer=card.pk).select_related("sales_status", "owner")
    work = projects_in_work(card.viewer).filter(customer=card.pk).select_related("owner")
    return {
        "sales": mine.order_by("expected_order_date", "pk")[:5],
        "projects": work.order_by("-created_at", "-pk")[:5],
    }


def _status_changes(card: Card, limit: int, until: Any) -> list[Entry]:
    rows = StatusChange.objects.filter(project__in=_of(card).order_by().values("pk"))
    if until:
        rows = rows.filter(changed_at__lt=until)
    rows = rows.select_related("project", "old_status", "new_status", "changed_by").order_by("-changed_at", "-pk")
    return [
        Entry(
            at=each.changed_at,
            kind="status",
            icon="handshake",
            title=each.project.name,
            text=" → ".join(str(status) for status in (each.old_status, each.new_status) if status),
            who=str(each.changed_by or ""),
        )
        for each in rows[:limit]
    ]


add_section(
    "customer",
    Section(
        "sales", _("Sales and projects"), "projects/of_customer.html", _section, Area.SALES, 30,
        count=lambda card: _of(card).count(), hangs=True,
        brief="projects/of_customer_brief.html", brief_context=_brief,
    ),
)  # fmt: skip
add_source("customer", Source("status", _("Status changes"), Area.SALES, _status_changes))
