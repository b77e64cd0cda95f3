"""Where the values of a record came from: typed, a public register, an import, a bulk update; when and by whom."""

from __future__ import annotations

from accounts.models import User
from accounts.organisation import today
from history.changes import Change, changes, value_of
from history.tracking import DELETED, INSERTED
from workbench.card import Card
from workbench.changes import SOURCES, kept_column
from workbench.columns import moment

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
    people = {
        person.pk: str(person) for person in User.objects.filter(pk__in={c.user for c in newest.values() if c.user})
    }
    return {columns[column]: _words(change, columns[column], people) for column, change in newest.items()}


def _set_by(change: Change, columns: dict[str, str]) -> list[str]:
    """The columns a change gave their value."""
    if change.kind == DELETED:
        return []
    if change.kind == INSERTED:
        return [column for column in columns if value_of(change.after, column) not in (None, "", [])]
    return [column for column in change.columns if column in columns]


def _words(change: Change, key: str, people: dict[int, str]) -> str:
    how = SOURCES.get(change.source_of(key), "")
    said = (str(how), moment(change.at, today()), people.get(change.user or 0, ""))
    return ", ".join(part for part in said if part)
