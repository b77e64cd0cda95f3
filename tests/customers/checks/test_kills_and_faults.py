"""A kill loses at most the look-up under way; taking over is all or nothing; what fails is not tried for ever."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from customers import register_checks
from customers.models import Address, CheckState, Customer, Outcome, RegisterCheck
from registries.standin import Standin
from tests.customers.checks.steps import Work, act, begin, companies, outcomes, state
from tests.matrix.ground import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


class Killed(BaseException):
    pass


def failing(error: type[BaseException]) -> Any:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    return fail


def test_one_that_fails_unexpectedly_does_not_stop_the_others(
    ground: Ground, admin: Client, standin: Standin, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, real = companies(standin, ground, 3), register_checks.ask

    def ask(customer: Customer, language: str) -> Any:
        return 1 / 0 if customer == rows[1] else real(customer, language)

    monkeypatch.setattr(register_checks, "ask", ask)
    assert outcomes(work(begin(admin, *rows))) == [Outcome.DIFFERS, Outcome.FAILED, Outcome.DIFFERS]


def test_a_kill_loses_at_most_the_look_up_under_way(
    ground: Ground, admin: Client, standin: Standin, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, real = companies(standin, ground, 4), register_checks.ask
    check = begin(admin, *rows)
    with monkeypatch.context() as patched:
        patched.setattr(register_checks, "ask", lambda row, language: failing(Killed)() if row == rows[1]
                        else real(row, language))  # fmt: skip
        with pytest.raises(Killed):
            work(check)
    assert outcomes(check).count(Outcome.WAITING) == 3
    assert register_checks.overdue() == []
    RegisterCheck.objects.filter(pk=check.pk).update(seen_at=timezone.now() - 2 * register_checks.LOST)
    assert register_checks.overdue() == [check.pk]
    assert work(check).state == CheckState.COMPARED
    assert Outcome.WAITING not in outcomes(check)


def test_taking_over_that_is_killed_has_taken_nothing_over(
    ground: Ground, admin: Client, standin: Standin, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = companies(standin, ground, 2)
    check = act(admin, work(begin(admin, *rows)), "apply")
    before = state(*rows)
    with monkeypatch.context() as patched:
        patched.setattr(Address.objects, "bulk_update", failing(Killed))
        with pytest.raises(Killed):
            work(check)
    assert state(*rows) == before
    assert work(check).state == CheckState.APPLIED
    assert state(*rows) != before


@pytest.mark.parametrize(
    ("done", "wanted", "fails", "back"),
    [
        ([], "apply", "write", CheckState.STOPPED),
        (["apply"], "undo", "changes_in", CheckState.APPLIED),
    ],
)
def test_what_fails_goes_back_to_where_it_can_be_asked_for_again(
    ground: Ground, admin: Client, standin: Standin, work: Work, monkeypatch: pytest.MonkeyPatch,
    done: list[str], wanted: str, fails: str, back: CheckState,
) -> None:  # fmt: skip
    rows = companies(standin, ground, 1)
    check = work(begin(admin, *rows))
    for each in done:
        work(act(admin, check, each))
    before = state(*rows)
    with monkeypatch.context() as patched:
        patched.setattr(register_checks, fails, failing(ZeroDivisionError))
        assert work(act(admin, check, wanted)).state == back
    assert state(*rows) == before
    assert work(act(admin, check, wanted)).state == {"apply": CheckState.APPLIED, "undo": CheckState.UNDONE}[wanted]
