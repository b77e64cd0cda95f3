"""The rows behind an address of a register: page, count, totals, selection, file and the way through all start here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from catalogue.querysets import search
from workbench.filters import filter_set
from workbench.state import State


@dataclass
class Found:
    """The rows of a state: all the viewer may see, those that match, and the filter form with its errors."""

    visible: QuerySet[Any]
    matching: QuerySet[Any]
    form: Any


def find(state: State) -> Found:
    """One filtered queryset: page, count, totals, selection and file all start from it."""
    register = state.register
    visible = register.rows(state.viewer)
    filters = filter_set(state, visible)
    matching = filters.qs if filters.form.is_valid() else visible.none()
    if state.state != "all":
        matching = matching.filter(**{register.state_field: state.state == "active"})
    if state.typed:
        matching = search(matching, register.entity, state.typed)
    return Found(visible, matching, filters.form)
