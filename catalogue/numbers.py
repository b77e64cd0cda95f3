"""Reading numbers the way people in the Nordic countries write or paste them."""

import re
from typing import Any

from django import forms
from django.utils import formats

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']")
_GROUPED = {",": re.compile(r"[+-]?\d{1,3}(,\d{3})+"), ".": re.compile(r"[+-]?\d{1,3}(\.\d{3})+")}


def plain_number(typed: str) -> str:
    """A typed number with a point for decimals and nothing between the thousands.

    Blanks of any kind group; a real minus is a minus. Where a comma and a point both stand, the last one is the
    decimal sign. One alone groups thousands only where the language writes it so and groups of three follow.
    """
    text = _BLANKS.sub("", typed).replace("\u2212", "-")
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        group, decimal = (",", ".") if point > comma else (".", ",")
        return text.replace(group, "").replace(decimal, ".")
    decimal_sign = formats.get_format("DECIMAL_SEPARATOR")
    for sign, grouped in _GROUPED.items():
        if sign in text and sign != decimal_sign and grouped.fullmatch(text) and _groups_with(sign):
            return text.replace(sign, "")
    return text.replace(",", ".")


def _groups_with(sign: str) -> bool:
    # English readers of any country write 1,234 too
    return formats.get_format("THOUSAND_SEPARATOR") == sign or (
        sign == "," and formats.get_format("DECIMAL_SEPARATOR") == "."
    )


class NumberField(forms.DecimalField):
    """A number in the user's format, plain, or as our own pages print it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)
