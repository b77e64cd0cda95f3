"""Values in templates as registers print them: amounts, days and moments in the user's locale."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.organisation import today
from workbench import printing

register = template.Library()


@register.filter
def money(value: Decimal | None, decimals: int = 0) -> str:
    """An amount without its currency; a dash for none."""
    return printing.NOTHING if value is None else printing.number(value, decimals)


@register.filter
def plain_number(value: Any) -> str:
    return printing.NOTHING if value is None else printing.number(value)


@register.filter
def day(value: date | None) -> str:
    """Today, 20 Nov or 20 Nov 2025."""
    return printing.day(value, today()) if value else printing.NOTHING


@register.filter
def month(value: date) -> str:
    """October 2026."""
    return printing.month(value)


@register.filter
def moment(value: datetime | None) -> str:
    """As ``day``, with the time for today."""
    return printing.moment(value, today()) if value else printing.NOTHING


_ADDRESS = re.compile(r"^\S+@\S+$|^(https?://|www\.)\S+$")


@register.filter
def breakable(text: Any) -> SafeString:
    """An address of mail or web that breaks after its signs rather than in the midst of a word."""
    shown = escape(text)
    return mark_safe(re.sub(r"([@./_-])(?=\w)", r"\1<wbr>", shown)) if _ADDRESS.match(str(text)) else shown


for told in (printing.initials, printing.monogram, printing.tone):
    register.filter(told)
