"""What the tables of pages share; on a narrow screen they become labels and values."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("components/table_head.html")
def table_head(caption: str, *labels: str) -> dict[str, Any]:
    """The caption and the head of a stacked table."""
    return {"caption": caption, "labels": labels}
