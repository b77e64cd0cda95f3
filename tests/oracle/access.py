"""Who may see and edit what, over plain rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Act = Literal["view", "edit"]
_WIDTH = ["none", "own", "unit", "all"]
_AREA = {
    "customer": "customers", "contact": "customers", "address": "customers", "activity": "customers",
    "project": "sales", "cost": "costs", "invoice": "invoices",
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    pk: int
    parent: int | None


@dataclass(frozen=True)
class Profile:
    """Scopes by area for viewing and for editing, and whether files may be taken."""

    pk: int
    view: dict[str, str]
    edit: dict[str, str]
    may_export: bool


@dataclass(frozen=True)
class Person:
    pk: int
    is_active: bool
    profile: Profile | None
    unit: int | None


@dataclass(frozen=True)
class Row:
    """A customer or what hangs on one; only what rights and sums depend on.

    ``mark`` is a word that no other row has: where it is printed, the row was shown. ``day`` is the date of costs,
    invoices and payments, the order date of what was won, the expected one of other projects; ``moment`` is when an
    activity happened, a project was won or lost, a customer was created.
    """

    kind: str
    pk: int
    mark: str = ""
    owner: int | None = None
    unit: int | None = None
    customer: int | None = None
    project: int | None = None
    invoice: int | None = None
    amount: Decimal | None = None
    is_active: bool = True
    category: str | None = None
    is_closed: bool = False
    is_internal: bool = False
    is_sent: bool = False
    is_paid: bool = False
    due: date | None = None
    number: int | None = None
    day: date | None = None
    moment: datetime | None = None


@dataclass
class World:
    """An organisation with everything in it."""

    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def of(self, kind: str) -> list[Row]:
        return [row for row in self.rows if row.kind == kind]

    def row(self, kind: str, pk: int | None) -> Row | None:
        return next((row for row in self.rows if row.kind == kind and row.pk == pk), None)

    def parent_of(self, unit: int) -> int | None:
        return next(each.parent for each in self.units if each.pk == unit)

    def is_below(self, unit: int | None, top: int | None) -> bool:
        """Whether a unit is another one or lies under it."""
        while unit is not None:
            if unit == top:
                return True
            unit = self.parent_of(unit)
        return False


def scope(person: Person, area: str, act: Act) -> str:
    """A person's scope in an area: nothing without a profile or when inactive, nor without sight of customers."""
    if not person.is_active or person.profile is None:
        return "none"
    seen = person.profile.view[area]
    if area in {"sales", "costs", "invoices"} and person.profile.view["customers"] == "none":
        return "none"
    return seen if act == "view" else min(seen, person.profile.edit[area], key=_WIDTH.index)


def owner_and_unit(world: World, row: Row) -> tuple[int | None, int | None]:
    """Whose row it is and which business unit it belongs to."""
    customer, project = world.row("customer", row.customer), world.row("project", row.project)
    if row.kind in {"contact", "address", "activity"}:
        assert customer
        return customer.owner, customer.unit
    if row.kind == "cost":
        assert project
        return project.owner, project.unit
    if row.kind == "invoice":
        assert customer
        return (project.owner if project else customer.owner), row.unit
    return row.owner, row.unit


def reaches(world: World, person: Person, row: Row, act: Act) -> bool:
    """Whether a person may see or edit a row."""
    held = scope(person, _AREA[row.kind], act)
    owner, unit = owner_and_unit(world, row)
    own = owner is not None and owner == person.pk
    if held == "unit":
        return own or (person.unit is not None and world.is_below(unit, person.unit))
    return held == "all" or (held == "own" and own)


def reached(world: World, person: Person, kind: str, act: Act) -> set[int]:
    """The ids of all rows of a kind a person may see or edit."""
    return {row.pk for row in world.of(kind) if reaches(world, person, row, act)}
