"""A register page is a declaration: an entity and what is special about its list. See docs/registers.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.access import Area, Scope, edit_scope, may_view, view_scope
from catalogue.editing import RecordForm
from catalogue.entity import Entity
from catalogue.field import Field, Viewer
from catalogue.querysets import Sort

# parameters of the page itself; no field may have such a key
RESERVED = frozenset("q state of sort columns page size count part field operator instead selected".split())
ROWS = frozenset({"q", "state", "of"})  # those of them that choose rows
PAGE_SIZES = (25, 50, 100, 200)


@dataclass(frozen=True)
class Locked:
    """Rows that no action may touch: what they are called on their card, and the reason people read at their box."""

    condition: Q
    field: str
    label: Any
    reason: Any


@dataclass(frozen=True)
class Switch:
    """The choice between the rows in use, the others and all: by a yes/no column, and whether yes is in use.

    ``words`` are those of the three, and of all in one line.
    """

    field: str
    label: Any
    words: tuple[Any, Any, Any, Any]
    is_yes: bool = True

    def holds(self, *, in_use: bool) -> Q:
        return Q(**{self.field: in_use == self.is_yes})

    def is_in_use(self, record: Any) -> bool:
        return bool(getattr(record, self.field) == self.is_yes)


ACTIVE = Switch(
    "is_active",
    _("Active or inactive"),
    (
        pgettext_lazy("rows", "Active"),
        pgettext_lazy("rows", "Inactive"),
        pgettext_lazy("rows", "All"),
        pgettext_lazy("rows", "Active and inactive"),
    ),
)


@dataclass(frozen=True)
class Register:
    """One register: what it lists and how.

    ``face`` are the rows it lists where several registers share an entity; the card of a record stands at the first
    register that lists it, ``heading`` is what it is called then. ``columns`` are those shown at first, else what the
    catalogue shows; ``sort`` is the order, by name if none is given. ``switch`` is what the rows are divided by over
    the list, ``status`` the field whose column stays when it is narrow; there ``summary`` names the fields of the
    second line, ``amount`` the one on its right. ``go`` is the letter after G, ``place`` its place in the navigation.

    ``figures`` are the key figures of a card, ``meta`` the fields under its heading. ``edit`` says whether records are
    edited here, with ``form``, ``create`` whether new ones are made, ``delete`` whether they may go; ``make`` gives a
    new one its defaults and ``follow_ups`` says where to go on after saving it. ``new_key`` is the letter after N;
    without it the New menu leaves it out. ``quick`` are the fields most often changed in bulk, with a button of their
    own; ``is_searched`` says that its rows are found from every page. ``counted`` says a number of its rows, such as
    "418 customers", from the number and its text.
    """

    key: str
    label: Any
    table_label: Any
    entity: Entity
    area: Area
    icon: str
    go: str
    place: int
    counted: Callable[[int, str], str]
    face: Q | None = None
    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    heading: Any = ""
    switch: Switch | None = ACTIVE
    status: str = "is_active"
    summary: tuple[str, ...] = ()
    amount: str = ""
    figures: tuple[str, ...] = ()
    form: type[RecordForm] = RecordForm
    edit: bool = True
    create: bool = True
    delete: bool = True
    make: Callable[[Viewer, QueryDict], Any] | None = None
    follow_ups: Mapping[str, tuple[Any, Callable[[Any], str]]] = field(default_factory=dict)
    new_title: Any = ""
    save_label: Any = ""
    new_key: str = ""
    meta: tuple[str, ...] = ()
    is_searched: bool = True
    locked: Locked | None = None
    quick: tuple[str, ...] = ()

    @property
    def title(self) -> Any:
        return self.heading or self.entity.plural

    @property
    def url(self) -> str:
        return reverse(self.key)

    @property
    def usual_state(self) -> str:
        """The rows that are listed first, in the words of the page's address."""
        return "active" if self.switch else "all"

    def is_for(self, user: Any) -> bool:
        """Whether the register exists for this user."""
        return may_view(user, self.area)

    def is_limited_for(self, user: Any, fields: Iterable[Field] = ()) -> bool:
        """Whether the user's rights limit these rows, or what these fields sum up of other areas."""
        return any(view_scope(user, area) != Scope.ALL for area in {self.area, *(each.area for each in fields)})

    def edit_scope_of(self, user: Any) -> Scope:
        """The scope in which the user may edit its records; "none" where they are not edited here."""
        return edit_scope(user, self.area) if self.edit else Scope.NONE

    def default_fields(self, fields: dict[str, Field]) -> list[Field]:
        if self.columns:
            return [fields[key] for key in self.columns if key in fields]
        return [each for each in fields.values() if each.shown]

    def default_sorts(self, fields: dict[str, Field]) -> list[Sort]:
        known = [(fields.get(key.removeprefix("-")), key.startswith("-")) for key in self.sort]
        return [Sort(field, descending) for field, descending in known if field]

    def selectable(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that may be ticked."""
        return rows.exclude(self.locked.condition) if self.locked else rows

    def is_locked(self, record: Any) -> bool:
        return bool(self.locked and getattr(record, self.locked.field))

    def new_record(self, viewer: Viewer, query: QueryDict) -> Any:
        """An unsaved record with the defaults for this viewer."""
        return self.make(viewer, query) if self.make else self.entity.model()

    def rows(self, viewer: Viewer) -> QuerySet[Any]:
        """What the viewer may see of what it lists."""
        rows: QuerySet[Any] = self.entity.rows(viewer)
        return rows.filter(self.face) if self.face else rows


REGISTERS: dict[str, Register] = {}


def registers_of(model: type[Any]) -> list[Register]:
    """The registers that list records of a model."""
    return [each for each in REGISTERS.values() if each.entity.model is model]


def register(declared: Register) -> Register:
    """Makes a register known: its page, its place in the navigation and in the search."""
    known = sorted([*REGISTERS.values(), declared], key=lambda each: each.place)
    REGISTERS.clear()
    REGISTERS.update({each.key: each for each in known})
    return declared
