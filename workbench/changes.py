"""The change log of a record, and taking changes back: the record's own rows and those that belong to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Right, Scope, edit_scope, has_right
from accounts.models import User
from catalogue.custom_fields import custom_fields
from catalogue.editing import editable_fields, kept_column
from catalogue.field import Field
from history.changes import Change, changes, changes_in, newest_first, value_of
from history.tracking import BEFORE_UPDATE, DELETED, INSERTED
from history.undo import Outcome, undo
from workbench.card import PAGE, Card
from workbench.printing import NOTHING
from workbench.saving import NotYours, taken_meanwhile
from workbench.slots import PARTS, Part
from workbench.value_words import ValueWords, told_fields

SOURCES = {
    "hand": gettext_lazy("By hand"),
    "undo": gettext_lazy("Undone"),
    "import": gettext_lazy("Import"),
    "register": gettext_lazy("Public register"),
    "bulk": gettext_lazy("Bulk update"),
}


@dataclass(frozen=True)
class Line:
    """One value that changed, as people read it. ``key`` names it for taking back just this one.

    With ``has_before`` there was a state of the record before it that can be brought back.
    """

    at: datetime
    who: str
    label: Any
    before: str
    after: str
    how: Any
    context: UUID | None
    key: str
    has_before: bool = False


def lines(card: Card, page: int = 1) -> tuple[list[Line], bool]:
    """The changes of a page, newest first, and whether there are older ones."""
    limit = page * PAGE + 1
    own = changes(card.register.entity.model, limit, pgh_obj_id=card.pk)
    stories = [own]
    for part in PARTS.get(card.register.entity.key, []):
        if part.is_told:
            stories.append(changes(part.model, limit, **{part.of: card.pk}))
    story = newest_first(stories)
    shown = story[(page - 1) * PAGE : page * PAGE]
    words = Words(card, shown)
    return [line for change in shown for line in words.lines(change)], len(story) > page * PAGE


def lines_before(card: Card, limit: int, until: datetime | None) -> list[Line]:
    """The newest changes of the record itself before a moment, as lines."""
    before = {"pgh_created_at__lt": until} if until else {}
    shown = changes(card.register.entity.model, limit, pgh_obj_id=card.pk, **before)
    words = Words(card, shown)
    return [line for change in shown for line in words.lines(change)]


def people(shown: Iterable[Change]) -> dict[int, str]:
    """The names of those who made these changes, by id."""
    found = User.objects.filter(pk__in={change.user for change in shown if change.user})
    return {person.pk: str(person) for person in found}


class Words:
    """Turns changes into lines; names of people and of what references lead to are read once for all."""

    def __init__(self, card: Card, shown: list[Change]) -> None:
        self.card = card
        entity = card.register.entity
        retired = custom_fields(entity.key, entity.area, retired=True)
        told = [*entity.all_fields(), *retired]
        self.fields = {column: field for field in told if (column := kept_column(entity, field))}
        self.shown = told_fields(entity, card.viewer).keys()
        self.made = {change.context for change in shown if change.model is entity.model and change.kind == INSERTED}
        self.parts = {part.model: part for part in PARTS.get(card.register.entity.key, [])}
        self.people = people(shown)
        self.values = ValueWords(card.viewer, self._held(shown))
        self.names = self._names_of_parts(shown)

    def _held(self, shown: list[Change]) -> Iterator[tuple[Field, Any]]:
        """Every value of the record's own fields that is told."""
        for change in shown:
            if change.model not in self.parts and change.kind == BEFORE_UPDATE:
                for column in change.columns:
                    for values in (change.before, change.after) if column in self.fields else ():
                        yield self.fields[column], value_of(values, column)

    def _names_of_parts(self, shown: list[Change]) -> dict[type[Model], dict[int, str]]:
        """The names of what belongs to the record only by leading to it: one query for each kind of thing."""
        wanted: dict[type[Model], set[int]] = {}
        for change in shown:
            part = self.parts.get(change.model)
            if part and part.names:
                column, model = part.names
                ids = {values.get(column) for values in (change.before, change.after)}
                wanted.setdefault(model, set()).update(pk for pk in ids if pk)
        return {
            model: dict(model._default_manager.filter(pk__in=ids).values_list("pk", "name"))
            for model, ids in wanted.items()
        }

    def lines(self, change: Change) -> list[Line]:
        if change.model is not self.card.register.entity.model:
            return [self._part(change)]
        if change.kind == INSERTED:
            own = [field.key for field in self.fields.values()]
            return [self._line(change, self.card.register.entity.name, NOTHING, _("created"), "", own)]
        if change.kind == DELETED:
            return [self._line(change, self.card.register.entity.name, NOTHING, _("deleted"), "")]
        return [each for column in change.columns if (each := self._value(change, column))]

    def _value(self, change: Change, column: str) -> Line | None:
        field = self.fields.get(column)
        if field is None or field.key not in self.shown:
            return None  # of an area this viewer may not see, or of no interest to people
        before, after = (self.values.text(field, value_of(each, column)) for each in (change.before, change.after))
        # what no form offers is not taken back by itself either
        return self._line(change, field.label, before, after, field.key if field.is_editable else "")

    def _part(self, change: Change) -> Line:
        part = self.parts[change.model]
        before, after = (self._row(part, values) if values else NOTHING for values in (change.before, change.after))
        # what an earlier state would undo is an insert turned round: there is no row after it
        made_from = part.made_from(change.after) if change.kind == INSERTED and change.after else ()
        return self._line(change, part.label, before, after, "", made_from)

    def _row(self, part: Part, values: dict[str, Any]) -> str:
        if part.names is None:
            return part.words(values)
        column, model = part.names
        return self.names.get(model, {}).get(values[column], NOTHING)

    def _line(self, change: Change, label: Any, before: str, after: str, key: str, row: Collection[str] = ()) -> Line:
        """One line; ``row`` are the fields a row was made from, where the line tells of the whole row."""
        who = self.people.get(change.user or 0, "") or _("Havn")
        how = SOURCES.get(change.source_of_row(row) if row else change.source_of(key), "")
        has_before = bool(change.context) and change.context not in self.made
        return Line(change.at, who, label, before, after, how, change.context, key, has_before)


def of_context(card: Card, context: UUID) -> list[Change]:
    """Everything one request did to this record and what belongs to it."""
    found = changes_in(card.register.entity.model, [context], pgh_obj_id=card.pk)
    for part in PARTS.get(card.register.entity.key, []):
        found += changes_in(part.model, [context], **{part.of: card.pk})
    return found


def take_back(card: Card, context: UUID, key: str = "") -> Outcome:
    """Undoes what was done together, or of it one field; the editor must be allowed to edit before and after.

    Raises NotYours where they would not, ValidationError where old values are not allowed any more.
    """
    story = _of_field(card, context, key) if key else of_context(card, context)
    if not story or any(_is_out_of_reach(card, change) for change in story):
        raise NotYours
    try:
        with transaction.atomic():
            outcome = undo(story)
            _require_edit(card)
    except IntegrityError:
        raise ValidationError(taken_meanwhile()) from None
    return outcome


def _require_edit(card: Card) -> None:
    """Raises NotYours where the record is still there, but not the editor's any more."""
    entity = card.register.entity
    is_there = entity.model._default_manager.filter(pk=card.pk).exists()
    if is_there and not entity.editable_rows(card.viewer).filter(pk=card.pk).exists():
        raise NotYours


def _of_field(card: Card, context: UUID, key: str) -> list[Change]:
    """The changes of a context as if nothing but one field of the record itself had changed."""
    field = editable_fields(card.register.entity, card.viewer).get(key)
    column = kept_column(card.register.entity, field) if field else ""
    if not column:
        raise NotYours
    model = card.register.entity.model
    changed = [change for change in of_context(card, context) if change.model is model and column in change.columns]
    return [change.only(column) for change in changed if change.kind == BEFORE_UPDATE]


def _is_out_of_reach(card: Card, change: Change) -> bool:
    """Whether a change is not this viewer's to undo: of areas they may not see or edit, of what is locked.

    A record as a whole is taken away by who made it or may delete.
    """
    if change.model is not card.register.entity.model:
        return False
    locked = card.register.locked
    if change.kind != BEFORE_UPDATE:
        is_theirs = change.user == card.viewer.user.pk or has_right(card.viewer.user, Right.DELETE)
        return not is_theirs or card.register.is_locked(card.record)
    words = Words(card, [])
    fields = [words.fields[column] for column in change.columns if column in words.fields]
    return any(
        field.key not in words.shown
        or edit_scope(card.viewer.user, field.area) == Scope.NONE
        or bool(locked and field.key == locked.field)
        for field in fields
    )


def message(error: ValidationError) -> str:
    """A validation error as one line."""
    return " ".join(str(each) for each in error.messages)
