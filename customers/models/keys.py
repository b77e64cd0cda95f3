"""Columns the database computes: what rows are sorted by, and what they are searched in."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast, Coalesce, Concat, Trim
from django.db.models.lookups import Contains

from accounts.alphabet import Fold, SortKey


def sort_key(*paths: str) -> models.GeneratedField:
    """A stored key that sorts by the organisation's alphabet; the first path is what it is recomputed from."""
    # trimmed, or people with a first name only would stand before everybody else
    source = (
        paths[0] if len(paths) == 1 else Trim(Concat(paths[0], Value(" "), paths[1], output_field=models.TextField()))
    )
    return models.GeneratedField(
        expression=SortKey(source), output_field=models.TextField(db_collation="C"), db_persist=True
    )


# no folded text holds a line break, nor do folded words: in a column of both it ends what the record is called
_END_OF_NAMES = "\n"
_TEXT = models.TextField()


def search_text(*called: str, also: Sequence[str | Func] = ()) -> models.GeneratedField:
    """Folded words with a blank before each, so that two letters can be matched at the start of a word.

    What the record is ``called`` stands before everything it is ``also`` found by.
    """
    found: Func = Fold(_spaced(called))
    if also:
        found = Concat(found, Value(_END_OF_NAMES, _TEXT), Fold(_spaced(also)), output_field=_TEXT)
    return models.GeneratedField(expression=found, output_field=_TEXT, db_persist=True)


def _spaced(sources: Sequence[str | Func]) -> Concat:
    parts: list[object] = []
    for source in sources:
        parts += [Value(" ", _TEXT), Coalesce(Cast(source, _TEXT), Value("", _TEXT))]
    return Concat(*parts, output_field=_TEXT)


@models.TextField.register_lookup
class IsCalled(Contains):
    """``search_text__is_called``: folded words stand in what the record is called; the column's index serves it."""

    lookup_name = "is_called"
    param_pattern = f"%%%s%%{_END_OF_NAMES}%%"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """That of ``contains``: only the pattern is another one."""
        return f"LIKE {rhs}"
