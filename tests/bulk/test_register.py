"""The register of bulk updates, the page of one, its log, and how long they are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from accounts.access import Area, Scope
from accounts.models import Organisation
from customers.catalogue import customer
from customers.models import Customer
from tests import factories
from tests.bulk.pages import applied, last, previewed, ticked
from tests.matrix.answers import streamed
from tests.matrix.ground import Ground
from workbench.bulk.keeping import forget_old
from workbench.models import BulkUpdate

pytestmark = pytest.mark.django_db
URL = "/customers/bulk/"


@pytest.fixture
def bulk(admin: Client, ground: Ground) -> BulkUpdate:
    """Two customers moved to another industry."""
    rows = [ground.customers["mine"], ground.customers["unit"]]
    new = factories.industry("Shipping")
    applied(admin, URL, previewed(admin, URL, ticked(rows), industry=new.pk), reason="Because")
    return last()


def test_it_says_who_when_what_why_and_how_many(admin: Client, bulk: BulkUpdate) -> None:
    page = admin.get("/bulk-updates/").content.decode()
    for said in (str(bulk), "Admin Berg", "Industry", "Because", "2 customers", "Done"):
        assert said in page


def test_its_page_tells_every_row_with_old_and_new_value(admin: Client, bulk: BulkUpdate, ground: Ground) -> None:
    page = admin.get(f"/bulk-updates/{bulk.pk}/")
    told = {row.name: [(str(e.label), e.before, e.after) for e in row.values] for row in page.context["rows"]}
    assert told == {
        ground.customers["mine"].name: [("Industry", "Fishery", "Shipping")],
        ground.customers["unit"].name: [("Industry", "Software", "Shipping")],
    }


def test_the_log_is_a_spreadsheet_of_the_same(admin: Client, bulk: BulkUpdate) -> None:
    file = admin.get(f"/bulk-updates/{bulk.pk}/log/")
    with ZipFile(BytesIO(streamed(file))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    for said in ("Bryggen Handel AS", "Software", "Shipping"):
        assert said in sheet


def test_an_undo_is_told_and_can_be_taken_back(admin: Client, bulk: BulkUpdate) -> None:
    admin.post(f"/bulk-updates/{bulk.pk}/undo/")
    undo = last()
    assert undo.undoes == bulk
    page = admin.get(f"/bulk-updates/{undo.pk}/").content.decode()
    assert "Do it again" in page
    admin.post(f"/bulk-updates/{undo.pk}/undo/")
    bulk.refresh_from_db()
    assert not bulk.is_undone
    assert Customer.objects.filter(industry__name="Shipping").count() == 2


def test_the_last_one_is_undone_from_the_registers_menu(admin: Client, bulk: BulkUpdate) -> None:
    admin.post("/bulk-updates/undo-last/customers/")
    assert not Customer.objects.filter(industry__name="Shipping").exists()
    again = admin.post("/bulk-updates/undo-last/customers/", follow=True)
    assert "no bulk update of yours" in again.content.decode()


def test_it_is_undone_once(admin: Client, bulk: BulkUpdate) -> None:
    admin.post(f"/bulk-updates/{bulk.pk}/undo/")
    again = admin.post(f"/bulk-updates/{bulk.pk}/undo/", follow=True)
    assert "not possible any more" in again.content.decode()
    assert BulkUpdate.objects.count() == 2


def test_what_somebody_changed_since_is_left_and_taken_back_by_choice(
    admin: Client, bulk: BulkUpdate, ground: Ground
) -> None:
    changed, other = ground.customers["mine"], factories.industry("Other")
    Customer.objects.filter(pk=changed.pk).update(industry=other)
    led = admin.post(f"/bulk-updates/{bulk.pk}/undo/")
    assert led.headers["Location"].endswith("?show=left")
    page = admin.get(led.headers["Location"])
    assert [(row.pk, may_choose) for row, _why, may_choose in page.context["left_rows"]] == [(changed.pk, True)]
    admin.post(f"/bulk-updates/{last().pk}/undo/", {"rest": "1", "ids": [changed.pk]})
    changed.refresh_from_db()
    assert changed.industry == ground.industries["Fishery"]


def test_others_see_only_their_own_rows_of_it(browsers: dict[str, Client], bulk: BulkUpdate) -> None:
    assert browsers["manager"].get(f"/bulk-updates/{bulk.pk}/").status_code == 404
    page = browsers["controller"].get(f"/bulk-updates/{bulk.pk}/")
    assert len(page.context["rows"]) == 2


def test_it_is_kept_as_long_as_the_organisation_says(admin: Client, bulk: BulkUpdate) -> None:
    assert admin.post("/settings/bulk-updates/", {"bulk_updates_kept": "30"}).status_code == 302
    assert Organisation.objects.get().bulk_updates_kept == 30
    BulkUpdate.objects.update(created_at=timezone.now() - timedelta(days=30))
    assert "Can be undone until" in admin.get(f"/bulk-updates/{bulk.pk}/").content.decode()
    assert forget_old() == 0
    BulkUpdate.objects.update(created_at=timezone.now() - timedelta(days=31, hours=1))
    assert "Can be undone until" not in admin.get(f"/bulk-updates/{bulk.pk}/").content.decode()
    assert forget_old() == 1
    assert admin.get(f"/bulk-updates/{bulk.pk}/").status_code == 404


@pytest.mark.parametrize("query", ["?nonsense=1", "?show=all", "?page=0", "?page=x"])
def test_an_address_that_is_not_understood_is_refused(admin: Client, bulk: BulkUpdate, query: str) -> None:
    answer: Any = admin.get(f"/bulk-updates/{bulk.pk}/{query}")
    assert answer.status_code == 400


def test_fields_of_an_area_somebody_may_not_see_are_not_told(
    bulk: BulkUpdate, browsers: dict[str, Client], ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever edits every customer knows of everybody's bulk updates, but money stays out of sight without its area."""
    fields = customer.fields
    guarded = [replace(each, area=Area.COSTS) if each.key == "industry" else each for each in fields]
    monkeypatch.setattr(customer, "fields", guarded)
    profile = ground.people["controller"].profile
    assert profile
    profile.costs_view = Scope.NONE
    profile.save()
    for path in ("/bulk-updates/", f"/bulk-updates/{bulk.pk}/"):
        page = browsers["controller"].get(path).content.decode()
        assert str(bulk) in page
        assert "Industry" not in page
        assert "Shipping" not in page
    log = browsers["controller"].get(f"/bulk-updates/{bulk.pk}/log/")
    with ZipFile(BytesIO(streamed(log))) as book:
        assert "Shipping" not in book.read("xl/worksheets/sheet1.xml").decode()
    assert "Industry" in browsers["admin"].get("/bulk-updates/").content.decode()
