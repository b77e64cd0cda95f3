"""Whether a request left the database as it was."""

from collections.abc import Callable, Iterator, Mapping
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


_WRITTEN = """
    SELECT relname, n_tup_ins + n_tup_upd + n_tup_del
    FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


def written() -> dict[str, int]:
    """How many rows of each table the transaction of a test has written so far, taken back or not."""
    assert connection.in_atomic_block, "what is committed is counted no more"
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return {name: rows for name, rows in cursor.fetchall() if name not in NOT_OURS}


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """Fails with the names of the tables that are written to within the block, even if that is taken back."""
    with _as_before(written if connection.in_atomic_block else digest):
        yield


@contextmanager
def nothing_stays_written() -> Iterator[None]:
    """Fails with the names of the tables that differ after the block."""
    with _as_before(digest):
        yield


@contextmanager
def _as_before(state: Callable[[], Mapping[str, object]]) -> Iterator[None]:
    before = state()
    yield
    after = state()
    changed = [name for name in after if after[name] != before.get(name)]
    assert not changed, f"written to: {', '.join(changed)}"
