"""Names of countries, currencies and languages in the active language, from Unicode's CLDR."""

from functools import cache
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

from accounts.codes import COUNTRIES, CURRENCIES


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def country_name(code: str) -> str:
    """A country's name; the code itself where CLDR knows no name."""
    return str(_locale(get_language() or "en").territories.get(code, code))


def countries() -> list[tuple[Any, Any]]:
    return [(code, country_name(code)) for code in COUNTRIES]


def currencies() -> list[tuple[Any, Any]]:
    names = _locale(get_language() or "en").currencies
    return [(code, f"{code}, {names.get(code, code)}") for code in CURRENCIES]


def languages() -> list[tuple[Any, Any]]:
    """The languages of the product, each by its own name."""
    return [(code, name) for code, name in settings.LANGUAGES]
