"""The first section of a card: the record's facts, and its other sections in brief."""

from __future__ import annotations

from typing import Any

from workbench.card import Card, facts
from workbench.origins import origins
from workbench.slots import Section


def overview(card: Card) -> dict[str, Any]:
    """What the head and the key figures say is not said again."""
    register = card.register
    said = {*register.figures, register.switch.field if register.switch else ""}
    told = origins(card) if register.edit else {}
    groups = [
        (group, [fact for fact in shown if fact.field.key not in said]) for group, shown in facts(card, origins=told)
    ]
    return {"groups": [(group, shown) for group, shown in groups if shown], "briefs": briefs(card)}


def briefs(card: Card) -> list[tuple[Section, dict[str, Any], str]]:
    """The sections that have one, each with what it prints and its address."""
    return [
        (each, each.brief_context(card), card.section_url(each.key))
        for each in card.sections
        if each.brief and each.brief_context
    ]
