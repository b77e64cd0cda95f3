"""A register page is a declaration: an entity and what is special about its list. See docs/registers.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from accounts.access import Area, Scope, may_view, view_scope
from catalogue.editing import RecordForm
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

    ``figures`` are the key figures of a card. Records are edited with ``form``; ``create`` says whether new ones are
    made here, ``make`` gives one its defaults and ``follow_ups`` says where to go on after saving it. ``new_key``
    is the letter after N; without it the New menu leaves it out. ``meta`` are the fields under a card's heading.
    ``quick`` are the fields most often changed in bulk, with a button of their own; ``counted`` says a number of its
    rows, such as "418 customers", from the number and its text.
    """

    key: str
    label: Any
    table_label: Any
    entity: Entity
    area: Area
    icon: str
    go: str
    counted: Callable[[int, str], str]
    state_field: str = "is_active"
    summary: tuple[str, ...] = ()
    amount: str = ""
    figures: tuple[str, ...] = ()
    form: type[RecordForm] = RecordForm
    create: bool = True
    make: Callable[[Viewer, QueryDict], Any] | None = None
    follow_ups: Mapping[str, tuple[Any, Callable[[Any], str]]] = field(default_factory=dict)
    new_title: Any = ""
    save_label: Any = ""
    new_key: str = ""
    meta: tuple[str, ...] = ()
    locked: Locked | None = None
    quick: tuple[str, ...] = ()

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
        return any(view_scope(user, area) != Scope.ALL for area in {self.area, *(each.area for each in fields)})

    def default_fields(self, fields: dict[str, Field]) -> list[Field]:
        return [each for each in fields.values() if each.shown]

    def selectable(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that may be ticked."""
        return rows.exclude(self.locked.condition) if self.locked else rows

    def is_locked(self, record: Any) -> bool:
        return bool(self.locked and getattr(record, self.locked.field))

    def new_record(self, viewer: Viewer, query: QueryDict) -> Any:
        """An unsaved record with the defaults for this viewer."""
        return self.make(viewer, query) if self.make else self.entity.model()

    def rows(self, viewer: Viewer) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.entity.rows(viewer)
        return rows


REGISTERS: dict[str, Register] = {}


def register(declared: Register) -> Register:
    """Makes a register known: its page, its place in the navigation and in the search, its bulk updates."""
    from workbench.bulk.filter import add_bulk_update_field  # noqa: PLC0415  it needs the registers itself

    REGISTERS[declared.key] = declared
    add_bulk_update_field(declared.entity, declared.key)
    return declared
