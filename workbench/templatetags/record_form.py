"""What the templates of a record's form ask."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms import BoundField

register = template.Library()
_SHORT = 20


@register.filter
def of_field(collisions: dict[str, Any] | None, name: str) -> Any:
    """The collision of a field, if two people met there."""
    return (collisions or {}).get(name)


@dataclass(frozen=True)
class Mark:
    """What a public register says of a field, as people read it, and whether something else stands there now."""

    label: str
    is_edited: bool


@register.filter
def mark_of(marks: Any, field: BoundField) -> Mark | None:
    """The mark of a field the register says something of; ``marks`` has the register's ``values`` by name."""
    said = marks.values.get(field.name) if marks else ""
    if not said:
        return None
    choices = {str(value): str(text) for value, text in getattr(field.field, "choices", [])}
    return Mark(choices.get(said, said), str(field.value() or "") != said)


@register.filter
def width(field: BoundField) -> str:
    """How much of a form's row a field takes: all of it, half, or a third."""
    widget = field.field.widget
    if isinstance(widget, forms.Textarea | forms.CheckboxSelectMultiple):
        return "w6"
    short = getattr(field.field, "max_length", None) or 0
    if "num" in widget.attrs.get("class", "") or 0 < short <= _SHORT:
        return "w2"
    return "w3"
