"""Where the values of a record came from: typed, a public register, an import, a bulk update; when and by whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import models

from accounts.organisation import today
from catalogue.editing import kept_column
from history.changes import Change, changes, value_of
from history.tracking import DELETED, INSERTED
from workbench.card import Card
from workbench.changes import SOURCES, people
from workbench.printing import moment

LOOKED_AT = 200  # changes of a record; what is older is told by its change log


def origins(card: Card) -> dict[str, str]:
    """For each field of the record itself a line such as "Public register, 24 Nov 2026, Sara Nygård".

    Nothing for values that were there before history began.
    """
    entity = card.register.entity
    columns = {kept_column(entity, field): key for key, field in card.fields.items() if field.is_editable}
    columns.pop("", None)
    newest: dict[str, Change] = {}
    for change in changes(entity.model, LOOKED_AT, pgh_obj_id=card.pk):
        for column in _set_by(change, columns):
            newest.setdefault(column, change)
    names = people(newest.values())
    return {
        columns[column]: _words(change, change.source_of(columns[column]), names) for column, change in newest.items()
    }


def origins_of_parts(model: type[models.Model], keys: Mapping[int, Collection[str]], **of: int) -> dict[int, str]:
    """The same for rows that belong to a record, such as its addresses, by id.

    ``keys`` names the fields of the form that made a row, under which its source may be kept.
    """
    newest: dict[int, Change] = {}
    for change in changes(model, LOOKED_AT, **of):
        if change.pk in keys:
            newest.setdefault(change.pk, change)
    names = people(newest.values())
    return {pk: _words(change, change.source_of_row(keys[pk]), names) for pk, change in newest.items()}


def _set_by(change: Change, columns: Mapping[str, str]) -> list[str]:
    """The columns a change gave their value."""
    if change.kind == DELETED:
        return []
    if change.kind == INSERTED:
        return [column for column in columns if value_of(change.after, column) not in (None, "", [])]
    return [column for column in change.columns if column in columns]


def _words(change: Change, source: str, names: Mapping[int, str]) -> str:
    said = (str(SOURCES.get(source, "")), moment(change.at, today()), names.get(change.user or 0, ""))
    return ", ".join(part for part in said if part)
