"""Whether a request left the database as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Sessions live their own life: signing in writes one, and reading one may renew it.
NOT_OURS = {"django_session", "django_migrations"}


Digest = dict[str, tuple[int, int]]


def tables() -> list[str]:
    """Every table of the schema, whoever made it: models, history, links, background work."""
    names = connection.introspection.table_names()
    return sorted(set(names) - NOT_OURS)


def digest() -> Digest:
    """For each table its number of rows and a sum over a hash of every row."""
    quote = connection.ops.quote_name
    names = tables()
    parts = [
        f"SELECT {place}, count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM {quote(name)} t"
        for place, name in enumerate(names)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {names[place]: (rows, int(total)) for place, rows, total in cursor.fetchall()}


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """Fails with the names of the tables that changed within the block."""
    before = digest()
    yield
    after = digest()
    changed = [name for name in after if after[name] != before.get(name)]
    assert not changed, f"written to: {', '.join(changed)}"
