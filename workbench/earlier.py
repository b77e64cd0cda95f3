"""A record as it was before a change: all of its values and what belongs to it, brought back as a normal edit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalogue.editing import editable_fields, kept_column
from history.changes import Change, changes_since, set_value, value_of
from history.tracking import BEFORE_UPDATE
from history.undo import save_columns, undo
from workbench.card import Card
from workbench.changes import Line, Words, of_context
from workbench.saving import NotYours, taken_meanwhile
from workbench.slots import PARTS

MOST = 2_000  # changes of what belongs to a record that are taken back at once


@dataclass
class Earlier:
    """What differs between a record now and before a change.

    ``columns`` are those of the record itself with the values they had; ``parts`` everything done since to what
    belongs to it, newest first.
    """

    at: datetime
    columns: dict[str, Any] = field(default_factory=dict)
    parts: list[Change] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.columns or self.parts)


def before(card: Card, context: UUID) -> Earlier:
    """The state before everything one request did; raises NotYours where there was none or nothing was done.

    Only fields this editor may set count. Raises ValidationError where more was done since than is taken back at once.
    """
    done = of_context(card, context)
    if not done:
        raise NotYours
    model, at = card.register.entity.model, min(change.at for change in done)
    since = changes_since(model, at, MOST + 1, pgh_obj_id=card.pk)
    if any(change.kind != BEFORE_UPDATE for change in since):
        raise NotYours  # it was not there yet
    found = Earlier(at, _differing(card, since[-1].before) if since else {})
    for part in PARTS.get(card.register.entity.key, []):
        if part.is_told:
            done = changes_since(part.model, at, MOST + 1, **{part.of: card.pk})
            # what came over from another record, as in a merge, has that one's own undo
            found.parts += [each for each in done if not each.before or each.before[part.of] == card.pk]
    if max(len(since), len(found.parts)) > MOST:
        raise ValidationError(_("Too much was changed since. Restore single values instead."))
    return found


def _differing(card: Card, then: dict[str, Any]) -> dict[str, Any]:
    entity = card.register.entity
    columns = [kept_column(entity, each) for each in editable_fields(entity, card.viewer).values()]
    was = {column: value_of(then, column) for column in columns if column}
    return {column: value for column, value in was.items() if value != value_of(vars(card.record), column)}


def preview(card: Card, earlier: Earlier) -> list[Line]:
    """What restoring would change: each value from what it is now to what it was."""
    now, then = dict(vars(card.record)), dict(vars(card.record))
    for column, value in earlier.columns.items():
        then = set_value(then, column, value)
    own = Change(card.register.entity.model, card.pk, 0, BEFORE_UPDATE, earlier.at, None, "", None, now, then)
    shown = [own, *_net(earlier.parts)]
    words = Words(card, shown)
    return [line for change in shown for line in words.lines(change)]


def _net(parts: list[Change]) -> list[Change]:
    """For each row what all its changes together take back, as a change from now to then."""
    rows: dict[tuple[Any, int], list[Change]] = {}
    for change in parts:
        rows.setdefault((change.model, change.pk), []).append(change)
    net = [replace(own[0], before=own[0].after, after=own[-1].before) for own in rows.values()]
    return [change for change in net if change.before != change.after]


@transaction.atomic
def restore(card: Card, context: UUID) -> bool:
    """Brings back the state before a context. True when all of it came back.

    Raises NotYours where the editor may not have it, ValidationError where old values are not allowed any more.
    """
    entity = card.register.entity
    card.record = entity.editable_rows(card.viewer).select_for_update(of=("self",)).get(pk=card.pk)
    earlier = before(card, context)
    try:
        with transaction.atomic():
            outcome = undo(earlier.parts)
            _put_back(card.record, earlier.columns)
            if not entity.editable_rows(card.viewer).filter(pk=card.pk).exists():
                raise NotYours
    except IntegrityError:
        raise ValidationError(taken_meanwhile()) from None
    return not outcome.left


def _put_back(record: Any, columns: dict[str, Any]) -> None:
    if not columns:
        return
    record.refresh_from_db()  # triggers of what belongs to it may have changed it
    held = dict(vars(record))
    for column, value in columns.items():
        held = set_value(held, column, value)
        name = column.partition(".")[0]
        setattr(record, name, held[name])
    save_columns(record, columns)
