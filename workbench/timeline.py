"""One stream of what happened around a record, from as many sources as apps contribute: one query each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.access import Area, may_view
from workbench.card import Card
from workbench.state import NotUnderstood

SHOWN = 40


@dataclass(frozen=True)
class Entry:
    """One thing that happened. ``is_day`` says that only its day is known; ``record`` is the row for its actions."""

    at: datetime
    kind: str
    icon: str
    title: str
    text: str = ""
    who: str = ""
    is_day: bool = False
    record: Any = None


@dataclass(frozen=True)
class Source:
    """Where entries of a kind come from: at most ``limit`` of them before a moment, newest first."""

    kind: str
    label: Any
    area: Area | None
    entries: Callable[[Card, int, datetime | None], list[Entry]]


SOURCES: dict[str, list[Source]] = {}
COMMON_SOURCES: list[Source] = []  # of every entity that has a timeline


def add_source(entity: str, source: Source) -> None:
    """Adds a source to the timeline of an entity."""
    SOURCES.setdefault(entity, []).append(source)


def sources(card: Card) -> list[Source]:
    """The sources this viewer may see."""
    known = [*SOURCES.get(card.register.entity.key, []), *COMMON_SOURCES]
    return [each for each in known if each.area is None or may_view(card.viewer.user, each.area)]


def stream(card: Card) -> dict[str, Any]:
    """A page of the timeline: the newest entries before the moment in the address, of one kind or all."""
    kind, until = card.request.GET.get("kind", ""), _until(card)
    known = sources(card)
    if kind and kind not in {source.kind for source in known}:
        raise NotUnderstood("kind")
    chosen = [source for source in known if kind in ("", source.kind)]
    found = [entry for source in chosen for entry in source.entries(card, SHOWN + 1, until)]
    found.sort(key=lambda entry: entry.at, reverse=True)
    last = found[:SHOWN][-1].at if found else None
    shown = [entry for entry in found if last is None or entry.at >= last]  # a moment is never cut in two
    older = shown[-1].at.isoformat() if len(found) > len(shown) else ""
    return {"entries": shown, "older": older, "kinds": known, "kind": kind}


def _until(card: Card) -> datetime | None:
    typed = card.request.GET.get("before", "")
    if not typed:
        return None
    try:
        found = parse_datetime(typed)
        # PostgreSQL knows no offsets beyond 16 hours, and near either end of time there is no local time
        moment = None if found is None or timezone.is_naive(found) else found.astimezone(UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is None or not 2 <= moment.year <= 9998:
        raise NotUnderstood("before")
    return moment
