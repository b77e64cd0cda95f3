"""Reading answers: a page as people see it, a register's table, the rows of a file."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any

from openpyxl import Workbook, load_workbook

_TOKENS = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'"X-CSRFToken": "[^"]*"'),
)


def streamed(response: Any) -> bytes:
    """The whole of a file, which comes in pieces; it may be read once."""
    return b"".join(response.streaming_content)


def body(response: Any) -> bytes:
    """The whole answer; that of a file may be read once."""
    return streamed(response) if response.streaming else bytes(response.content)


def seen(response: Any) -> bytes:
    """The body without CSRF tokens, which differ from page to page."""
    text = body(response)
    for token in _TOKENS:
        text = token.sub(b"", text)
    return text


def is_to_login(response: Any) -> bool:
    return bool(response.status_code == 302 and response.headers["Location"].startswith("/login/"))


def is_refused(response: Any) -> bool:
    return bool(response.status_code >= 400 or is_to_login(response))


class _Table(HTMLParser):
    """Head, rows and total of the register's table. Amounts, times and people are read from their exact attribute."""

    LEFT_OUT = ("c-pick", "c-meta")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: dict[str, list[list[str]]] = {"thead": [], "tbody": [], "tfoot": []}
        self.part = ""
        self.depth = self.hidden = 0  # of the cell; of an element that readers skip within it
        self.exact = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self.parts:
            self.part = tag
        elif tag == "tr" and self.part:
            self.parts[self.part].append([])
        elif tag in {"td", "th"} and self.part and not (given.get("class") or "").startswith(self.LEFT_OUT):
            self.depth, self.exact = 1, False
            self.parts[self.part][-1].append("")
        elif self.depth and tag not in {"input", "path", "br", "img"}:
            self.depth += 1
            if given.get("aria-hidden") and not self.hidden:
                self.hidden = self.depth
            of_tag = "value" if tag == "data" else "title" if given.get("class") == "ell" else "datetime"
            value = given.get(of_tag)
            if value:
                self.exact = True
                self.parts[self.part][-1][-1] = value[:16].replace("T", " ") if tag == "time" else value

    def handle_endtag(self, tag: str) -> None:
        if tag in self.parts:
            self.part = ""
        elif self.depth and tag not in {"input", "path", "br", "img"}:
            if self.depth == self.hidden:
                self.hidden = 0
            self.depth = 0 if tag in {"td", "th"} else self.depth - 1

    def handle_data(self, data: str) -> None:
        if self.part and self.depth and not self.hidden and not self.exact:
            self.parts[self.part][-1][-1] += data


def _read(response: Any) -> _Table:
    table = _Table()
    table.feed(response.content.decode())
    for rows in table.parts.values():
        for row in rows:
            row[:] = [" ".join(cell.split()) for cell in row]
    return table


def shown_head(response: Any) -> list[str]:
    """The labels of the columns on the page."""
    return _read(response).parts["thead"][0]


def shown_rows(response: Any) -> list[list[str]]:
    """The cells of the rows on the page; nothing is a dash."""
    return _read(response).parts["tbody"]


def shown_names(response: Any) -> list[str]:
    return [row[0] for row in shown_rows(response)]


def shown_total(response: Any) -> list[str]:
    return _read(response).parts["tfoot"][0]


def csv_lines(response: Any) -> list[list[str]]:
    """The lines of a CSV answer, head first."""
    assert response.status_code == 200, response.status_code
    return list(csv.reader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def csv_names(response: Any) -> list[str]:
    """The first column of a CSV answer, without its head."""
    return [line[0] for line in csv_lines(response)[1:]]


def workbook(response: Any) -> Workbook:
    assert response.status_code == 200, response.status_code
    return load_workbook(io.BytesIO(body(response)))
