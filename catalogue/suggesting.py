"""What is suggested while somebody types: some rows quickly, however many match; where few do, none is missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value

from accounts.access import is_limited
from accounts.alphabet import SortKey
from catalogue.entity import Entity
from catalogue.field import Viewer
from catalogue.finding import Way
from catalogue.querysets import search, search_patterns

ENOUGH = 100  # rows that suggestions are chosen from
_LED_TO = 50  # records whose rows are looked at
_MOST_MIXED = 30  # conditions: words mix in as many ways as there are ways, to the power of words


class Suggesting:
    """Words typed once, looked for in one register after the other.

    To know the first few by name of twenty thousand rows, the database would have to fetch every one of them: a
    hundred are enough to choose from. Records that several registers lead to are looked up once.
    """

    def __init__(self, typed: str, viewer: Viewer) -> None:
        self.typed = typed
        self.viewer = viewer
        self.patterns = search_patterns(typed)
        self._led_to: dict[Callable[[str], Q], list[int]] = {}
        self._cut: set[Callable[[str], Q]] = set()

    def found(self, rows: QuerySet[Any], entity: Entity) -> Iterator[QuerySet[Any]]:
        """Those of the rows in which every word is found, in the order to suggest them; the next ones if too few.

        Where rows hang on others, those are looked at first that are called so, or hang on one that is, by every word.
        """
        if not self.patterns:
            return
        if entity.matches:
            ways = entity.matches.ways
            assert entity.matches.column == "pk"
            near = _some(rows, [self._near(way) for way in ways])
            yield self._in_order(near, entity)
            is_all = len(ways) ** len(self.patterns) <= _MOST_MIXED
            if is_all and len(self.patterns) > 1:
                yield self._in_order([*near, *_some(rows, self._mixed(ways))], entity)
            if is_all and self._cut.isdisjoint(way.called for way in ways):
                return
        yield self._in_order(_some(search(rows, entity, self.typed), [Q()]), entity)

    def _in_order(self, keys: Sequence[QuerySet[Any]], entity: Entity) -> QuerySet[Any]:
        """By name, those first whose name begins with what was typed."""
        first, *others = keys
        found = entity.model._default_manager.filter(pk__in=first.union(*others) if others else first)
        name = entity.naming.sort_path
        if not name:
            return found.order_by(*entity.ties)
        begins = Q(**{f"{name}__startswith": SortKey(Value(self.typed))})
        return found.order_by(ExpressionWrapper(begins, BooleanField()).desc(), *entity.ties)

    def _near(self, way: Way) -> Q:
        if way.is_own:
            return Q(*map(way.called, self.patterns))
        if way.called not in self._led_to:
            self._led_to[way.called] = self._records(way)
        return Q(**{f"{way.column}__in": self._led_to[way.called]})

    def _records(self, way: Way) -> list[int]:
        """The records it leads to; of very many those the viewer may see, whose rows are more likely theirs too."""
        records = way.records(self.patterns)
        found = list(records.values_list("pk", flat=True)[:_LED_TO])
        if len(found) == _LED_TO:
            self._cut.add(way.called)
            if is_limited(self.viewer.user, way.model.access.area):
                found = list(records.visible_to(self.viewer.user).values_list("pk", flat=True)[:_LED_TO])
        return found

    def _mixed(self, ways: Sequence[Way]) -> list[Q]:
        """Some words found in one way, some in another."""
        mixed = (taken for taken in product(ways, repeat=len(self.patterns)) if len(set(taken)) > 1)
        return [Q(*(way.finds(words) for way, words in zip(taken, self.patterns, strict=True))) for taken in mixed]


def _some(rows: QuerySet[Any], conditions: Sequence[Q]) -> list[QuerySet[Any]]:
    """Keys of up to a hundred of the rows for each of these conditions."""
    return [rows.filter(condition).order_by().values("pk")[:ENOUGH] for condition in conditions]
