"""The timeline of a customer, and what activities put into it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from activities.file_types import ENDINGS, PREVIEWS
from activities.forms import ActivityForm
from activities.models import Activity, ActivityKind, File
from activities.tasks import listed
from workbench.card import PAGE, Card
from workbench.slots import ADD_URLS, Part, Section, add_parts, add_section
from workbench.timeline import Entry, Source, add_source, stream

ICONS = {
    ActivityKind.NOTE: "sticky-note",
    ActivityKind.CALL: "phone",
    ActivityKind.MEETING: "calendar-days",
    ActivityKind.TASK: "circle-check",
}


def _entries(card: Card, limit: int, until: datetime | None) -> list[Entry]:
    rows = Activity.objects.visible_to(card.viewer.user).filter(customer=card.pk)
    if until:
        rows = rows.filter(happened_at__lt=until)
    rows = rows.select_related("author", "contact", "project", "assignee").order_by("-happened_at", "-pk")
    return [
        Entry(
            at=each.happened_at,
            kind="activity",
            icon=ICONS[ActivityKind(each.kind)],
            title=each.subject,
            text=each.text,
            who=str(each.author),
            record=each,
        )
        for each in rows[:limit]
    ]


def _open_tasks(card: Card) -> dict[str, Any]:
    rows = Activity.objects.visible_to(card.viewer.user).filter(
        customer=card.pk, kind=ActivityKind.TASK, done_at__isnull=True
    )
    return listed(rows.select_related("assignee", "contact").order_by("due_on", "pk"))


def new_activity(card: Card) -> Activity:
    return Activity(customer=card.record, author=card.viewer.user, kind=ActivityKind.NOTE)


def _timeline(card: Card) -> dict[str, Any]:
    form = ActivityForm(instance=new_activity(card), user=card.viewer.user) if card.may_edit else None
    return {**stream(card), "activity_form": form, "open_tasks": _open_tasks(card)}


def _brief(card: Card) -> dict[str, Any]:
    # open tasks stand in a list of their own above
    past = [
        entry for entry in _entries(card, 20, None) if entry.record.kind != ActivityKind.TASK or entry.record.done_at
    ]
    return {"entries": past[:3], "open_tasks": _open_tasks(card)["first"][:5]}


def _files_of(card: Card) -> QuerySet[File]:
    rows: QuerySet[File] = File.objects.visible_to(card.viewer.user).filter(customer=card.pk)
    return rows.select_related("content", "uploaded_by").order_by("-uploaded_at", "-pk")


def _files(card: Card) -> dict[str, Any]:
    first = (card.page - 1) * PAGE
    shown = list(_files_of(card)[first : first + PAGE + 1])
    return {
        "files": [(file, PREVIEWS.get(file.media_type, "")) for file in shown[:PAGE]],
        "has_more": len(shown) > PAGE,
        "endings": ",".join(f".{ending}" for ending in ENDINGS),
        "limit_mb": settings.FILE_LIMIT // 2**20,
    }


def _file_entries(card: Card, limit: int, until: datetime | None) -> list[Entry]:
    rows = _files_of(card)
    if until:
        rows = rows.filter(uploaded_at__lt=until)
    return [
        Entry(at=each.uploaded_at, kind="file", icon="paperclip", title=each.name, who=str(each.uploaded_by))
        for each in rows[:limit]
    ]


add_section(
    "customer",
    Section(
        "timeline", _("Timeline"), "activities/timeline.html", _timeline, Area.CUSTOMERS, 50,
        count=lambda card: Activity.objects.visible_to(card.viewer.user).filter(customer=card.pk).count(), hangs=True,
        brief="activities/timeline_brief.html", brief_context=_brief,
        parameters=frozenset({"kind", "before"}),
    ),
)  # fmt: skip
add_section(
    "customer",
    Section(
        "files", _("Files"), "activities/files.html", _files, Area.CUSTOMERS, 60,
        count=lambda card: _files_of(card).count(), hangs=True,
    ),
)  # fmt: skip
add_source("customer", Source("file", _("Files"), Area.CUSTOMERS, _file_entries))
add_source("customer", Source("activity", _("Activities"), Area.CUSTOMERS, _entries))
ADD_URLS["customer"] = "activities-new"
add_parts(
    "customer",
    Part(Activity, "customer_id", _("Activity"), lambda values: str(values["subject"]), is_told=False),
    Part(File, "customer_id", _("File"), lambda values: str(values["name"]), is_told=False),
)
