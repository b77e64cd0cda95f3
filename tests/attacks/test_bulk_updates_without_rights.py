"""Bulk updates by people who may not, of what was given away since, and steps and promises that no page sends."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import signing
from django.test import Client

from customers.models import Customer, Industry, MarketSegment
from tests import factories
from tests.attacks.test_bulk_updates_of_others import ids, rows
from tests.bulk.pages import applied, hidden, last, previewed
from tests.matrix.ground import EVERYBODY, MAY_CHANGE_MANY, MISSING_ID, Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.models import BulkUpdate
from workbench.selection import fingerprint

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
URL, DELETE = "/customers/bulk/", "/customers/bulk/delete/"
PAGES = (URL, "/contacts/bulk/", DELETE, "/customers/bulk/activity/")


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each not in MAY_CHANGE_MANY])
def test_who_may_not_change_many_gets_nowhere(ground: Ground, browsers: Browsers, who: str) -> None:
    wanted = {"reader": 403, "profileless": 404}.get(who, 302)  # others are led to signing in
    page = previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi")
    with nothing_is_written():
        for address in PAGES:
            for posted in (ids(ground, "mine"), ids(ground, "mine") | {"step": "preview", "language": "fi"}):
                assert browsers[who].post(address, posted).status_code == wanted, address
            assert browsers[who].get(address).status_code == wanted, address
        assert applied(browsers[who], URL, page).status_code == wanted


@pytest.mark.parametrize("who", ["admin", "account", "reader", "profileless", "signed_out"])
def test_a_look_changes_nothing(ground: Ground, browsers: Browsers, who: str) -> None:
    """What is for posting is not done by a link, whoever is made to follow it."""
    applied(browsers["admin"], URL, previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi"))
    done = last()
    waiting = BulkUpdate.objects.create(user=ground.people["admin"], register="customers", row_count=9_000)
    chosen = f"?ids={ground.customers['mine'].pk}&language=da&step=apply"
    with nothing_is_written():
        for path in (f"{done.pk}/undo/", f"{waiting.pk}/undo/", f"{waiting.pk}/cancel/", "undo-last/customers/"):
            for method in ("get", "put", "delete"):
                assert getattr(browsers[who], method)(f"/bulk-updates/{path}").status_code in {302, 404, 405}, path
        for address in PAGES:
            assert browsers[who].get(f"{address}{chosen}").status_code in {302, 403, 404}


@pytest.mark.parametrize("gone", ["right", "edit", "view"])
def test_ones_own_is_not_taken_back_without_the_right_to(ground: Ground, browsers: Browsers, gone: str) -> None:
    applied(browsers["account"], URL, previewed(browsers["account"], URL, ids(ground, "mine"), language="fi"))
    bulk, profile = last(), ground.people["account"].profile
    assert profile
    taken: dict[str, Any] = {"right": {"may_bulk_update": False}, "edit": {"customers_edit": "none"}}
    type(profile).objects.filter(pk=profile.pk).update(**taken.get(gone, {"customers_view": "none"}))
    wanted = 404 if gone == "view" else 403
    with nothing_is_written():
        assert browsers["account"].post(f"/bulk-updates/{bulk.pk}/undo/").status_code == wanted
        rest = {"rest": "1", **ids(ground, "mine")}
        assert browsers["account"].post(f"/bulk-updates/{bulk.pk}/undo/", rest).status_code == wanted
        assert browsers["account"].post("/bulk-updates/undo-last/customers/").status_code == 404


def test_undo_does_not_reach_what_was_given_away_since(ground: Ground, browsers: Browsers) -> None:
    applied(browsers["account"], URL, previewed(browsers["account"], URL, ids(ground, "mine"), language="fi"))
    bulk, mine = last(), Customer.objects.filter(pk=ground.customers["mine"].pk)
    mine.update(account_owner=ground.people["finn"])
    before = rows()
    answer = browsers["account"].post(f"/bulk-updates/{bulk.pk}/undo/", follow=True)
    assert answer.status_code == 200
    assert ground.customers["mine"].name not in answer.content.decode()
    assert rows() == before
    undo = last()
    assert undo.counts == {"no_right": 1}
    browsers["account"].post(f"/bulk-updates/{undo.pk}/undo/", {"rest": "1", **ids(ground, "mine")})
    assert rows() == before


def test_the_last_one_is_ones_own(ground: Ground, browsers: Browsers) -> None:
    applied(browsers["admin"], URL, previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi"))
    before = rows()
    for who in ("controller", "account", "manager"):
        assert browsers[who].post("/bulk-updates/undo-last/customers/").status_code == 302
    assert browsers["reader"].post("/bulk-updates/undo-last/customers/").status_code == 404
    for register in ("nothing", "contacts-", "None"):
        assert browsers["admin"].post(f"/bulk-updates/undo-last/{register}/").status_code == 404
    assert rows() == before


@pytest.mark.parametrize("pk", [MISSING_ID, "0", "9" * 30])
def test_what_never_was_is_not_found(browsers: Browsers, pk: Any) -> None:
    with nothing_is_written():
        for who in ("admin", "account", "reader", "profileless"):
            assert browsers[who].get(f"/bulk-updates/{pk}/").status_code == 404
            assert browsers[who].get(f"/bulk-updates/{pk}/log/").status_code == 404
            assert browsers[who].post(f"/bulk-updates/{pk}/undo/").status_code == 404
            assert browsers[who].post(f"/bulk-updates/{pk}/cancel/").status_code == 404


def test_all_that_match_is_what_the_one_who_asks_may_see(ground: Ground, browsers: Browsers) -> None:
    """The print of everybody's rows is asked about; ids sent along with "all" add nothing to one's own."""
    everything = fingerprint(Customer.objects.filter(is_internal=False))
    forged = {"selected": "all", "count": str(everything.count), "fingerprint": everything.value}
    with nothing_is_written():
        assert previewed(browsers["account"], f"{URL}?state=all", forged, language="fi").status_code == 409
    own = fingerprint(Customer.objects.filter(pk=ground.customers["mine"].pk))
    both = {"selected": "all", "count": str(own.count), "fingerprint": own.value}
    page = previewed(browsers["account"], f"{URL}?state=all", both | ids(ground, "foreign", "internal"), language="fi")
    assert page.context["promised"] == 1
    applied(browsers["account"], f"{URL}?state=all", page)
    assert list(Customer.objects.filter(language="fi")) == [ground.customers["mine"]]


@pytest.mark.parametrize("forged", [
    {"selected": "everything"}, {"selected": "all", "count": "-1"}, {"selected": "all", "count": "\x00"},
    {"selected": "all"}, {"selected": "all", "count": "9" * 40}, {"step": "evil"}, {"step": ["preview", "evil"]},
    {"show": "evil"}, {"show": "change:0"}, {"show": "change:" + "9" * 30}, {"preset": "evil", "step": "choose"},
    {"reason": "\x00"}, {"token": ["a", "b"], "nonsense": "1"},
    {"selected": "all", "count": "1", "fingerprint": "\x00"},
])  # fmt: skip
def test_a_step_no_page_sends_is_refused(ground: Ground, browsers: Browsers, forged: dict[str, Any]) -> None:
    with nothing_is_written():
        answer = browsers["admin"].post(URL, {**ids(ground, "mine"), "step": "preview", "language": "fi", **forged})
        assert answer.status_code in {400, 409}


def test_a_promise_a_day_old_is_shown_anew(ground: Ground, browsers: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    page = previewed(browsers["admin"], URL, ids(ground, "mine"), language="fi")
    now = signing.time.time  # type: ignore[attr-defined]
    monkeypatch.setattr(signing.time, "time", lambda: now() + 24 * 3600 + 60)  # type: ignore[attr-defined]
    with nothing_is_written():
        again = applied(browsers["admin"], URL, page)
    assert again.status_code == 200
    assert "look at it again" in again.content.decode()


@pytest.mark.parametrize("gone", ["industry", "segment"])
def test_a_promise_of_what_is_no_choice_any_more_is_not_kept(ground: Ground, browsers: Browsers, gone: str) -> None:
    admin, wanted = browsers["admin"], ids(ground, "mine")
    if gone == "industry":
        page = previewed(admin, URL, wanted, industry=ground.industries["Software"].pk)
        Industry.objects.update(is_active=False)
    else:
        page = previewed(admin, URL, wanted, **{"segments": ground.segments["Public"].pk, "act-segments": "add"})
        MarketSegment.objects.update(is_active=False)
    before = rows()
    assert applied(admin, URL, page).status_code == 422
    assert rows() == before


def test_what_a_deletion_brought_back_is_not_brought_back_again_as_a_rest(browsers: Browsers) -> None:
    admin = browsers["admin"]
    bare = [factories.customer(f"Bare {number}") for number in (1, 2)]
    ticked = {"ids": [str(each.pk) for each in bare]}
    applied(admin, DELETE, admin.post(DELETE, ticked))
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    assert Customer.objects.filter(name__startswith="Bare").count() == 2
    Customer.objects.filter(pk=bare[0].pk).delete()
    before = rows()
    assert admin.post(f"/bulk-updates/{last().pk}/undo/", {"rest": "1", **ticked}).status_code < 500
    assert rows() == before


def test_nothing_hidden_in_a_preview_makes_another_row_of_it(ground: Ground, browsers: Browsers) -> None:
    """Ids sent along with a preview of one's own are looked up again, and then are not the rows that were shown."""
    page = previewed(browsers["account"], URL, ids(ground, "mine"), language="fi")
    before = rows()
    sent = hidden(page)
    sent["ids"] = ids(ground, "foreign", "internal")["ids"]
    assert browsers["account"].post(URL, sent | {"step": "apply"}).status_code == 200
    assert rows() == before
