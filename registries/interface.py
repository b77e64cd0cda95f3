"""Looking companies up in the public registers: the one door for the rest of the product.

A country is added by a module with its ``Registry`` and one line below. Nothing here knows of customers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache as kept_answers
from django.utils.translation import gettext_lazy as _

from registries.business_ids import WrongNumber, is_personal, readable, without_label
from registries.company import Company, Hits
from registries.errors import NotFound, Personal, TooShort
from registries.finland import Finland
from registries.http import Client, one_look_up
from registries.norway import Norway
from registries.registry import Registry

REGISTRIES: dict[str, Registry] = {each.country: each for each in (Norway(), Finland())}

SHORTEST, LONGEST = 2, 200  # letters of a name
KEPT = 60  # seconds the answer to an identical question is kept
# a business ID has seven digits at least; a country and an ending belong to its VAT form
_NUMBER_LIKE = re.compile(r"(?:NO|FI|SE|DK)?[0-9]{7,}(?:MVA)?(?:FORETAKSREGISTERET)?")
_GAP = "[ .,:/()+-]{0,3}"
# where in a text a personal identity number may be, by country; Danish ones have no check digit: no loose ones
_PERSONAL_LIKE = {
    country: re.compile(rf"(?<!\d)(?=({form})(?!\d))", re.I)
    for country, form in {
        "NO": rf"\d(?:{_GAP}\d){{10}}",
        "FI": rf"\d(?:{_GAP}\d){{5}}{_GAP}[A-FU-Y]?{_GAP}\d(?:{_GAP}\d){{2}}{_GAP}[0-9A-Y]",
        "SE": rf"(?:\d\d)?\d{{6}}{_GAP}\d{{4}}(?:01)?",
        "DK": rf"\d{{6}}{_GAP}\d{{4}}",
    }.items()
}
_OF_ANOTHER = _("%(number)s is a number of %(register)s: choose %(country)s.")
Found = TypeVar("Found", Company, Hits)


def registry_of(country: str) -> Registry | None:
    """The register of a country (two letters), if there is one here."""
    return REGISTRIES.get(country.upper())


def sources() -> list[tuple[str, str]]:
    """The registers' keys and names, as choices."""
    return [(each.key, each.name) for each in REGISTRIES.values()]


def looks_like_number(typed: str) -> bool:
    """Whether what was typed is meant as a number, not as a name that has one in it."""
    return bool(_NUMBER_LIKE.fullmatch(without_label(typed)))


def search(country: str, typed: str, page: int = 0, language: str = "en") -> Hits:
    """The companies of a country with these words in their name; what looks like a number finds that one company.

    Raises WrongNumber for a number that cannot be right, RegistryError where nothing could be found out. No hits is an
    answer, not an error. A personal identity number is never sent anywhere.
    """
    registry, words = REGISTRIES[country], readable(typed)[:LONGEST]
    _refuse_personal(words)
    if looks_like_number(words):
        try:
            company = get(country, words, language)
        except NotFound:
            return Hits((), 0, 0, False)
        return Hits((company,), 1, 0, False)
    if sum(letter.isalnum() for letter in words) < SHORTEST:
        raise TooShort(words)
    client = _client(registry)
    return _kept(
        registry, f"search {words.casefold()} {page} {language}", lambda: registry.search(client, words, page, language)
    )


def get(country: str, typed: str, language: str = "en") -> Company:
    """The company with a number in any usual notation.

    Raises WrongNumber before anything is asked, RegistryError where there is no such company or no answer.
    """
    registry = REGISTRIES[country]
    number = _number(registry, typed)
    return _kept(registry, f"get {number} {language}", lambda: registry.get(_client(registry), number, language))


def branches(country: str, number: str, page: int = 0, language: str = "en") -> Hits:
    """The branches of a company, where the register has them; raises as ``get`` does."""
    registry = REGISTRIES[country]
    number = _number(registry, number)
    client = _client(registry)
    return _kept(
        registry, f"branches {number} {page} {language}", lambda: registry.branches(client, number, page, language)
    )


def _number(registry: Registry, typed: str) -> str:
    _refuse_personal(typed)
    try:
        number = registry.normal(typed)
    except WrongNumber as error:
        raise _elsewhere(registry, typed) or error from error
    if not number:
        raise NotFound("no number")
    return number


def _elsewhere(registry: Registry, typed: str) -> WrongNumber | None:
    """What to say of a number that is wrong here and right in another register."""
    for other in REGISTRIES.values():
        if other is not registry:
            with suppress(WrongNumber):
                number = other.normal(typed)
                return WrongNumber(_OF_ANOTHER, number=number, register=other.name, country=other.country_name)
    return None


def _refuse_personal(typed: str) -> None:
    text = readable(typed)[:LONGEST]
    for country, form in _PERSONAL_LIKE.items():
        if any(is_personal(country, each) for each in (text, *form.findall(text))):
            raise Personal


def is_demonstration() -> bool:
    """Whether look-ups are answered by the demonstration registers instead of the real ones."""
    return bool(settings.DEMO_REGISTERS_URL)


def address_of(registry: Registry) -> str:
    """The base address of a register's service: the demonstration register's in demo mode, else as configured."""
    if settings.DEMO_REGISTERS_URL:
        return f"{settings.DEMO_REGISTERS_URL}/{registry.key}"
    return str(settings.REGISTER_URLS.get(registry.url_setting) or registry.api_url)


def _client(registry: Registry) -> Client:
    return _client_at(address_of(registry))


@cache
def _client_at(base: str) -> Client:
    return Client(base)


def _kept(registry: Registry, question: str, ask: Callable[[], Found]) -> Found:
    """The answer to an identical question asked a moment ago, or a new one."""
    key = "register-" + hashlib.sha256(f"{address_of(registry)} {question}".encode()).hexdigest()
    found: Found | None = kept_answers.get(key)
    if found is None:
        with one_look_up():
            found = ask()
        kept_answers.set(key, found, KEPT)
    return found
