"""What a toast offers besides its text."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def about(extra_tags: str) -> dict[str, Any]:
    """Where to undo what was done, where to see it, and which ticks it clears: what ``workbench.toasts`` said."""
    found: dict[str, Any] = json.loads(extra_tags) if extra_tags else {}
    return found
