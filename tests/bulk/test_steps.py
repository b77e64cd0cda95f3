"""From ticked rows to what was done and back, page by page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from customers.models import Customer
from tests import factories
from tests.bulk.pages import applied, hidden, last, previewed, ticked, toast
from tests.matrix.ground import Ground
from workbench.bulk import steps
from workbench.models import BulkUpdate
from workbench.selection import fingerprint

pytestmark = pytest.mark.django_db
URL = "/customers/bulk/"


@pytest.fixture
def rows(ground: Ground) -> list[Customer]:
    return [ground.customers["mine"], ground.customers["unit"]]


def industry(row: Customer) -> Any:
    return Customer.objects.values_list("industry", flat=True).get(pk=row.pk)


def test_the_field_of_the_button_stands_first_and_alone(admin: Client, rows: list[Customer]) -> None:
    page = admin.post(URL, ticked(rows) | {"first": "industry"})
    assert page.status_code == 200
    assert page.context["first_line"]["field"].key == "industry"
    assert "industry" not in {line["field"].key for line in page.context["lines"]}


def test_a_preview_writes_nothing_and_says_what_would_change(
    admin: Client, rows: list[Customer], ground: Ground
) -> None:
    wanted = ground.industries["Software"]
    page = previewed(admin, URL, ticked(rows), industry=wanted.pk)
    assert page.status_code == 200
    assert {kind: count for kind, count, _words in page.context["sums"]} == {"change": 1, "same": 1, "skipped": 0}
    assert "Change 1 customer" in page.content.decode()
    assert [(each.text, each.count) for each in page.context["told"][0].groups] == [("Fishery", 1)]
    assert not BulkUpdate.objects.exists()
    assert industry(rows[0]) == ground.industries["Fishery"].pk


def test_each_count_leads_to_its_rows(admin: Client, rows: list[Customer], ground: Ground) -> None:
    page = previewed(admin, URL, ticked(rows), industry=ground.industries["Software"].pk)
    same = admin.post(URL, hidden(page) | {"show": "same"})
    assert [row.name for row in same.context["rows"]] == [rows[1].name]
    assert [row.name for row in page.context["rows"]] == [rows[0].name]


def test_what_was_applied_is_told_listed_and_undone(admin: Client, rows: list[Customer], ground: Ground) -> None:
    before = [industry(row) for row in rows]
    new = factories.industry("Shipping")
    page = previewed(admin, URL, ticked(rows), industry=new.pk)
    done = applied(admin, URL, page, reason="They moved")
    assert done.status_code == 302
    assert done.headers["Location"] == "/customers/"
    told = toast(admin, done).content.decode()
    assert "2 customers changed" in told
    bulk = last()
    assert (bulk.reason, bulk.row_count, bulk.status) == ("They moved", 2, "done")
    listed = admin.get(f"/customers/?state=all&bulk_update={bulk.pk}")
    assert listed.context["matched"].number == 2
    back = admin.post(f"/bulk-updates/{bulk.pk}/undo/")
    assert back.status_code == 302
    assert [industry(row) for row in rows] == before
    bulk.refresh_from_db()
    assert bulk.is_undone


def test_several_fields_are_set_cleared_added_to_and_removed_from_at_once(
    admin: Client, rows: list[Customer], ground: Ground
) -> None:
    large, public = ground.segments["Large"], ground.segments["Public"]
    chosen = {"payment_terms": "45", "clear": ["industry"], "segments": [public.pk], "act-segments": "replace"}
    page = previewed(admin, URL, ticked(rows), **chosen)
    assert applied(admin, URL, page).status_code == 302
    for row in rows:
        row.refresh_from_db()
        assert (row.payment_terms, row.industry, list(row.segments.all())) == (45, None, [public])
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    for place, row in enumerate(rows):
        row.refresh_from_db()
        assert (row.payment_terms, row.industry is None, list(row.segments.all())) == (14 + place, False, [large])


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Nothing is chosen yet"),
        ({"payment_terms": "400"}, "less than or equal to 365"),
        ({"overdue_interest": "101"}, "This value is not possible."),
        ({"payment_terms": "14", "clear": "payment_terms"}, "not both"),
        ({"clear": "is_active"}, "This field cannot be empty."),
        ({"clear": "name"}, "A field to be cleared is not known."),
        ({"industry": "987654321"}, "Select a valid choice"),
    ],
)
def test_a_choice_that_is_none_is_said_and_what_was_typed_is_kept(
    admin: Client, rows: list[Customer], chosen: dict[str, str], said: str
) -> None:
    page = (
        previewed(admin, URL, ticked(rows), vat_rate="25", **chosen) if chosen else previewed(admin, URL, ticked(rows))
    )
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not chosen or 'value="25"' in page.content.decode()


def test_switching_off_goes_straight_to_the_preview(admin: Client, rows: list[Customer]) -> None:
    page = admin.post(URL, ticked(rows) | {"preset": "deactivate"})
    assert "Change 2 customers" in page.content.decode()
    assert applied(admin, URL, page).status_code == 302
    assert set(Customer.objects.filter(pk__in=[r.pk for r in rows]).values_list("is_active", flat=True)) == {False}


def test_our_own_company_is_left_and_told(admin: Client, ground: Ground) -> None:
    rows = [ground.customers["internal"], ground.customers["mine"]]
    page = previewed(admin, URL, ticked(rows), language="fi")
    assert page.context["skipped"] == [("locked", "1")]
    applied(admin, URL, page)
    assert Customer.objects.get(is_internal=True).language != "fi"


def test_a_country_is_not_given_to_those_with_a_number_of_another(admin: Client, rows: list[Customer]) -> None:
    Customer.objects.filter(pk=rows[0].pk).update(business_id="923609016")
    page = previewed(admin, URL, ticked(rows), country="SE")
    assert {kind: count for kind, count, _words in page.context["sums"]} == {"change": 1, "same": 0, "skipped": 1}
    assert "belongs to its country" in page.content.decode()


def test_all_that_match_is_recomputed_and_a_set_that_moved_is_asked_about(admin: Client, ground: Ground) -> None:
    new = factories.industry("Shipping")
    url = f"{URL}?state=all"
    seen = fingerprint(Customer.objects.filter(is_internal=False))
    contract = {"selected": "all", "count": seen.count, "fingerprint": seen.value}
    page = previewed(admin, url, contract, industry=new.pk)
    assert page.context["promised"] == seen.count
    added = factories.customer("One more")
    moved = applied(admin, url, page)
    assert moved.status_code == 409
    assert not Customer.objects.filter(industry=new).exists()
    again = fingerprint(Customer.objects.filter(is_internal=False))
    kept = dict(moved.context["kept"])
    assert kept["industry"] == str(new.pk)
    page = admin.post(url, {"selected": "all", "count": again.count, "fingerprint": again.value} | kept)
    assert applied(admin, url, page).status_code == 302
    assert industry(added) == new.pk


def test_an_old_preview_is_shown_anew(admin: Client, rows: list[Customer], monkeypatch: pytest.MonkeyPatch) -> None:
    page = previewed(admin, URL, ticked(rows), language="fi")

    monkeypatch.setattr(steps, "LASTS", -1)
    again = applied(admin, URL, page)
    assert again.status_code == 200
    assert "look at it again" in again.content.decode()
    assert not BulkUpdate.objects.exists()


def test_nothing_ticked_leads_back_and_says_so(admin: Client) -> None:
    page = admin.post(URL, {"first": "industry"}, follow=True)
    assert "Tick the rows to change first." in page.content.decode()


def test_contacts_are_changed_by_declaration(admin: Client, ground: Ground) -> None:
    role = factories.role("Buyer")
    url, rows = "/contacts/bulk/", [ground.contacts["mine"], ground.contacts["unit"]]
    page = previewed(admin, url, {"ids": [str(row.pk) for row in rows]}, roles=[role.pk], no_email="True")
    assert "Change 2 contact persons" in page.content.decode()
    assert applied(admin, url, page).status_code == 302
    for row in rows:
        row.refresh_from_db()
        assert (row.no_email, list(row.roles.all())) == (True, [role])
