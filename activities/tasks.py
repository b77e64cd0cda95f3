"""Tasks: what is still to be done, by whom, and how urgent it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from activities.models import Activity, ActivityKind


def open_tasks(user: Any) -> QuerySet[Activity]:
    """The tasks a person has to do, at customers they may see; the most urgent first, those without a day last."""
    mine = Activity.objects.visible_to(user).filter(kind=ActivityKind.TASK, done_at=None, assignee=user.pk)
    found: QuerySet[Activity] = mine.order_by(F("due_on").asc(nulls_last=True), "pk")
    return found


def urgency(task: Activity, today: date) -> str:
    """done, overdue, today or open: how a task is marked."""
    if task.done_at:
        return "done"
    if task.due_on and task.due_on < today:
        return "overdue"
    return "today" if task.due_on == today else "open"


def home_tile(user: Any) -> dict[str, Any]:
    """My open tasks on the start page."""
    tasks = open_tasks(user).select_related("customer", "contact")
    return {"tasks": list(tasks[:50])}


def navigation_count(user: Any) -> str:
    """How many of my tasks are open, for the navigation; nothing for none."""
    number = open_tasks(user).count()
    return str(number) if number else ""
