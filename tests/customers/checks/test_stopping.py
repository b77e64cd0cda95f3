"""Checks that are stopped, go on, or lose their worker."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from customers import register_checks
from customers.jobs import hand_over, resume_checks
from customers.models import CheckState, Customer, Outcome, RegisterCheck
from registries.standin import Standin
from tests.customers.checks.steps import (
    CHECKS,
    Browsers,
    Work,
    act,
    begin,
    companies,
    outcomes,
)
from tests.matrix.ground import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


def test_a_worker_that_is_told_to_end_leaves_the_rest_for_the_next(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    check = begin(admin, *companies(standin, ground, 4))
    turns = iter([False] * 3)
    work(check, lambda: next(turns, True))
    assert check.state == CheckState.COMPARING
    assert 0 < outcomes(check).count(Outcome.WAITING) < 4
    assert work(check).state == CheckState.COMPARED


def test_stopping_in_the_middle_keeps_what_was_found(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    check = begin(admin, *companies(standin, ground, 4))
    asked = register_checks.ask

    def ask(customer: Customer, language: str) -> Any:
        if len(standin.asked) == 1:
            RegisterCheck.objects.filter(pk=check.pk).update(state=CheckState.STOPPED)
        return asked(customer, language)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(register_checks, "ask", ask)
        work(check)
    assert check.state == CheckState.STOPPED
    assert outcomes(check) == [Outcome.DIFFERS] * 2 + [Outcome.WAITING] * 2
    assert len(standin.asked) == 2
    # what was found can be taken over already
    assert "apply" in admin.get(f"{CHECKS}{check.pk}/").context["acts"]
    work(act(admin, check, "go_on"))
    assert (check.state, outcomes(check)) == (CheckState.COMPARED, [Outcome.DIFFERS] * 4)


def test_what_was_found_is_taken_over_while_others_wait(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 3)
    check = begin(admin, *rows)
    turns = iter([False])
    work(check, lambda: next(turns, True))
    act(admin, check, "stop")
    work(act(admin, check, "apply"))
    assert check.state == CheckState.APPLIED
    assert outcomes(check) == [Outcome.APPLIED] + [Outcome.WAITING] * 2
    assert [Customer.objects.get(pk=row.pk).phone for row in rows] == ["22334455", "1", "1"]


@pytest.mark.parametrize(("given", "impossible"), [
    (CheckState.COMPARING, "go_on again apply undo"),
    (CheckState.STOPPED, "stop again undo"),
    (CheckState.COMPARED, "stop go_on undo"),
    (CheckState.APPLYING, "stop go_on again apply undo"),
    (CheckState.APPLIED, "stop go_on again apply"),
    (CheckState.UNDOING, "stop go_on again apply undo"),
    (CheckState.UNDONE, "stop go_on undo"),
])  # fmt: skip
def test_what_is_not_possible_in_a_state_is_refused_and_said(
    ground: Ground, admin: Client, standin: Standin, given: CheckState, impossible: str
) -> None:
    check = begin(admin, *companies(standin, ground, 1))
    RegisterCheck.objects.filter(pk=check.pk).update(state=given)
    for name in impossible.split():
        assert act(admin, check, name).state == given, name
        page = admin.get(f"{CHECKS}{check.pk}/")
        assert "That is not possible any more" in page.content.decode()
        assert name not in page.context["acts"]


def test_going_on_while_the_first_job_still_waits_for_a_worker(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    """The queue refuses a second job for the same check: what was asked for holds all the same."""
    check = begin(browsers["admin"], *companies(standin, ground, 1))
    assert act(browsers["admin"], check, "stop").state == CheckState.STOPPED
    assert act(browsers["admin"], check, "go_on").state == CheckState.COMPARING
    hand_over(check.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = %s", [f"customers.check.{check.pk}"]
        )
        assert cursor.fetchone() == (1,)


def test_lost_checks_are_handed_over_again(
    ground: Ground, admin: Client, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, alive, ended = (begin(admin, *companies(standin, ground, 1)) for _ in range(3))
    RegisterCheck.objects.filter(pk__in=[lost.pk, ended.pk]).update(seen_at="2026-01-01T00:00:00Z")
    RegisterCheck.objects.filter(pk=ended.pk).update(state=CheckState.COMPARED)
    given: list[int] = []
    monkeypatch.setattr("customers.jobs.hand_over", given.append)
    assert resume_checks(0) == 1
    assert given == [lost.pk]
    assert alive.pk not in register_checks.overdue()
