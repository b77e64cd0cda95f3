"""What happened to rows, read back from their events: who changed what from what to what, when and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from history.tracking import BEFORE_UPDATE, DELETED, INSERTED

Values = dict[str, Any]  # by column, such as account_owner_id


def value_of(values: Values, column: str) -> Any:
    """The value of a column; "custom.tier" names a key of a column that holds a JSON object."""
    name, dot, key = column.partition(".")
    return (values.get(name) or {}).get(key) if dot else values.get(name)


def set_value(values: Values, column: str, value: Any) -> Values:
    """The same values with one of them set; a key of an object goes where its value is None."""
    name, dot, key = column.partition(".")
    if not dot:
        return values | {name: value}
    others = {each: kept for each, kept in (values.get(name) or {}).items() if each != key}
    return values | {name: others if value is None else others | {key: value}}


def _keys(before: Any, after: Any) -> Iterable[str]:
    return sorted({**(before or {}), **(after or {})})


@dataclass(frozen=True)
class Change:
    """One change of one row. ``before`` is empty for a new row, ``after`` for a deleted one.

    ``user`` and ``source`` ("hand", "import", "register", "bulk") are unknown for what was done behind the product;
    ``sources`` names the fields that came from elsewhere than the rest.
    """

    model: type[models.Model]
    pk: int
    event: int
    kind: str
    at: datetime
    user: int | None
    source: str
    context: UUID | None
    before: Values
    after: Values
    sources: dict[str, str] = field(default_factory=dict)

    def source_of(self, key: str) -> str:
        """Where the value of a field came from."""
        return self.sources.get(key, self.source)

    def source_of_row(self, keys: Collection[str]) -> str:
        """Where a row as a whole came from: where one of its fields is known to, else where all the rest did."""
        return next((self.sources[key] for key in keys if key in self.sources), self.source)

    @property
    def columns(self) -> list[str]:
        """The columns that differ, without those that follow by themselves; of an object, the keys that do."""
        kept = [f for f in fields_of(self.model) if not (getattr(f, "auto_now", False) or f.primary_key)]
        names: list[str] = []
        for name in (f.attname for f in kept):
            before, after = self.before.get(name), self.after.get(name)
            if isinstance(before, dict) or isinstance(after, dict):
                names += [f"{name}.{key}" for key in _keys(before, after)]
            else:
                names.append(name)
        return [name for name in names if value_of(self.before, name) != value_of(self.after, name)]

    def only(self, column: str) -> Change:
        """This change as if nothing but one column had changed."""
        return replace(self, before=set_value(self.after, column, value_of(self.before, column)))


def events_of(model: type[models.Model]) -> type[models.Model]:
    """The table of events that pghistory keeps for a tracked model."""
    found: Any = model._meta.get_field("events").related_model
    return found


def fields_of(model: type[models.Model]) -> list[Any]:
    """The fields of a tracked model whose history is kept."""
    kept = {each.name for each in events_of(model)._meta.fields}
    return [each for each in model._meta.concrete_fields if each.name in kept]


def automatic(model: type[models.Model]) -> list[str]:
    """The columns that hold when a row was changed, which whatever changes it must set."""
    return [each.name for each in model._meta.concrete_fields if getattr(each, "auto_now", False)]


def _values(model: type[models.Model], row: Any) -> Values:
    return {each.attname: getattr(row, each.attname) for each in fields_of(model)}


def changes(model: type[models.Model], limit: int, **of: Any) -> list[Change]:
    """The newest changes of the rows whose events match ``of``, newest first, in at most three queries."""
    events: QuerySet[Any] = events_of(model)._default_manager.filter(**of)
    return _read(model, events.order_by("-pgh_id")[:limit])


def events_in(model: type[models.Model], contexts: Iterable[Any], **of: Any) -> QuerySet[Any]:
    """The events of rows that were changed under these contexts."""
    events: QuerySet[Any] = events_of(model)._default_manager.filter(pgh_context__in=contexts, **of)
    return events


def changes_in(model: type[models.Model], contexts: Iterable[UUID], **of: Any) -> list[Change]:
    """The changes that were made together, newest first."""
    return _read(model, events_in(model, list(contexts), **of).order_by("-pgh_id"))


def changes_since(model: type[models.Model], at: datetime, limit: int, **of: Any) -> list[Change]:
    """The newest changes from a moment on, that moment's own among them, newest first."""
    events: QuerySet[Any] = events_of(model)._default_manager.filter(pgh_created_at__gte=at, **of)
    return _read(model, events.order_by("-pgh_id")[:limit])


def _read(model: type[models.Model], events: QuerySet[Any]) -> list[Change]:
    table = events_of(model)._default_manager
    later = table.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id")).order_by("pgh_id")
    found = list(events.select_related("pgh_context").annotate(next_id=Subquery(later.values("pgh_id")[:1])))
    following = table.in_bulk([event.next_id for event in found if event.next_id])
    last = [event.pgh_obj_id for event in found if not event.next_id and event.pgh_label == BEFORE_UPDATE]
    current = model._default_manager.in_bulk(last)
    return [_change(model, event, following.get(event.next_id) or current.get(event.pgh_obj_id)) for event in found]


def _change(model: type[models.Model], event: Any, afterwards: Any) -> Change:
    kept = _values(model, event)
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Change(
        model=model,
        pk=event.pgh_obj_id,
        event=event.pgh_id,
        kind=event.pgh_label,
        at=event.pgh_created_at,
        user=context.get("user"),
        source=context.get("source", ""),
        context=event.pgh_context_id,
        before={} if event.pgh_label == INSERTED else kept,
        after=kept if event.pgh_label == INSERTED else _after(model, event, afterwards),
        sources=context.get("sources", {}),
    )


def _after(model: type[models.Model], event: Any, afterwards: Any) -> Values:
    if event.pgh_label == DELETED or afterwards is None:
        return {}
    return _values(model, afterwards)


def newest_first(lists: Sequence[list[Change]]) -> list[Change]:
    """Changes of several models as one story."""
    return sorted((change for each in lists for change in each), key=lambda change: (change.at, change.event))[::-1]
