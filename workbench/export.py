"""Files of exactly what a register shows: CSV straight from COPY, XLSX by XlsxWriter, both with flat memory."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, NamedTuple

import xlsxwriter
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import BooleanField, Case, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, Ord
from django.db.models.lookups import Exact, In
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.field import Field, Viewer
from catalogue.querysets import totals
from workbench.snapshot import one_snapshot

_FIRST_YEAR = 1900  # of the days spreadsheets know; earlier ones are text
XLSX_ROWS = 1_048_575  # a sheet's rows, less the head
# What a spreadsheet takes for a formula, also after blanks and in full-width letters. One that splits at
# semicolons, as those set to a Nordic language do, finds cells within our texts: quotes may stand before theirs.
_BLANK, _SIGN = " \t\r\n\v\f\u00a0\u3000", "-=+@\uff1d\uff0b\uff0d\uff20"
_FORMULA = f"^[{_BLANK}]*[{_SIGN}]|^[\t\r\n]"
_FORMULA_WITHIN = re.compile(f'([;\t\r\n][{_BLANK}"]*)([{_SIGN}])')
_PLAIN_NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")


@dataclass(frozen=True)
class Facts:
    """What a file stands for: said on top of a CSV if wished, on a sheet of its own in XLSX."""

    title: str
    filter: str
    scope: str
    person: str
    made_at: datetime
    currency: str  # of the amounts in it; empty where there are none


def _text(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    text = TextField()
    looks_so = Func(value, Value(_FORMULA), template="%(expressions)s", arg_joiner=" ~ ", output_field=BooleanField())
    escaped = Case(When(looks_so, then=Concat(Value("'"), value, output_field=text)), default=value, output_field=text)
    # one look at the first letter spares nearly every text the regular expression
    suspicious = In(Ord(value), [ord(letter) for letter in _BLANK + _SIGN])
    return Case(When(suspicious, then=escaped), default=value, output_field=text)


def harmless(text: str) -> str:
    """The same as ``_text`` for what does not come out of COPY; a number stays a number."""
    return f"'{text}" if re.search(_FORMULA, text) and not _PLAIN_NUMBER.fullmatch(text) else text


def _local(value: Any) -> Any:
    """A moment as the organisation's local time."""
    zone = Value(str(timezone.get_current_timezone()), TextField())
    return Func(zone, value, function="timezone", output_field=models.DateTimeField())


def exported(field: Field, viewer: Viewer, escape: bool) -> Any:
    """A field's value for a file: numbers stay numbers, dates ISO, text harmless."""
    value = field.display(viewer)
    kind = field.type.name
    if kind == "boolean":
        choices = dict(field.choices()) if field.choices else {True: _("Yes"), False: _("No")}
        words = [When(Exact(value, answer), then=Value(str(word))) for answer, word in choices.items()]
        return Case(*words, output_field=TextField())
    if kind == "datetime":
        return Func(_local(value), Value("YYYY-MM-DD HH24:MI"), function="to_char", output_field=TextField())
    if kind == "date" or field.type.is_number:
        return value
    return _text(value) if escape else value


def file_rows(rows: QuerySet[Any], fields: Sequence[Field], viewer: Viewer, escape: bool) -> QuerySet[Any]:
    """The queryset behind a file: one value per column, in the order of ``rows``."""
    columns = {field.column: exported(field, viewer, escape) for field in fields}
    return rows.annotate(**columns).values_list(*columns)


@contextmanager
def _moment_of_file() -> Iterator[None]:
    """Count, totals and rows of a file come from the same moment."""
    with one_snapshot():
        if settings.STATEMENT_TIMEOUT:  # a file may take longer than a page
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
        yield


class Fact(NamedTuple):
    """A line about a file; ``kind`` is the type of a number, and empty for text."""

    label: str
    value: Any
    kind: str = ""


def fact_lines(facts: Facts, count: int, sums: dict[str, Any], fields: Sequence[Field]) -> list[Fact]:
    """What a file says about itself."""
    of = {field.key: field for field in fields}
    of_columns = [Fact(_("Total %(field)s") % {"field": of[key].label}, sums[key], of[key].type.name) for key in sums]
    return [
        Fact(_("Register"), facts.title),
        Fact(_("Filter"), facts.filter),
        Fact(_("Access"), facts.scope),
        *([Fact(_("Amounts in"), facts.currency)] if facts.currency else []),
        Fact(_("Rows"), count, "number"),
        *of_columns,
        Fact(_("Made"), f"{timezone.localtime(facts.made_at):%Y-%m-%d %H:%M}"),
        Fact(_("Made by"), facts.person),
    ]


def _csv_line(values: Sequence[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(str(value)) for value in values])
    return line.getvalue().encode()


def csv_chunks(
    rows: QuerySet[Any], fields: Sequence[Field], viewer: Viewer, facts: Facts, facts_on_top: bool
) -> Iterator[bytes]:
    """The file in pieces, as PostgreSQL's COPY writes them.

    Runs after the view has returned: language and time zone are those of the time of the call.
    """
    language, zone = translation.get_language() or "en", timezone.get_current_timezone()

    def chunks() -> Iterator[bytes]:
        with translation.override(language), timezone.override(zone), _moment_of_file():
            yield b"\xef\xbb\xbf"  # spreadsheets take the file for UTF-8
            if facts_on_top:
                sums = totals(rows, fields, viewer)
                for fact in fact_lines(facts, rows.count(), sums, fields):
                    yield _csv_line([fact.label, fact.value])
                yield b"\r\n"
            yield _csv_line([str(field.label) for field in fields])
            yield from _copied(file_rows(rows, fields, viewer, escape=True))

    return _bundled(chunks())


def _copied(rows: QuerySet[Any]) -> Iterator[bytes]:
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:  # nothing can match, such as a number beyond every column
        return
    # psycopg's own cursor: Django's takes no parameters for COPY while it records queries (DEBUG)
    with connection.cursor() as django, django.cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params) as copy:
        for line in copy:
            yield bytes(line)


def _bundled(lines: Iterator[bytes], size: int = 64 * 1024) -> Iterator[bytes]:
    """COPY hands out line by line; a browser is better served in larger pieces."""
    held: list[bytes] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= size:
            yield _joined(held)
            held, length = [], 0
    if held:
        yield _joined(held)


def _joined(lines: list[bytes]) -> bytes:
    """Lines of CSV in which no cell begins with a formula for a spreadsheet that splits at semicolons.

    Nearly all pieces hold nothing such a one could split at: one look at the whole spares the look at each line.
    """
    whole = b"".join(lines)
    if whole.count(b"\n") == len(lines) and not any(letter in whole for letter in (b";", b"\t", b"\r")):
        return whole
    return b"".join(_FORMULA_WITHIN.sub(r"\1'\2", line.decode()).encode() for line in lines)


def xlsx_file(rows: QuerySet[Any], fields: Sequence[Field], viewer: Viewer, facts: Facts) -> IO[bytes]:
    """An open temporary file with the rows on one sheet and the facts on another."""
    return book_file(lambda book: _write_book(book, rows, fields, viewer, facts))


def book_file(write: Callable[[Any], None]) -> IO[bytes]:
    """An open temporary file with the workbook that ``write`` fills; texts in it are never formulas or links.

    Neither it nor what XlsxWriter puts aside has a name that outlives this call, whatever happens meanwhile.
    """
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response
    with tempfile.TemporaryDirectory(prefix="havn-") as room:
        options = {"constant_memory": True, "tmpdir": room}
        options |= dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        with xlsxwriter.Workbook(target, options) as book:
            write(book)
    target.seek(0)
    return target


def _write_book(book: Any, rows: QuerySet[Any], fields: Sequence[Field], viewer: Viewer, facts: Facts) -> None:
    head = book.add_format({"bold": True, "bottom": 1})
    cents = book.add_format({"num_format": "#,##0.00"})
    forms = {"date": book.add_format({"num_format": "yyyy-mm-dd"}), "money": cents, "amount": cents}
    with _moment_of_file():
        sheet = book.add_worksheet(_sheet_name(facts.title))
        sheet.freeze_panes(1, 1)
        for column, field in enumerate(fields):
            sheet.set_column(column, column, 28 if not column else 16)
            sheet.write_string(0, column, str(field.label), head)
        count = 0
        for values in file_rows(rows, fields, viewer, escape=False).iterator(chunk_size=5000):
            count += 1
            for column, (field, value) in enumerate(zip(fields, values, strict=True)):
                _write(sheet, count, column, field, value, forms)
        sums = totals(rows, fields, viewer)
    about = book.add_worksheet(_sheet_name(_("About this file")))
    about.set_column(0, 1, 40)
    for line, fact in enumerate(fact_lines(facts, count, sums, fields)):
        about.write_string(line, 0, fact.label, head)
        if fact.kind:
            about.write_number(line, 1, fact.value, forms.get(fact.kind))
        else:
            about.write_string(line, 1, fact.value)


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\")[:31].strip("'") or "1"


def _write(sheet: Any, row: int, column: int, field: Field, value: Any, forms: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if field.type.is_number:
        sheet.write_number(row, column, value, forms.get(field.type.name))
    elif field.type.name == "date" and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, value, forms["date"])
    else:
        sheet.write_string(row, column, str(value)[:32_767])
