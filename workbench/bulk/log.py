"""The log of a bulk update as a spreadsheet: every row with old and new value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from catalogue.field import Viewer
from workbench.bulk.rows import Row, changed_ids, rows_done
from workbench.export import XLSX_ROWS, book_file
from workbench.models import BulkUpdate
from workbench.register import Register

_AT_ONCE = 2_000


def log_file(register: Register, viewer: Viewer, bulk: BulkUpdate) -> IO[bytes]:
    """An open temporary file with a line for each value that changed, of the rows the viewer may see."""
    return book_file(lambda book: _write(book, register, _rows(register, viewer, bulk)))


def _rows(register: Register, viewer: Viewer, bulk: BulkUpdate) -> Iterator[Row]:
    visible = register.rows(viewer).filter(pk__in=changed_ids(register, bulk)).order_by("pk")
    last = 0
    while ids := list(visible.filter(pk__gt=last).values_list("pk", flat=True)[:_AT_ONCE]):
        yield from rows_done(register, viewer, bulk, ids)
        last = ids[-1]


def _write(book: Any, register: Register, rows: Iterator[Row]) -> None:
    head = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 3, 28)
    for column, label in enumerate((register.entity.name, _("Field"), _("Before"), _("After"))):
        sheet.write_string(0, column, str(label), head)
    line = 0
    for row in rows:
        for each in row.values:
            line += 1
            if line > XLSX_ROWS:
                return
            for column, text in enumerate((row.name, str(each.label), each.before, each.after)):
                sheet.write_string(line, column, text)
