"""Classes 19 and 20: a file holds the columns and rows of the screen, for each profile, and stays nowhere."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.matrix.answers import body, csv_lines, shown_head, shown_rows, workbook
from tests.matrix.ground import MAY_EXPORT, SEES, Ground
from workbench import export
from workbench.models import Export

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
ADDRESSES = [
    "/customers/", "/customers/?state=all&sort=-number", "/customers/?q=as&columns=name,country,number,email",
    "/customers/?country=NO&columns=name,segments,contact_names,billed_this_year,payment_terms&sort=name",
    "/customers/?columns=name,account_owner,business_unit,reverse_charge,is_internal,created_at,is_active",
    "/contacts/", "/contacts/?customer_country=NO&sort=-customer&columns=name,customer,roles,no_email,account_owner",
]  # fmt: skip


def as_on_screen(cell: Any) -> str:
    return "\u2013" if cell in (None, "") else str(cell)


@pytest.mark.parametrize("who", sorted(MAY_EXPORT))
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_csv_file_has_the_columns_and_rows_of_the_screen(address: str, who: str, browsers: Browsers) -> None:
    page = browsers[who].get(address)
    lines = csv_lines(browsers[who].post(address, {"export": "csv"}))
    assert lines[0] == shown_head(page)
    assert [[as_on_screen(cell) for cell in line] for line in lines[1:]] == shown_rows(page)
    assert len(lines) > 1


@pytest.mark.parametrize("who", ["admin", "account"])
def test_an_xlsx_file_has_the_columns_and_rows_of_the_screen(who: str, browsers: Browsers) -> None:
    address = "/customers/?columns=name,number,city,account_owner,email&sort=-number&state=all"
    page = browsers[who].get(address)
    sheet = workbook(browsers[who].post(address, {"export": "xlsx"})).worksheets[0]
    lines = [[as_on_screen(cell.value) for cell in line] for line in sheet.iter_rows()]
    assert lines == [shown_head(page), *shown_rows(page)]
    assert len(lines) == 1 + len(SEES[who])


@pytest.mark.parametrize("language", ["en", "sv", "nb", "fi", "da"])
def test_the_file_speaks_the_language_of_the_screen(language: str, ground: Ground, browsers: Browsers) -> None:
    ground.people["admin"].language = language
    ground.people["admin"].save()
    page = browsers["admin"].get("/customers/")
    lines = csv_lines(browsers["admin"].post("/customers/", {"export": "csv"}))
    assert lines[0] == shown_head(page)
    assert lines[1][-1] == shown_rows(page)[0][-1]
    ground.people["admin"].language = "en"


def test_columns_remembered_hold_for_the_file_too(browsers: Browsers) -> None:
    browsers["account"].post("/customers/columns/", {"columns": ["name", "email", "city"]})
    assert csv_lines(browsers["account"].post("/customers/", {"export": "csv"}))[0] == ["Customer", "E-mail", "City"]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path


def test_a_file_leaves_nothing_on_disk_once_it_is_sent(scratch: Path, browsers: Browsers) -> None:
    before = project_files()
    for file_format in ("csv", "xlsx"):
        response = browsers["admin"].post("/customers/", {"export": file_format, "facts": "on"})
        assert os.listdir(scratch) == [], "a file with a name lies there while it is sent"
        body(response)
    assert os.listdir(scratch) == []
    assert project_files() == before


def test_a_file_that_fails_half_way_leaves_nothing_on_disk(
    scratch: Path, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        assert os.listdir(scratch), "the rows are put aside somewhere: this is what must not stay"
        raise RuntimeError("half way")

    monkeypatch.setattr(export, "_write", fail)
    assert browsers["admin"].post("/customers/", {"export": "xlsx"}).status_code == 500
    assert os.listdir(scratch) == []


def project_files() -> set[str]:
    """Files under the folders a web server or the product might hand out."""
    roots = [settings.BASE_DIR / name for name in ("static", "var/static", "media", "var/media", "templates")]
    return {str(path) for root in roots if root.exists() for path in root.rglob("*")}


def test_the_log_keeps_no_content(browsers: Browsers) -> None:
    body(browsers["admin"].post("/customers/?q=saimaa", {"export": "csv"}))
    logged = str(Export.objects.values().get())
    assert "Saimaa" not in logged
    assert "q=saimaa" in logged
