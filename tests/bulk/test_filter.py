"""Which bulk updates changed a row: a filter and a column of every register."""

import pytest
from django.test import Client

from tests.bulk.pages import applied, last, previewed, ticked
from tests.matrix.answers import streamed
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
URL = "/customers/bulk/"


def names(client: Client, query: str) -> list[str]:
    """The customers of a list, as its file has them."""
    file = client.post(f"/customers/?state=all&columns=name,bulk_update&{query}", {"export": "csv"})
    lines = streamed(file).decode("utf-8-sig").splitlines()[1:]
    return sorted(lines)


def test_rows_are_found_by_the_bulk_updates_that_changed_them(admin: Client, ground: Ground) -> None:
    mine, unit, foreign = (ground.customers[key] for key in ("mine", "unit", "foreign"))
    applied(admin, URL, previewed(admin, URL, ticked([mine, unit]), language="fi"))
    first = last()
    applied(admin, URL, previewed(admin, URL, ticked([unit, foreign]), language="da"))
    second = last()
    both = f'"{second.pk}, {first.pk}"'
    assert names(admin, f"bulk_update={first.pk}") == [f"{unit.name},{both}", f"{mine.name},{first.pk}"]
    assert len(names(admin, f"bulk_update={first.pk}&bulk_update={second.pk}")) == 3
    assert names(admin, f"bulk_update.not={first.pk}") == sorted(
        [f"{foreign.name},{second.pk}", f"{ground.customers['internal'].name},"]
    )
    assert names(admin, "bulk_update=none") == [f"{ground.customers['internal'].name},"]


def test_bulk_updates_of_others_are_no_choice(browsers: dict[str, Client], admin: Client, ground: Ground) -> None:
    applied(admin, URL, previewed(admin, URL, ticked([ground.customers["mine"]]), language="fi"))
    page = browsers["account"].get(f"/customers/?bulk_update={last().pk}")
    assert "no longer exists or is not yours" in page.content.decode()
    assert names(browsers["account"], "") == [f"{ground.customers['mine'].name},"]
