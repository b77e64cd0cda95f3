"""Reading answers that may hold anything: what is not of the expected kind is taken as not said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from registries.business_ids import readable

LONGEST = 500  # of one text; nobody's name or address line is longer
LONGEST_CODE = 20  # signs of a code, such as of an industry
MOST = 100  # rows of one list that are looked at
_CAPITALS = frozenset("AS ASA DA ANS NUF SA BA KS ENK AL IKS KF AB RY KY II III IV VI".split())
_FINNISH = {"OY": "Oy", "OYJ": "Oyj", "ABP": "Abp"}  # legal forms that are written with a small letter
_SHORT_WORDS = frozenset(  # that are no abbreviations
    "BO BØ EN ET LI NY OS RO TO ØY ÅL ÅS BIL BRO EVA FOR HAV IDA JAN LIE MOE NYE OLE PER SØR ØST".split()
)
_ABBREVIATIONS = frozenset(  # that people know and that could be words
    "ABB ABC AGA AVD CAD CGI DLA EDB EEA EFTA EØS IBM ICA IFS IKEA IKT ISO ISS KIA LED NAF NATO NAV NHO NTNU OBOS OECD "
    "OEM OKQ SAP SAS SEB SINTEF SOS TUI UNICEF UPS USA YIT".split()
)
_SMALL = frozenset("i og and på av for til ved med de la du van von".split())
_is_web_address = URLValidator(schemes=["http", "https"])
_VOWEL = re.compile("[AEIOUYÆØÅÄÖÉÜ]")
_WORD = re.compile(r"[^\W\d_]+")


def text(value: Any) -> str:
    """One line without what cannot be seen or stored; empty for anything that is no text."""
    return readable(value[: 4 * LONGEST])[:LONGEST].strip() if isinstance(value, str) else ""


def code(value: Any) -> str:
    """The sign something has in a list; empty for what is too long to be one."""
    found = text(value)
    return found if len(found) <= LONGEST_CODE else ""


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list that are not empty."""
    return tuple(found for each in _list(value) if (found := text(each)))


def part(of: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key, empty where there is none."""
    value = of.get(key)
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [each for each in _list(value) if isinstance(each, dict)]


def _list(value: Any) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []


def whole(value: Any) -> int | None:
    """A count: a whole number from 0 on."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def day(value: Any) -> date | None:
    """The date a text begins with, as 2026-08-19, 2026-08-19T10:04:06 or 2026-08-19 10:04:06."""
    try:
        return date.fromisoformat(text(value)[:10])
    except ValueError:
        return None


def country(value: Any) -> str:
    """A country's two letters, empty for anything else."""
    code = text(value).upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def website(value: Any) -> str:
    """An address with its scheme; registers leave it away. Empty for what is no web address."""
    found = text(value)
    if not found or " " in found or len(found) > 190:
        return ""
    address = found if re.match(r"(?i)https?://", found) else f"https://{found}"
    try:
        _is_web_address(address)
    except ValidationError:
        return ""
    # what has a sign for "at" here is an e-mail address in the wrong place
    return "" if "@" in address.split("/")[2] else address


def readable_name(registered: str) -> str:
    """A name registered in capitals as people write it: Solvik Energi AS. Other names stay as they are.

    Legal forms and abbreviations keep their capitals: those people know, words without a vowel or of two letters, and
    three letters that are all there is to a name. Other words of three letters are taken for words: LIE is more often
    a family than an abbreviation.
    """
    if registered != registered.upper():
        return registered
    is_alone = sum(word not in _CAPITALS and word not in _FINNISH for word in _WORD.findall(registered)) == 1

    def spelled(match: re.Match[str]) -> str:
        word = match[0]
        if word in _FINNISH:
            return _FINNISH[word]
        around = registered[max(0, match.start() - 1) : match.start()] + registered[match.end() : match.end() + 1]
        if len(word) == 1 and set(around) & set("./&"):  # I/S, A.I.
            return word
        if word.lower() in _SMALL and match.start():
            return word.lower()
        is_short = len(word) <= (3 if is_alone else 2) and word not in _SHORT_WORDS
        is_kept = is_short or word in _CAPITALS or word in _ABBREVIATIONS or not _VOWEL.search(word)
        return word if is_kept else word.capitalize()

    return _WORD.sub(spelled, registered)


def readable_place(registered: str) -> str:
    """A town registered in capitals as people write it: Mo i Rana."""
    if registered != registered.upper():
        return registered

    def spelled(match: re.Match[str]) -> str:
        word = match[0].lower()
        return word if word in _SMALL and match.start() else word.capitalize()

    return _WORD.sub(spelled, registered)


def lines(parts: Iterable[str]) -> str:
    """Address lines as one."""
    return ", ".join(part for part in parts if part)[:LONGEST].strip()
