"""Previews, applies and undoes bulk updates without a browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.organisation import today
from catalogue.field import Viewer
from customers.register import customers
from workbench.bulk.form import read_changes
from workbench.bulk.plan import Setting
from workbench.bulk.preview import Preview, preview
from workbench.bulk.work import at_once, selected
from workbench.models import BulkUpdate
from workbench.register import Register


@dataclass
class Shown:
    """A preview somebody has before them."""

    user: User
    register: Register
    selection: dict[str, Any]
    changes: dict[str, list[str]]
    preview: Preview


def show(
    user: User, ids: Iterable[int], changes: dict[str, Any], register: Register = customers, query: str = "state=all"
) -> Shown:
    """What a user is shown for ticked rows; a change is a value, a list of values, or what the form sends."""
    sent = {key: [str(v) for v in (value if isinstance(value, list) else [value])] for key, value in changes.items()}
    viewer = Viewer(user, today())
    selection = {"query": query, "posted": {"ids": [str(pk) for pk in ids]}}
    read = read_changes(register.entity, viewer, sent)
    assert read is not None
    found = preview(register, viewer, selected(register, viewer, selection), Setting(register.entity, read))
    return Shown(user, register, selection, sent, found)


def apply(shown: Shown) -> BulkUpdate:
    """Applies what was shown, as it was shown."""
    seen = shown.preview
    selection = shown.selection | {"seen": seen.seen()}
    bulk = BulkUpdate(
        user=shown.user,
        register=shown.register.key,
        selection=selection,
        changes=shown.changes,
        row_count=seen.promised.count,
    )
    at_once(bulk)
    return bulk


def undo(user: User, bulk: BulkUpdate, ids: Iterable[int] | None = None) -> BulkUpdate:
    """Takes a bulk update back; with ``ids`` just these rows, changed since or not."""
    selection = {} if ids is None else {"ids": list(ids)}
    taken_back = BulkUpdate(
        user=user, register=bulk.register, changes=bulk.changes, undoes=bulk, selection=selection, row_count=0
    )
    at_once(taken_back)
    return taken_back
