"""Bringing back a record that was deleted, with the rows that were its own and the references that led to it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import models, transaction

from catalogue.entity import Entity
from catalogue.field import Viewer
from history.changes import Change, changes_in
from history.tracking import BEFORE_UPDATE, DELETED, is_tracked
from history.undo import undo
from workbench.saving import NotYours
from workbench.slots import PARTS


@transaction.atomic
def bring_back(entity: Entity, viewer: Viewer, context: UUID) -> int:
    """Undoes the deletion of a record with what was deleted with it. Returns its id.

    Raises NotYours where nothing was deleted or the viewer might not edit what came back, ValidationError where it
    cannot come back as it was.
    """
    stories = deletions(entity, [context])
    if len(stories) != 1:
        raise NotYours
    ((pk, story),) = stories.items()
    undo(story)
    if not entity.editable_rows(viewer).filter(pk=pk).exists():
        raise NotYours
    return pk


def deletions(entity: Entity, contexts: list[UUID]) -> dict[int, list[Change]]:
    """What was deleted under these contexts: by record its deletion and then whatever went with it."""
    stories = {each.pk: [each] for each in changes_in(entity.model, contexts, pgh_label=DELETED)}
    for pk, change in _went_along(entity, contexts):
        if pk in stories:
            stories[pk].append(change)
    return stories


def _went_along(entity: Entity, contexts: list[UUID]) -> Iterator[tuple[int, Change]]:
    """Parts that were deleted with a record, and references to it that were emptied."""
    for part in PARTS.get(entity.key, []):
        for change in changes_in(part.model, contexts, pgh_label=DELETED):
            yield change.before[part.of], change
    for relation in entity.model._meta.related_objects:
        model, column = relation.related_model, relation.field.attname
        if relation.on_delete is models.SET_NULL and is_tracked(model):
            for change in changes_in(model, contexts, pgh_label=BEFORE_UPDATE):
                if column in change.columns:
                    yield change.before[column], change
