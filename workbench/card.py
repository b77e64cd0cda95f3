"""The card of one record: header, key figures, sections, and the way to the neighbours in the list it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from accounts.access import Right, has_right, may_view
from accounts.organisation import current_organisation
from catalogue.entity import ENTITIES
from catalogue.field import Field, Viewer
from catalogue.neighbours import neighbours
from catalogue.querysets import records
from catalogue.types import AMOUNT, MONEY
from workbench.listing import find
from workbench.printing import NOTHING, printed, spelled_out
from workbench.register import Register, registers_of
from workbench.slots import COMMON_SECTIONS, SECTIONS, Section
from workbench.state import NotUnderstood, read_state, whole

PAGE = 50
LONGEST_WAY = 8_000  # of an address that is carried from page to page


@dataclass
class Card:
    """One record as one viewer sees it."""

    register: Register
    viewer: Viewer
    record: Any
    request: HttpRequest

    @property
    def pk(self) -> int:
        pk: int = self.record.pk
        return pk

    @property
    def url(self) -> str:
        return reverse(f"{self.register.key}-card", args=[self.pk])

    @cached_property
    def may_edit(self) -> bool:
        rows = self.register.entity.editable_rows(self.viewer)
        return self.register.edit and bool(rows.filter(pk=self.pk).exists())

    @property
    def may_delete(self) -> bool:
        return self.register.delete and self.may_edit and has_right(self.viewer.user, Right.DELETE)

    @cached_property
    def fields(self) -> dict[str, Field]:
        return self.register.entity.fields_for(self.viewer)

    @cached_property
    def values(self) -> dict[str, Any]:
        """What the viewer may see of the record, by column name, with the ids references lead to."""
        fields = list(self.fields.values())
        links = {f"id_{each.key}": _linked(each, self.viewer) for each in fields if _has_card(each)}
        found = records(self.register.entity, fields, self.viewer, [self.pk], **links)
        return found[0] if found else {}

    @property
    def name(self) -> str:
        return str(self.values[self.register.entity.naming.column])

    @property
    def sections(self) -> list[Section]:
        known = [*SECTIONS.get(self.register.entity.key, []), *COMMON_SECTIONS]
        known.sort(key=lambda each: each.place)
        return [each for each in known if each.area is None or may_view(self.viewer.user, each.area)]

    @property
    def page(self) -> int:
        """Which page of a section's list is asked for. Raises NotUnderstood."""
        return whole(self.request.GET.get("page", "1"))

    def section_url(self, key: str) -> str:
        first = self.sections[0].key if self.sections else ""
        url = self.url if key == first else reverse(f"{self.register.key}-section", args=[self.pk, key])
        return url + self.list_suffix

    @property
    def list_suffix(self) -> str:
        """The way back to the list, kept on every link of the card. Raises NotUnderstood for one too long."""
        query = QueryDict(mutable=True)
        if "list" in self.request.GET:
            query["list"] = self.request.GET["list"]
        suffix = f"?{query.urlencode()}" if query else ""
        if len(suffix) > LONGEST_WAY:
            raise NotUnderstood("list")
        return suffix


def _has_card(field: Field) -> bool:
    return bool(field.reference and field.path and any(e.model is field.reference.model for e in ENTITIES.values()))


def _linked(field: Field, viewer: Viewer) -> Any:
    """The id of the record a reference leads to, where the viewer may see that."""
    assert field.reference
    rows = field.reference.options(viewer).order_by().filter(pk=OuterRef(f"{field.path}_id"))
    return Subquery(rows.values("pk"))


def card_url(field: Field, pk: int) -> str:
    """Where the record a reference leads to is shown; empty where it has no register."""
    registers = registers_of(field.reference.model) if field.reference else []
    return reverse(f"{registers[0].key}-card", args=[pk]) if registers else ""


@dataclass(frozen=True)
class Fact:
    """A field of the record as text, with where it leads, where it is edited and where its value came from."""

    field: Field
    text: str
    url: str
    edit_url: str
    origin: str = ""


def facts(
    card: Card, *, with_empty: bool = False, origins: Mapping[str, str] | None = None
) -> list[tuple[str | Promise, list[Fact]]]:
    """The record's facts in the groups of the catalogue; references lead to their cards.

    ``origins`` says by field where the values came from.
    """
    groups: dict[str, list[Fact]] = {}
    edit = reverse(f"{card.register.key}-edit", args=[card.pk]) if card.may_edit else ""
    for field in card.fields.values():
        text = spelled_out(field, card.values[field.column], card.viewer)
        # what an organisation asks for itself stands there empty too, for those who can fill it in
        shows_empty = field.is_editable and (with_empty or bool(field.custom and edit))
        if field == card.register.entity.naming or (text == NOTHING and not shows_empty):
            continue
        target = card.values.get(f"id_{field.key}")
        link = card_url(field, target) if target else ""
        edit_url = f"{edit}?field={field.key}" if edit and field.is_editable else ""
        group = str(field.group or card.register.entity.name)
        groups.setdefault(group, []).append(Fact(field, text, link, edit_url, (origins or {}).get(field.key, "")))
    return list(groups.items())


@dataclass(frozen=True)
class HeadFigure:
    """A key figure of the header: a catalogue field with its explanation, leading to the rows it counts."""

    field: Field
    text: str
    url: str
    currency: str = ""


def figures(card: Card) -> list[HeadFigure]:
    """The key figures this viewer may see, in the order the register names them."""
    keys = {section.key for section in card.sections}
    found = []
    for key in card.register.figures:
        field = card.fields.get(key)
        if field:
            text = printed(field, card.values[field.column], card.viewer)
            url = card.section_url(field.section) if field.section in keys else ""
            found.append(HeadFigure(field, text, url, _currency(card, field) if text != NOTHING else ""))
    return found


def _currency(card: Card, field: Field) -> str:
    if field.type is MONEY:
        return current_organisation().base_currency
    return str(card.values[card.fields["currency"].column]) if field.type is AMOUNT else ""


def status_badge(card: Card) -> tuple[str, str] | None:
    """The words and the tone of the status a record has by a list kept in Settings."""
    field = card.fields.get(card.register.status)
    status = getattr(card.record, field.path, None) if field and field.reference and field.reference.has_tones else None
    return (str(status), status.tone) if status else None


def hanging(card: Card) -> list[tuple[Any, int, str]]:
    """What keeps a record from being deleted: the words, how many, and where they are."""
    counted = [(each, each.count(card)) for each in card.sections if each.hangs and each.count]
    return [(each.label, number, card.section_url(each.key)) for each, number in counted if number]


@dataclass(frozen=True)
class Way:
    """Back to the list a card was opened from, and on to the records before and after it there."""

    list_url: str
    previous_url: str
    next_url: str


def way(card: Card) -> Way:
    """Reads the list's own address; raises NotUnderstood where it is none. Never loads the list."""
    state = read_state(card.register, card.viewer, QueryDict(card.request.GET.get("list", "")))
    found = find(state)
    if not found.form.is_valid():
        raise NotUnderstood("list")
    entity = card.register.entity
    before, after = neighbours(found.matching, entity, state.sorts, card.viewer, card.pk)

    def link(pk: int | None) -> str:
        return reverse(f"{card.register.key}-card", args=[pk]) + card.list_suffix if pk else ""

    return Way(state.url(page=None), link(before), link(after))
