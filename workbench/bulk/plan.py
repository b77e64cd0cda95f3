"""What a bulk update does to the rows it changes, as SQL: the value each column and each set of links is given.

The same expressions are compared (does it change anything?), guarded (may the user edit the row as it becomes?)
and written, so that what was promised cannot differ from what is done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, Exists, F, Func, JSONField, OuterRef, Q, Subquery, TextField, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from catalogue.custom_fields import stored
from catalogue.custom_types import COLUMN
from catalogue.editing import column_of, kept_column
from catalogue.entity import Entity
from catalogue.field import Field
from history.changes import automatic, events_of
from workbench.bulk.versions import MadeSince, Version, print_of


class Act(models.TextChoices):
    """What is done to a field; the last three are for those with several values."""

    SET = "set"
    CLEAR = "clear"
    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"


@dataclass(frozen=True)
class FieldChange:
    """One field and what it is given: a plain value, an id, or for several values their ids or keys."""

    field: Field
    act: Act
    value: Any = None

    @property
    def kept(self) -> Any:
        """The value as the database keeps it."""
        return stored(self.value) if self.field.custom else self.value


class Differ(Func):
    """Whether two values differ; nothing is a value too."""

    output_field = BooleanField()
    arg_joiner = " IS DISTINCT FROM "
    template = "(%(expressions)s)"


class AnyOf(Func):
    """Whether a column holds one of these ids: one parameter however many they are."""

    output_field = BooleanField()
    arg_joiner = " = ANY("
    template = "(%(expressions)s))"

    def __init__(self, column: str, ids: Iterable[int]) -> None:
        super().__init__(F(column), Value(list(ids), ArrayField(models.BigIntegerField())))


def either(conditions: Iterable[Q]) -> Q:
    """Whether one of the conditions holds; none of none."""
    found = Q()
    for condition in conditions:
        found |= condition
    return found or Q(pk__in=[])


def alias(path: str) -> str:
    """Under which name the new value of a column stands in a queryset."""
    return f"b_{path}"


def held(column: str) -> Any:
    """The value of a column now; of a custom field as JSON."""
    name, dot, key = column.partition(".")
    return KeyTransform(key, name) if dot else F(name)


def as_json(value: Any) -> Any:
    """A value as SQL has it in a JSON column; None is no value at all."""
    return Cast(Value(None if value is None else json.dumps(value), TextField()), JSONField())


class Plan:
    """What becomes of rows: ``new`` are the values of their columns, by column."""

    entity: Entity
    new: dict[str, Any]
    changes: Sequence[FieldChange] = ()
    keeps_keys = True  # what refers to the rows may come and go while they are locked

    @property
    def reasons(self) -> list[Any]:
        """Why rows may be refused, for people."""
        return [each.field.bulk_guard.reason for each in self.changes if each.field.bulk_guard]

    @cached_property
    def aliases(self) -> dict[str, Any]:
        """The new values of the row's own columns, for conditions on the row as it becomes."""
        model = self.entity.model
        return {alias(column_of(model, name).name): value for name, value in self.new.items() if "." not in name}

    @property
    def becoming(self) -> dict[str, str]:
        return {name.removeprefix(alias("")): name for name in self.aliases}

    def differs(self) -> Q:
        """The rows it changes."""
        raise NotImplementedError

    def refused(self) -> Q:
        """The rows that may not be given these values."""
        raise NotImplementedError

    def guarded(self) -> list[Q]:
        """By guard, the rows it keeps from another value; where the value stays there is nothing to keep."""
        columns = [(each.field.bulk_guard, kept_column(self.entity, each.field)) for each in self.changes]
        return [guard.condition & Q(Differ(held(name), self.new[name])) for guard, name in columns if guard]

    def touched(self) -> Q:
        """The rows of which somebody changed since what this would change, as history tells."""
        return either([])

    def newer(self, horizon: int) -> Q:
        """The rows of which anything was written since a horizon."""
        return Q(MadeSince(horizon))

    def seen(self) -> Any:
        """A number that is another one when somebody changed the row or what of it this would change."""
        return Version()

    def write(self, ids: Sequence[int]) -> Collection[int]:
        """Does it to these rows, which the caller has locked; returns the ids of those it was done to."""
        self._write_columns(self.entity.model._default_manager.filter(AnyOf("pk", ids)))
        self.write_links(ids)
        return ids

    def _write_columns(self, rows: models.QuerySet[Any]) -> None:
        set_to: dict[str, Any] = {name: value for name, value in self.new.items() if "." not in name}
        custom = {name.partition(".")[2]: value for name, value in self.new.items() if "." in name}
        if custom:
            set_to[COLUMN] = _put(custom)
        rows.update(**set_to, **dict.fromkeys(automatic(rows.model), timezone.now()))

    def write_links(self, ids: Sequence[int]) -> None:
        """Writes the links of these rows."""


def _put(values: dict[str, Any]) -> Any:
    """The JSON column with these keys set, or taken out where the value is null."""
    pairs = [each for key, value in values.items() for each in (Value(key, TextField()), value)]
    put = Func(*pairs, function="jsonb_build_object", output_field=JSONField())
    joined = "jsonb_strip_nulls(%(expressions)s)"
    return Func(F(COLUMN), put, template=joined, arg_joiner=" || ", output_field=JSONField())


class Setting(Plan):
    """Gives fields the values somebody chose."""

    def __init__(self, entity: Entity, changes: Sequence[FieldChange]) -> None:
        self.entity, self.changes = entity, changes
        self.new = {kept_column(entity, each.field): _value(entity, each) for each in changes if not each.field.links}

    @property
    def linked(self) -> list[FieldChange]:
        return [each for each in self.changes if each.field.links]

    def differs(self) -> Q:
        own = [Q(Differ(held(name), value)) for name, value in self.new.items()]
        return either([*own, *map(_links_differ, self.linked)])

    def refused(self) -> Q:
        return either(self.guarded())

    def newer(self, horizon: int) -> Q:
        """A link that was taken away left nothing but its event."""
        links = [each.field.links for each in self.linked if each.field.links]
        events = [events_of(each.model)._default_manager.filter(**{each.source: OuterRef("pk")}) for each in links]
        return either([super().newer(horizon), *(Q(Exists(each.filter(MadeSince(horizon)))) for each in events)])

    def seen(self) -> Any:
        """Links are rows of their own, which come and go without theirs being written."""
        found: Any = Version()
        for rows in self._links():
            hashed = rows.order_by().annotate(none=Value(0)).values("none").values(of=print_of(Version()))
            found = found.bitxor(Coalesce(Subquery(hashed), Value(0), output_field=models.BigIntegerField()))
        return found

    def _links(self) -> list[models.QuerySet[Any]]:
        return [each.field.links.of(OuterRef("pk")) for each in self.linked if each.field.links]

    def write_links(self, ids: Sequence[int]) -> None:
        for change in self.linked:
            _write_links(change, ids)


def _value(entity: Entity, change: FieldChange) -> Any:
    if change.field.custom:
        return _custom_value(change)
    column = column_of(entity.model, change.field.path)
    if change.act == Act.CLEAR:
        empty = None if column.null else ""
        return Cast(Value(empty), column.target_field if column.remote_field else column)
    return Value(change.value, column.target_field if column.remote_field else column)


_UNION = (
    '(SELECT jsonb_agg(e ORDER BY e COLLATE "C") FROM'  # as Python sorts, whatever the database's collation
    " (SELECT DISTINCT jsonb_array_elements_text(coalesce({held}, '[]') || {new})) AS n(e))"
)
_WITHOUT = "nullif(coalesce({held}, '[]') - ARRAY(SELECT jsonb_array_elements_text({new})), '[]')"


class _Lists(Func):
    """Two lists in JSON as one."""

    output_field = JSONField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        (held, first), (new, second) = [compiler.compile(each) for each in self.get_source_expressions()]
        return self.extra["template"].format(held=held, new=new), [*first, *second]


def _custom_value(change: FieldChange) -> Any:
    if change.act == Act.CLEAR:
        return as_json(None)
    if change.act in {Act.ADD, Act.REMOVE}:
        template = _UNION if change.act == Act.ADD else _WITHOUT
        return _Lists(KeyTransform(change.field.custom, COLUMN), as_json(change.kept), template=template)
    return as_json(change.kept)


def _links_differ(change: FieldChange) -> Q:
    links = change.field.links
    assert links
    rows = links.of(OuterRef("pk"))
    wanted = Q(**{f"{links.target}__in": change.value or []})
    missing = [~Q(Exists(rows.filter(**{links.target: each}))) for each in change.value or []]
    match change.act:
        case Act.ADD:
            return either(missing)
        case Act.REMOVE:
            return Q(Exists(rows.filter(wanted)))
        case Act.CLEAR:
            return Q(Exists(rows))
        case _:
            return either([*missing, Q(Exists(rows.exclude(wanted)))])


def _write_links(change: FieldChange, ids: Sequence[int]) -> None:
    links = change.field.links
    assert links
    source, target = (column_of(links.model, name).attname for name in (links.source, links.target))
    rows = links.model._default_manager.filter(AnyOf(source, ids))
    wanted = {f"{target}__in": change.value or []}
    if change.act == Act.REMOVE:
        rows.filter(**wanted).delete()
        return
    if change.act in {Act.CLEAR, Act.REPLACE}:
        rows.exclude(**wanted).delete()
    held = set(rows.filter(**wanted).values_list(source, target))
    pairs = ((pk, each) for each in change.value or [] for pk in ids if (pk, each) not in held)
    links.model._default_manager.bulk_create(
        (links.model(**{source: pk, target: each}) for pk, each in pairs), ignore_conflicts=True
    )
