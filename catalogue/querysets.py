"""From the catalogue to querysets: conditions, search, order, pages, counts and totals.

Keys have been looked up in the catalogue before they come here; nothing is built from a name the browser sent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OrderBy, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import NullIf

from accounts.alphabet import fold
from catalogue import reference_order
from catalogue.entity import Entity
from catalogue.field import Field, Viewer
from catalogue.operators import Operator, blank, filled

EXACT_UP_TO = 10_000
LOOKED_THROUGH = 12_000  # names, for the first page of rows that are not counted


@dataclass(frozen=True)
class Condition:
    """A field, an operator and the value somebody typed, already cleaned."""

    field: Field
    operator: Operator
    value: Any


@dataclass(frozen=True)
class Sort:
    field: Field
    descending: bool = False


def where(rows: QuerySet[Any], condition: Condition, viewer: Viewer) -> QuerySet[Any]:
    """The rows for which the condition holds."""
    aliases = condition.field.type.aliases(condition.field, viewer)
    missing = {name: value for name, value in aliases.items() if name not in rows.query.annotations}
    return rows.alias(**missing).filter(condition.operator.condition(condition.field, viewer, condition.value))


def search_pattern(word: str) -> str:
    """What is looked for in a search column: a word of one or two letters only where one begins."""
    return word if len(word) > 2 else f" {word}"


def search(rows: QuerySet[Any], entity: Entity, typed: str, *, are_many: bool = False) -> QuerySet[Any]:
    """The rows in which every word typed is found: anywhere from three letters on, else where a word begins.

    Punctuation alone is no word, and nothing is found by it. ``are_many`` if very many are known to match.
    """
    patterns = search_patterns(typed)
    if typed.strip() and not patterns:
        return rows.none()
    for pattern in patterns:
        rows = rows.filter(entity.finds(pattern, are_many=are_many))
    return rows


def search_patterns(typed: str) -> list[str]:
    """What is looked for, word by word."""
    return [search_pattern(word) for word in dict.fromkeys(fold(typed).split())]


def _directed(expression: Any, descending: bool) -> OrderBy:
    return OrderBy(expression, descending=descending)


def _ties(entity: Entity, descending: bool) -> list[OrderBy]:
    return [_directed(F(path), descending) for path in entity.ties]


def sort_key(sort: Sort, viewer: Viewer) -> Any:
    """What a sort compares: null for every kind of blank, so that all of them stand last."""
    expression = sort.field.sort_expression(viewer)
    if not (sort.field.nullable and sort.field.type.is_text):
        return expression
    return NullIf(expression, Value(""), output_field=TextField())


def ordered(rows: QuerySet[Any], entity: Entity, sorts: Sequence[Sort], viewer: Viewer) -> QuerySet[Any]:
    """The rows in order, blanks last both ways; ties by name in the organisation's alphabet, then by id."""
    orders: list[Any] = [
        OrderBy(sort_key(sort, viewer), descending=sort.descending, nulls_last=sort.field.nullable or None)
        for sort in sorts
    ]
    last = sorts[-1].descending if sorts else False
    return rows.order_by(*orders, *_ties(entity, last))


def page_of_ids(
    rows: QuerySet[Any],
    entity: Entity,
    sorts: Sequence[Sort],
    viewer: Viewer,
    offset: int,
    size: int,
    *,
    dense: bool = False,
) -> list[int]:
    """The ids of one page, in order. ``dense`` says that very many rows match and that no search word chose them.

    A first sort field that may be blank is read in two parts, values and then blanks, so that an index on it
    serves both directions; the parts are cut before they are put together. A field of several rows has no
    value of its own to divide by, nor an index.
    """
    if dense and entity.naming.sort_path and reference_order.applies(sorts, offset + size):
        found = reference_order.page_by_reference(rows, entity, sorts[0], offset, size)
        if found is not None:
            return found
    aliases = sorts[0].field.type.aliases(sorts[0].field, viewer) if sorts and sorts[0].field.nullable else {}
    if not aliases:
        return list(ordered(rows, entity, sorts, viewer).values_list("pk", flat=True)[offset : offset + size])
    end, down = offset + size, sorts[-1].descending
    rows = rows.alias(**{name: value for name, value in aliases.items() if name not in rows.query.annotations})
    is_blank = blank(sorts[0].field)
    # an index that begins with a column serves its blanks too, if they are asked for in its order
    skipped = 0 if _is_column(sorts[0], viewer) else 1
    keys = {f"o_{i}": sort_key(sort, viewer) for i, sort in enumerate(sorts)}
    keys |= {f"o_tie_{path}": F(path) for path in entity.ties}
    as_indexed = keys | {"o_0": sorts[0].field.sort_expression(viewer)}
    parts = []
    for number, part in enumerate((rows.filter(filled(sorts[0].field)), rows.filter(is_blank))):
        part = part.annotate(o_part=Value(number), **(keys if number else as_indexed))
        part = part.order_by(*_key_orders(entity, sorts[number * skipped :], number * skipped, down))
        parts.append(part.values_list("o_part", *keys)[:end])
    both = parts[0].union(parts[1], all=True).order_by("o_part", *_key_orders(entity, sorts, 0, down))
    return [row[-1] for row in both[offset:end]]


def _is_column(sort: Sort, viewer: Viewer) -> bool:
    """Whether a sort compares a column of the rows themselves, in which every blank is null."""
    path = sort.field.sort_path or sort.field.path
    return not sort.field.type.is_text and "__" not in path and isinstance(sort_key(sort, viewer), F)


def _key_orders(entity: Entity, sorts: Sequence[Sort], skipped: int, down: bool) -> list[OrderBy]:
    orders = [
        OrderBy(F(f"o_{i + skipped}"), descending=sort.descending, nulls_last=True if i + skipped else None)
        for i, sort in enumerate(sorts)
    ]
    return [*orders, *(_directed(F(f"o_tie_{path}"), down) for path in entity.ties)]


def values(rows: QuerySet[Any], fields: Sequence[Field], viewer: Viewer, **extra: Any) -> QuerySet[Any]:
    """Rows as dictionaries: ``pk`` and, for each field, what a person sees under ``field.column``."""
    shown = {field.column: field.display(viewer) for field in fields}
    return rows.values("pk", **shown, **extra)


def records(
    entity: Entity, fields: Sequence[Field], viewer: Viewer, ids: Sequence[int], **extra: Any
) -> list[dict[str, Any]]:
    """The rows of these ids as dictionaries, in the order of the ids; a row out of the viewer's scope is left out."""
    if not ids:
        return []
    found = {row["pk"]: row for row in values(entity.rows(viewer).filter(pk__in=ids), fields, viewer, **extra)}
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True)
class Count:
    """How many rows. What is not exact is an estimate, or a number that more match than."""

    number: int
    is_exact: bool = True
    is_exceeded: bool = False


def count(rows: QuerySet[Any], exact: bool = False) -> Count:
    """How many rows: counted up to 10,000 (or on demand), beyond that PostgreSQL's estimate."""
    plain = rows.order_by().values("pk")
    if exact:
        return Count(plain.count())
    counted = plain[: EXACT_UP_TO + 1].count()
    return Count(counted) if counted <= EXACT_UP_TO else estimate(rows)


def estimate(rows: QuerySet[Any]) -> Count:
    """How many rows PostgreSQL expects, of more than are counted exactly."""
    plan = json.loads(rows.order_by().values("pk").explain(format="json"))[0]["Plan"]
    return Count(max(int(plan["Plan Rows"]), EXACT_UP_TO + 1), is_exact=False)


@dataclass(frozen=True)
class Matched:
    """A page of rows: how many match in all, how many of those are locked, and the ids of the page in order."""

    count: Count
    locked: int
    ids: list[int]


def read_by_name(
    rows: QuerySet[Any], entity: Entity, offset: int, size: int, locked: Q | None, *, most: int
) -> Matched | None:
    """Count and page in order of name, each row read once; None where more than so many match.

    A search word is looked up in an index that knows no order, so counting and paging would read every match twice.
    """
    ids = ArrayAgg("pk", order_by=entity.ties)
    part = f"(%(expressions)s)[{offset + 1}:{offset + size}]"
    wanted = {
        "number": models.Count("pk"),
        "ids": Func(ids, template=part, output_field=ArrayField(models.BigIntegerField())),
    }
    if locked:
        wanted["locked"] = models.Count("pk", filter=locked)
    found = rows.order_by()[: most + 1].aggregate(**wanted)
    if found["number"] > most:
        return None
    return Matched(Count(found["number"]), found.get("locked", 0), found["ids"] or [])


def first_of_many(rows: QuerySet[Any], entity: Entity, size: int) -> list[int] | None:
    """The ids of the first of very many rows in which words stand, along an index of names that carries the words.

    None where there are few names, or these stand far down.
    """
    assert entity.words_fit is not None
    name = entity.ties[0]
    names = entity.model._default_manager.order_by(*entity.ties).values_list(name, flat=True)
    last = next(iter(names[LOOKED_THROUGH : LOOKED_THROUGH + 1]), None)
    if last is None:
        return None
    parts = [
        rows.filter(fit, **{f"{name}__lte": last}).order_by(*entity.ties).values_list(*entity.ties)[:size]
        for fit in (entity.words_fit, ~entity.words_fit)
    ]
    ids = [row[-1] for row in parts[0].union(parts[1], all=True).order_by(*entity.ties)[:size]]
    return ids if len(ids) == size else None


def totals(rows: QuerySet[Any], fields: Sequence[Field], viewer: Viewer) -> dict[str, Any]:
    """The sum of each summable field over all these rows, by key; the sum of nothing is 0."""
    sums = {field.key: field.measure.of_all(viewer, rows) for field in fields if field.summable and field.measure}
    plain = {field.key: Sum(field.value(viewer)) for field in fields if field.summable and not field.measure}
    if plain:
        sums |= rows.order_by().aggregate(**{f"t_{key}": value for key, value in plain.items()})
        sums = {key.removeprefix("t_"): value for key, value in sums.items()}
    return {key: value or 0 for key, value in sums.items()}
