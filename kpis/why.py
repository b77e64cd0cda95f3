"""Why a record is counted in a key figure, or not: each condition of the figure asked of this one record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.field import Field
from catalogue.querysets import Condition, where
from kpis.engine import exists_for, listed
from kpis.kpi import KPIS, Part
from kpis.question import Question
from workbench.card import Card
from workbench.columns import spelled_out
from workbench.filters import chips
from workbench.listing import Found
from workbench.register import REGISTERS
from workbench.slots import Section, add_section
from workbench.state import State


@dataclass(frozen=True)
class Asked:
    """A condition in words, whether it holds, and where it could be changed."""

    words: str
    holds: bool
    url: str


@dataclass(frozen=True)
class Answer:
    """What a figure says of a record: each condition, and what it adds where all of them hold."""

    label: Any
    part: Any
    conditions: list[Asked]
    adds: str

    @property
    def is_counted(self) -> bool:
        return all(each.holds for each in self.conditions)


def answers(card: Card) -> list[Answer]:
    """Of every figure that counts records like this one and exists for the viewer."""
    found, question = [], Question(card.viewer)
    for kpi in KPIS.values():
        parts = [part for part in kpi.parts if REGISTERS[part.register].entity == card.register.entity]
        if not parts or not exists_for(kpi, question):
            continue
        span = kpi.span(card.viewer.today)
        for part in parts:
            rows = listed(part, question, span)
            found.append(Answer(kpi.label, part.label, _asked(card, rows.state, rows.found), _adds(card, part)))
    return found


def _asked(card: Card, state: State, found: Found) -> list[Asked]:
    conditions = list(_conditions(state, found, card))
    record = OuterRef("pk")
    asked = {f"c{place}": Exists(rows.filter(pk=record)) for place, (_words, rows, _url) in enumerate(conditions)}
    told = card.register.entity.rows(card.viewer).filter(pk=card.pk).values(**asked).first() or {}
    return [Asked(words, bool(told.get(f"c{place}")), url) for place, (words, _rows, url) in enumerate(conditions)]


def _conditions(state: State, found: Found, card: Card) -> Iterator[tuple[str, QuerySet[Any], str]]:
    """The words of each condition, the rows for which it holds, and where it could be changed."""
    register, rows = state.register, state.register.entity.rows(card.viewer)
    if register.face is not None:
        yield str(register.title), rows.filter(register.face), _section(card, "statuses")
    if register.switch and state.state != "all":
        yield str(register.switch.words[0]), rows.filter(register.switch.holds(in_use=True)), ""
    for parameter, chip in zip(state.filters, chips(state, found.form), strict=True):
        value = found.form.cleaned_data[parameter.name]
        condition = Condition(parameter.field, parameter.operator, value)
        words = f"{chip.label} {chip.words} {chip.values}"
        yield words, where(rows, condition, card.viewer), _where_changed(card, parameter.field)


def _where_changed(card: Card, field: Field) -> str:
    if field.section:
        return _section(card, field.section)
    if field.is_editable and card.may_edit:
        return f"{reverse(f'{card.register.key}-edit', args=[card.pk])}?field={field.key}"
    return ""


def _section(card: Card, key: str) -> str:
    return card.section_url(key) if key in {each.key for each in card.sections} else ""


def _adds(card: Card, part: Part) -> str:
    if not part.measure:
        return ""
    field = card.fields[part.measure]
    return spelled_out(field, card.values[field.column], card.viewer)


def _context(card: Card) -> dict[str, Any]:
    return {"answers": answers(card)}


for entity in ("customer", "project", "cost_entry", "invoice"):
    add_section(entity, Section("figures", _("Key figures"), "kpis/why.html", _context, None, 85))
