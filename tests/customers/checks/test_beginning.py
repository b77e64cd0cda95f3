"""Whose checks they are, and which customers are in them."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import AccessProfile
from customers.models import CheckedCustomer, CheckState, Customer, RegisterCheck
from registries.standin import Standin
from tests import factories
from tests.customers.checks.steps import CHECKS, Browsers, Work, act, begin, companies, state
from tests.matrix.ground import Ground
from workbench.selection import fingerprint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin", "by_hand")]


def names(check: RegisterCheck) -> set[str]:
    return set(CheckedCustomer.objects.filter(check_run=check).values_list("customer__name", flat=True))


def test_a_check_is_its_own_users_alone(ground: Ground, browsers: Browsers, standin: Standin, work: Work) -> None:
    check = work(begin(browsers["admin"], *companies(standin, ground, 1)))
    for who in ("controller", "manager", "account", "reader"):
        assert browsers[who].get(f"{CHECKS}{check.pk}/").status_code == 404
        assert browsers[who].post(f"{CHECKS}{check.pk}/act/", {"act": "apply"}).status_code == 404
        assert f"{CHECKS}{check.pk}/" not in browsers[who].get(CHECKS).content.decode()
    check.refresh_from_db()
    assert check.state == CheckState.COMPARED


def test_only_customers_that_may_be_edited_are_in_it(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    (mine,), foreign = companies(standin, ground, 1), ground.customers["foreign"]
    assert names(begin(browsers["account"], mine, foreign)) == {mine.name}
    before = RegisterCheck.objects.count()
    assert browsers["account"].post(f"{CHECKS}new/", {"ids": [foreign.pk]}).status_code == 302
    assert browsers["reader"].post(f"{CHECKS}new/", {"ids": [mine.pk]}).status_code == 403
    assert RegisterCheck.objects.count() == before


def test_only_what_may_still_be_edited_is_changed(
    ground: Ground, browsers: Browsers, standin: Standin, work: Work
) -> None:
    (moved,) = companies(standin, ground, 1)
    check = work(begin(browsers["account"], moved))
    Customer.objects.filter(pk=moved.pk).update(account_owner=ground.people["finn"])
    before = state(moved)
    work(act(browsers["account"], check, "apply"))
    assert state(moved) == before
    assert moved.name not in browsers["account"].get(f"{CHECKS}{check.pk}/").content.decode()


def test_all_that_match_are_compared_unless_others_match_by_now(admin: Client, ground: Ground) -> None:
    factories.customer("Rypefjord AS")
    seen = fingerprint(Customer.objects.filter(name__contains="Rypefjord"))
    posted = {"selected": "all", "count": seen.count, "fingerprint": seen.value}
    assert admin.post(f"{CHECKS}new/?name=rypefjord&state=all", posted).status_code == 302
    assert names(RegisterCheck.objects.latest("pk")) == {"Rypefjord AS"}
    factories.customer("Rypefjord Drift AS")
    answer = admin.post(f"{CHECKS}new/?name=rypefjord&state=all", posted)
    assert answer.status_code == 409
    assert "Compare them" in answer.content.decode()


def test_nothing_ticked_compares_nobody(admin: Client, ground: Ground) -> None:
    assert admin.post(f"{CHECKS}new/").status_code == 302
    assert not RegisterCheck.objects.exists()


def test_our_own_company_is_compared_by_nobody(admin: Client, ground: Ground) -> None:
    ours = Customer.objects.get(is_internal=True)
    assert admin.post(f"{CHECKS}new/", {"ids": [ours.pk]}).status_code == 302
    assert not RegisterCheck.objects.exists()


def test_who_may_not_change_many_at_once_neither_begins_nor_applies(
    ground: Ground, browsers: Browsers, standin: Standin, work: Work
) -> None:
    (mine,) = companies(standin, ground, 1)
    check = work(begin(browsers["account"], mine))
    AccessProfile.objects.update(may_bulk_update=False)
    assert browsers["account"].post(f"{CHECKS}new/", {"ids": [mine.pk]}).status_code == 403
    page = browsers["account"].get(f"{CHECKS}{check.pk}/").content.decode()
    assert 'value="apply"' not in page
    assert browsers["account"].post(f"{CHECKS}{check.pk}/act/", {"act": "apply"}).status_code == 403
    check.refresh_from_db()
    assert check.state == CheckState.COMPARED
    assert RegisterCheck.objects.count() == 1
