"""The page of a check tells how its customers stand by now, whatever was done to them on their cards since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache as kept_answers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers import check_outcomes
from customers.models import Address, CheckState, Customer, Outcome, RegisterAnswer, RegisterCheck
from history.changes import events_of
from registries.standin import Standin
from tests.attacks.forms import meanwhile
from tests.customers.checks.steps import CHECKS, Work, act, begin, companies, state
from tests.customers.companies import add, unit
from tests.customers.compared import apply, card, compare, undo_url
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]

EVERYTHING = ("name", "phone", "vat_number", "legal_form", "visiting")


def looked_up(work: Work, check: RegisterCheck) -> RegisterCheck:
    """The check, done an hour ago: a test is one transaction, and the clock of its history stands still."""
    work(check)
    now = timezone.now()
    for model in (Customer, Address):
        events_of(model)._default_manager.update(pgh_created_at=now - timedelta(hours=2))
    RegisterAnswer.objects.update(asked_at=now - timedelta(hours=1))
    return check


def shown(browser: Client, check: RegisterCheck, **asked: str) -> Any:
    with nothing_is_written():
        page = browser.get(f"{CHECKS}{check.pk}/", asked)
    assert page.status_code == 200
    return page


def counts(browser: Client, check: RegisterCheck) -> dict[Outcome, int]:
    page = shown(browser, check)
    found = {outcome: count for outcome, count, _tone in page.context["counts"]}
    assert sum(found.values()) == page.context["total"]
    for outcome, count in found.items():
        listed = shown(browser, check, outcome=outcome).context["rows"]
        assert [row.label for row in listed] == [outcome.label] * count
        assert all(bool(row.differing) == (outcome == Outcome.DIFFERS) for row in listed)
    return found


def test_what_was_taken_over_on_its_card_is_counted_no_more_until_it_is_taken_back(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 3)
    check = looked_up(work, begin(admin, *rows))
    assert "Change 3 customers" in shown(admin, check).content.decode()
    apply(admin, card(admin, rows[0]), "phone")  # its address differs still
    after = apply(admin, card(admin, rows[1]), *EVERYTHING)
    assert counts(admin, check) == {Outcome.SAME: 1, Outcome.DIFFERS: 2}
    assert "Change 2 customers" in shown(admin, check).content.decode()
    assert admin.post(undo_url(after)).status_code == 302
    assert counts(admin, check) == {Outcome.DIFFERS: 3}
    assert "Change 3 customers" in shown(admin, check).content.decode()


def test_applying_takes_over_just_what_is_counted(ground: Ground, admin: Client, standin: Standin, work: Work) -> None:
    rows = companies(standin, ground, 3)
    check = looked_up(work, begin(admin, *rows))
    apply(admin, card(admin, rows[1]), *EVERYTHING)
    before = state(rows[1])
    with meanwhile():
        work(act(admin, check, "apply"))
    assert counts(admin, check) == {Outcome.SAME: 1, Outcome.APPLIED: 2}
    with meanwhile():
        work(act(admin, check, "undo"))
    assert state(rows[1]) == before
    assert counts(admin, check) == {Outcome.SAME: 1, Outcome.DIFFERS: 2}


def test_what_differs_again_after_it_was_taken_over_says_so_and_can_be_taken_back(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 2)
    check = looked_up(work, begin(admin, *rows))
    with meanwhile():
        work(act(admin, check, "apply"))
    with meanwhile():
        Customer.objects.filter(pk=rows[0].pk).update(phone="99")
        Address.objects.filter(customer=rows[1]).update(street="New street 2")
    assert counts(admin, check) == {Outcome.DIFFERS: 2}
    page = shown(admin, check).content.decode()
    assert 'value="undo"' in page
    assert 'value="apply"' not in page
    with meanwhile():
        work(act(admin, check, "undo"))
    assert (check.state, counts(admin, check)) == (CheckState.UNDONE, {Outcome.DIFFERS: 2})


def test_what_the_register_tells_otherwise_since_counts(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 2)
    check = looked_up(work, begin(admin, *rows))
    ours, gone = rows[0], rows[1].business_id
    add(standin, unit(ours.business_id, ours.name, "forretningsadresse", "postadresse", "hjemmeside", "epostadresse",
                      telefon="1", mobil=""))  # fmt: skip
    del standin.norway.kinds["enheter"][gone], standin.norway.names[gone]
    kept_answers.clear()
    for row in rows:
        compare(admin, row)
    assert counts(admin, check) == {Outcome.SAME: 1, Outcome.NOT_FOUND: 1}
    assert 'value="apply"' not in shown(admin, check).content.decode()


def test_its_queries_do_not_grow_with_what_changed_and_its_work_has_an_end(
    ground: Ground, admin: Client, standin: Standin, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, taken = companies(standin, ground, 20), []
    check = looked_up(work, begin(admin, *rows))
    for until in (1, 20):
        with meanwhile():
            Customer.objects.filter(pk__in=[row.pk for row in rows[:until]]).update(phone="2233 4455")
            Address.objects.filter(customer__in=rows[:until]).update(street="Strandgaten 18", city="Bergen",
                                                                     postcode="5013", country="NO")  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            page = admin.get(f"{CHECKS}{check.pk}/")
        assert page.context["differing"] == 20 - until
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 12
    monkeypatch.setattr(check_outcomes, "MOST", 5)
    assert shown(admin, check).context["differing"] == 15
