"""Background work of this app; the worker that `manage.py up` starts runs it."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from workbench.bulk.keeping import forget_old
from workbench.bulk.work import go, lost


@app.task(name="workbench.bulk_update")
def work_on_bulk_update(bulk_update: int) -> None:
    """Does a bulk update of many rows, or its undo."""
    go(bulk_update)


def hand_over(bulk_update: int) -> None:
    """Leaves a bulk update to the worker; once is enough."""
    with suppress(AlreadyEnqueued), transaction.atomic():  # the caller's own transaction survives the refusal
        lock = f"workbench.bulk_update.{bulk_update}"
        work_on_bulk_update.configure(queueing_lock=lock).defer(bulk_update=bulk_update)


@app.periodic(cron="* * * * *")
@app.task(name="workbench.resume_bulk_updates", queueing_lock="workbench.resume_bulk_updates")
def resume_bulk_updates(timestamp: int) -> int:
    """Every minute: bulk updates whose worker was killed are begun anew. Returns how many."""
    found = lost()
    for pk in found:
        hand_over(pk)
    return len(found)


@app.periodic(cron="50 3 * * *")
@app.task(name="workbench.forget_bulk_updates", queueing_lock="workbench.forget_bulk_updates")
def forget_bulk_updates(timestamp: int) -> int:
    """Every night: bulk updates older than the organisation keeps them are forgotten. Returns how many."""
    return forget_old()
