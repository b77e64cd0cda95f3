"""Walking from card to card visits a list in its own order, blanks and ties included, without reading it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.entity import ENTITIES
from catalogue.field import Viewer
from catalogue.neighbours import neighbours
from catalogue.querysets import Sort, ordered
from tests import factories

SORTS = ["", "name", "-name", "city", "-city", "industry,-city", "-payment_terms", "payment_terms,-name", "segments",
         "-is_active,city", "account_owner", "-created_at", "number", "billed_this_year"]  # fmt: skip


@pytest.fixture
def viewer(db: None) -> Viewer:
    factories.organisation()
    industries = [None, factories.industry("Ø"), factories.industry("A")]
    segments = [factories.segment("S"), factories.segment("Å")]
    for number in range(24):
        customer = factories.customer(
            ["Å", "ä", "Ærø", "b"][number % 4], city=["", "Ås", "Bergen"][number % 3], industry=industries[number % 3],
            payment_terms=None if number % 5 == 0 else number % 4, is_active=number % 2 == 0,
        )  # fmt: skip
        customer.segments.add(*segments[: number % 3])
    return Viewer(factories.user(factories.profile()), date(2026, 11, 24))


@pytest.mark.parametrize("typed", SORTS)
def test_each_row_knows_the_ones_before_and_after_it(viewer: Viewer, typed: str) -> None:
    entity = ENTITIES["customer"]
    sorts = [Sort(entity.field_for(viewer, key.lstrip("-")), key.startswith("-")) for key in typed.split(",") if key]
    rows = entity.rows(viewer)
    ids = list(ordered(rows, entity, sorts, viewer).values_list("pk", flat=True))
    assert len(ids) == 24
    for place, pk in enumerate(ids):
        wanted = (ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None)
        assert neighbours(rows, entity, sorts, viewer, pk) == wanted


def test_a_row_that_is_not_in_the_list_has_no_neighbours(viewer: Viewer) -> None:
    entity = ENTITIES["customer"]
    inactive = entity.rows(viewer).filter(is_active=False)
    active = entity.rows(viewer).filter(is_active=True).first()
    with CaptureQueriesContext(connection) as captured:
        assert neighbours(inactive, entity, [], viewer, active.pk) == (None, None)
    assert len(captured) == 1
