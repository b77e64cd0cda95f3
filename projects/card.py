"""The cards of projects and costs, and what the card of a customer shows of its sales projects and projects."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from accounts.organisation import current_organisation
from projects.models import CostEntry, CostKind, Project, StatusChange
from projects.pipeline import open_sales, projects_in_work
from workbench.card import PAGE, Card
from workbench.overview import overview
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
    work = projects_in_work(card.viewer).filter(customer=card.pk).select_related("sales_status", "owner")
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


def _statuses(card: Card) -> dict[str, Any]:
    """Every change of the sales status, newest first."""
    rows = card.record.status_changes.select_related("old_status", "new_status", "changed_by")
    first = (card.page - 1) * PAGE
    shown = list(rows.order_by("-changed_at", "-pk")[first : first + PAGE + 1])
    return {"changes": shown[:PAGE], "has_more": len(shown) > PAGE}


def _costs_of(card: Card) -> QuerySet[CostEntry]:
    return CostEntry.objects.visible_to(card.viewer.user).filter(project=card.pk)


def _costs(card: Card) -> dict[str, Any]:
    """The newest costs, and what each kind of them comes to."""
    kinds = _costs_of(card).order_by("kind").values("kind").annotate(sum=Sum("cost"), quantity=Sum("quantity"))
    first = (card.page - 1) * PAGE
    shown = list(_costs_of(card).select_related("person").order_by("-date", "-pk")[first : first + PAGE + 1])
    return {
        "costs": shown[:PAGE],
        "has_more": len(shown) > PAGE,
        "kinds": [(CostKind(each["kind"]).label, each["sum"]) for each in kinds],
        "currency": current_organisation().base_currency,
        "all_url": f"{reverse('costs')}?project={card.pk}",
    }


add_section(
    "customer",
    Section(
        "sales", _("Sales and projects"), "projects/of_customer.html", _section, Area.SALES, 30,
        count=lambda card: _of(card).count(), hangs=True,
        brief="projects/of_customer_brief.html", brief_context=_brief,
    ),
)  # fmt: skip
add_source("customer", Source("status", _("Status changes"), Area.SALES, _status_changes))
add_section("project", Section("overview", _("Overview"), "record/overview.html", overview, None, 10))
add_section(
    "project",
    Section("statuses", _("Status history"), "projects/statuses.html", _statuses, Area.SALES, 20),
)
add_section(
    "project",
    Section(
        "costs", _("Costs"), "projects/costs.html", _costs, Area.COSTS, 30,
        count=lambda card: _costs_of(card).count(), hangs=True,
    ),
)  # fmt: skip
add_section("cost_entry", Section("overview", _("Overview"), "record/overview.html", overview, None, 10))
