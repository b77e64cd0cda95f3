"""Columns of a register: a django-tables2 table made of catalogue fields, and how each type of value is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from typing import Any

import django_tables2 as tables
from babel import Locale, dates
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.codes import country_name
from catalogue.field import Field, Viewer
from workbench.register import Register

NOTHING = "\u2013"


@cache
def _locale(language: str) -> Locale:
    # British English: day before month
    return Locale.parse({"en": "en_GB"}.get(language, language))


def number(value: Any, decimals: int | None = None) -> str:
    """A number in the user's locale, with a real minus."""
    if decimals is not None:
        value = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    elif isinstance(value, Decimal):
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))
    printed = formats.number_format(value, use_l10n=True, force_grouping=True)
    return printed.replace("-", "\u2212") if value else printed.lstrip("-")


def day(value: date, today: date) -> str:
    """Today, Yesterday, 20 Nov or 20 Nov 2025, in the user's language."""
    if value == today:
        return _("Today")
    if value == today - timedelta(days=1):
        return _("Yesterday")
    return str(
        dates.format_skeleton(
            "MMMd" if value.year == today.year else "yMMMd", value, locale=_locale(get_language() or "en")
        )
    )


def moment(value: datetime, today: date) -> str:
    """A moment in the organisation's time zone: with the time only for today."""
    local = timezone.localtime(value)
    printed = day(local.date(), today)
    return f"{printed} {local:%H:%M}" if local.date() == today else printed


def printed(field: Field, value: Any, viewer: Viewer) -> str:
    """A value as text, in the user's locale; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    kind = field.type.name
    if kind == "boolean":
        return str(dict(field.choices()).get(value, value)) if field.choices else (_("Yes") if value else _("No"))
    if kind == "money":
        return number(value, 0)
    if field.type.is_number:
        return str(value) if field.is_label else number(value)
    if kind == "datetime":
        return moment(value, viewer.today)
    if kind == "date":
        return day(value, viewer.today)
    return str(value)


def spelled_out(field: Field, value: Any, viewer: Viewer) -> str:
    """As ``printed``, but with the name behind a code, Norway for NO, and the cents of an amount."""
    if field.type.name == "code" and value and field.choices:
        return str(dict(field.choices()).get(value, value))
    if field.type.name == "money" and value and value % 1:
        return number(value, 2)
    return printed(field, value, viewer)


def css_class(field: Field, register: Register) -> str:
    """The class of a column's cells: its key, "num" for what is lined up at the right, its part when narrow."""
    names = [f"c-{field.key.replace('_', '-')}"]
    names += ["num"] if field.type.is_number and not field.is_label else []
    names += ["c-status"] if field.key == register.state_field else []
    names += ["c-bill"] if field.key == register.amount else []
    return " ".join(names)


def cell_printer(field: Field, viewer: Viewer) -> Callable[[Any], Any]:
    """The function that draws this field's cells, chosen once per column."""
    kind = field.type.name
    text = partial(printed, field, viewer=viewer)
    if field.tones:
        tones = dict(field.tones)
        return lambda value: format_html('<span class="badge {}">{}</span>', tones.get(value, ""), text(value))
    if field.key == "country":
        return lambda value: format_html('<span title="{}">{}</span>', country_name(value), value)
    if kind in {"date", "datetime"}:
        return lambda value: _time_cell(value, text(value))
    if kind == "money":
        return lambda value: format_html('<data value="{}" title="{}">{}</data>', value, number(value, 2), text(value))
    if field.reference and field.reference.is_person:
        return lambda value: _person_cell(text(value))
    if field.type.is_number or kind == "code":
        return text
    return lambda value: format_html('<span class="ell" title="{0}">{0}</span>', text(value))


def _time_cell(value: Any, text: str) -> Any:
    exact = timezone.localtime(value) if isinstance(value, datetime) else value
    shown = f"{exact:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{exact:%Y-%m-%d}"
    return format_html('<time datetime="{}" title="{}">{}</time>', exact.isoformat(), shown, text)


def _person_cell(name: str) -> Any:
    """A person with initials in a colour of their own; readers hear the name once."""
    initials = "".join(part[0] for part in name.split()[:: max(1, len(name.split()) - 1)])[:2].upper()
    return format_html(
        '<span class="person"><span class="avatar a{}" aria-hidden="true">{}</span>'
        '<span class="ell" title="{}">{}</span></span>',
        sum(map(ord, name)) % 5 + 1,
        initials,
        name,
        name,
    )


class CatalogueColumn(tables.Column):
    """One field as a column of a table: its class and how it draws a value."""

    def __init__(self, field: Field, viewer: Viewer, css: str) -> None:
        super().__init__(
            accessor=field.column,
            verbose_name=field.label,
            orderable=False,
            empty_values=(None, ""),
            default=format_html('<span class="dim">{}</span>', NOTHING),
        )
        self.field, self.css = field, mark_safe(css)
        self.draw = cell_printer(field, viewer)

    def cell(self, record: dict[str, Any]) -> Any:
        """The value of a row as HTML."""
        value = record[self.field.column]
        return self.default if value in self.empty_values else self.draw(value)


class RegisterTable(tables.Table):
    """The rows of a page. The naming column and the tick box are drawn by the template around it."""

    class Meta:
        orderable = False

    def cells(self) -> Iterator[SafeString]:
        """The cells of each row in turn.

        Drawn by the columns themselves: the table's own walk looks for overrides and attributes in every cell,
        which costs more than drawing it.
        """
        columns = [bound.column for bound in self.columns]
        for record in self.data:
            drawn = ((column.css, column.cell(record)) for column in columns)
            yield format_html_join("", '<td class="{}" role="cell">{}</td>', drawn)


def table(register: Register, fields: Sequence[Field], rows: list[dict[str, Any]], viewer: Viewer) -> RegisterTable:
    """A table with a column for each field but the first, which names the row."""
    columns = [(field.column, CatalogueColumn(field, viewer, css_class(field, register))) for field in fields[1:]]
    return RegisterTable(rows, extra_columns=columns)
