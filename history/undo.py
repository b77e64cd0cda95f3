"""Taking changes back: whatever nobody has touched since goes back to what it was, the rest is left and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from history.changes import Change, events_of, fields_of
from history.tracking import BEFORE_UPDATE, DELETED


@dataclass
class Outcome:
    """Columns that went back, and those that stayed because they were changed again, each with its change."""

    restored: list[tuple[Change, list[str]]] = field(default_factory=list)
    left: list[tuple[Change, list[str]]] = field(default_factory=list)


def undo(changes: Iterable[Change]) -> Outcome:
    """Takes changes back, newest first; runs inside the caller's transaction.

    Raises ValidationError where the old values are not allowed any more, such as a business ID taken meanwhile.
    """
    outcome = Outcome()
    for change in sorted(changes, key=lambda each: each.event, reverse=True):
        restored, left = _undone(change)
        if restored:
            outcome.restored.append((change, restored))
        if left:
            outcome.left.append((change, left))
    return outcome


def _undone(change: Change) -> tuple[list[str], list[str]]:
    if change.kind == BEFORE_UPDATE:
        return _put_back(change)
    if change.kind == DELETED:
        return _brought_back(change)
    return _taken_away(change)


def _put_back(change: Change) -> tuple[list[str], list[str]]:
    row: Any = change.model._default_manager.select_for_update(of=("self",)).filter(pk=change.pk).first()
    if row is None:
        return [], change.columns
    free = [column for column in change.columns if getattr(row, column) == change.after.get(column)]
    taken = [column for column in change.columns if column not in free]
    for column in free:
        setattr(row, column, change.before[column])
    if free:
        save_columns(row, free)
    return free, taken


def save_columns(row: Any, columns: Iterable[str]) -> None:
    """Checks a row whose columns were set and saves just those; raises ValidationError."""
    names = [each.name for each in fields_of(type(row)) if each.attname in set(columns)]
    automatic = [each.name for each in row._meta.concrete_fields if getattr(each, "auto_now", False)]
    row.full_clean(exclude=[each.name for each in row._meta.fields if each.name not in names])
    row.save(update_fields=[*names, *automatic])


def _brought_back(change: Change) -> tuple[list[str], list[str]]:
    if change.model._default_manager.filter(pk=change.pk).exists():
        return [], []
    row = change.model(**change.before)
    row.validate_constraints()
    # auto_now would overwrite what is being brought back
    change.model._base_manager.bulk_create([row])
    return change.columns, []


def _taken_away(change: Change) -> tuple[list[str], list[str]]:
    """A row that was added goes, unless somebody worked on it since or something hangs on it."""
    table: Any = events_of(change.model)._default_manager
    since = table.filter(pgh_obj_id=change.pk, pgh_id__gt=change.event).exclude(pgh_label=DELETED)
    row = change.model._default_manager.filter(pk=change.pk).first()
    if row is None:
        return [], []
    if since.exists():
        return [], change.columns
    try:
        row.delete()
    except models.ProtectedError:
        return [], change.columns
    return change.columns, []
