"""Checks of many customers while registers fail: one holds nobody else up, and what comes back is waited for."""

from __future__ import annotations

import pytest
from django.core.cache import cache as kept_answers
from django.test import Client

from customers import register_checks
from customers.models import CheckState, Outcome, RegisterAnswer
from registries.standin import Fault, Standin
from tests.customers.checks.steps import (
    CHECKS,
    Clock,
    Work,
    act,
    begin,
    companies,
    for_number,
    outcomes,
)
from tests.matrix.ground import Ground
from tests.registries import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


@pytest.mark.parametrize(
    "fault",
    [faults.always(503, b""), faults.always(500, b""), faults.html, faults.hang_up, faults.nothing],
    ids=["down", "broken", "html", "hang up", "nothing"],
)
@pytest.mark.parametrize("place", [0, 3])
def test_a_company_that_is_never_told_does_not_take_the_others_along(
    ground: Ground, admin: Client, standin: Standin, work: Work, fault: Fault, place: int
) -> None:
    rows = companies(standin, ground, 8)
    standin.fault = for_number(rows[place].business_id, fault)
    check = work(begin(admin, *rows))
    assert check.state == CheckState.COMPARED
    assert outcomes(check) == [Outcome.FAILED if row is rows[place] else Outcome.DIFFERS for row in rows]


def test_several_unreadable_answers_in_a_row_do_not_take_the_others_along(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 8)
    bad = {row.business_id for row in rows[:4]}
    standin.fault = lambda handler: any(number in handler.path for number in bad) and faults.html(handler)
    assert outcomes(work(begin(admin, *rows))) == [Outcome.FAILED] * 4 + [Outcome.DIFFERS] * 4


def test_a_register_that_comes_back_is_waited_for(ground: Ground, admin: Client, standin: Standin, work: Work) -> None:
    rows = companies(standin, ground, 5)
    standin.fault = faults.times(4, faults.always(503, b""))
    assert outcomes(work(begin(admin, *rows))) == [Outcome.DIFFERS] * 5


def test_a_register_that_asks_to_wait_is_waited_for(
    ground: Ground, admin: Client, standin: Standin, work: Work, clock: Clock
) -> None:
    rows = companies(standin, ground, 5)
    standin.fault = faults.times(1, faults.busy("60"))
    assert outcomes(work(begin(admin, *rows))) == [Outcome.DIFFERS] * 5
    assert clock.slept >= 60
    assert len(standin.asked) == 6  # nobody knocks while told to wait


def test_a_register_that_is_down_is_asked_little_and_again_looks_up_only_the_failed(
    ground: Ground, admin: Client, standin: Standin, work: Work, clock: Clock
) -> None:
    rows = companies(standin, ground, 12)
    down = {row.business_id for row in rows[4:]}
    standin.fault = lambda handler: any(number in handler.path for number in down) and faults.hang_up(handler)
    check = work(begin(admin, *rows))
    assert check.state == CheckState.COMPARED
    assert outcomes(check) == [Outcome.DIFFERS] * 4 + [Outcome.FAILED] * 8
    assert len(standin.asked) < 4 + 2 * (register_checks.PATIENCE + 2)
    before = dict(RegisterAnswer.objects.values_list("customer", "asked_at"))
    standin.fault = None
    standin.asked.clear()
    kept_answers.clear()
    clock.sleep(200)
    act(admin, check, "again")
    assert outcomes(check) == [Outcome.DIFFERS] * 4 + [Outcome.WAITING] * 8
    work(check)
    assert outcomes(check) == [Outcome.DIFFERS] * 12
    assert {each.path.rpartition("/")[2] for each in standin.asked} == down
    for row in rows[:4]:
        assert RegisterAnswer.objects.get(customer=row).asked_at == before[row.pk]


def test_again_without_failed_ones_asks_nothing(ground: Ground, admin: Client, standin: Standin, work: Work) -> None:
    check = work(begin(admin, *companies(standin, ground, 2)))
    standin.asked.clear()
    work(act(admin, check, "again"))
    assert (check.state, outcomes(check)) == (CheckState.COMPARED, [Outcome.DIFFERS] * 2)
    assert not standin.asked


def test_a_failing_look_up_keeps_the_earlier_answer(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 1)
    work(begin(admin, *rows))
    answer = RegisterAnswer.objects.values().get(customer=rows[0])
    kept_answers.clear()
    standin.fault = faults.always(500, b"")
    check = work(begin(admin, *rows))
    assert outcomes(check) == [Outcome.FAILED]
    assert RegisterAnswer.objects.values().get(customer=rows[0]) == answer


WAITS = "The register does not answer. It is asked again"


def test_while_a_register_is_down_the_page_says_so_and_no_longer(
    ground: Ground, admin: Client, standin: Standin, work: Work, clock: Clock
) -> None:
    rows, seen = companies(standin, ground, 3), list[bool]()
    standin.fault = faults.times(4, faults.always(503, b""))
    check = begin(admin, *rows)

    def look() -> bool:
        """Opens the page whenever it comes to a wait."""
        if clock.slept >= 10 * (len(seen) + 1):
            seen.append(WAITS in admin.get(f"{CHECKS}{check.pk}/").content.decode())
        return False

    assert WAITS not in admin.get(f"{CHECKS}{check.pk}/").content.decode()
    work(check, look)
    assert seen
    assert all(seen)
    assert (check.state, check.unanswered) == (CheckState.COMPARED, 0)
    assert WAITS not in admin.get(f"{CHECKS}{check.pk}/").content.decode()


def test_a_register_that_stays_down_is_told_as_failed_and_not_waited_for_any_longer(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    standin.fault = faults.always(503, b"")
    check = work(begin(admin, *companies(standin, ground, 6)))
    assert (check.state, check.unanswered) == (CheckState.COMPARED, register_checks.PATIENCE)
    page = admin.get(f"{CHECKS}{check.pk}/").content.decode()
    assert WAITS not in page
    assert "Look up the failed ones again" in page
    act(admin, check, "again")
    check = work(check, lambda: True)  # the worker has it again, and has asked nothing yet
    assert WAITS not in admin.get(f"{CHECKS}{check.pk}/").content.decode()
