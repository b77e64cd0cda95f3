"""Why a record is counted in a key figure, or not: each condition of the figure asked of this one record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Area, may_view
from catalogue.field import Field
from catalogue.querysets import Condition, where
from catalogue.types import BOOLEAN
from kpis.engine import exists_for, listed
from kpis.kpi import KPIS, Part
from kpis.question import Question
from workbench.card import Card
from workbench.filters import chips
from workbench.listing import Found
from workbench.printing import spelled_out
from workbench.register import REGISTERS
from workbench.settings_lists import LISTS
from workbench.slots import Section, add_section
from workbench.state import State


@dataclass(frozen=True)
class Answered:
    """A condition in words, whether it holds, and where it could be changed."""

    words: str
    holds: bool
    url: str


@dataclass(frozen=True)
class Answer:
    """What a figure says of a record: each condition, and what it adds where all of them hold."""

    label: Any
    part: Any
    conditions: list[Answered]
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


def _asked(card: Card, state: State, found: Found) -> list[Answered]:
    conditions = list(_conditions(state, found, card))
    record = OuterRef("pk")
    asked = {f"c{place}": Exists(rows.filter(pk=record)) for place, (_words, rows, _url) in enumerate(conditions)}
    told = card.register.entity.rows(card.viewer).filter(pk=card.pk).values(**asked).first() or {}
    return [Answered(words, bool(told.get(f"c{place}")), url) for place, (words, _rows, url) in enumerate(conditions)]


def _conditions(state: State, found: Found, card: Card) -> Iterator[tuple[str, QuerySet[Any], str]]:
    """The words of each condition, the rows for which it holds, and where it could be changed."""
    register, rows = state.register, state.register.entity.rows(card.viewer)
    if register.face is not None:
        words = _("It stands among: %(register)s") % {"register": register.title}
        yield words, rows.filter(register.face), _section(card, "statuses")
    switch = register.switch
    if switch and state.state != "all":
        field = _field_at(card, switch.field)
        words = f"{field.label if field else switch.label}: {switch.words[0]}"
        yield words, rows.filter(switch.holds(in_use=True)), _where_changed(card, field, switch.field)
    for parameter, chip in zip(state.filters, chips(state, found.form), strict=True):
        field, is_yes = parameter.field, parameter.values == ["yes"]
        if field.reasons and is_yes:
            for reason in field.reasons(card.viewer):
                url = _where_changed(card, _field_at(card, reason.path), reason.path)
                yield str(reason.words), rows.filter(reason.condition), url
            continue
        condition = Condition(field, parameter.operator, found.form.cleaned_data[parameter.name])
        # of a yes and a no "is" tells nothing
        words = " ".join(map(str, (chip.label, chip.words, chip.values)))
        words = f"{chip.label}: {chip.values}" if field.type is BOOLEAN else words
        yield words, where(rows, condition, card.viewer), _where_changed(card, field, field.path)


def _field_at(card: Card, path: str) -> Field | None:
    return next((each for each in card.fields.values() if each.path == path), None)


def _where_changed(card: Card, field: Field | None, path: str) -> str:
    """The section that tells of it, the form of its field, or the record or list in Settings it depends on."""
    if field and field.section:
        return _section(card, field.section)
    if field and field.is_editable and card.may_edit:
        return f"{reverse(f'{card.register.key}-edit', args=[card.pk])}?field={field.key}"
    name, depends, _rest = path.partition("__")
    return _of_other(card, name) if depends else ""


def _of_other(card: Card, name: str) -> str:
    """Where a record or setting is that this one names; nothing where the viewer may not go there."""
    model, pk, user = (
        card.record._meta.get_field(name).related_model,
        getattr(card.record, f"{name}_id"),
        card.viewer.user,
    )
    if pk is None:
        return ""
    if model in LISTS:
        return f"{reverse(LISTS[model].key)}#row-{pk}" if may_view(user, Area.SETTINGS) else ""
    register = next((each for each in REGISTERS.values() if each.entity.model is model and each.is_for(user)), None)
    if register is None or not register.entity.rows(card.viewer).filter(pk=pk).exists():
        return ""
    return reverse(f"{register.key}-card", args=[pk])


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
    add_section(entity, Section("figures", gettext_lazy("Key figures"), "kpis/why.html", _context, None, 85))
