"""How records that hang on others are found by what those are called."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet


class Alternatives:
    """Rows whose column leads to one of several querysets."""

    def __init__(self, *found: QuerySet[Any], column: str = "pk") -> None:
        self.keys = [each.order_by().values("pk") for each in found]
        self.column = f"{column}__in"

    def one_by_one(self) -> Q:
        """Each is read by its own index: the way to few rows, and to count them."""
        return Q(**{self.column: self.keys[0].union(*self.keys[1:])})

    def along_the_way(self) -> Q:
        """Each row passed is looked up among them: the way to the first of very many.

        PostgreSQL cannot guess how many rows a union has, and then compares each row it passes with each of them.
        """
        return reduce(or_, (Q(**{self.column: each}) for each in self.keys))
