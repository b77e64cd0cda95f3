"""What the tables of pages share; on a narrow screen they become labels and values."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("components/table_head.html")
def table_head(caption: str, *labels: str, unseen: str = "") -> dict[str, Any]:
    """The caption and the head of a stacked table; ``unseen`` names a last column of buttons to those who listen."""
    return {"caption": caption, "labels": labels, "unseen": unseen}
