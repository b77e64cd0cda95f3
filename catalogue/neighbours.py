"""The records before and after one in a sorted list, found by its keys: the list itself is never read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy, Q, QuerySet

from catalogue.entity import Entity
from catalogue.field import Viewer
from catalogue.querysets import Sort, sort_key


@dataclass(frozen=True)
class _Key:
    """One thing the list is sorted by, with its value in the record; blanks stand last both ways."""

    name: str
    descending: bool
    value: Any

    @property
    def same(self) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if self.value is None else Q(**{self.name: self.value})

    def beyond(self, *, after: bool) -> Q | None:
        """Rows that stand further on (or back) by this key alone; None where there can be none."""
        blank = Q(**{f"{self.name}__isnull": True})
        if self.value is None:
            return None if after else ~blank
        further = Q(**{f"{self.name}__{'gt' if after != self.descending else 'lt'}": self.value})
        return further | blank if after else further

    def order(self, *, after: bool) -> OrderBy:
        return OrderBy(
            F(self.name), descending=self.descending == after, nulls_last=after or None, nulls_first=not after or None
        )


def neighbours(
    rows: QuerySet[Any], entity: Entity, sorts: Sequence[Sort], viewer: Viewer, pk: int
) -> tuple[int | None, int | None]:
    """The ids before and after a record in the list; both None when the record is not in it."""
    down = sorts[-1].descending if sorts else False
    expressions = {f"k_{number}": sort_key(sort, viewer) for number, sort in enumerate(sorts)}
    expressions |= {f"k_tie_{path}": F(path) for path in entity.ties}
    directions = [*(sort.descending for sort in sorts), *(down for _path in entity.ties)]
    keyed = rows.order_by().annotate(**expressions)
    found = keyed.filter(pk=pk).values_list(*expressions).first()
    if found is None:
        return None, None
    keys = [_Key(*each) for each in zip(expressions, directions, found, strict=True)]
    blanks = bool(sorts and sorts[0].field.nullable)
    return _nearest(keyed, keys, after=False), _nearest(keyed, keys, after=True, blanks=blanks)


def _nearest(keyed: QuerySet[Any], keys: list[_Key], *, after: bool, blanks: bool = False) -> int | None:
    """``blanks`` says that rows without a value of the first key may stand behind all others."""
    condition, same = Q(pk__in=[]), Q()
    for key in keys:
        beyond = key.beyond(after=after)
        if beyond is not None:
            condition |= same & beyond
        same &= key.same
    first = keys[0]
    if first.value is not None and not blanks:
        # says again what follows from the rest, in the form an index understands
        bound = "gte" if after != first.descending else "lte"
        condition &= Q(**{f"{first.name}__{bound}": first.value})
    nearest = keyed.filter(condition).order_by(*(key.order(after=after) for key in keys))
    pk: int | None = nearest.values_list("pk", flat=True).first()
    return pk
