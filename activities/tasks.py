"""Tasks: what is still to be done, by whom, and how urgent it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from activities.models import Activity, ActivityKind

AT_ONCE, MOST = 50, 1_000  # tasks that are in sight, and that a page lists at all


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


def listed(tasks: QuerySet[Activity]) -> dict[str, Any]:
    """The first tasks, the rest that is folded away behind them, and how many there are."""
    found = list(tasks[:MOST])
    count = len(found) if len(found) < MOST else tasks.count()
    return {"first": found[:AT_ONCE], "rest": found[AT_ONCE:], "count": count}


def home_tile(user: Any) -> dict[str, Any]:
    """My open tasks on the start page."""
    return listed(open_tasks(user).select_related("customer", "contact"))


def navigation_count(user: Any) -> str:
    """How many of my tasks are open, for the navigation; nothing for none."""
    number = open_tasks(user).count()
    return str(number) if number else ""
