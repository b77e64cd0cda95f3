"""How a model's changes are kept: by triggers of the database, so that nothing bypasses them.

An insert keeps the new row, a delete the old one. An update keeps the row as it was BEFORE: the values after it
are in the next event of the row, or in the row itself. So the first change of a row that was copied in without
history is told in full, and "as it was on a day" is one look at the first event after that day.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pghistory
from django.db import models

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
