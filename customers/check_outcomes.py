"""How customers of a check stand by now: since its look-ups some were changed, or compared again on their cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from customers.models import Address, CheckedCustomer, Customer, Outcome, RegisterCheck
from customers.register_asking import company_of
from customers.register_differences import differences
from history.changes import events_of

MOST = 1_000  # compared once more for a page: about a second's work; what is beyond stands as it was looked up


def moved(check: RegisterCheck, checked: QuerySet[CheckedCustomer]) -> dict[int, Outcome]:
    """Those of these rows whose outcome is another one by now, by their id, in at most two queries.

    What differed may be the same by now, or gone from the register; what was taken over may differ again.
    """
    changed = Q(Exists(_changes(check, Customer, pgh_obj_id=OuterRef("customer_id"))))
    changed |= Q(Exists(_changes(check, Address, customer_id=OuterRef("customer_id"))))
    asked_again = Q(outcome=Outcome.DIFFERS) & ~Q(customer__register_answer__outcome=Outcome.DIFFERS)
    found = checked.filter(outcome__in=[Outcome.DIFFERS, Outcome.APPLIED]).filter(changed | asked_again)
    rows = found.order_by("pk").select_related("customer__register_answer").prefetch_related("customer__addresses")
    now = {row.pk: (row.outcome, _outcome(row)) for row in rows[:MOST]}
    return {pk: outcome for pk, (before, outcome) in now.items() if outcome != before}


def count_moved(stored: Mapping[str, int], now: Mapping[int, Outcome]) -> dict[str, int]:
    """How many have each outcome that moved rows came from or went to."""
    counts = Counter(stored)
    for outcome in now.values():
        counts[Outcome.APPLIED if outcome == Outcome.DIFFERS else Outcome.DIFFERS] -= 1
        counts[outcome] += 1
    return counts


def still_differing(stored: Mapping[str, int], now: Mapping[int, Outcome]) -> int:
    """How many are left to take over: not what was taken over already, though it may differ again."""
    return stored.get(Outcome.DIFFERS, 0) - sum(outcome != Outcome.DIFFERS for outcome in now.values())


def _changes(check: RegisterCheck, model: type[Model], **of: Any) -> QuerySet[Any]:
    """What happened to the rows of a customer since its look-up, but for what this check did itself."""
    events: QuerySet[Any] = events_of(model)._default_manager.filter(**of)
    since = events.filter(pgh_created_at__gt=OuterRef("customer__register_answer__asked_at"))
    return since.exclude(pgh_context__metadata__contains={"register_check": check.pk})


def _outcome(row: CheckedCustomer) -> Outcome:
    answer = getattr(row.customer, "register_answer", None)
    company = company_of(answer)
    if company is None:
        return Outcome(answer.outcome if answer and row.outcome == Outcome.DIFFERS else row.outcome)
    if differences(row.customer, list(row.customer.addresses.all()), company):
        return Outcome.DIFFERS
    return Outcome.APPLIED if row.outcome == Outcome.APPLIED else Outcome.SAME
