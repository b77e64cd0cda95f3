"""Reading days the way people in the Nordic countries write them, and as our own pages print them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.organisation import today

_NUMBERS = re.compile(r"(\d{1,2})[./\s-]+(\d{1,2})[./\s-]+(\d{4})")  # 27-11-2025, 27/11-2025
_NAMED = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s+(\d{4})")  # 27. nov. 2025


def spoken_day(typed: str) -> date | None:
    """A day written with its month between day and year, by number or by name; None for anything else."""
    text = typed.strip()
    numbers, named = _NUMBERS.fullmatch(text), _NAMED.fullmatch(text)
    month = int(numbers[2]) if numbers else _month(named[2]) if named else None
    found = numbers or named
    if not found or not month:
        return None
    try:
        return date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None


def _month(name: str) -> int | None:
    """The month whose name in the user's language begins so, if it is one alone."""
    names = get_month_names("wide", locale=get_language() or "en")
    begins = name.casefold()
    found = [number for number, each in names.items() if len(name) > 2 and each.casefold().startswith(begins)]
    return found[0] if len(found) == 1 else None


class DayField(forms.DateField):
    """A day in the user's format, by ISO, or as our own pages print it."""

    def to_python(self, value: Any) -> Any:
        spoken = spoken_day(value) if isinstance(value, str) else None
        try:
            return spoken or super().to_python(value)
        except ValidationError:
            example = formats.date_format(today(), "SHORT_DATE_FORMAT")
            raise ValidationError(_("Enter a day such as %(day)s."), "invalid", {"day": example}) from None
