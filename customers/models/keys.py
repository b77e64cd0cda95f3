"""Columns the database computes: what rows are sorted by, and what they are searched in."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, Length, Trim
from django.db.models.lookups import Contains, LessThan

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


# an entry of an index holds 2,704 bytes, and a letter takes up to four
WORDS_FIT = Q(LessThan(Length("search_text") + Length("sort_name"), 650))


def words_by_name(prefix: str) -> list[models.Index]:
    """Indexes of names that carry what is searched: the first rows by name in which words stand are found in them.

    The few rows whose words do not fit have one of their own, which does not carry them.
    """
    names = ["sort_name", "id"]
    include = ["search_text", "is_active"]
    return [
        models.Index(fields=names, include=include, condition=WORDS_FIT, name=f"{prefix}_words_by_name"),
        models.Index(fields=names, condition=~WORDS_FIT, name=f"{prefix}_long_words_by_name"),
    ]


def _spaced(sources: Sequence[str | Func]) -> Concat:
    parts: list[object] = []
    for source in sources:
        parts += [Value(" ", _TEXT), Coalesce(Cast(source, _TEXT), Value("", _TEXT))]
    return Concat(*parts, output_field=_TEXT)


@models.TextField.register_lookup
class IsCalled(Contains):
    """``search_text__is_called``: folded words stand in what it is called, where it is ``also`` found by more."""

    lookup_name = "is_called"
    param_pattern = f"%%%s%%{_END_OF_NAMES}%%"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """That of ``contains``: only the pattern is another one."""
        return f"LIKE {rhs}"
