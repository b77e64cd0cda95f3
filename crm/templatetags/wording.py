"""Words of the catalogue inside a sentence."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def mid_sentence(label: Any) -> str:
    """A label as it stands inside a sentence: "Country" becomes "country"; "VAT number" and "Y-tunnus" stay."""
    text = str(label)
    return text[0].lower() + text[1:] if text[1:2].islower() else text
