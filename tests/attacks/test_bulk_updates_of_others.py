"""Bulk updates that were forged: rows, fields, values and promises that no page of ours sends; those of others."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core import signing
from django.test import Client

from customers.models import Customer
from tests import factories
from tests.bulk.pages import applied, hidden, last, previewed
from tests.matrix.answers import streamed
from tests.matrix.ground import Ground
from workbench.bulk.steps import SALT
from workbench.models import BulkUpdate

pytestmark = pytest.mark.django_db
URL = "/customers/bulk/"
Browsers = dict[str, Client]


def rows() -> list[Any]:
    """Everything bulk updates of customers could change."""
    links = Customer.segments.through.objects.order_by("pk").values_list("customer_id", "marketsegment_id")
    return [*Customer.objects.order_by("pk").values(), *links]


def ids(ground: Ground, *keys: str) -> dict[str, list[str]]:
    return {"ids": [str(ground.customers[key].pk) for key in keys]}


def test_rows_of_others_are_not_in_it_however_they_are_named(ground: Ground, browsers: Browsers) -> None:
    forged = ids(ground, "mine", "unit", "foreign", "internal")
    forged["ids"].append("987654321")
    page = previewed(browsers["account"], URL, forged, language="fi")
    assert page.context["promised"] == 1
    assert "Bryggen" not in page.content.decode()
    applied(browsers["account"], URL, page)
    assert list(Customer.objects.filter(language="fi")) == [ground.customers["mine"]]


@pytest.mark.parametrize("sent", ["x", "-1", "1e3", "9" * 40, "\u0661", "1;DROP", "\x00", ""])
def test_ids_that_are_none_are_refused(ground: Ground, browsers: Browsers, sent: str) -> None:
    before = rows()
    answer = browsers["admin"].post(URL, {"ids": [sent], "language": "fi", "step": "preview"})
    assert answer.status_code == 400
    assert rows() == before


@pytest.mark.parametrize("name", ["name", "is_internal", "search_text", "custom", "pk", "id", "account_owner__profile",
                                  "billed_this_year", "act-name", "custom_nothing", "updated_at"])  # fmt: skip
def test_a_field_that_bulk_updates_do_not_offer_is_refused(ground: Ground, browsers: Browsers, name: str) -> None:
    before = rows()
    chosen = {name: "1", "language": "fi"}
    assert previewed(browsers["admin"], URL, ids(ground, "mine"), **chosen).status_code == 400
    page = previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi")
    assert applied(browsers["admin"], URL, page, **{name: "1"}).status_code == 400
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("industry", "987654321"), ("industry", "x"), ("industry", "-1"), ("industry", "9" * 30), ("industry", "\x00"),
        ("account_owner", "0"), ("segments", "987654321"), ("country", "XX"), ("language", "klingon"),
        ("payment_terms", "-1"), ("payment_terms", "1e9"), ("payment_terms", "NaN"), ("payment_terms", "9" * 500),
        ("vat_rate", "Infinity"), ("vat_rate", "100.01"), ("overdue_interest", "-0.01"), ("is_active", "maybe"),
        ("act-segments", "explode"), ("custom_tier", "a" * 100_000), ("custom_tier", "\x00"), ("clear", "is_active"),
    ],
)  # fmt: skip
def test_a_value_no_form_offers_is_said_to_be_none(ground: Ground, browsers: Browsers, name: str, value: str) -> None:
    before = rows()
    chosen = {"language": "fi", name: value}
    assert previewed(browsers["admin"], URL, ids(ground, "mine"), **chosen).status_code in {400, 422}
    assert rows() == before


def test_a_retired_industry_is_no_choice(ground: Ground, browsers: Browsers) -> None:
    retired = factories.industry("Whaling", is_active=False)
    assert previewed(browsers["admin"], URL, ids(ground, "mine"), industry=retired.pk).status_code == 422


def test_ten_thousand_values_of_one_field_are_no_fault(ground: Ground, browsers: Browsers) -> None:
    many = [str(number) for number in range(10_000)]
    assert previewed(browsers["admin"], URL, ids(ground, "mine"), segments=many).status_code == 422


@pytest.mark.parametrize("query", ["?nonsense=1", "?industry=x", "?number.min=abc", "?notes.is=x&state=deleted"])
def test_a_filter_that_is_none_is_refused(ground: Ground, browsers: Browsers, query: str) -> None:
    before = rows()
    answer = previewed(browsers["admin"], f"{URL}{query}", ids(ground, "mine"), language="fi")
    assert answer.status_code == 400
    assert rows() == before


@pytest.mark.parametrize("forged", ["tampered", "another's", "another register's", "another act's", "none", "nonsense"])
def test_a_promise_that_is_not_ours_to_keep_is_refused(ground: Ground, browsers: Browsers, forged: str) -> None:
    before = rows()
    page = previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi")
    token = hidden(page)["token"][0]
    promise = signing.loads(token, salt=SALT)
    made = {
        "tampered": token[:-2] + ("aa" if token[-2:] != "aa" else "bb"),
        "another's": signing.dumps(promise | {"user": ground.people["account"].pk}, salt=SALT),
        "another register's": signing.dumps(promise | {"register": "contacts"}, salt=SALT),
        "another act's": signing.dumps(promise | {"kind": "delete"}, salt=SALT),
        "none": "",
        "nonsense": "\x00:é",
    }[forged]
    assert applied(browsers["admin"], URL, page, token=made).status_code == 400
    assert rows() == before


def test_a_promise_does_not_cover_other_values_or_rows(ground: Ground, browsers: Browsers) -> None:
    before = rows()
    page = previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi")
    assert applied(browsers["admin"], URL, page, language="da").status_code == 400
    assert applied(browsers["admin"], URL, page, payment_terms="1").status_code == 400
    others = applied(browsers["admin"], URL, page, **ids(ground, "unit"))
    assert others.status_code == 200  # shown anew, for these are other rows
    assert rows() == before


def test_nobody_moves_a_customer_to_where_they_may_not_edit_it(ground: Ground, browsers: Browsers) -> None:
    before = rows()
    for name, value in (("business_unit", ground.units["finland"].pk), ("account_owner", ground.people["finn"].pk)):
        page = previewed(browsers["account"], URL, ids(ground, "mine"), **{name: value})
        if name == "account_owner":
            assert page.context["skipped"] == [("you could not edit them any longer", "1")]
            assert applied(browsers["account"], URL, page).status_code == 200
            assert rows() == before
        else:  # still their own
            assert page.context["promised"] == 1
    both = {"business_unit": ground.units["finland"].pk, "account_owner": ground.people["finn"].pk}
    page = previewed(browsers["manager"], URL, ids(ground, "mine", "unit"), **both)
    assert page.context["promised"] == 0


def test_rights_taken_away_between_preview_and_act_are_gone(ground: Ground, browsers: Browsers) -> None:
    page = previewed(browsers["account"], URL, ids(ground, "mine"), language="fi")
    before = rows()
    profile = ground.people["account"].profile
    assert profile
    profile.may_bulk_update = False
    profile.save()
    assert applied(browsers["account"], URL, page).status_code == 403
    assert rows() == before


@pytest.mark.parametrize("who", ["manager", "account", "reader"])
def test_bulk_updates_of_others_do_not_exist(ground: Ground, browsers: Browsers, who: str) -> None:
    applied(browsers["admin"], URL, previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi"))
    bulk, browser = last(), browsers[who]
    before = rows()
    assert browser.get(f"/bulk-updates/{bulk.pk}/").status_code == 404
    assert browser.get(f"/bulk-updates/{bulk.pk}/log/").status_code == 404
    assert browser.post(f"/bulk-updates/{bulk.pk}/undo/").status_code == 404
    assert browser.post(f"/bulk-updates/{bulk.pk}/cancel/").status_code == 404
    assert str(bulk) not in browser.get("/bulk-updates/").content.decode()
    assert rows() == before


def test_what_goes_on_is_cancelled_by_whoever_began_it(ground: Ground, browsers: Browsers) -> None:
    waiting = BulkUpdate.objects.create(user=ground.people["admin"], register="customers", row_count=9_000)
    assert browsers["controller"].post(f"/bulk-updates/{waiting.pk}/cancel/").status_code == 403
    assert browsers["admin"].post(f"/bulk-updates/{waiting.pk}/cancel/").status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == "cancelled"


@pytest.mark.parametrize("sent", ["x", "-1", "9" * 40, "\x00"])
def test_rows_to_take_back_all_the_same_are_ids(ground: Ground, browsers: Browsers, sent: str) -> None:
    applied(browsers["admin"], URL, previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi"))
    browsers["admin"].post(f"/bulk-updates/{last().pk}/undo/")
    answer = browsers["admin"].post(f"/bulk-updates/{last().pk}/undo/", {"rest": "1", "ids": [sent]})
    assert answer.status_code == 400


def test_only_rows_an_undo_left_are_taken_back_by_choice(ground: Ground, browsers: Browsers) -> None:
    admin = browsers["admin"]
    Customer.objects.filter(pk=ground.customers["unit"].pk).update(language="da")
    applied(admin, URL, previewed(admin, URL, ids(ground, "mine", "unit"), language="fi"))
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    before = rows()
    admin.post(f"/bulk-updates/{last().pk}/undo/", {"rest": "1", **ids(ground, "unit", "foreign")})
    assert rows() == before


def test_a_reason_is_text_and_has_an_end(ground: Ground, browsers: Browsers) -> None:
    page = previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi")
    assert applied(browsers["admin"], URL, page, reason="x" * 301).status_code == 400
    applied(browsers["admin"], URL, page, reason="<script>alert(1)</script>")
    assert "<script>alert(1)" not in browsers["admin"].get(f"/bulk-updates/{last().pk}/").content.decode()


def test_what_a_log_says_is_no_formula(ground: Ground, browsers: Browsers) -> None:
    evil = factories.industry("=HYPERLINK(0)")
    applied(browsers["admin"], URL, previewed(browsers["admin"], URL, ids(ground, "mine"), industry=evil.pk))
    file = browsers["admin"].get(f"/bulk-updates/{last().pk}/log/")
    with ZipFile(BytesIO(streamed(file))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" in sheet
    assert "<f>" not in sheet
