"""The cells of a register: each column draws its values as HTML, by a function chosen once per column.

Fifty rows of a dozen columns are drawn for every letter somebody types in the search, so text is escaped by the
standard library and put together here; nothing but what ``escape`` returned, numbers and classes goes in unescaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from html import escape
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.organisation import current_organisation
from catalogue.codes import country_name
from catalogue.field import Field, Viewer
from workbench.printing import NOTHING, initials, monogram, number, printed, tone
from workbench.register import Register

_NOTHING = f'<span class="dim">{NOTHING}</span>'


def currency_of(columns: Iterable[Field]) -> str:
    """The currency of the amounts in these columns; empty where there are none."""
    return current_organisation().base_currency if any(each.type.name == "money" for each in columns) else ""


def css_class(field: Field, register: Register) -> str:
    """The class of a column's cells: its key, "num" for what is lined up at the right, its part when narrow."""
    names = [f"c-{field.key.replace('_', '-')}"]
    names += ["num"] if field.type.is_number and not field.is_label else []
    names += ["c-status"] if field.key == register.status else []
    names += ["c-bill"] if field.key == register.amount else []
    return " ".join(names)


def cell_printer(field: Field, viewer: Viewer) -> Callable[[Any], str]:
    """The function that draws this field's values."""
    kind = field.type.name
    text = partial(printed, field, viewer=viewer)
    tones = _tones(field)
    if tones is not None:
        return lambda value: f'<span class="badge {tones.get(value, "")}">{escape(text(value))}</span>'
    if field.key == "country":
        return lambda value: f'<span title="{escape(country_name(value))}">{escape(value)}</span>'
    if kind in {"date", "datetime"}:
        return lambda value: _time_cell(value, text(value))
    if kind == "money":
        return money_cell
    if field.reference and field.reference.is_person:
        return lambda value: _person_cell(text(value))
    if field.type.is_number or kind == "code":
        return lambda value: escape(text(value))
    return lambda value: _text_cell(escape(text(value)))


def money_cell(value: Any) -> SafeString:
    """An amount in whole units, with its cents for who points at it."""
    return mark_safe(f'<data value="{value}" title="{number(value, 2)}">{number(value, 0)}</data>')


def _tones(field: Field) -> dict[Any, str] | None:
    """The colours of the badges a field is drawn as, by value; a list of statuses is read for it."""
    if field.reference and field.reference.has_tones:
        return {str(each): each.tone for each in field.reference.model._default_manager.all()}  # type: ignore[attr-defined]
    return dict(field.tones) if field.tones else None


def _text_cell(escaped: str) -> str:
    return f'<span class="ell" title="{escaped}">{escaped}</span>'


def _time_cell(value: Any, text: str) -> str:
    exact = timezone.localtime(value) if isinstance(value, datetime) else value
    shown = f"{exact:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{exact:%Y-%m-%d}"
    return f'<time datetime="{exact.isoformat()}" title="{shown}">{escape(text)}</time>'


def _person_cell(name: str) -> str:
    """A person with initials in a colour of their own; readers hear the name once."""
    return (
        f'<span class="person"><span class="avatar a{tone(sum(map(ord, name)))}" aria-hidden="true">'
        f"{escape(initials(name))}</span>{_text_cell(escape(name))}</span>"
    )


def tick_printer(register: Register, ticked: bool) -> Callable[[int, str, bool], str]:
    """The function that draws a row's tick box from its id, its name and whether it may not be ticked."""
    label = _("Select %(name)s")
    opening = '<td class="c-pick pin" role="cell"><input class="pick" type="checkbox"'
    reason = escape(str(register.locked.reason)) if register.locked else ""
    free = f'{opening} name="ids" {"checked " if ticked else ""}value='
    locked = f'{opening} disabled title="{reason}" aria-describedby="locked-reason"'

    def tick(pk: int, name: str, is_locked: bool) -> str:
        start = locked if is_locked else f'{free}"{pk}"'
        return f'{start} aria-label="{escape(label % {"name": name})}"></td>'

    return tick


def name_cell(pk: int, name: str, url: str) -> str:
    """The cell that names a row and leads to its card."""
    shown = escape(name)
    return (
        '<th class="c-name pin2" role="rowheader" scope="row"><span class="name-cell">'
        f'<span class="mono a{tone(pk)}" aria-hidden="true">{escape(monogram(name))}</span>'
        f'<a class="strong ell" href="{escape(url)}" title="{shown}">{shown}</a></span></th>'
    )


def summary_cell(facts: Iterable[str]) -> str:
    """The second line of a row on a narrow screen."""
    return f'<td class="c-meta" role="cell">{escape(", ".join(facts))}</td>'


class CatalogueColumn(tables.Column):
    """One field as a column of a table: its class and how it draws a value."""

    def __init__(self, field: Field, viewer: Viewer, css: str) -> None:
        super().__init__(
            accessor=field.column,
            verbose_name=field.label,
            orderable=False,
            empty_values=(None, ""),
            default=mark_safe(_NOTHING),
        )
        self.field, self.key = field, field.column
        self.opening = f'<td class="{css}" role="cell">'
        draw = cell_printer(field, viewer)
        # of these a page has the same few over and over
        repeats = field.reference or field.tones or field.type.name in {"code", "boolean", "date"}
        self.draw = cache(draw) if repeats else draw

    def cell(self, record: dict[str, Any]) -> str:
        """The value of a row as HTML, with its cell around it."""
        value = record[self.key]
        drawn = _NOTHING if value is None or value == "" else self.draw(value)
        return f"{self.opening}{drawn}</td>"


class RegisterTable(tables.Table):
    """The rows of a page, without the tick box and the naming column before its cells."""

    class Meta:
        orderable = False

    def cells(self) -> Iterator[SafeString]:
        """The cells of each row in turn.

        Drawn by the columns themselves: the table's own walk looks for overrides and attributes in every cell,
        which costs more than drawing it.
        """
        columns = [bound.column for bound in self.columns]
        for record in self.data:
            yield mark_safe("".join([column.cell(record) for column in columns]))


def table(register: Register, fields: Sequence[Field], rows: list[dict[str, Any]], viewer: Viewer) -> RegisterTable:
    """A table with a column for each field but the first, which names the row."""
    columns = [(field.column, CatalogueColumn(field, viewer, css_class(field, register))) for field in fields[1:]]
    return RegisterTable(rows, extra_columns=columns)
