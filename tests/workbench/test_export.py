"""Files: what they say about themselves, what the log keeps, how they are sent."""

import datetime
import re
import tracemalloc
from typing import Any

import pytest
from django.http import FileResponse, StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation
from customers.models import Customer
from tests import factories
from tests.matrix.answers import body, csv_lines, csv_names, workbook
from tests.matrix.ground import Ground, browser, person
from workbench import views
from workbench.models import Export

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
ADDRESS = "/customers/?country=NO&q=as&columns=name,number,billed_this_year&sort=-number"


def facts_of(lines: list[list[str]]) -> dict[str, str]:
    """The facts on top of a CSV: label and value up to the empty line."""
    return dict(line for line in lines[: lines.index([])] if len(line) == 2)


def test_the_log_says_who_took_which_rows_when(ground: Ground, browsers: Browsers) -> None:
    before = timezone.now()
    body(browsers["manager"].post(ADDRESS, {"export": "csv"}))
    logged = Export.objects.get()
    assert (logged.user, logged.register, logged.file_format, logged.selected) == (
        ground.people["manager"], "customers", "csv", False,
    )  # fmt: skip
    assert logged.columns == ["name", "number", "billed_this_year"]
    assert (logged.row_count, logged.scope) == (2, "unit")
    assert logged.query == "country=NO&q=as&columns=name%2Cnumber%2Cbilled_this_year&sort=-number"
    assert before <= logged.made_at <= timezone.now()


def test_ticked_rows_are_logged_as_such(ground: Ground, browsers: Browsers) -> None:
    body(browsers["account"].post("/contacts/", {"export": "xlsx", "ids": [ground.contacts["mine"].pk]}))
    logged = Export.objects.get()
    assert (logged.register, logged.file_format, logged.selected, logged.row_count, logged.scope) == (
        "contacts", "xlsx", True, 1, "own",
    )  # fmt: skip


def test_looking_is_not_logged(browsers: Browsers) -> None:
    browsers["admin"].get("/customers/?selected=all")
    browsers["admin"].post("/customers/", {"export": "nonsense"})
    assert not Export.objects.exists()


def test_a_csv_is_clean_data_unless_the_facts_are_wished(browsers: Browsers) -> None:
    lines = csv_lines(browsers["manager"].post(ADDRESS, {"export": "csv"}))
    assert lines == [
        ["Customer", "Number", "Billed this year"], ["Bryggen Handel AS", "1002", "1000.00"],
        ["Ålesund Seafood AS", "1001", "1000.00"],
    ]  # fmt: skip


def test_the_facts_say_what_the_file_stands_for(ground: Ground, browsers: Browsers) -> None:
    Organisation.objects.update(time_zone="Pacific/Kiritimati")  # 14 hours ahead of UTC
    lines = csv_lines(browsers["manager"].post(ADDRESS, {"export": "csv", "facts": "on"}))
    facts = facts_of(lines)
    made = facts.pop("Made")
    assert facts == {
        "Register": "Customers", "Filter": "Active; search: as; Country is Norway", "Access": "Own and unit",
        "Amounts in": "NOK", "Rows": "2", "Total Billed this year": "2000.00", "Made by": "Manager Berg",
    }  # fmt: skip
    there = timezone.now() + datetime.timedelta(hours=14)
    assert abs(datetime.datetime.fromisoformat(f"{made}+00:00") - there) < datetime.timedelta(minutes=2)
    assert len(lines[lines.index([]) + 1 :]) == 3


@pytest.mark.parametrize(("posted", "said"), [
    ({}, "Active; search: as; Country is Norway"), ({"ids": "mine"}, "Ticked rows"),
])  # fmt: skip
def test_the_facts_tell_a_filter_from_ticked_rows(
    posted: dict[str, str], said: str, ground: Ground, browsers: Browsers
) -> None:
    chosen = {"ids": ground.customers[posted["ids"]].pk} if posted else {}
    lines = csv_lines(browsers["manager"].post(ADDRESS, {"export": "csv", "facts": "on", **chosen}))
    assert facts_of(lines)["Filter"] == said


def test_an_xlsx_says_it_on_a_sheet_of_its_own(browsers: Browsers) -> None:
    book = workbook(browsers["manager"].post(ADDRESS, {"export": "xlsx"}))
    assert book.sheetnames == ["Customers", "About this file"]
    facts = {line[0].value: line[1].value for line in book.worksheets[1].iter_rows()}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", facts.pop("Made"))
    assert facts == {
        "Register": "Customers", "Filter": "Active; search: as; Country is Norway", "Access": "Own and unit",
        "Amounts in": "NOK", "Rows": 2, "Total Billed this year": 2000, "Made by": "Manager Berg",
    }  # fmt: skip
    formats = {line[0].value: line[1].number_format for line in book.worksheets[1].iter_rows()}
    assert (formats["Rows"], formats["Total Billed this year"]) == ("General", "#,##0.00")


@pytest.mark.parametrize("columns", ["name,number", "name,city"])
def test_a_file_without_amounts_names_no_currency(columns: str, browsers: Browsers) -> None:
    address = f"/customers/?columns={columns}"
    lines = csv_lines(browsers["manager"].post(address, {"export": "csv", "facts": "on"}))
    assert "Amounts in" not in facts_of(lines)
    sheet = workbook(browsers["manager"].post(address, {"export": "xlsx"})).worksheets[1]
    assert "Amounts in" not in [line[0].value for line in sheet.iter_rows()]


def test_where_areas_differ_the_access_of_each_is_said(ground: Ground) -> None:
    """All customers, but only one's own invoices: the rows are whole, the money is not."""
    visitor = limited_to_own_invoices(ground)
    facts = facts_of(csv_lines(visitor.post("/customers/", {"export": "csv", "facts": "on"})))
    assert facts["Access"] == "Customers and contacts: All; Invoices: Own"
    facts = facts_of(csv_lines(visitor.post("/customers/?columns=name", {"export": "csv", "facts": "on"})))
    assert facts["Access"] == "All"


def test_a_page_whose_money_is_limited_says_so(ground: Ground) -> None:
    visitor = limited_to_own_invoices(ground)
    badge = "limited to your access"
    assert badge in visitor.get("/customers/?columns=name,billed_this_year").content.decode()
    assert badge not in visitor.get("/customers/?columns=name,city").content.decode()
    assert badge in visitor.get(f"/customers/{ground.customers['mine'].pk}/").content.decode()


def limited_to_own_invoices(ground: Ground) -> Client:
    profile = factories.profile({"customers": "all", "invoices": "own"}, rights="export")
    visitor = browser()
    visitor.force_login(person("limited", profile=profile, unit=ground.units["oslo"]))
    return visitor


@pytest.mark.parametrize(("who", "badge"), [
    ("admin", False), ("controller", False), ("reader", False), ("manager", True), ("account", True),
])  # fmt: skip
def test_who_sees_everything_is_told_nothing(who: str, badge: bool, ground: Ground, browsers: Browsers) -> None:
    for address in ("/customers/", "/contacts/", f"/customers/{ground.customers['mine'].pk}/"):
        assert ("limited to your access" in browsers[who].get(address).content.decode()) is badge, address


HEADS = {
    "en": ["Customer", "Country", "Status"], "sv": ["Kund", "Land", "Status"], "nb": ["Kunde", "Land", "Status"],
    "fi": ["Asiakas", "Maa", "Tila"], "da": ["Kunde", "Land", "Status"],
}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_the_head_of_a_file_is_in_the_language_of_its_reader(language: str, ground: Ground, browsers: Browsers) -> None:
    type(ground.people["manager"]).objects.filter(pk=ground.people["manager"].pk).update(language=language)
    address = "/customers/?columns=name,country,is_active"
    assert csv_lines(browsers["manager"].post(address, {"export": "csv"}))[0] == HEADS[language]
    sheet = workbook(browsers["manager"].post(address, {"export": "xlsx"})).worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADS[language]


def test_a_csv_is_utf_8_with_its_mark_and_carries_a_dated_name(browsers: Browsers) -> None:
    response = browsers["admin"].post("/customers/", {"export": "csv"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = re.fullmatch(
        r'attachment; filename="customers-(\d{4}-\d\d-\d\d)\.csv"', response.headers["Content-Disposition"]
    )
    assert name
    content = body(response)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert "Ålesund" in content.decode("utf-8")


def test_both_kinds_of_file_are_streamed(browsers: Browsers) -> None:
    sent = browsers["admin"].post("/customers/", {"export": "csv"})
    assert isinstance(sent, StreamingHttpResponse)
    assert body(sent)
    book = browsers["admin"].post("/customers/", {"export": "xlsx"})
    assert isinstance(book, FileResponse)
    assert book.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert body(book).startswith(b"PK")


def test_a_csv_is_never_held_in_memory(browsers: Browsers) -> None:
    """6 MB in pieces of about 64 KB; at no time more than a fraction of them is held."""
    Customer.objects.bulk_create(
        Customer(number=number, name=f"Bulk {number}", notes="å" * 1000) for number in range(10_000, 13_000)
    )
    address = "/customers/?columns=name,notes&number.min=10000"
    body(browsers["admin"].post("/customers/?number.is=10000", {"export": "csv"}))  # what is kept for good is kept now
    response: Any = browsers["admin"].post(address, {"export": "csv"})
    tracemalloc.start()
    sizes = [len(piece) for piece in response.streaming_content]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(sizes) > 6_000_000
    assert max(sizes) < 100_000
    assert peak < 1_500_000


def test_more_rows_than_a_sheet_holds_are_refused_as_xlsx_and_not_logged(
    browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views.export, "XLSX_ROWS", 3)
    response = browsers["admin"].post("/customers/", {"export": "xlsx"})
    assert response.status_code == 400
    assert "Too many rows for Excel" in response.content.decode()
    assert not Export.objects.exists()
    assert len(csv_names(browsers["admin"].post("/customers/", {"export": "csv"}))) == 4
