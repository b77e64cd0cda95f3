"""Comparing many customers with the public registers in the background, taking the differences over, and back.

Each look-up is a transaction of its own: a kill at any moment loses at most the one under way, and work goes on
where it stopped. Taking over and taking back are one transaction each: all or nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.organisation import current_organisation
from customers.models import UNDER_WAY, Address, CheckedCustomer, CheckState, Customer, Outcome, RegisterCheck
from customers.register_asking import ask, company_of
from customers.register_takeover import Takeover, prepare, write
from history.changes import changes_in
from history.undo import undo
from registries.errors import RegistryError

MOST = 5_000  # customers of one check: at PACE they take half an hour
PACE = 0.25  # seconds between look-ups; the Finnish register takes 300 a minute of all its users together
WAIT = 30.0  # seconds to leave a register alone that does not answer
PATIENCE = 3  # so many waits in a row, and what follows is told as failed
LOST = timedelta(minutes=2)  # without a sign of work, somebody else goes on with it
BACK = {CheckState.APPLYING: CheckState.STOPPED, CheckState.UNDOING: CheckState.APPLIED}  # where one that fails goes

log = logging.getLogger(__name__)
Stop = Callable[[], bool]


@transaction.atomic
def begin(user: User, rows: QuerySet[Any]) -> RegisterCheck:
    """A check of these customers; the caller sees to it that they may be edited and are not too many."""
    check = RegisterCheck.objects.create(user=user)
    pks = rows.order_by("pk").values_list("pk", flat=True)
    CheckedCustomer.objects.bulk_create([CheckedCustomer(check_run=check, customer_id=pk) for pk in pks], 5_000)
    return check


def overdue() -> list[int]:
    """Checks whose work was lost, such as by a kill."""
    lost = RegisterCheck.objects.filter(state__in=UNDER_WAY, seen_at__lt=timezone.now() - LOST)
    return list(lost.values_list("pk", flat=True))


def work(pk: int, should_stop: Stop = lambda: False, sleep: Callable[[float], None] = time.sleep) -> None:
    """Does what a check's state says is to be done; whoever else works on it at the same time does no harm."""
    _seen(pk)
    state = RegisterCheck.objects.filter(pk=pk).values_list("state", flat=True).first()
    match state:
        case CheckState.COMPARING:
            _compare(pk, should_stop, sleep)
        case CheckState.APPLYING:
            _or_back(pk, CheckState.APPLYING, _apply)
        case CheckState.UNDOING:
            _or_back(pk, CheckState.UNDOING, _take_back)


def _or_back(pk: int, state: CheckState, do: Callable[[int], None]) -> None:
    """Does it, or leaves the check where it can be asked for again: what fails is not tried for ever."""
    try:
        do(pk)
    except Exception:
        log.exception("register check %s, %s", pk, state)
        RegisterCheck.objects.filter(pk=pk, state=state).update(state=BACK[state])


def _seen(pk: int, **told: int) -> None:
    RegisterCheck.objects.filter(pk=pk).update(seen_at=timezone.now(), **told)


def _compare(pk: int, should_stop: Stop, sleep: Callable[[float], None]) -> None:
    waits, after = 0, 0
    _seen(pk, unanswered=0)
    while not should_stop():
        row = _next(pk, after, patient=waits < PATIENCE)
        if row is None:
            break
        outcome, after, before = row.outcome, row.pk, waits
        waits = waits + 1 if outcome == Outcome.WAITING else waits if outcome == Outcome.FAILED else 0
        if waits != before:
            _seen(pk, unanswered=waits)  # before the wait: its page says so meanwhile
        _pause(WAIT if outcome == Outcome.WAITING else PACE, should_stop, sleep)
        _seen(pk)
    waiting = CheckedCustomer.objects.filter(check_run=pk, outcome=Outcome.WAITING)
    if not waiting.exists():
        RegisterCheck.objects.filter(pk=pk, state=CheckState.COMPARING).update(state=CheckState.COMPARED)


def _pause(seconds: float, should_stop: Stop, sleep: Callable[[float], None]) -> None:
    while seconds > 0 and not should_stop():
        sleep(min(seconds, 0.25))
        seconds -= 0.25


@transaction.atomic
def _next(pk: int, after: int, *, patient: bool) -> CheckedCustomer | None:
    """Looks up the next customer that waits. None when there is no more; still waiting when it is worth another try.

    One that is worth another try has its turn again after all others: what fails by itself holds nobody up.
    """
    waiting = CheckedCustomer.objects.filter(
        check_run=pk, check_run__state=CheckState.COMPARING, outcome=Outcome.WAITING
    )
    free = waiting.select_for_update(of=("self",), skip_locked=True).order_by("pk")
    row = free.filter(pk__gt=after).first() or free.first()
    if row is None:
        return None
    try:
        with transaction.atomic():
            outcome, error = ask(row.customer, _language(row.check_run.user))
    except Exception:  # one that cannot be told must not keep the others waiting
        log.exception("register check %s, customer %s", pk, row.customer_id)
        outcome, error = Outcome.FAILED, None
    if patient and isinstance(error, RegistryError) and error.can_retry:
        return row
    row.outcome = outcome
    row.save(update_fields=["outcome"])
    return row


def _language(user: User) -> str:
    return user.language or current_organisation().default_language


def _lock(pk: int, state: CheckState) -> RegisterCheck | None:
    """The check, if this is still to be done and nobody else is at it."""
    return RegisterCheck.objects.select_for_update(skip_locked=True).filter(pk=pk, state=state).first()


@transaction.atomic
def _apply(pk: int) -> None:
    check = _lock(pk, CheckState.APPLYING)
    if check is None:
        return
    differing = CheckedCustomer.objects.filter(check_run=check, outcome=Outcome.DIFFERS)
    with pghistory.context(user=check.user_id, source="register", register_check=pk) as context:
        done = write(_takeovers(check.user, differing))
        check.applied = context.id
    differing.filter(customer__in=done).update(outcome=Outcome.APPLIED)
    check.state = CheckState.APPLIED
    check.save(update_fields=["state", "applied"])


def _takeovers(user: User, checked: QuerySet[CheckedCustomer]) -> list[Takeover]:
    rows = Customer.objects.editable_by(user).filter(pk__in=checked.values("customer"))
    locked = rows.select_for_update(of=("self",)).order_by("pk").select_related("register_answer")
    answered = [
        (customer, company_of(getattr(customer, "register_answer", None)))
        for customer in locked.prefetch_related("addresses")
    ]
    return [prepare(customer, list(customer.addresses.all()), company) for customer, company in answered if company]


@transaction.atomic
def _take_back(pk: int) -> None:
    check = _lock(pk, CheckState.UNDOING)
    if check is None:
        return
    stories: dict[int, list[Any]] = {}
    for each in changes_in(Customer, [check.applied] if check.applied else []):
        stories.setdefault(each.pk, []).append(each)
    for each in changes_in(Address, [check.applied] if check.applied else []):
        stories.setdefault((each.after or each.before)["customer_id"], []).append(each)
    theirs = set(Customer.objects.editable_by(check.user).filter(pk__in=stories).values_list("pk", flat=True))
    check.left = 0
    with pghistory.context(user=check.user_id, source="undo", register_check=pk):
        for customer, story in stories.items():
            check.left += _left(story) if customer in theirs else sum(len(each.columns) for each in story)
    applied = CheckedCustomer.objects.filter(check_run=check, outcome=Outcome.APPLIED)
    applied.filter(customer__in=theirs).update(outcome=Outcome.DIFFERS)
    check.state, check.applied = CheckState.UNDONE, None
    check.save(update_fields=["state", "applied", "left"])


def _left(story: list[Any]) -> int:
    """Takes what was done to one customer back; how many values stay as they are."""
    try:
        with transaction.atomic():
            return sum(len(columns) for _change, columns in undo(story).left)
    except ValidationError:  # what was there before is not allowed any more
        return sum(len(each.columns) for each in story)
