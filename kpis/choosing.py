"""Which figures somebody sees at a place, and in which order: their own choice, else that of their access profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.models import User
from kpis.definitions import SHOWN
from kpis.engine import exists_for
from kpis.kpi import KPIS, Kpi
from kpis.models import ProfileFigures
from kpis.question import Question
from workbench.models import RegisterPreference
from workbench.state import NotUnderstood

MOST = 8  # figures at one place


@dataclass(frozen=True)
class Choice:
    """The keys in order, and whether the figures follow the list's filter."""

    keys: Sequence[str]
    follows: bool


def choice(user: Any, place: str) -> Choice:
    own = RegisterPreference.objects.filter(user=OuterRef("pk"), register=place)
    first = ProfileFigures.objects.filter(profile=OuterRef("profile"), place=place)
    kept = User.objects.filter(pk=user.pk).values_list(
        Subquery(own.values("figures")), Subquery(own.values("figures_follow")), Subquery(first.values("keys"))
    )
    chosen, follows, of_profile = kept[0]
    keys = chosen if chosen is not None else of_profile if of_profile is not None else SHOWN[place]
    return Choice(keys, bool(follows))


def of_profile(profile: int | None, place: str) -> Sequence[str]:
    """What people with the profile see at first."""
    kept = ProfileFigures.objects.filter(profile=profile, place=place).first()
    return kept.keys if kept else SHOWN[place]


def gallery(question: Question) -> list[Kpi]:
    """Every KPI that exists for the viewer."""
    return [kpi for kpi in KPIS.values() if exists_for(kpi, question)]


def in_order(chosen: Sequence[str], known: Sequence[Kpi]) -> list[tuple[Kpi, bool]]:
    """All that are known, the chosen ones first in their order, each with whether it is chosen."""
    by_key = {kpi.key: kpi for kpi in known}
    first = [by_key[key] for key in chosen if key in by_key]
    return [*((kpi, True) for kpi in first), *((kpi, False) for kpi in known if kpi not in first)]


def checked(keys: Sequence[str], known: Sequence[Kpi]) -> list[str]:
    """Keys as they were posted. Raises NotUnderstood for any that is not among the known, and for one twice."""
    if len(set(keys)) != len(keys) or set(keys) - {kpi.key for kpi in known}:
        raise NotUnderstood("figures")
    return list(keys)


def remember(user: Any, place: str, **chosen: Any) -> None:
    """Keeps ``figures`` (None: as the profile has it) or ``figures_follow`` of a user."""
    RegisterPreference.objects.update_or_create(user=user, register=place, defaults=chosen)
