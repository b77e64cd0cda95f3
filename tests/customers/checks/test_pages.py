"""The pages of a check, and what it takes to begin one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers import check_views
from customers.models import Customer, RegisterCheck
from registries.standin import Standin
from tests.customers.checks.steps import (
    CHECKS,
    Browsers,
    Work,
    begin,
    companies,
)
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


def test_its_pages_take_as_many_queries_for_one_customer_as_for_fifty(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    counts = []
    for size in (1, 60):
        check = work(begin(admin, *companies(standin, ground, size)))
        for address in (CHECKS, f"{CHECKS}{check.pk}/", f"{CHECKS}{check.pk}/?outcome=differs&page=1"):
            with CaptureQueriesContext(connection) as queries:
                assert admin.get(address).status_code == 200
            counts.append(len(queries))
        Customer.objects.update(business_id="")
    assert counts[:3] == counts[3:]
    assert max(counts) <= 10


def test_pages_show_fifty_each_and_keep_what_they_show(
    ground: Ground, admin: Client, standin: Standin, work: Work
) -> None:
    rows = companies(standin, ground, 51)
    check = work(begin(admin, *rows))
    first, second = (admin.get(f"{CHECKS}{check.pk}/", {"outcome": "differs", "page": page}) for page in "12")
    shown = [row.customer.pk for page in (first, second) for row in page.context["rows"]]
    assert shown == [row.pk for row in rows]
    assert "?outcome=differs&amp;page=2" in first.content.decode()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"unknown": "1"}, 400),
        ({"outcome": "garbage"}, 400),
        ({"outcome": "a\x00b"}, 400),
        ({"page": "0"}, 400),
        ({"page": "99"}, 200),
        ({"page": "9" * 5000}, 400),
        ({"page": "x\x00"}, 400),
        ({"outcome": "failed"}, 200),
    ],
    ids=lambda given: str(given)[:40],
)
def test_whatever_its_page_is_asked_is_no_fault(
    ground: Ground, admin: Client, standin: Standin, work: Work, asked: dict[str, str], status: int
) -> None:
    check = work(begin(admin, *companies(standin, ground, 1)))
    with nothing_is_written():
        assert admin.get(f"{CHECKS}{check.pk}/", asked).status_code == status


@pytest.mark.parametrize("name", ["", "garbage", "a\x00b", "Stop"])
def test_an_act_that_is_none_is_refused(ground: Ground, admin: Client, standin: Standin, name: str) -> None:
    check = begin(admin, *companies(standin, ground, 1))
    with nothing_is_written():
        assert admin.post(f"{CHECKS}{check.pk}/act/", {"act": name}).status_code == 400


def test_a_check_that_cannot_be_is_not_there(admin: Client) -> None:
    for pk in (0, 987_654_321, 2**63, 10**30):
        assert admin.get(f"{CHECKS}{pk}/").status_code == 404
        assert admin.post(f"{CHECKS}{pk}/act/", {"act": "apply"}).status_code == 404


def test_too_many_or_none_at_all_begin_no_check(
    ground: Ground, admin: Client, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_views, "MOST", 2)
    rows, before = companies(standin, ground, 3), RegisterCheck.objects.count()
    assert admin.post(f"{CHECKS}new/", {"ids": [row.pk for row in rows]}).status_code == 302
    assert admin.post(f"{CHECKS}new/", {"ids": ["987654321"]}).status_code == 302
    assert RegisterCheck.objects.count() == before
    assert "Choose between 1 and 2 customers" in admin.get("/customers/").content.decode()
    begin(admin, *rows[:2])
    assert RegisterCheck.objects.count() == before + 1


@pytest.mark.parametrize(
    "posted", [{"ids": ["x"]}, {"ids": ["1" * 30]}, {"selected": "some"}, {"selected": "all", "count": "x"}], ids=str
)
def test_a_selection_no_page_sends_is_refused(admin: Client, posted: dict[str, Any]) -> None:
    with nothing_is_written():
        assert admin.post(f"{CHECKS}new/", posted).status_code == 400


def test_checks_are_found_again_from_the_menu_of_the_register(
    ground: Ground, admin: Client, browsers: Browsers, standin: Standin
) -> None:
    check = begin(admin, *companies(standin, ground, 1))
    menu = admin.get("/customers/").content.decode().partition('id="register-menu"')[2].partition("</div>")[0]
    assert f'href="{CHECKS}"' in menu
    assert f'href="{CHECKS}{check.pk}/"' in admin.get(CHECKS).content.decode()
    assert f'href="{CHECKS}"' not in browsers["reader"].get("/customers/").content.decode()
    assert f'href="{CHECKS}"' not in admin.get("/contacts/").content.decode()
