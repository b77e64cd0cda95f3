"""Bringing back a record that was deleted, with the rows that were its own."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from catalogue.entity import Entity
from catalogue.field import Viewer
from history.changes import changes_in
from history.tracking import DELETED
from history.undo import undo
from workbench.saving import NotYours
from workbench.slots import PARTS


@transaction.atomic
def bring_back(entity: Entity, viewer: Viewer, context: UUID) -> int:
    """Undoes the deletion of a record with what was deleted with it. Returns its id.

    Raises NotYours where nothing was deleted or the viewer might not edit what came back, ValidationError where it
    cannot come back as it was.
    """
    deleted = [change for change in changes_in(entity.model, [context]) if change.kind == DELETED]
    if len(deleted) != 1:
        raise NotYours
    undo(deleted)
    for part in PARTS.get(entity.key, []):
        undo([change for change in changes_in(part.model, [context]) if change.kind == DELETED])
    if not entity.editable_rows(viewer).filter(pk=deleted[0].pk).exists():
        raise NotYours
    return deleted[0].pk
