"""Deleting the selected rows on which nothing hangs, and bringing them back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.access import Right, has_right
from catalogue.entity import Entity
from catalogue.field import Viewer
from history.changes import events_in
from history.tracking import DELETED, is_tracked
from history.undo import undo
from workbench.bulk.apply import Progress, Rows
from workbench.bulk.kinds import Kind, Problem, add_kind
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import AnyOf, Plan, either
from workbench.models import BulkUpdate
from workbench.register import Register
from workbench.restoring import deletions
from workbench.saving import NotYours
from workbench.slots import PARTS, SECTIONS

DELETE = "delete"
STEP = 100  # rows between two looks whether to go on


def hanging(entity: Entity) -> Q:
    """The rows on which something hangs: rows with a history of their own that are no part of the record."""
    return either([Q(Exists(rows)) for rows in _hanging(entity)])


def _hanging(entity: Entity) -> Iterator[QuerySet[Any]]:
    own = {part.model._meta.concrete_model for part in PARTS.get(entity.key, []) if part.is_told}
    for relation in entity.model._meta.related_objects:
        model, column = relation.related_model, relation.field.name
        if model not in own and is_tracked(model) and relation.on_delete in {models.CASCADE, models.PROTECT}:
            yield model._default_manager.filter(**{column: OuterRef("pk")})


class Deleting(Plan):
    """Takes rows away, with what is a part of them."""

    keeps_keys = False  # nothing can be hung on the rows while they are locked

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.new = {}

    @property
    def reasons(self) -> list[Any]:
        places = [str(each.label) for each in SECTIONS.get(self.entity.key, []) if each.hangs]
        return [_("something hangs on them: %(places)s") % {"places": ", ".join(places)}]

    def differs(self) -> Q:
        return Q(pk__isnull=False)

    def refused(self) -> Q:
        return hanging(self.entity)

    def write(self, ids: Sequence[int]) -> Collection[int]:
        """What was hung on them before they were locked is seen by now."""
        table = self.entity.model._default_manager
        free = list(table.filter(AnyOf("pk", ids)).exclude(hanging(self.entity)).values_list("pk", flat=True))
        table.filter(AnyOf("pk", free)).delete()
        return free


def _plan(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Plan:
    if not has_right(viewer.user, Right.DELETE):
        raise Problem("rights")
    return Deleting(register.entity)


def _bring_back(undone: BulkUpdate, register: Register, viewer: Viewer, progress: Progress) -> Rows:
    """Brings every row back that can be as it was, each with what was deleted with it."""
    if not has_right(viewer.user, Right.DELETE):
        raise Problem("rights")
    entity, found = register.entity, Rows()
    stories = deletions(entity, [undone.context] if undone.context else [])
    for place, (pk, story) in enumerate(stories.items()):
        if place % STEP == 0:
            progress(place, len(stories))
        try:
            with transaction.atomic():
                undo(story)
                if not entity.editable_rows(viewer).filter(pk=pk).exists():
                    raise NotYours
        except (ValidationError, NotYours):  # such as a number that was given to another meanwhile
            found.leave(pk, Outcome.REFUSED)
        else:
            found.counts[Outcome.CHANGE] += 1
    return found


def _changed(bulk: BulkUpdate, register: Register, viewer: Viewer) -> QuerySet[Any]:
    """The names of the rows it deleted, which history kept with everything else of them."""
    deleted = events_in(register.entity.model, [bulk.context] if bulk.context else [], pgh_label=DELETED)
    return deleted.order_by("pgh_obj_id").values_list(register.entity.naming.value(viewer), flat=True)


def _told(bulk: BulkUpdate) -> str:
    return _("Deletion")


add_kind(Kind(DELETE, _plan, take_back=_bring_back, told=_told, changed=_changed))
