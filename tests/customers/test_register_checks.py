"""Checks of many customers: registers that fail, what happens to customers meanwhile, and what it all costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

import pytest
from django.core.cache import cache as kept_answers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers import check_views, register_checks
from customers.jobs import hand_over, resume_checks
from customers.merge import merge
from customers.models import Address, CheckedCustomer, CheckState, Customer, Outcome, RegisterAnswer, RegisterCheck
from registries import http, interface
from registries.standin import Fault, Standin
from tests import factories
from tests.attacks.forms import meanwhile
from tests.customers.companies import add, numbers, unit
from tests.matrix.ground import Ground, browsers, ground, sessions
from tests.matrix.unchanged import nothing_is_written
from tests.registries import faults
from tests.registries.conftest import nothing_remembered, standin

__all__ = ["browsers", "ground", "nothing_remembered", "sessions", "standin"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]
Browsers = dict[str, Client]
CHECKS = "/customers/checks/"


class Clock:
    """Time that passes at once where somebody sleeps."""

    def __init__(self) -> None:
        self.slept = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What waits for a register waits by this clock, and so does what leaves it alone."""
    made = Clock()
    monkeypatch.setattr(interface, "_client_at", cache(lambda base: http.Client(base, made)))
    return made


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's part is played by the tests."""
    monkeypatch.setattr(check_views, "hand_over", lambda check: None)


@pytest.fixture
def admin(browsers: Browsers, by_hand: None) -> Client:
    return browsers["admin"]


def companies(standin: Standin, ground: Ground, count: int) -> list[Customer]:
    """Customers whose telephone and visiting address are others in the register."""
    made = []
    taken = set(Customer.objects.values_list("business_id", flat=True))
    for number in islice((each for each in numbers() if each not in taken), count):
        add(standin, unit(number, f"FIRMA {number}", "postadresse", "hjemmeside", "epostadresse", telefon="22334455"))
        customer = factories.customer(
            f"Firma {number}", country="NO", business_id=number, vat_number=f"NO{number}MVA", legal_form="AS",
            phone="1", account_owner=ground.people["account"],
        )  # fmt: skip
        factories.address(customer, "Gamleby", street="Old street 1", is_visiting=True, is_headquarters=True)
        made.append(customer)
    return made


def begin(browser: Client, *rows: Customer) -> RegisterCheck:
    answer = browser.post(f"{CHECKS}new/", {"ids": [row.pk for row in rows]})
    assert answer.status_code == 302, answer.status_code
    return RegisterCheck.objects.latest("pk")


@pytest.fixture
def work(clock: Clock) -> Callable[..., RegisterCheck]:
    def go(check: RegisterCheck, should_stop: Callable[[], bool] = lambda: False) -> RegisterCheck:
        register_checks.work(check.pk, should_stop, clock.sleep)
        check.refresh_from_db()
        return check

    return go


Work = Callable[..., RegisterCheck]


def act(browser: Client, check: RegisterCheck, name: str) -> RegisterCheck:
    assert browser.post(f"{CHECKS}{check.pk}/act/", {"act": name}).status_code == 302
    check.refresh_from_db()
    return check


def outcomes(check: RegisterCheck) -> list[str]:
    return list(CheckedCustomer.objects.filter(check_run=check).order_by("pk").values_list("outcome", flat=True))


def state(*customers: Customer) -> Any:
    """Customers and their addresses as they are, but for when they were changed and looked up."""
    pks, left = [each.pk for each in customers], {"updated_at", "register_checked_at"}
    rows = Customer.objects.filter(pk__in=pks).order_by("pk").values()
    return (
        [{key: value for key, value in row.items() if key not in left} for row in rows],
        list(Address.objects.filter(customer__in=pks).order_by("pk").values()),
    )


def for_number(number: str, fault: Fault) -> Fault:
    return lambda handler: number in handler.path and fault(handler)


# registers that fail


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


# stopping, going on, kills


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


# taking over and taking back


def test_everything_untouched_comes_back_and_the_others_are_counted(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 6)
    both = rows[5]
    Address.objects.filter(customer=both).update(is_postal=True)
    Address.objects.filter(customer=rows[4]).delete()
    add(standin, unit(both.business_id, f"FIRMA {both.business_id}", telefon="22334455"))
    before = state(*rows)
    check = work(begin(admin, *rows))
    work(act(admin, check, "apply"))
    assert outcomes(check) == [Outcome.APPLIED] * 6
    for row in rows:
        assert Address.objects.filter(customer=row, is_headquarters=True).count() == 1
        assert Address.objects.get(customer=row, is_headquarters=True).street == "Strandgaten 18"
    with meanwhile():
        Customer.objects.filter(pk=rows[0].pk).update(phone="99")
        Address.objects.filter(customer=rows[1]).update(street="New street 2")
    work(act(admin, check, "undo"))
    assert (check.state, check.left, check.applied) == (CheckState.UNDONE, 2, None)
    assert state(*rows[2:]) == state_of(before, rows[2:])
    touched = state(*rows[:2])
    assert [row["phone"] for row in touched[0]] == ["99", "1"]
    assert [row["street"] for row in touched[1]] == ["Old street 1", "New street 2"]
    assert "2 values were changed again since" in admin.get(f"{CHECKS}{check.pk}/").content.decode()


def state_of(whole: Any, rows: list[Customer]) -> Any:
    pks = {row.pk for row in rows}
    return ([each for each in whole[0] if each["id"] in pks], [each for each in whole[1] if each["customer_id"] in pks])


def test_taking_over_back_and_over_again_ends_as_the_register_says(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 3)
    check, before = work(begin(admin, *rows)), state(*rows)
    for _ in range(2):
        with meanwhile():
            work(act(admin, check, "apply"))
        assert {row["phone"] for row in state(*rows)[0]} == {"22334455"}
        with meanwhile():
            work(act(admin, check, "undo"))
        assert state(*rows) == before
        assert check.left == 0


def test_what_may_not_be_edited_any_longer_is_not_taken_back_and_counted(
    ground: Ground, browsers: Browsers, by_hand: None, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 2)
    check = work(begin(browsers["account"], *rows))
    work(act(browsers["account"], check, "apply"))
    with meanwhile():
        Customer.objects.filter(pk=rows[0].pk).update(account_owner=ground.people["finn"])
    was = state(rows[0])
    work(act(browsers["account"], check, "undo"))
    assert state(rows[0]) == was
    assert Customer.objects.get(pk=rows[1].pk).phone == "1"
    assert check.left > 0
    assert outcomes(check) == [Outcome.APPLIED, Outcome.DIFFERS]


def test_an_old_value_that_would_be_refused_today_does_not_hold_up_taking_back(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 2)
    Customer.objects.filter(pk=rows[0].pk).update(vat_number="NO1MVA", email="no address", website="no address")
    add(standin, unit(rows[0].business_id, "FIRMA", telefon="22334455"))
    check = work(begin(admin, *rows))
    work(act(admin, check, "apply"))
    assert Customer.objects.get(pk=rows[0].pk).vat_number == f"NO{rows[0].business_id}MVA"
    work(act(admin, check, "undo"))
    assert check.state == CheckState.UNDONE
    assert Customer.objects.get(pk=rows[1].pk).phone == "1"
    held = Customer.objects.get(pk=rows[0].pk).vat_number
    assert held == "NO1MVA" or check.left > 0


def test_taking_over_needs_statements_by_the_batch_and_not_by_the_row(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    counts = []
    for size in (2, 20):
        rows = companies(standin, ground, size)
        for row in rows[::2]:
            Address.objects.filter(customer=row).update(is_postal=True)
        check = work(begin(admin, *rows))
        act(admin, check, "apply")
        with CaptureQueriesContext(connection) as queries:
            work(check)
        assert set(outcomes(check)) == {Outcome.APPLIED}
        counts.append(len(queries))
        Customer.objects.filter(pk__in=[row.pk for row in rows]).update(business_id="")
    assert counts[0] == counts[1]


# customers that go meanwhile


@pytest.mark.parametrize("when", ["begun", "compared", "applied"])
@pytest.mark.parametrize("how", ["deleted", "merged"])
def test_a_customer_that_goes_does_not_break_its_check(
    ground: Ground, admin: Client, standin: Standin, work: Work, when: str, how: str
) -> None:
    rows = companies(standin, ground, 3)
    stays = factories.customer("Stays AS", country="NO", account_owner=ground.people["account"])
    gone, rest = rows[1], [rows[0], rows[2]]
    before = state(*rest)
    check = begin(admin, *rows)
    if when != "begun":
        work(check)
    if when == "applied":
        work(act(admin, check, "apply"))
    with meanwhile():
        if how == "deleted":
            Customer.objects.get(pk=gone.pk).delete()
        else:
            merge(stays, gone, [])
    assert admin.get(f"{CHECKS}{check.pk}/").status_code == 200
    assert admin.get(CHECKS).status_code == 200
    if when == "begun":
        work(check)
    if when != "applied":
        assert outcomes(check) == [Outcome.DIFFERS] * 2
        with meanwhile():
            work(act(admin, check, "apply"))
    assert outcomes(check) == [Outcome.APPLIED] * 2
    kept = state(stays)
    with meanwhile():
        work(act(admin, check, "undo"))
    assert check.state == CheckState.UNDONE
    assert state(*rest) == before
    assert state(stays)[0] == kept[0]
    assert not Customer.objects.filter(pk=gone.pk).exists()
    assert admin.get(f"{CHECKS}{check.pk}/").status_code == 200


# its pages


def test_its_pages_take_as_many_queries_for_one_customer_as_for_fifty(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    counts = []
    for size in (1, 60):
        check = work(begin(admin, *companies(standin, ground, size)))
        for address in (CHECKS, f"{CHECKS}{check.pk}/", f"{CHECKS}{check.pk}/?outcome=differs&page=1"):
            with CaptureQueriesContext(connection) as queries:
                assert admin.get(address).status_code == 200
            counts.append(len(queries))
        Customer.objects.update(business_id="")
    assert counts[:3] == counts[3:]
    assert max(counts) <= 10


def test_pages_show_fifty_each_and_keep_what_they_show(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 51)
    check = work(begin(admin, *rows))
    first, second = (admin.get(f"{CHECKS}{check.pk}/", {"outcome": "differs", "page": page}) for page in "12")
    shown = [row.customer.pk for page in (first, second) for row in page.context["rows"]]
    assert shown == [row.pk for row in rows]
    assert "?outcome=differs&amp;page=2" in first.content.decode()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"unknown": "1"}, 400),
        ({"outcome": "garbage"}, 400),
        ({"outcome": "a\x00b"}, 400),
        ({"page": "0"}, 200),
        ({"page": "99"}, 200),
        ({"page": "9" * 5000}, 200),
        ({"page": "x\x00"}, 200),
        ({"outcome": "failed"}, 200),
    ],
    ids=lambda given: str(given)[:40],
)
def test_whatever_its_page_is_asked_is_no_fault(
    ground: Ground, admin: Client, standin: Standin, work: Work, asked: dict[str, str], status: int
) -> None:
    check = work(begin(admin, *companies(standin, ground, 1)))
    with nothing_is_written():
        assert admin.get(f"{CHECKS}{check.pk}/", asked).status_code == status


@pytest.mark.parametrize("name", ["", "garbage", "a\x00b", "Stop"])
def test_an_act_that_is_none_is_refused(ground: Ground, admin: Client, standin: Standin, name: str) -> None:
    check = begin(admin, *companies(standin, ground, 1))
    with nothing_is_written():
        assert admin.post(f"{CHECKS}{check.pk}/act/", {"act": name}).status_code == 400


def test_a_check_that_cannot_be_is_not_there(admin: Client) -> None:
    for pk in (0, 987_654_321, 2**63, 10**30):
        assert admin.get(f"{CHECKS}{pk}/").status_code == 404
        assert admin.post(f"{CHECKS}{pk}/act/", {"act": "apply"}).status_code == 404


def test_too_many_or_none_at_all_begin_no_check(
    ground: Ground, admin: Client, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_views, "MOST", 2)
    rows, before = companies(standin, ground, 3), RegisterCheck.objects.count()
    assert admin.post(f"{CHECKS}new/", {"ids": [row.pk for row in rows]}).status_code == 302
    assert admin.post(f"{CHECKS}new/", {"ids": ["987654321"]}).status_code == 302
    assert RegisterCheck.objects.count() == before
    assert "Choose between 1 and 2 customers" in admin.get("/customers/").content.decode()
    begin(admin, *rows[:2])
    assert RegisterCheck.objects.count() == before + 1


@pytest.mark.parametrize(
    "posted", [{"ids": ["x"]}, {"ids": ["1" * 30]}, {"selected": "some"}, {"selected": "all", "count": "x"}], ids=str
)
def test_a_selection_no_page_sends_is_refused(admin: Client, posted: dict[str, Any]) -> None:
    with nothing_is_written():
        assert admin.post(f"{CHECKS}new/", posted).status_code == 400
