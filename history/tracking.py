"""How a model's changes are kept: by triggers of the database, so that nothing bypasses them.

An insert keeps the new row, a delete the old one. An update keeps the row as it was BEFORE: the values after it
are in the next event of the row, or in the row itself. So the first change of a row that was copied in without
history is told in full, and "as it was on a day" is one look at the first event after that day.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pghistory
from django.db import connections, models

INSERTED, BEFORE_UPDATE, DELETED = "insert", "before_update", "delete"


def tracked(*, exclude: Sequence[str] = (), **options: Any) -> Callable[[Any], Any]:
    """Decorates a model whose history is kept; ``exclude`` names fields that are computed from others."""
    events = (
        pghistory.InsertEvent(INSERTED),
        pghistory.UpdateEvent(BEFORE_UPDATE, row=pghistory.Old),
        pghistory.DeleteEvent(DELETED),
    )
    # one index for both questions: what was done under a context, and what was done to this row under it
    by_context = models.Index(fields=["pgh_context", "pgh_obj"])
    context = pghistory.ContextForeignKey(db_index=False)
    return pghistory.track(
        *events, exclude=list(exclude), context_field=context, meta={"indexes": [by_context]}, **options
    )


def is_tracked(model: type[models.Model]) -> bool:
    """Whether this model's history is kept."""
    return any(each.name == "events" for each in model._meta.related_objects)


_STEADY = """
    DO $$
    DECLARE tracking regprocedure;
    BEGIN
        FOR tracking IN
            SELECT p.oid FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE t.tgname LIKE 'pgtrigger_before_update%' AND t.tgoldtable IS NOT NULL AND p.proconfig IS NULL
        LOOP
            EXECUTE format('ALTER FUNCTION %s SET enable_nestloop = off', tracking);
        END LOOP;
    END $$
"""


def steady_plans(using: str) -> None:
    """Keeps updates of many rows as fast after an update of one row as before it.

    PostgreSQL plans the join of rows before and after once in a session, for as many as the first update had. After
    one row that is a nested loop, which compares each of 100,000 rows with each. Done whenever migrations have run,
    since they make the functions anew.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(_STEADY)
