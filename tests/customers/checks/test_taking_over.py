"""What a check found is taken over by one and the same act, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers.merge import merge
from customers.models import Address, CheckState, Customer, Outcome
from registries.standin import Standin
from tests import factories
from tests.attacks.forms import meanwhile
from tests.customers.checks.steps import (
    CHECKS,
    Browsers,
    Work,
    act,
    begin,
    companies,
    outcomes,
    state,
)
from tests.customers.companies import add, unit
from tests.matrix.ground import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


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
