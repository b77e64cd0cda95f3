"""What the register's templates are given: words, links and cells ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import Right, Scope, has_right
from catalogue.field import Field
from catalogue.querysets import Count
from workbench.actions import RegisterAction, actions_for, links_for
from workbench.bulk.form import bulk_fields, may_bulk_update
from workbench.cells import RegisterTable, css_class, currency_of, money_cell, name_cell, summary_cell, tick_printer
from workbench.filters import chips, within_words
from workbench.printing import NOTHING, count_text, number, printed
from workbench.register import PAGE_SIZES, Register
from workbench.selection import Fingerprint
from workbench.slots import STRIPS
from workbench.state import DEEPEST, LONGEST_LIST, STATES, State

SHARED_PARAMETERS = {"q", "page", "part", "count", "selected"}


@dataclass(frozen=True)
class Heading:
    """A column's head: its sorting link and which way it sorts now."""

    field: Field
    css: str
    url: str
    direction: str


@dataclass(frozen=True)
class Row:
    """A row: whether it is drawn as an active one, whether the viewer may only see it, and its cells."""

    active: bool
    read_only: bool
    cells: SafeString


@dataclass(frozen=True)
class Pages:
    """The pager: which rows these are and where the other pages are."""

    current: int
    previous_url: str
    next_url: str
    links: list[tuple[int, str]]
    last_page: tuple[int, str] | None
    gap: bool


@dataclass(frozen=True)
class Listed:
    """What the database said about a page: how many match, the rows, the sums if they were counted."""

    matched: Count
    records: list[dict[str, Any]]
    table: RegisterTable
    sums: dict[str, Any] | None
    fingerprint: Fingerprint | None
    locked: int


def page_context(state: State, form: Any, listed: Listed) -> dict[str, Any]:
    """Everything the register page prints."""
    register, user = state.register, state.viewer.user
    rows = body(state, listed)
    selectable = listed.matched.number - listed.locked
    headings = [heading(state, column) for column in state.columns]
    sorted_by = state.sorts[0].field.label if state.sorts else register.entity.naming.label
    return {
        "register": register,
        "state": state,
        "states": _states(state),
        "headings": headings,
        "rows": rows,
        "chips": chips(state, form),
        "within": _within(state),
        "sort_fields": [head for head in headings if head.url],
        "sorted_by": sorted_by,
        "page_sizes": PAGE_SIZES,
        "selectable": selectable,
        "selectable_text": number(selectable),
        "may_edit": register.edit_scope_of(user) != Scope.NONE,
        "may_export": has_right(user, Right.EXPORT),
        "actions": _actions(state, user),
        "links": links_for(register, user),
        **_bulk(state, user),
        "has_totals": any(column.summable for column in state.columns),
        "hidden": [(n, v) for n, values in state.query.lists() if n not in SHARED_PARAMETERS for v in values],
        "fingerprint": listed.fingerprint,
        "fingerprint_text": number(listed.fingerprint.count) if listed.fingerprint else "",
        "selection_key": state.filter_key,
        "pages": pages(state, listed.matched, len(rows)),
        "strip_url": _strip_url(state, form),
        "register_label": register.label,
        "table_label": register.table_label,
        "caption": _("%(entities)s, sorted by: %(column)s") % {"entities": register.title, "column": sorted_by},
        **count_context(state, form, listed.matched, len(rows)),
        **totals_context(state, listed.sums, listed.matched),
        **columns_context(state),
        **_links(state),
    }


def count_context(state: State, form: Any, matched: Count, shown: int) -> dict[str, Any]:
    """How many match and are ``shown``, and where to ask again: exactly, or at all where somebody was typing."""
    return {
        "matched": matched,
        "matched_text": count_text(matched),
        "least_text": f"{number(matched.number)}+",
        "limited": state.is_limited(state.columns),
        "form_errors": not form.is_valid(),
        "exact_url": state.url(count="exact"),
        "count_url": state.url(part="count") if matched.is_exceeded else "",
        "range_text": range_text(state, matched, shown),
        "announcement": ngettext("%(number)s row", "%(number)s rows", matched.number) % {"number": count_text(matched)},
    }


def columns_context(state: State) -> dict[str, Any]:
    """The column chooser, which a part of a page leaves to be fetched when it is opened."""
    columns, query = reverse(f"{state.register.key}-columns"), _here(state).partition("?")[2]
    return {
        "chosen_columns": state.columns[1:],
        "other_columns": [field for field in state.fields.values() if field not in state.columns],
        "shared_url": state.shared_url,
        "columns_url": f"{columns}?{query}" if query else columns,
        "columns_part_url": state.url(page=state.page if state.page > 1 else None, part="columns"),
    }


def _actions(state: State, user: Any) -> list[tuple[RegisterAction, str]]:
    """What can be done with the selection, and where it is sent, with the filter of this page."""
    query = _here(state).removeprefix(state.register.url)
    return [(each, each.url + query) for each in actions_for(state.register, user)]


def _bulk(state: State, user: Any) -> dict[str, Any]:
    """What can be changed in bulk: where it is sent, and the fields with an entry of their own."""
    if not may_bulk_update(state.register, user):
        return {"may_bulk_update": False}
    fields = bulk_fields(state.register.entity, state.viewer)
    may_delete = state.register.delete and has_right(user, Right.DELETE)
    quick = [fields[key] for key in state.register.quick if key in fields]
    query = _here(state).removeprefix(state.register.url)
    return {
        "may_bulk_update": True,
        "bulk_url": reverse(f"{state.register.key}-bulk") + query,
        "bulk_delete_url": reverse(f"{state.register.key}-bulk-delete") + query if may_delete else "",
        "may_switch": bool(state.register.switch and state.register.switch.field in fields),
        "quick_fields": quick[:2],
        "more_fields": quick[2:],
    }


def _here(state: State) -> str:
    return state.url(page=state.page if state.page > 1 else None)


def _states(state: State) -> list[tuple[str, Any, bool, str]]:
    switch = state.register.switch
    return [
        (key, label, key == state.state, state.url(state=None if key == state.usual_state else key))
        for key, label in zip(STATES, switch.words if switch else (), strict=False)
    ]


def _strip_url(state: State, form: Any) -> str:
    """Where the key figures are: of all rows, or of those that match where the user wants that."""
    if state.register.key not in STRIPS:
        return ""
    wanted = state.figures_follow and state.is_narrowed
    # what could not be read back is not followed, and the figures say so
    may = form.is_valid() and state.depth < DEEPEST and len(quote(state.filter_key)) < LONGEST_LIST // 2
    of = {"of": state.filter_key} if may else {"unfollowed": "yes"}
    return reverse(STRIPS[state.register.key], query=of if wanted else {})


def _within(state: State) -> dict[str, Any] | None:
    """The other list that limits this one: its name, its filter, where it is and the way to all rows."""
    if state.of is None:
        return None
    return {
        "label": state.of.register.title,
        "words": within_words(state),
        "url": state.of.url(),
        "remove_url": state.url(of=None),
    }


def _links(state: State) -> dict[str, str]:
    return {
        "here_url": _here(state),
        "filter_url": state.url(part="filter"),
        "clear_url": state.cleared_url,
        "select_all_url": state.url(page=state.page if state.page > 1 else None, selected="all"),
        "card_pattern": reverse(f"{state.register.key}-card", args=[0]),
    }


def totals_context(state: State, sums: dict[str, Any] | None, matched: Count | None) -> dict[str, Any]:
    """The total row; ``sums`` is None where it is fetched afterwards."""
    return {
        "sums": None
        if sums is None
        else [(css_class(column, state.register), _sum(column, sums)) for column in state.columns],
        "totals_url": state.url(part="totals"),
        "columns_after_name": len(state.columns) - 1,
        "matched": matched,
        "currency": currency_of(state.columns),
    }


def _sum(field: Field, sums: dict[str, Any]) -> str:
    if field.key not in sums:
        return ""
    value = sums[field.key]
    return money_cell(value) if field.type.name == "money" else number(value)


def heading(state: State, field: Field) -> Heading:
    """The head of a column; sorting starts upwards, amounts and dates downwards."""
    now = next((sort for sort in state.sorts if sort.field == field), None)
    is_default = not state.sorts and field == state.register.entity.naming
    direction = "" if not now and not is_default else "descending" if now and now.descending else "ascending"
    falls = (field.type.is_number and not field.is_label) or field.type.name in {"date", "datetime"}
    down = direction == "ascending" or (not direction and falls)
    url = state.url(sort=f"-{field.key}" if down else field.key) if field.sortable else ""
    return Heading(field, css_class(field, state.register), url, direction)


def body(state: State, listed: Listed) -> list[Row]:
    """The table's rows."""
    register, naming = state.register, state.register.entity.naming
    summary = state.summary
    card = reverse(f"{register.key}-card", args=[0])  # looked up once for all rows
    way_back = state.way_back
    tick = tick_printer(register, ticked=bool(listed.fingerprint))
    drawn = []
    for record, cells in zip(listed.records, listed.table.cells(), strict=True):
        pk, name = record["pk"], str(record[naming.column])
        facts = [(f, printed(f, record[f.column], state.viewer)) for f in summary]
        around = (
            tick(pk, name, bool(record.get("locked"))),
            name_cell(pk, name, card.replace("/0/", f"/{pk}/") + way_back),
            cells,
            summary_cell(_named(f, fact, register) for f, fact in facts if fact != NOTHING),
        )
        drawn.append(
            Row(
                active=bool(record.get("active", True)),
                read_only=not record.get("editable", True),
                cells=mark_safe("".join(around)),
            )
        )
    return drawn


def _named(field: Field, fact: str, register: Register) -> str:
    """A fact of a narrow row: what does not usually stand there says what it is."""
    return fact if field.key in register.summary else f"{field.label}: {fact}"


def pages(state: State, matched: Count, shown: int) -> Pages:
    """Numbered links where the number of pages is known, else just the neighbours."""
    last = -(-matched.number // state.size)
    near = range(max(1, min(state.page - 1, last - 2)), min(last, max(state.page + 1, 3)) + 1)
    more = state.page < last if matched.is_exact else shown == state.size
    beyond = matched.is_exact and last > near.stop - 1

    def link(page: int) -> str:
        return state.url(page=page if page > 1 else None)

    return Pages(
        current=state.page,
        previous_url=link(state.page - 1) if state.page > 1 else "",
        next_url=link(state.page + 1) if more else "",
        links=[(page, link(page)) for page in near],
        last_page=(last, link(last)) if beyond else None,
        gap=beyond and last > near.stop,
    )


def range_text(state: State, matched: Count, shown: int) -> str:
    """1–50 of 1 284."""
    values = {
        "first": number(state.offset + 1 if shown else 0),
        "last": number(state.offset + shown),
        "all": count_text(matched),
    }
    return _("%(first)s–%(last)s of %(all)s") % values
