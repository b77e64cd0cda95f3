"""A register page is a declaration: an entity and what is special about its list. See docs/registers.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.access import Area, Scope, may_view, view_scope
from catalogue.entity import Entity
from catalogue.field import Field, Viewer

# parameters of the page itself; no field may have such a key
RESERVED = frozenset("q state sort columns page size count part field operator selected".split())
PAGE_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True)
class Locked:
    """Rows that no action may touch, and the reason people read at their tick box."""

    condition: Q
    field: str
    reason: Any


@dataclass(frozen=True)
class Register:
    """One register: what it lists and how.

    ``state_field`` is the yes/no field behind the active / inactive / all switch. ``summary`` names the fields of
    the second line on a narrow screen, ``amount`` the one on its right. ``go`` is the letter after G.
    """

    key: str
    label: Any
    table_label: Any
    entity: Entity
    area: Area
    icon: str
    go: str
    state_field: str = "is_active"
    summary: tuple[str, ...] = ()
    amount: str = ""
    locked: Locked | None = None

    @property
    def title(self) -> Any:
        return self.entity.plural

    @property
    def url(self) -> str:
        return reverse(self.key)

    def is_for(self, user: Any) -> bool:
        """Whether the register exists for this user."""
        return may_view(user, self.area)

    def is_limited_for(self, user: Any, fields: Iterable[Field] = ()) -> bool:
        """Whether the user's rights limit these rows, or what these fields sum up of other areas."""
        return any(view_scope(user, area) != Scope.ALL for area in {self.area, *(field.area for field in fields)})

    def default_fields(self, fields: dict[str, Field]) -> list[Field]:
        return [field for field in fields.values() if field.shown]

    def selectable(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that may be ticked."""
        return rows.exclude(self.locked.condition) if self.locked else rows

    def rows(self, viewer: Viewer) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.entity.rows(viewer)
        return rows


REGISTERS: dict[str, Register] = {}


def register(declared: Register) -> Register:
    """Makes a register known: its page, its place in the navigation and in the search."""
    REGISTERS[declared.key] = declared
    return declared
