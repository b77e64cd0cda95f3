"""How urgent a task is, for templates."""

from django import template

from accounts.organisation import today
from activities import tasks
from activities.models import Activity

register = template.Library()


@register.filter
def urgency(task: Activity) -> str:
    """done, overdue, today or open."""
    return tasks.urgency(task, today())
