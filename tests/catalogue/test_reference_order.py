"""Pages sorted by industry or owner are the same whether they are read from the index group by group or not."""

from datetime import date
from typing import Any

import pytest

from catalogue import reference_order
from catalogue.field import Viewer
from catalogue.querysets import Condition, Sort, ordered, page_of_ids, where
from customers.catalogue import customer as entity
from tests import factories

TODAY = date(2026, 11, 24)


@pytest.fixture
def viewer(db: None) -> Viewer:
    factories.organisation()
    industries = [factories.industry(name) for name in ("Ålfiske", "bygg", "Ærfugl", "Åre", "Bygg ")]
    owners = [factories.user(last_name=name) for name in ("Ås", "Berg", "Berg")]
    for number in range(60):
        factories.customer(
            f"{'ÆØÅabz'[number % 6]}{number % 7}",
            industry=None if number % 5 == 0 else industries[number % 4],
            account_owner=None if number % 7 == 0 else owners[number % 3],
            is_active=bool(number % 3),
        )
    return Viewer(factories.user(factories.profile()), TODAY)


def pages(rows: Any, sort: Sort, viewer: Viewer, *, dense: bool) -> list[int]:
    return [pk for start in range(0, 80, 7) for pk in page_of_ids(rows, entity, [sort], viewer, start, 7, dense=dense)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", ["industry", "account_owner", "business_unit"])
def test_group_by_group_gives_the_order_of_everything(viewer: Viewer, key: str, descending: bool) -> None:
    sort = Sort(entity.field_for(viewer, key), descending)
    active = entity.field_for(viewer, "is_active")
    rows = where(entity.rows(viewer), Condition(active, active.type.operators[0], "yes"), viewer)
    whole = list(ordered(rows, entity, [sort], viewer).values_list("pk", flat=True))
    assert len(whole) == 40
    assert pages(rows, sort, viewer, dense=True) == whole
    assert pages(rows, sort, viewer, dense=False) == whole


def test_a_long_list_is_sorted_the_plain_way(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_order, "MOST_REFERENCES", 2)
    sort = Sort(entity.field_for(viewer, "industry"))
    assert reference_order.page_by_reference(entity.rows(viewer), entity, sort, 0, 50) is None
    assert len(pages(entity.rows(viewer), sort, viewer, dense=True)) == 60


def test_a_field_beyond_a_relation_is_left_to_the_plain_way(viewer: Viewer) -> None:
    assert reference_order.applies([Sort(entity.field_for(viewer, "industry"))], 50)
    assert not reference_order.applies([Sort(entity.field_for(viewer, "city"))], 50)
    assert not reference_order.applies([Sort(entity.field_for(viewer, "industry"))], 50_000)
