"""Taking changes back, at the level of rows."""

import pghistory
import pytest

from customers.models import Customer
from history.changes import changes_in
from history.undo import undo
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_row_deleted_and_brought_back_still_goes_with_the_undo_of_its_creation() -> None:
    customer, segment = factories.customer(), factories.segment()
    through = Customer.segments.through
    with pghistory.context(source="hand") as added:
        customer.segments.add(segment)
    with pghistory.context(source="hand") as cleared:
        customer.segments.clear()
    undo(changes_in(through, [cleared.id]))
    assert list(customer.segments.all()) == [segment]
    undo(changes_in(through, [added.id]))
    assert not customer.segments.exists()


def test_a_row_worked_on_since_stays() -> None:
    with pghistory.context(source="hand") as made:
        customer = factories.customer("Fjordlys AS")
    with pghistory.context(source="hand"):
        Customer.objects.filter(pk=customer.pk).update(name="Fjordlys Energi AS")
    outcome = undo(changes_in(Customer, [made.id]))
    assert [change.pk for change, _columns in outcome.left] == [customer.pk]
    assert Customer.objects.filter(pk=customer.pk).exists()
