"""Deleting, adding an activity and merging for several ticked customers, and taking that back."""

from __future__ import annotations

import pytest
from django.test import Client

from activities.models import Activity
from customers.models import Address, Customer
from tests import factories
from tests.bulk.pages import applied, hidden, last, previewed, ticked
from tests.matrix.ground import Ground
from workbench.bulk.outcomes import Outcome

pytestmark = pytest.mark.django_db
DELETE, ACTIVITY, MERGE = "/customers/bulk/delete/", "/customers/bulk/activity/", "/customers/merge/"


@pytest.fixture
def bare() -> list[Customer]:
    """Two customers on whom nothing hangs but an address."""
    made = [factories.customer(f"Bare {n}") for n in (1, 2)]
    for each in made:
        factories.address(each, "Oslo", is_headquarters=True)
    return made


def test_only_what_nothing_hangs_on_is_deleted(admin: Client, ground: Ground, bare: list[Customer]) -> None:
    page = admin.post(DELETE, ticked([*bare, ground.customers["mine"]]))
    assert {kind: count for kind, count, _words in page.context["sums"]} == {"change": 2, "skipped": 1}
    assert "Delete 2 customers" in page.content.decode()
    assert applied(admin, DELETE, page).status_code == 302
    assert not Customer.objects.filter(pk__in=[each.pk for each in bare]).exists()
    assert Customer.objects.filter(pk=ground.customers["mine"].pk).exists()
    assert last().counts == {Outcome.CHANGE: 2, Outcome.REFUSED: 1}
    assert "Bare 1" in admin.get(f"/bulk-updates/{last().pk}/").content.decode()


def test_what_was_deleted_comes_back_with_what_was_its_own(admin: Client, bare: list[Customer]) -> None:
    applied(admin, DELETE, admin.post(DELETE, ticked(bare)))
    assert not Address.objects.filter(city="Oslo", customer__name__startswith="Bare").exists()
    taken = factories.customer("Took its number", number=bare[0].number)
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    assert list(Customer.objects.filter(name__startswith="Bare").values_list("name", "city")) == [("Bare 2", "Oslo")]
    assert last().counts == {Outcome.CHANGE: 1, Outcome.REFUSED: 1}
    assert taken.number == bare[0].number


def test_deleting_many_needs_the_right_to_delete(browsers: dict[str, Client], ground: Ground) -> None:
    mine = ticked([ground.customers["mine"]])
    assert browsers["controller"].post(DELETE, mine).status_code == 403


def test_each_customer_gets_the_task_of_its_account_owner(admin: Client, ground: Ground) -> None:
    rows = [ground.customers["mine"], ground.customers["unit"]]
    page = previewed(admin, ACTIVITY, ticked(rows), kind="task", subject="Call before Christmas", due_on="2026-12-18")
    assert "Add to 2 customers" in page.content.decode()
    assert applied(admin, ACTIVITY, page).status_code == 302
    made = Activity.objects.filter(subject="Call before Christmas")
    assert {(each.customer_id, each.assignee_id) for each in made} == {(r.pk, r.account_owner_id) for r in rows}
    first = made.order_by("pk").first()
    assert first
    first.text = "Called: wants an offer"
    first.save()
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    assert list(Activity.objects.filter(subject="Call before Christmas")) == [first]  # somebody wrote in it since
    assert last().counts == {Outcome.CHANGE: 1, Outcome.MEANWHILE: 1}


def test_an_activity_without_subject_is_asked_for_again(admin: Client, ground: Ground) -> None:
    page = previewed(admin, ACTIVITY, ticked([ground.customers["mine"]]), kind="note", subject="", text="Kept")
    assert page.status_code == 422
    assert "Kept" in page.content.decode()
    back = admin.post(ACTIVITY, ticked([ground.customers["mine"]]) | {"kind": "note", "subject": "X", "step": "choose"})
    assert back.status_code == 200
    assert 'value="X"' in back.content.decode()


def test_three_customers_become_one_field_by_field_and_three_again(admin: Client, ground: Ground) -> None:
    stays = ground.customers["mine"]
    second, third = ground.customers["unit"], ground.customers["foreign"]
    everybody = ticked([stays, second, third])
    page = admin.post(MERGE, everybody | {"stays": stays.pk})
    assert page.status_code == 200
    assert {field.key for field, _choices in page.context["lines"]} >= {"email", "payment_terms"}
    chosen = {"stays": stays.pk, "value-email": second.pk, "value-payment_terms": third.pk, "merge": "1"}
    hung = Activity.objects.filter(customer__in=[stays, second, third]).count()
    done = admin.post(MERGE, everybody | chosen)
    assert done.status_code == 302
    stays.refresh_from_db()
    assert (stays.email, stays.payment_terms) == (second.email, third.payment_terms)
    assert Customer.objects.filter(pk__in=[second.pk, third.pk]).count() == 0
    assert Activity.objects.filter(customer=stays).count() == hung
    undo = next(iter(done.wsgi_request._messages._queued_messages)).extra_tags  # type: ignore[attr-defined]
    admin.post(undo.partition('"undo": "')[2].partition('"')[0])
    assert Customer.objects.filter(pk__in=[stays.pk, second.pk, third.pk]).count() == 3
    stays.refresh_from_db()
    assert stays.email == "mine@customer.example"
    assert Activity.objects.filter(customer=third).count() == 1


@pytest.mark.parametrize("keys", [("mine",), ("mine", "internal")])
def test_one_customer_is_not_merged_with_itself_nor_with_our_own_company(
    admin: Client, ground: Ground, keys: tuple[str, ...]
) -> None:
    answer = admin.post(MERGE, ticked([ground.customers[key] for key in keys]), follow=True)
    assert "Tick two to five customers" in answer.content.decode()


@pytest.mark.parametrize("forged", [{"stays": "987654321"}, {"value-email": "987654321", "merge": "1"}])
def test_values_of_customers_that_are_not_ticked_are_refused(
    admin: Client, ground: Ground, forged: dict[str, str]
) -> None:
    answer = admin.post(MERGE, ticked([ground.customers["mine"], ground.customers["unit"]]) | forged)
    assert answer.status_code == 400
    assert Customer.objects.filter(pk=ground.customers["unit"].pk).exists()


def test_a_preview_of_one_act_is_no_promise_of_another(admin: Client, bare: list[Customer]) -> None:
    page = admin.post(DELETE, ticked(bare))
    other = admin.post(ACTIVITY, hidden(page) | {"kind": "note", "subject": "X", "step": "apply"})
    assert other.status_code == 400
    assert not Activity.objects.filter(subject="X").exists()
