"""Columns the database computes: what rows are sorted by, and what they are searched in."""

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast, Coalesce, Concat, Trim

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


def search_text(*sources: str | Func) -> models.GeneratedField:
    """Folded words with a blank before each, so that two letters can be matched at the start of a word."""
    text = models.TextField()
    parts: list[object] = []
    for source in sources:
        parts += [Value(" ", text), Coalesce(Cast(source, text), Value("", text))]
    return models.GeneratedField(expression=Fold(Concat(*parts, output_field=text)), output_field=text, db_persist=True)
