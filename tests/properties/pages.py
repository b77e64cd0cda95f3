"""Reads register pages as a person does: rows, cells, the total row, the count. Also files, line by line."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import openpyxl


class Page(HTMLParser):
    """A register page: each row of its table as (css class of the cell -> its text), values of amounts exact."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.rows: list[dict[str, str]] = []
        self.total: dict[str, str] = {}
        self.heads: set[str] = set()
        self.links: list[str] = []
        self.count = ""
        self._part, self._cell, self._in_count = "", "", False
        self._line: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in {"thead", "tbody", "tfoot"}:
            self._part = tag
        elif tag == "tr":
            self._line = {}
        elif tag in {"td", "th"}:
            self._cell = next((css for css in attributes.get("class", "").split() if css.startswith("c-")), "")
            if self._part == "thead":
                self.heads.add(self._cell)
        elif tag == "data" and self._cell:
            self._line[self._cell] = attributes["value"] + "|"
        elif tag == "a":
            self.links.append(attributes.get("href", ""))
            if self._part == "tbody" and self._cell == "c-name":
                self._line["url"] = attributes.get("href", "")
        elif attributes.get("id") == "register-count":
            self._in_count = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self._part == "tbody":
            self.rows.append(self._line)
        elif tag == "tr" and self._part == "tfoot":
            self.total = self._line
        elif tag in {"td", "th"}:
            self._cell = ""
        elif tag == "tfoot" or tag == "table":
            self._part = ""
        elif tag == "span":
            self._in_count = False

    def handle_data(self, data: str) -> None:
        if self._cell:
            self._line[self._cell] = self._line.get(self._cell, "") + data.strip()
        if self._in_count:
            self.count += data.strip()

    @property
    def ids(self) -> list[int]:
        """The ids of the rows, from the links that name them."""
        return [int(re.findall(r"/(\d+)/(?:[?]|$)", row["url"])[0]) for row in self.rows]

    def amount(self, row: dict[str, str], css: str) -> str | None:
        """The exact amount in a cell, None for the dash that stands for nothing."""
        text = row[css]
        return text.partition("|")[0] if "|" in text else None


def exact(text: str) -> Decimal:
    """What a cell says: an amount to the cent, where it has one behind what is printed, or a count."""
    value, _bar, printed = text.partition("|")
    return Decimal(value) if printed else Decimal(whole_number(text))


def whole_number(text: str) -> int:
    """A number as English pages print it: groups by non-breaking spaces, a real minus."""
    return int(text.replace("\u00a0", "").replace("\u2212", "-"))


def csv_file(content: bytes) -> tuple[dict[str, str], list[str], list[list[str]]]:
    """A CSV with facts on top: the facts, the head, the rows."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    gap = lines.index([])
    return {line[0]: line[1] for line in lines[:gap]}, lines[gap + 1], lines[gap + 2 :]


def xlsx_file(content: bytes) -> tuple[dict[str, str], list[str], list[list[Any]]]:
    """An XLSX: the facts of its second sheet, the head and the rows of its first."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, about = (list(each.iter_rows(values_only=True)) for each in book.worksheets)
    return {str(k): str(v) for k, v in about}, [str(each) for each in sheet[0]], [list(row) for row in sheet[1:]]
