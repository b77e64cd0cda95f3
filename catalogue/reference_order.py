"""Pages sorted by what a short list is called: industries, people, business units.

PostgreSQL would sort a million customers by the name of their industry. There are few industries, so this reads
the beginning of each one's customers from the index (reference, name, id) and sorts only those.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, OrderBy, QuerySet
from django.db.models.expressions import RawSQL

from catalogue.entity import Entity

if TYPE_CHECKING:
    from catalogue.querysets import Sort

MOST_REFERENCES = 500
FURTHEST_ROW = 2_000  # beyond that, sorting everything is no slower
_LAST = 2**31 - 1


def applies(sorts: Sequence[Sort], end: int) -> bool:
    """Whether a page that ends at this row can be read this way, if the list turns out to be short."""
    only = sorts[0].field if len(sorts) == 1 else None
    return bool(only and only.type.name == "reference" and only.path and "__" not in only.path and end <= FURTHEST_ROW)


def page_by_reference(rows: QuerySet[Any], entity: Entity, sort: Sort, offset: int, size: int) -> list[int] | None:
    """The ids of one page, in the order of ``querysets.ordered``; None where the list is too long for this."""
    reference = sort.field.reference
    assert reference
    named = reference.model._default_manager.order_by(reference.sort).values_list("pk", reference.sort)
    listed = list(named[: MOST_REFERENCES + 1])
    if len(listed) > MOST_REFERENCES:
        return None
    # those that sort alike share a place: their customers stand among each other, by name
    places = {key: place for place, key in enumerate(dict.fromkeys(key for _pk, key in listed))}
    direction = -1 if sort.descending else 1
    path, end = sort.field.path, offset + size
    group, group_params = _beginning(rows.filter(**{path: RawSQL("listed.reference", ())}), entity, sort, end)
    blanks, blank_params = _beginning(rows.filter(**{f"{path}__isnull": True}), entity, sort, end)
    way = "DESC" if sort.descending else "ASC"
    statement = f"""
        SELECT id FROM (
            SELECT listed.place, part.id, part.name
              FROM unnest(%s::bigint[], %s::int[]) AS listed(reference, place), LATERAL ({group}) AS part(id, name)
            UNION ALL
            SELECT {_LAST}, part.id, part.name FROM ({blanks}) AS part(id, name)
        ) AS beginnings ORDER BY place, name {way}, id {way} OFFSET %s LIMIT %s
    """
    ids, order = [pk for pk, _key in listed], [places[key] * direction for _pk, key in listed]
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids, order, *group_params, *blank_params, offset, size])
        return [row[0] for row in cursor.fetchall()]


def _beginning(rows: QuerySet[Any], entity: Entity, sort: Sort, end: int) -> tuple[str, tuple[Any, ...]]:
    """The first rows by name, as SQL."""
    name = entity.naming.sort_path
    ordered = rows.order_by(OrderBy(F(name), descending=sort.descending), OrderBy(F("pk"), descending=sort.descending))
    return ordered.values_list("pk", name)[:end].query.sql_with_params()
