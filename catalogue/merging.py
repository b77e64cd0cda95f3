"""Two people, one record: what each of them changed, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]  # by form field, in the plain form of catalogue.editing


@dataclass(frozen=True)
class Merge:
    """``mine`` are the fields to write, ``collisions`` those both changed to different values."""

    mine: frozenset[str]
    collisions: frozenset[str]


def merge(base: Values, theirs: Values, mine: Values, decided: Mapping[str, str]) -> Merge:
    """Compares what a form began with, what the record holds now and what was sent.

    Fields only one side changed merge by themselves. ``decided`` says "mine" or "theirs" for fields on which
    somebody was asked before. A field missing in ``base`` began with what the record holds now.
    """
    changed = {name for name in mine if mine[name] != base.get(name, theirs[name])}
    changed -= {name for name, side in decided.items() if side == "theirs"}
    both = {name for name in changed if theirs[name] != base.get(name, theirs[name])}
    collisions = {name for name in both if theirs[name] != mine[name]}
    return Merge(frozenset(changed - collisions), frozenset(collisions))
