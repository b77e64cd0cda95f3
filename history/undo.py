"""Taking changes back: whatever nobody has touched since goes back to what it was, the rest is left and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import Collector

from history.changes import Change, Values, automatic, fields_of, set_value, value_of
from history.tracking import BEFORE_UPDATE, DELETED


@dataclass
class Outcome:
    """Columns that went back, and those that stayed because they were changed again, each with its change."""

    restored: list[tuple[Change, list[str]]] = field(default_factory=list)
    left: list[tuple[Change, list[str]]] = field(default_factory=list)


def undo(changes: Iterable[Change]) -> Outcome:
    """Takes changes back, newest first; runs inside the caller's transaction.

    Events of different tables have no order among them: what belongs to a record comes after it in ``changes``. It is
    taken back before the record, or after one that comes back itself. Raises ValidationError where the old values are
    not allowed any more, such as a business ID taken meanwhile.
    """
    outcome, given = Outcome(), list(changes)
    tables = list(dict.fromkeys(each.model for each in given))
    if any(each.kind == DELETED and each.model is tables[0] for each in given):
        tables.reverse()
    for change in sorted(given, key=lambda each: (tables.index(each.model), each.event), reverse=True):
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
    held = {name: getattr(row, name) for name in (column.partition(".")[0] for column in change.columns)}
    free = [column for column in change.columns if value_of(held, column) == value_of(change.after, column)]
    taken = [column for column in change.columns if column not in free]
    for column in free:
        held = set_value(held, column, value_of(change.before, column))
    for name, value in held.items():
        setattr(row, name, value)
    if free:
        save_columns(row, free)
    return free, taken


def save_columns(row: Any, columns: Iterable[str]) -> None:
    """Checks a row whose columns were set and saves just those; raises ValidationError."""
    wanted = {column.partition(".")[0] for column in columns}
    names = [each.name for each in fields_of(type(row)) if each.attname in wanted]
    _check(row, names)
    row.save(update_fields=[*names, *automatic(type(row))])


def _check(row: Any, names: list[str]) -> None:
    """Checks what was set, alone and together with the rest; what was wrong elsewhere in the row may stay so."""
    untouched = [each.name for each in row._meta.fields if each.name not in names]
    try:
        row.full_clean(exclude=untouched, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        mine = {name: each for name, each in error.error_dict.items() if name in {*names, NON_FIELD_ERRORS}}
        if mine:
            raise ValidationError(mine) from None
    # without exclusions: Django skips a constraint of which one column is excluded
    row.validate_unique()
    row.validate_constraints()


def _brought_back(change: Change) -> tuple[list[str], list[str]]:
    table: Any = change.model._default_manager
    if table.filter(pk=change.pk).exists():
        return [], []
    row = change.model(**change.before)
    _leave_out_what_is_gone(row)
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        if table.filter(**{name: value for name, value in change.before.items() if name != row._meta.pk.attname}):
            return [], []  # somebody made the same row again
        raise
    try:
        with transaction.atomic():
            # auto_now would overwrite what is being brought back
            change.model._base_manager.bulk_create([row])
    except IntegrityError:  # somebody else brings it back at this very moment
        return [], change.columns
    return change.columns, []


def _leave_out_what_is_gone(row: Any) -> None:
    """Empties references to rows deleted meanwhile, as their deletion would have; raises ValidationError for others."""
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname) if column.remote_field else None
        if value is None:
            continue
        try:
            column.validate(value, row)
        except ValidationError:
            if not column.null:
                raise
            setattr(row, column.attname, None)


def _taken_away(change: Change) -> tuple[list[str], list[str]]:
    """A row that was added goes, unless it holds something else by now or something hangs on it."""
    # locked, or what is hung on it between the look and the deletion would go with it
    row = change.model._default_manager.select_for_update(of=("self",)).filter(pk=change.pk).first()
    if row is None:
        return [], []
    # by what it holds, not by its events: one deleted and brought back has newer events and is still the same
    if _differs(row, change.after) or carries_others(row):
        return [], change.columns
    row.delete()
    return change.columns, []


def _differs(row: Any, values: Values) -> bool:
    kept = (each for each in fields_of(type(row)) if not getattr(each, "auto_now", False))
    return any(getattr(row, each.attname) != values[each.attname] for each in kept)


def carries_others(row: Any) -> bool:
    """Whether deleting a row would delete, empty or be refused for another one.

    Rows of a model with ``goes_along`` are no more than notes on the row and do not count.
    """
    collector = Collector(using=row._state.db, origin=row)
    try:
        collector.collect([row])
    except (models.ProtectedError, models.RestrictedError):
        return True
    emptied = [rows for each in collector.field_updates.values() for rows in each]
    deleted = [rows for rows in collector.fast_deletes if not hasattr(rows.model, "goes_along")]
    others = [model for model in collector.data if model is not type(row) and not hasattr(model, "goes_along")]
    return bool(others) or any(bool(rows) for rows in emptied + deleted)
