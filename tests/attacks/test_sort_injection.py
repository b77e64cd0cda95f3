"""Class 1: nothing but the key of a sortable field reaches ORDER BY. (CVE-2024-5314, CVE-2018-3884, CVE-2021-35042)"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.entity import ENTITIES
from tests.matrix.answers import csv_names, shown_names
from tests.matrix.unchanged import nothing_is_written

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]

HOSTILE = [
    "name;select pg_sleep(2)",
    "name desc",
    "name,(select password from accounts_user)",
    "-name--",
    "--name",
    "+name",
    "sort_name",
    "c_name",
    "v_name",
    "pk",
    "id",
    "?",
    "-?",
    "1",
    "account_owner__password",
    "account_owner__sort_name",
    "customers_customer.name",
    "name__contains",
    "notes",
    "segments__name",
    "Name",
    " name",
    "name ",
    "name,",
    ",name",
    ",",
    "name,name",
    "-name,name",
    "name,number,city,country",
    "name\x00",
    "náme",
    "number\u0660",
    "random()",
    "nulls first",
    "__class__",
    "self",
    "expression",
    "search_text",
    "custom",
    "custom__x",
]


@pytest.mark.parametrize("sort", HOSTILE)
def test_a_sort_that_is_no_sortable_field_is_refused(sort: str, browsers: Browsers) -> None:
    with nothing_is_written(), CaptureQueriesContext(connection) as queries:
        response = browsers["admin"].get("/customers/", {"sort": sort})
    assert response.status_code == 400
    assert not [q for q in queries.captured_queries if "customers_customer" in q["sql"] and "hashtext" not in q["sql"]]


@pytest.mark.parametrize("register", ["customers", "contacts"])
def test_every_sortable_field_sorts_both_ways_and_no_other(register: str, browsers: Browsers) -> None:
    for field in ENTITIES[register.removesuffix("s")].fields:
        for sort in (field.key, f"-{field.key}"):
            response = browsers["admin"].get(f"/{register}/", {"sort": sort})
            assert response.status_code == (200 if field.sortable else 400), sort


def test_up_to_three_sort_keys_are_taken(browsers: Browsers) -> None:
    assert browsers["admin"].get("/customers/?sort=country,-number,name").status_code == 200
    assert browsers["admin"].get("/customers/?sort=country,-number,name,city").status_code == 400


def test_a_refused_sort_is_refused_in_the_file_too(browsers: Browsers) -> None:
    with nothing_is_written():
        response = browsers["admin"].post("/customers/?sort=account_owner__password", {"export": "csv"})
    assert response.status_code == 400


def test_the_sort_in_the_post_is_not_read(browsers: Browsers) -> None:
    shown = shown_names(browsers["admin"].get("/customers/?sort=-number"))
    taken = csv_names(browsers["admin"].post("/customers/?sort=-number", {"export": "csv", "sort": "name"}))
    assert shown == taken
    assert taken[-1] == "Nordlys Consulting AS"
