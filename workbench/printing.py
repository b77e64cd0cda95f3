"""How each type of value is printed for people, in the user's locale."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any

from babel import Locale, dates
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.field import Field, Viewer
from catalogue.querysets import Count

NOTHING = "\u2013"


@cache
def _locale(language: str) -> Locale:
    # British English: day before month
    return Locale.parse({"en": "en_GB"}.get(language, language))


@cache
def _separators(language: str) -> tuple[str, str]:
    """Between thousands, and before decimals. Django looks them up for every number; a page has hundreds."""
    return (
        formats.get_format("THOUSAND_SEPARATOR", language, use_l10n=True),
        formats.get_format("DECIMAL_SEPARATOR", language, use_l10n=True),
    )


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def number(value: Any, decimals: int | None = None) -> str:
    """A number in the user's locale, with a real minus."""
    if decimals is not None:
        value = Decimal(value).quantize(_unit(decimals), ROUND_HALF_UP)
    elif isinstance(value, Decimal):
        value = value.normalize() if value % 1 else value.quantize(_unit(0))
    group, point = _separators(get_language() or "en")
    whole, _dot, part = (f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}").partition(".")
    printed = whole.replace(",", group) + (point + part if part else "")
    return printed.replace("-", "\u2212") if value else printed.lstrip("-")


def count_text(count: Count) -> str:
    """1 284; "about 12 000" for an estimate; "more than 1 500" where no more were counted."""
    text = number(count.number)
    if count.is_exact:
        return text
    return (_("more than %(number)s") if count.is_exceeded else _("about %(number)s")) % {"number": text}


def day(value: date, today: date) -> str:
    """Today, Yesterday, 20 Nov or 20 Nov 2025, in the user's language."""
    if value == today:
        return _("Today")
    if value == today - timedelta(days=1):
        return _("Yesterday")
    return date_of(value, today)


def date_of(value: date, today: date) -> str:
    """20 Nov or 20 Nov 2025."""
    return _day(value, "MMMd" if value.year == today.year else "yMMMd", get_language() or "en")


@lru_cache(maxsize=8192)  # a list has the same few hundred days over and over
def _day(value: date, skeleton: str, language: str) -> str:
    return str(dates.format_skeleton(skeleton, value, locale=_locale(language)))


def dated(value: date) -> str:
    """20 Nov 2025, whatever year it is."""
    return _day(value, "yMMMd", get_language() or "en")


def days(first: date, last: date) -> str:
    """From a day to another: 1 Nov 2025 – 31 Oct 2026."""
    language = get_language() or "en"
    return str(dates.format_interval(first, last, "yMMMd", locale=_locale(language)))


def month(value: date) -> str:
    """The month of a day: October 2026."""
    return _day(value, "yMMMM", get_language() or "en")


def moment(value: datetime, today: date) -> str:
    """A moment in the organisation's time zone: with the time only for today."""
    local = timezone.localtime(value)
    printed = day(local.date(), today)
    return f"{printed} {local:%H:%M}" if local.date() == today else printed


def printed(field: Field, value: Any, viewer: Viewer) -> str:
    """A value as text, in the user's locale; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    kind = field.type.name
    if kind == "boolean":
        return str(dict(field.choices()).get(value, value)) if field.choices else (_("Yes") if value else _("No"))
    if kind == "money":
        return number(value, 0)
    if kind == "amount":
        return number(value, 2)
    if field.type.is_number:
        return str(value) if field.is_label else number(value)
    if kind == "datetime":
        return moment(value, viewer.today)
    if kind == "date":
        return day(value, viewer.today)
    return str(value)


def spelled_out(field: Field, value: Any, viewer: Viewer) -> str:
    """As ``printed``, but with the name behind a code, Norway for NO, and the cents of an amount."""
    if field.type.name == "code" and value and field.choices:
        return str(dict(field.choices()).get(value, value))
    if field.type.name == "money" and value and value % 1:
        return number(value, 2)
    return printed(field, value, viewer)


def initials(name: str) -> str:
    """Of the first and the last word."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


def short_name(name: str) -> str:
    """The first name and the first letter of the last: "Ingrid S."."""
    first, _blank, rest = name.partition(" ")
    return f"{first} {rest.split()[-1][0].upper()}." if rest.split() else name


def monogram(name: str) -> str:
    """The first letter or digit."""
    return next((letter for letter in name if letter.isalnum()), "").upper()


def tone(number: int) -> int:
    """The colour behind initials, one of five."""
    return number % 5 + 1
