"""Deleting the selected rows on which nothing hangs, and bringing them back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.access import Right, has_right
from catalogue.entity import Entity
from catalogue.field import Viewer
from history.changes import Change, changes_in, events_of
from history.tracking import DELETED
from history.undo import undo
from workbench.bulk.apply import Rows
from workbench.bulk.kinds import Kind, Problem, add_kind
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import AnyOf, Plan, either
from workbench.models import BulkUpdate
from workbench.register import Register
from workbench.slots import PARTS

DELETE = "delete"


def hanging(entity: Entity) -> Q:
    """The rows on which something hangs: rows with a history of their own that are no part of the record."""
    return either([Q(Exists(rows)) for rows in _hanging(entity)])


def _hanging(entity: Entity) -> Iterator[QuerySet[Any]]:
    own = {part.model._meta.concrete_model for part in PARTS.get(entity.key, []) if part.is_told}
    for relation in entity.model._meta.related_objects:
        model, column = relation.related_model, relation.field.name
        keeps_history = any(each.name == "events" for each in model._meta.related_objects)
        if model not in own and keeps_history and relation.on_delete in {models.CASCADE, models.PROTECT}:
            yield model._default_manager.filter(**{column: OuterRef("pk")})


class Deleting(Plan):
    """Takes rows away, with what is a part of them."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.new = {}

    @property
    def reasons(self) -> list[Any]:
        return [_("something hangs on them: contact persons, activities, projects, invoices or files")]

    def differs(self) -> Q:
        return Q(pk__isnull=False)

    def refused(self) -> Q:
        return hanging(self.entity)

    def write(self, rows: QuerySet[Any]) -> int:
        """Locks the rows first: nothing can be hung on them between the look and the deletion."""
        locked = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
        free = rows.model._default_manager.filter(AnyOf("pk", locked)).exclude(hanging(self.entity))
        ids = list(free.values_list("pk", flat=True))
        rows.model._default_manager.filter(AnyOf("pk", ids)).delete()
        return len(ids)


def _plan(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Plan:
    if not has_right(viewer.user, Right.DELETE):
        raise Problem("rights")
    return Deleting(register.entity)


def _bring_back(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Rows:
    """Brings every row back that can be as it was, each with what was deleted with it."""
    undone = bulk.undoes
    assert undone
    if not has_right(viewer.user, Right.DELETE):
        raise Problem("rights")
    entity, found = register.entity, Rows()
    stories: dict[int, list[Change]] = {each.pk: [each] for each in _deleted(entity.model, undone)}
    for part in PARTS.get(entity.key, []):
        for change in _deleted(part.model, undone):
            if change.before[part.of] in stories:
                stories[change.before[part.of]].append(change)
    for pk, story in stories.items():
        try:
            with transaction.atomic():
                undo(story)
                is_there = entity.editable_rows(viewer).filter(pk=pk).exists()
                if not is_there:
                    raise ValidationError("")
        except ValidationError:  # its number was given to another meanwhile, or it would not be the viewer's
            found.leave(pk, Outcome.REFUSED)
        else:
            found.ids.append(pk)
    found.counts[Outcome.CHANGE] = len(found.ids)
    return found


def _deleted(model: type[models.Model], bulk: BulkUpdate) -> list[Change]:
    return changes_in(model, [bulk.context] if bulk.context else [], pgh_label=DELETED)


def _changed(bulk: BulkUpdate, register: Register, viewer: Viewer, first: int, last: int) -> list[tuple[int, str]]:
    """Ids and names of the rows it deleted, as history kept them."""
    model = register.entity.model
    events: Any = events_of(model)._default_manager
    ids = list(events.filter(pgh_context=bulk.context, pgh_label=DELETED).order_by("pgh_obj_id")
               .values_list("pgh_obj_id", flat=True)[first:last])  # fmt: skip
    told = changes_in(model, [bulk.context] if bulk.context else [], pgh_obj_id__in=ids, pgh_label=DELETED)
    return [(each.pk, str(model(**each.before))) for each in told][::-1]


def _told(bulk: BulkUpdate) -> str:
    return _("Deletion")


add_kind(Kind(DELETE, _plan, take_back=_bring_back, told=_told, changed=_changed))
