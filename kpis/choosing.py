"""Which figures somebody sees at a place, and in which order: their own choice, else that of their access profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import AccessProfile, User
from catalogue.field import Viewer
from customers.models import Customer
from kpis.engine import exists_for
from kpis.kpi import KPIS, Kpi, Part
from kpis.models import ProfileFigures
from kpis.places import SHOWN
from kpis.question import Question
from workbench.models import RegisterPreference
from workbench.register import REGISTERS
from workbench.state import NotUnderstood

MOST = 8  # figures at one place


@dataclass(frozen=True)
class Choice:
    """The keys in order, and whether the figures follow the list's filter."""

    keys: Sequence[str]
    follows: bool


def choice(question: Question, place: str) -> Choice:
    own = question.preferences.get(place)
    keys = own.figures if own else None
    if keys is None:
        keys = of_profile(question.viewer.user.profile_id, place)
    return Choice(keys, bool(own and own.figures_follow))


def of_profile(profile: int | None, place: str) -> Sequence[str]:
    """What people with the profile see at first."""
    kept = ProfileFigures.objects.filter(profile=profile, place=place).values_list("keys", flat=True)
    return next(iter(kept), SHOWN[place])


def gallery(question: Question) -> list[Kpi]:
    """Every KPI that exists for the viewer, of what is asked about."""
    return [kpi for kpi in KPIS.values() if exists_for(kpi, question)]


def gallery_of(profile: AccessProfile, place: str, today: date) -> list[Kpi]:
    """Every KPI that exists at a place for people with the profile."""
    known = gallery(Question(Viewer(User(profile=profile), today)))
    return [kpi for kpi in known if place != "customer" or all(_is_of_customers(part) for part in kpi.parts)]


def _is_of_customers(part: Part) -> bool:
    """Whether its rows are some customer's."""
    return REGISTERS[part.register].entity.field_to(Customer) is not None


def in_order(chosen: Sequence[str], known: Sequence[Kpi]) -> list[tuple[Kpi, bool]]:
    """All that are known, the chosen ones first in their order, each with whether it is chosen."""
    by_key = {kpi.key: kpi for kpi in known}
    first = [by_key[key] for key in chosen if key in by_key]
    return [*((kpi, True) for kpi in first), *((kpi, False) for kpi in known if kpi not in first)]


def moved(order: Sequence[str], step: str, known: Sequence[Kpi]) -> list[str]:
    """All that are known in the order they were posted, with one of them a place up or down: "up-overdue".

    Raises NotUnderstood for anything else.
    """
    keys, (way, _dash, key) = list(order), step.partition("-")
    if sorted(keys) != sorted(kpi.key for kpi in known) or key not in keys or way not in {"up", "down"}:
        raise NotUnderstood("move")
    place = keys.index(key)
    keys.insert(max(0, place + (-1 if way == "up" else 1)), keys.pop(place))
    return keys


def checked(keys: Sequence[str], known: Sequence[Kpi]) -> list[str]:
    """Keys as they were posted. Raises NotUnderstood for any that is not among the known, and for one twice."""
    if len(set(keys)) != len(keys) or set(keys) - {kpi.key for kpi in known}:
        raise NotUnderstood("figures")
    return list(keys)


def remember(user: Any, place: str, **chosen: Any) -> None:
    """Keeps ``figures`` (None: as the profile has it) or ``figures_follow`` of a user."""
    RegisterPreference.objects.update_or_create(user=user, register=place, defaults=chosen)
