"""What counts as changed by somebody: since a preview, and since a bulk update that is to be taken back."""

from __future__ import annotations

import pytest

from accounts.models import User
from customers.models import Customer
from tests import factories
from tests.bulk.acting import apply, show, undo
from workbench.bulk.outcomes import Outcome
from workbench.models import BulkUpdate

# versions of rows are told by the transactions that made them: each act needs one of its own
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def controller() -> User:
    factories.organisation()
    return factories.user(factories.profile())


@pytest.mark.parametrize("another_too", [False, True])
def test_a_segment_taken_away_since_the_preview_leaves_the_row_alone(controller: User, another_too: bool) -> None:
    """Such as by an undo of somebody's edit, which writes no customer."""
    first, second = factories.segment("First"), factories.segment("Second")
    rows = [factories.customer() for _ in range(3)]
    for row in rows:
        row.segments.add(first)
    shown = show(controller, [row.pk for row in rows], {"segments": [second.pk], "act-segments": "replace"})
    rows[0].segments.remove(first)
    if another_too:
        Customer.objects.filter(pk=rows[1].pk).update(phone="1")
    done = apply(shown)
    left = [row.pk for row in rows[: 1 + another_too]]
    assert done.counts == {Outcome.CHANGE: 3 - len(left), Outcome.MEANWHILE: len(left)}
    assert sorted(done.left.values_list("record", flat=True)) == left
    assert not rows[0].segments.exists()


def test_a_field_it_did_not_change_in_a_row_is_no_reason_to_leave_it_and_stays(controller: User) -> None:
    """The row had the language already; that somebody gave it another one since is none of its business."""
    old, new = factories.industry("Old"), factories.industry("New")
    had_it, had_not = factories.customer(industry=old, language="fi"), factories.customer(industry=old, language="nb")
    done = apply(show(controller, [had_it.pk, had_not.pk], {"industry": new.pk, "language": "fi"}))
    Customer.objects.filter(pk=had_it.pk).update(language="sv")
    back = undo(controller, done)
    assert back.counts == {Outcome.CHANGE: 2}
    held = Customer.objects.order_by("pk").values_list("industry", "language")
    assert list(held) == [(old.pk, "sv"), (old.pk, "nb")]


def test_a_field_it_did_not_change_stays_in_a_row_taken_back_all_the_same(controller: User) -> None:
    old, new = factories.industry("Old"), factories.industry("New")
    row = factories.customer(industry=old, language="fi")
    done = apply(show(controller, [row.pk], {"industry": new.pk, "language": "fi"}))
    Customer.objects.filter(pk=row.pk).update(industry=None, language="sv")
    assert undo(controller, done).counts == {Outcome.MEANWHILE: 1}
    undo(controller, done, [row.pk])
    row.refresh_from_db()
    assert (row.industry, row.language) == (old, "sv")


def test_a_country_that_stays_is_no_reason_to_leave_a_numbered_customer(controller: User) -> None:
    there = factories.customer(country="NO", business_id="923609016")
    elsewhere = factories.customer(country="SE", business_id="5560360793")
    shown = show(controller, [there.pk, elsewhere.pk], {"country": "NO", "language": "fi"})
    assert shown.preview.counts == {Outcome.CHANGE: 1, Outcome.REFUSED: 1}
    done = apply(shown)
    assert list(Customer.objects.order_by("pk").values_list("country", "language")) == [("NO", "fi"), ("SE", "")]
    assert undo(controller, done).counts == {Outcome.CHANGE: 1}


def test_rows_taken_back_by_choice_say_nothing_of_the_rest(controller: User) -> None:
    """Taking that back again does not make the whole bulk update look as if it had been done again."""
    touched, other = factories.customer(language="nb"), factories.customer(language="nb")
    done = apply(show(controller, [touched.pk, other.pk], {"language": "fi"}))
    Customer.objects.filter(pk=touched.pk).update(language="da")
    undo(controller, done)
    chosen = undo(controller, done, [touched.pk])
    undo(controller, BulkUpdate.objects.get(pk=chosen.pk))
    assert list(Customer.objects.order_by("pk").values_list("language", flat=True)) == ["da", "nb"]
    assert BulkUpdate.objects.get(pk=done.pk).is_undone
    assert BulkUpdate.objects.get(pk=chosen.pk).is_undone


def test_a_link_that_cannot_come_back_is_not_told_as_taken_back(controller: User) -> None:
    """The segment was deleted from the list since."""
    gone, stays = factories.segment("Gone"), factories.segment("Stays")
    row = factories.customer()
    row.segments.add(gone, stays)
    done = apply(show(controller, [row.pk], {"segments": [gone.pk], "act-segments": "remove"}))
    gone.delete()
    assert undo(controller, done).counts == {Outcome.SAME: 1}


def test_a_row_of_which_somebody_touched_a_field_is_left_as_a_whole_and_listed(controller: User) -> None:
    """Half of what it was and half of what it became would be neither; people choose."""
    old, new, other = (factories.industry(name) for name in ("Old", "New", "Other"))
    row = factories.customer(industry=old, language="nb")
    done = apply(show(controller, [row.pk], {"industry": new.pk, "language": "fi"}))
    Customer.objects.filter(pk=row.pk).update(industry=other)
    back = undo(controller, done)
    row.refresh_from_db()
    assert (row.industry, row.language) == (other, "fi")
    assert list(back.left.values_list("record", flat=True)) == [row.pk]
    undo(controller, done, [row.pk])
    row.refresh_from_db()
    assert (row.industry, row.language) == (old, "nb")
