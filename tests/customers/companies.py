"""Companies of the stand-in registers, and the form of a new customer as a browser sends it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.test import Client
from stdnum.no import orgnr

from registries.standin import Standin
from tests.attacks.forms import filled
from tests.registries.asking import sample

SOLVIK, ABROAD, WITHHELD, CEASED = "931204777", "918442103", "915000002", "912334503"
SAIMAA = "2748193-2"
UNKNOWN = "923609016"  # a right number of no company of the stand-in
FILL, NEW, LOOK_UP = "/customers/look-up/fill/", "/customers/new/", "/customers/look-up/"


def numbers() -> Iterator[str]:
    """Norwegian numbers with a right check digit, of nobody in the samples."""
    for place in range(81_000_000, 82_000_000):
        try:
            digit = orgnr.checksum(f"{place}0")
        except ValueError:
            continue
        if 0 < digit < 10 or digit == 0:
            number = f"{place}{-digit % 11}"
            if len(number) == 9 and orgnr.is_valid(number):
                yield number


def unit(number: str, name: str, *without: str, **changed: Any) -> dict[str, Any]:
    """A Norwegian company like the one of the sample."""
    found = {**deepcopy(sample("brreg/unit")), "organisasjonsnummer": number, "navn": name, **changed}
    return {key: value for key, value in found.items() if key not in without}


def add(standin: Standin, *units: dict[str, Any]) -> None:
    """Puts units into the register; one with the same number gives way."""
    for each in units:
        standin.norway.kinds["enheter"][each["organisasjonsnummer"]] = each
        standin.norway.names[each["organisasjonsnummer"]] = each["navn"].casefold().split()


def begun(browser: Client) -> dict[str, Any]:
    """What the form of a new customer sends before anything is typed."""
    page = browser.get(NEW)
    assert page.status_code == 200
    fields = page.context["form"].fields
    empty = {name: "" for name, made in fields.items() if not hasattr(made.widget, "check_test")}
    return {name: value for name, value in (empty | filled(page)).items() if value != [] and name not in many(fields)}


def many(fields: dict[str, Any]) -> set[str]:
    """Fields of which several values are sent, none where nothing is chosen."""
    return {name for name, made in fields.items() if getattr(made.widget, "allow_multiple_selected", False)}


def pick(browser: Client, typed: dict[str, Any], number: str, country: str = "NO") -> dict[str, Any]:
    """The form after the page's script picked a company."""
    answer = browser.post(FILL, typed | {"use": number, "register": country})
    assert answer.status_code == 200, answer.status_code
    return after(typed, answer)


def clear(browser: Client, typed: dict[str, Any]) -> dict[str, Any]:
    return after(typed, browser.post(FILL, typed | {"clear": "1"}))


def after(typed: dict[str, Any], answer: Any) -> dict[str, Any]:
    told = answer.json()
    assert "problem" not in told, told
    return typed | told["values"] | {"marks": told["marks"]}
