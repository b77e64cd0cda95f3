"""The cells of a register: each column draws its values as HTML, by a function chosen once per column.

Fifty rows of a dozen columns are drawn for every letter somebody types in the search, so text is escaped by the
standard library and put together here; nothing but what ``escape`` returned, numbers and classes goes in unescaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
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
from workbench.printing import NOTHING, initials, monogram, number, printed, short_name, tone
from workbench.register import Register
from workbench.sparkline import sparkline

_NOTHING = f'<span class="dim">{NOTHING}</span>'
WIDTH, HEIGHT = 40, 18  # of the line beside an amount


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
    """A person with initials in a colour of their own; the last name is short, and whole for who points at it."""
    avatar = f'<span class="avatar a{tone(sum(map(ord, name)))}" aria-hidden="true">{escape(initials(name))}</span>'
    shown = f'<span class="ell" title="{escape(name)}">{escape(short_name(name))}</span>'
    return f'<span class="person">{avatar}{shown}</span>'


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


def trend_printer(series: Mapping[int, Sequence[Decimal]]) -> Callable[[int], str]:
    """The function that draws the line beside an amount, from the id of its row; the card has its figures in words."""
    none, words = [Decimal(0)] * 2, escape(_("The last twelve months, month by month"))

    def trend(pk: int) -> str:
        drawn = sparkline(series.get(pk, none), WIDTH, HEIGHT)
        assert drawn, "twelve months, or the flat line of none"
        return (
            f'<svg class="spark{" flat" if drawn.is_flat else ""}" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true"><title>{words}</title>'
            f'<path d="{drawn.line}"/><circle cx="{drawn.x}" cy="{drawn.y}" r="1.9"/></svg>'
        )

    return trend


def summary_cell(facts: Iterable[str]) -> str:
    """The second line of a row on a narrow screen."""
    return f'<td class="c-meta" role="cell">{escape(", ".join(facts))}</td>'


class CatalogueColumn(tables.Column):
    """One field as a column of a table: its class and how it draws a value."""

    def __init__(self, field: Field, viewer: Viewer, css: str, trend: Callable[[int], str] | None = None) -> None:
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
        self.trend = trend

    def cell(self, record: dict[str, Any]) -> str:
        """The value of a row as HTML, with its cell around it."""
        value = record[self.key]
        drawn = _NOTHING if value is None or value == "" else self.draw(value)
        if self.trend:
            drawn = f'<span class="trend">{self.trend(record["pk"])}{drawn}</span>'
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
    ids = [row["pk"] for row in rows]
    columns = []
    for field in fields[1:]:
        trend = trend_printer(field.trend.of(ids, viewer)) if field.trend and ids else None
        columns.append((field.column, CatalogueColumn(field, viewer, css_class(field, register), trend)))
    return RegisterTable(rows, extra_columns=columns)
