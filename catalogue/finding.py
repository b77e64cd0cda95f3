"""How records that hang on others are found by what those are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import ScopedQuerySet


@dataclass(frozen=True)
class Way:
    """A column that leads to records, or to themselves ("pk"), and the condition that folded words stand in those."""

    column: str
    model: Any
    called: Callable[[str], Q]

    @property
    def is_own(self) -> bool:
        return self.column == "pk"

    def records(self, patterns: Sequence[str]) -> ScopedQuerySet:
        """Those it leads to in which all of these words stand, whoever may see them."""
        found: ScopedQuerySet = self.model._default_manager.filter(*map(self.called, patterns))
        return found.order_by()

    def finds(self, words: str) -> Q:
        """The rows that it leads from such a record to."""
        return self.called(words) if self.is_own else Q(**{f"{self.column}__in": self.records([words])})


@dataclass(frozen=True)
class Ways:
    """Records are found if one of several ways leads to the words; their rows by the ``column`` that leads to them."""

    model: Any
    ways: Sequence[Way]
    column: str = "pk"

    def one_by_one(self, words: str) -> Q:
        """Each is read by its own index: the way to few rows, and to count them."""
        first, *others = (self._keys(way, words) for way in self.ways)
        return Q(**{f"{self.column}__in": first.union(*others)})

    def along_the_way(self, words: str) -> Q:
        """Each row passed is looked up among them: the way to the first of very many.

        PostgreSQL cannot guess how many rows a union has, and then compares each row it passes with each of them.
        """
        return reduce(or_, (Q(**{f"{self.column}__in": self._keys(way, words)}) for way in self.ways))

    def _keys(self, way: Way, words: str) -> QuerySet[Any]:
        return self.model._default_manager.filter(way.finds(words)).order_by().values("pk")
