"""Places where an upper app shows what it knows on pages of a lower one; filled in its ``apps.py``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accounts.access import Area

if TYPE_CHECKING:
    from workbench.card import Card

Context = Callable[["Card"], dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """A section of a record's card: its address, its words, what it prints and how many things it holds.

    ``area`` is the permission area without which it does not exist, if it has one of its own. ``brief`` is a template
    for the overview, drawn with ``brief_context``. What it holds ``hangs`` on the record, which then is not deleted.
    ``parameters`` are what its address may carry besides the way back to the list.
    """

    key: str
    label: Any
    template: str
    context: Context
    area: Area | None
    place: int
    count: Callable[[Card], int] | None = None
    brief: str = ""
    brief_context: Context | None = None
    hangs: bool = False
    parameters: frozenset[str] = frozenset({"page"})


@dataclass(frozen=True)
class Part:
    """Rows that belong to a record and whose changes are told with its own, such as the addresses of a customer.

    ``of`` names the column that leads to the record; ``words`` prints a row of kept values, or ``names``
    says which of its columns leads to which model, whose name is printed. What
    has a place of its own on the card is not told among the changes, but taken back with them. ``made_from`` names the
    fields of the record's form that make such a row, under which its source may be kept.
    """

    model: Any
    of: str
    label: Any
    words: Callable[[dict[str, Any]], str] = str
    names: tuple[str, Any] | None = None
    is_told: bool = True
    made_from: Callable[[dict[str, Any]], Collection[str]] = lambda values: ()


@dataclass(frozen=True)
class HomeTile:
    """A piece of the start page: a template with its context, or nothing for this user."""

    template: str
    context: Callable[[Any], dict[str, Any] | None]
    place: int


@dataclass(frozen=True)
class CardAction:
    """An entry of a card's More menu: its words, sign and address name; only for those who may edit the record."""

    label: Any
    icon: str
    url_name: str
    needs_delete: bool = False
    for_locked: bool = True


@dataclass(frozen=True)
class CardBadge:
    """A word in the head of a card that nobody should overlook, its tone, and the section that tells more."""

    label: Any
    tone: str
    section: str


@dataclass(frozen=True)
class SettingsPlace:
    """A page of Settings: its words, what it is for, its sign and address name."""

    label: Any
    description: Any
    icon: str
    url_name: str
    place: int


ADD_URLS: dict[str, str] = {}  # by entity: the address name behind a card's Add button
CARD_ACTIONS: dict[str, list[CardAction]] = {}
CARD_BADGES: dict[str, Callable[[Card], list[CardBadge]]] = {}  # by entity
SECTIONS: dict[str, list[Section]] = {}
COMMON_SECTIONS: list[Section] = []  # of every card
PARTS: dict[str, list[Part]] = {}
HOME_TILES: list[HomeTile] = []
SETTINGS: list[SettingsPlace] = []
STRIPS: dict[str, str] = {}  # by register: the address name of the key figures over its list
CARD_STRIPS: dict[str, str] = {}  # by entity: the address name of the key figures on its card
COUNTS: dict[str, Callable[[Any], str]] = {}  # by navigation key: the number behind an entry


def add_section(entity: str, section: Section) -> None:
    """Adds a section to the card of an entity."""
    SECTIONS.setdefault(entity, []).append(section)
    SECTIONS[entity].sort(key=lambda each: each.place)


def add_parts(entity: str, *parts: Part) -> None:
    """Tells changes of these rows with those of the record."""
    PARTS.setdefault(entity, []).extend(parts)


def add_home_tile(tile: HomeTile) -> None:
    HOME_TILES.append(tile)
    HOME_TILES.sort(key=lambda each: each.place)


def add_settings_place(place: SettingsPlace) -> None:
    SETTINGS.append(place)


def settings_places() -> list[SettingsPlace]:
    """The pages of Settings in order."""
    return sorted(SETTINGS, key=lambda each: each.place)
