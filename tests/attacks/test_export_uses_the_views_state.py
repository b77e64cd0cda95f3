"""Class 3: a file takes the state the view read from its address, never a copy in the post. (CVE-2024-49773)"""

import pytest
from django.test import Client

from tests.matrix.answers import csv_lines, csv_names, shown_names
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.models import Export

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


@pytest.mark.parametrize("blob", [
    {"current_post": "YToxOntzOjQ6Im5hbWUiO3M6MToiJyI7fQ=="},
    {"q": "zzz"},
    {"state": "inactive"},
    {"filter": '{"_connector": "OR"}'},
    {"query": "1=1); drop table customers_customer; --"},
    {"name": "zzz"},
    {"name.is": "zzz"},
    {"country": "SE"},
    {"sort": "-name"},
    {"columns": "notes"},
    {"size": "1"},
    {"page": "2"},
    {"scope": "all"},
    {"ignore_permissions": "true"},
    {"user": "1"},
    {"register": "contacts"},
])  # fmt: skip
def test_nothing_posted_changes_which_rows_and_columns_the_file_has(blob: dict[str, str], browsers: Browsers) -> None:
    address = "/customers/?country=NO&columns=name,number&sort=number"
    plain = csv_lines(browsers["manager"].post(address, {"export": "csv"}))
    assert [line[0] for line in plain[1:]] == ["Ålesund Seafood AS", "Bryggen Handel AS"]
    assert csv_lines(browsers["manager"].post(address, {"export": "csv", **blob})) == plain


def test_the_log_keeps_the_address_and_not_the_post(browsers: Browsers) -> None:
    browsers["admin"].post("/customers/?country=NO", {"export": "csv", "query": "q=forged", "row_count": "0"})
    logged = Export.objects.get()
    assert (logged.query, logged.row_count, logged.user.email) == ("country=NO", 3, "admin@havn.example")


@pytest.mark.parametrize("file_format", ["", "pdf", "CSV", "csv ", "xlsm", "../etc/passwd", "__class__", "csv\x00"])
def test_a_format_we_do_not_make_is_refused(file_format: str, browsers: Browsers) -> None:
    with nothing_is_written():
        assert browsers["admin"].post("/customers/", {"export": file_format}).status_code == 400


def test_a_filter_that_cannot_be_read_gives_no_file(browsers: Browsers) -> None:
    with nothing_is_written():
        assert browsers["admin"].post("/customers/?created_at.from=soon", {"export": "csv"}).status_code == 400


def test_reading_with_a_format_in_the_address_gives_no_file(browsers: Browsers) -> None:
    with nothing_is_written():
        assert browsers["admin"].get("/customers/?export=csv").status_code == 400


@pytest.mark.parametrize("who", ["admin", "manager", "account"])
def test_the_file_holds_the_rows_of_every_page_of_the_screen(who: str, ground: Ground, browsers: Browsers) -> None:
    address = "/customers/?q=a&sort=-number&state=all"
    assert csv_names(browsers[who].post(address, {"export": "csv"})) == shown_names(browsers[who].get(address))
