"""The kinds of bulk updates: what each does to the selected rows, and how it is taken back.

An app adds one of its own with ``add_kind``; it then has preview, background, register and undo like the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from catalogue.field import Viewer
from workbench.bulk.apply import Progress, Rows
from workbench.bulk.form import read_changes
from workbench.bulk.plan import FieldChange, Plan, Setting
from workbench.models import BulkUpdate
from workbench.register import Register

CHANGE = "change"


class Problem(Exception):
    """Why nothing was changed, as a key that pages turn into words."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Kind:
    """One kind.

    ``plan`` gives what is done to the rows, or raises Problem where that is no longer possible. ``take_back`` undoes a
    bulk update and tells what came of each row; without it the rows get back the values history kept. ``told`` says
    what it did in a line, ``changed`` gives the names of the rows it did something to.
    """

    key: str
    plan: Callable[[BulkUpdate, Register, Viewer], Plan]
    take_back: Callable[[BulkUpdate, Register, Viewer, Progress], Rows] | None = None
    told: Callable[[BulkUpdate], str] | None = None
    changed: Callable[[BulkUpdate, Register, Viewer], QuerySet[Any]] | None = None


KINDS: dict[str, Kind] = {}


def add_kind(kind: Kind) -> None:
    KINDS[kind.key] = kind


def changes_of(bulk: BulkUpdate, register: Register, viewer: Viewer) -> list[FieldChange]:
    """What a bulk update sets, if this viewer still may; raises Problem."""
    changes = read_changes(register.entity, viewer, bulk.changes)
    if changes is None:
        raise Problem("fields")
    return changes


def _setting(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Plan:
    return Setting(register.entity, changes_of(bulk, register, viewer))


add_kind(Kind(CHANGE, _setting))
