"""Two and more people at one customer: nothing is lost and nothing invented, and history tells the same story."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.office import Office, base_in, edit_together, take_everything_back
from tests.properties.stage import examples, rolled_back

pytestmark = pytest.mark.django_db


@examples(9)
@given(st.data())
def test_nothing_is_lost_and_nothing_invented(data: st.DataObject) -> None:
    edit_together(Office, data)


@examples(6)
@given(st.data())
def test_taking_everything_back_leads_to_the_beginning(data: st.DataObject) -> None:
    take_everything_back(Office, data)


def test_the_base_of_a_form_is_json_of_its_fields() -> None:
    with rolled_back():
        office = Office(1)
        assert set(Office.fields) <= set(json.loads(base_in(office.page(0))))
