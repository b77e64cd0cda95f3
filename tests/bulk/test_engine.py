"""Preview, apply and undo of one bulk update after the other, as one user sees them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from accounts.models import User
from customers.models import Customer
from tests import factories
from tests.bulk.acting import apply, show, undo
from workbench.bulk.outcomes import Outcome

# versions of rows are told by the transactions that made them: each act needs one of its own
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def controller() -> User:
    factories.organisation()
    return factories.user(factories.profile())


def test_a_value_is_set_and_taken_back_and_set_again(controller: User) -> None:
    old, new = factories.industry("Old"), factories.industry("New")
    rows = [factories.customer(industry=old), factories.customer(industry=None), factories.customer(industry=new)]
    shown = show(controller, [row.pk for row in rows], {"industry": new.pk})
    assert shown.preview.counts == {Outcome.CHANGE: 2, Outcome.SAME: 1}
    done = apply(shown)
    assert done.counts == {Outcome.CHANGE: 2, Outcome.SAME: 1}
    assert set(Customer.objects.values_list("industry", flat=True)) == {new.pk}
    back = undo(controller, done)
    assert list(Customer.objects.order_by("pk").values_list("industry", flat=True)) == [old.pk, None, new.pk]
    again = undo(controller, back)
    assert again.row_count == 2
    assert set(Customer.objects.values_list("industry", flat=True)) == {new.pk}


def test_segments_are_added_and_taken_back(controller: User) -> None:
    first, second = factories.segment("First"), factories.segment("Second")
    one, two = factories.customer(), factories.customer()
    one.segments.add(first)
    shown = show(controller, [one.pk, two.pk], {"segments": [first.pk, second.pk], "act-segments": "add"})
    assert shown.preview.counts == {Outcome.CHANGE: 2}
    done = apply(shown)
    assert set(one.segments.all()) == set(two.segments.all()) == {first, second}
    two.segments.remove(second)  # somebody changed that since
    back = undo(controller, done)
    assert back.counts == {Outcome.CHANGE: 1, Outcome.MEANWHILE: 1}
    assert set(one.segments.all()) == {first}
    assert set(two.segments.all()) == {first}


def test_own_fields_of_every_kind_are_set_and_taken_back(controller: User) -> None:
    factories.custom_field("Tier", "choice", "Gold", "Silver")
    factories.custom_field("Tags", "choices", "Red", "Green")
    factories.custom_field("Rank", "number")
    rows = [factories.customer(custom={"tier": "gold", "tags": ["red"]}), factories.customer()]
    before = [row.custom for row in rows]
    changes = {"custom_tier": "silver", "custom_tags": ["green"], "act-custom_tags": "add", "custom_rank": "7.50"}
    done = apply(show(controller, [row.pk for row in rows], changes))
    after = {"tier": "silver", "rank": "7.5"}
    assert list(Customer.objects.order_by("pk").values_list("custom", flat=True)) == [
        after | {"tags": ["green", "red"]},
        after | {"tags": ["green"]},
    ]
    undo(controller, done)
    assert list(Customer.objects.order_by("pk").values_list("custom", flat=True)) == before


def test_what_somebody_changed_since_stays_and_is_told(controller: User) -> None:
    old, new, other = (factories.industry(name) for name in ("Old", "New", "Other"))
    kept, changed, renamed = (factories.customer(industry=old) for _ in range(3))
    done = apply(show(controller, [kept.pk, changed.pk, renamed.pk], {"industry": new.pk}))
    Customer.objects.filter(pk=changed.pk).update(industry=other)
    Customer.objects.filter(pk=changed.pk).update(industry=new)  # and back: it was touched all the same
    Customer.objects.filter(pk=renamed.pk).update(phone="123")  # something else
    back = undo(controller, done)
    assert back.counts == {Outcome.CHANGE: 2, Outcome.MEANWHILE: 1}
    assert list(back.left.values_list("record", flat=True)) == [changed.pk]
    changed.refresh_from_db()
    assert changed.industry == new
    undo(controller, done, [changed.pk])
    changed.refresh_from_db()
    assert changed.industry == old


def test_a_row_changed_since_the_preview_is_left(controller: User) -> None:
    old, new = factories.industry("Old"), factories.industry("New")
    one, two = factories.customer(industry=old), factories.customer(industry=old)
    shown = show(controller, [one.pk, two.pk], {"industry": new.pk})
    Customer.objects.filter(pk=two.pk).update(phone="123")
    done = apply(shown)
    assert done.counts == {Outcome.CHANGE: 1, Outcome.MEANWHILE: 1}
    two.refresh_from_db()
    assert two.industry == old


def test_a_change_of_one_row_casts_no_doubt_on_others_though_somebody_is_at_work(controller: User) -> None:
    """An old transaction that goes on makes everything written since look as if it might be new."""
    old, new = factories.industry("Old"), factories.industry("New")
    with somebody_at_work():
        rows = [factories.customer(industry=old) for _ in range(5)]
        shown = show(controller, [row.pk for row in rows], {"industry": new.pk})
        Customer.objects.filter(pk=rows[2].pk).update(phone="123")
        done = apply(shown)
    assert done.counts == {Outcome.CHANGE: 4, Outcome.MEANWHILE: 1}


@contextmanager
def somebody_at_work() -> Iterator[None]:
    """Another connection with a transaction that has written and goes on."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_current_xact_id()")
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()
