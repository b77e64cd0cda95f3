"""The rows behind an address of a register: page, count, totals, selection, file and the way through all start here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from catalogue.entity import Entity
from catalogue.querysets import (
    EXACT_UP_TO,
    Count,
    Matched,
    count,
    estimate,
    first_of_many,
    page_of_ids,
    read_by_name,
    search,
)
from workbench.filters import filter_set
from workbench.state import NotUnderstood, State

COUNTED_WHILE_TYPING = 1_500  # to count more takes most of the time of a search


@dataclass
class Found:
    """The rows of a state: all the viewer may see, those that match, and the filter form with its errors."""

    visible: QuerySet[Any]
    matching: QuerySet[Any]
    form: Any


def find(state: State, *, are_many: bool = False) -> Found:
    """One filtered queryset: page, count, totals, selection and file all start from it.

    ``are_many`` if very many are known to match: the same rows, asked for as it suits to find the first of them.
    """
    register = state.register
    visible = register.rows(state.viewer)
    filters = filter_set(state, visible)
    matching = filters.qs if filters.form.is_valid() else visible.none()
    if register.switch and state.state != "all":
        matching = matching.filter(register.switch.holds(in_use=state.state == "active"))
    if state.typed:
        matching = search(matching, register.entity, state.typed, are_many=are_many)
    if state.of:
        matching = belonging(matching, register.entity, state.of)
    return Found(visible, matching, filters.form)


def rows_matching(state: State) -> QuerySet[Any]:
    """The rows that match. Raises NotUnderstood for a filter with a value that is none."""
    found = find(state)
    if not found.form.is_valid():
        raise NotUnderstood("filter")
    return found.matching


def belonging(rows: QuerySet[Any], entity: Entity, of: State) -> QuerySet[Any]:
    """Those of the rows that belong to the rows of another list, or to which those belong."""
    theirs = rows_matching(of).order_by()
    path = entity.path_to(of.register.entity.model)
    if path:
        return rows.filter(**{f"{path}__in": theirs.values("pk")})
    back = of.register.entity.path_to(entity.model)
    assert back, "refused when it was read"
    return rows.filter(pk__in=theirs.values(back))


def read(state: State, found: Found, *, is_typing: bool = False) -> Matched:
    """Counts the matching rows and finds the page. While somebody types very many rows are not counted."""
    register, matching = state.register, found.matching
    locked = register.locked.condition if register.locked else None
    counted = None
    if state.typed and not state.sorts and not state.exact_count:
        by_name = partial(read_by_name, matching, register.entity, state.offset, state.size, locked)
        reading = None
        if is_typing and _is_along_names(state):
            reading = by_name(most=COUNTED_WHILE_TYPING)
            ids = None if reading else first_of_many(matching, register.entity, state.size)
            if ids:
                return Matched(Count(COUNTED_WHILE_TYPING, is_exact=False, is_exceeded=True), 0, ids)
        reading = reading or by_name(most=EXACT_UP_TO)
        if reading:
            return reading
        counted = estimate(matching)
    counted = counted or count(matching, state.exact_count)
    if not counted.number:
        return Matched(counted, 0, [])
    are_many = counted.number > EXACT_UP_TO
    first = find(state, are_many=True).matching if state.typed and are_many else matching
    dense = are_many and not state.typed
    ids = page_of_ids(first, register.entity, state.sorts, state.viewer, state.offset, state.size, dense=dense)
    # of an estimate nothing is subtracted
    return Matched(counted, matching.filter(locked).count() if locked and counted.is_exact else 0, ids)


def _is_along_names(state: State) -> bool:
    """Whether an index of names knows all that decides which rows match: the words, and which are in use."""
    is_plain = not (state.filters or state.of or state.selected_all or state.page > 1)
    return is_plain and not state.is_limited() and state.register.entity.words_fit is not None
