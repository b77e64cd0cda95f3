"""Background work of this app; the worker that `manage.py up` starts runs it."""

from contextlib import suppress

from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from customers.register_checks import overdue, work


@app.task(name="customers.work_on_check", pass_context=True)
def work_on_check(context: JobContext, check: int) -> None:
    """Goes on with a check of customers against the public registers, until it is done or the worker stops."""
    work(check, context.should_abort)


def hand_over(check: int) -> None:
    """Leaves a check to the worker; once is enough."""
    with suppress(AlreadyEnqueued), transaction.atomic():  # the caller's own transaction survives the refusal
        work_on_check.configure(queueing_lock=f"customers.check.{check}").defer(check=check)


@app.periodic(cron="* * * * *")
@app.task(name="customers.resume_checks", queueing_lock="customers.resume_checks")
def resume_checks(timestamp: int) -> int:
    """Every minute: checks whose worker was killed go on. Returns how many."""
    lost = overdue()
    for check in lost:
        hand_over(check)
    return len(lost)
