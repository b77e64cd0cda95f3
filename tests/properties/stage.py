"""A small register to try filters and sorts on: a handful of rows into which drawn values are written.

Fields come from the catalogue at run time. What a value is made of follows from the field's type and its column;
only computed figures are written by name, since their rows lie elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction
from django.http import QueryDict
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, settings

import crm.urls  # noqa: F401  the addresses name every register
from accounts.alphabet import use_alphabet
from accounts.models import User
from catalogue.field import Field, Viewer
from catalogue.operators import Operator
from catalogue.querysets import page_of_ids
from customers.models import Contact, ContactRole, Customer, Industry, MarketSegment
from tests import factories
from workbench.register import REGISTERS, Register
from workbench.state import State, read_state
from workbench.views import find

# no database of examples: what failed is printed, and nothing is left in the folder
_PROPERTY = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
TIMES = int(os.environ.get("TIMES", "1"))  # how much more is drawn than `make test` has time for


def examples(count: int) -> settings:
    """So many examples of a property, or a multiple of them in `make soak`."""
    return settings(_PROPERTY, max_examples=count * TIMES)


OSLO = ZoneInfo("Europe/Oslo")
DAY = date(2026, 1, 1)  # where the day does not matter
NAMES = ["Åse", "åse", "Ærlig", "Zeta", "Øst", "Östra", "Aase"]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Takes back whatever an example writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Stage:
    """The rows of one register with someone who sees them all, and the lists their references lead to."""

    register: Register
    user: User
    alphabet: str
    lists: dict[type[models.Model], list[Any]]

    def viewer(self, today: date) -> Viewer:
        return Viewer(self.user, today)

    def fields(self) -> dict[str, Field]:
        return self.register.entity.fields_for(self.viewer(DAY))

    def rows(self) -> list[Any]:
        """The rows as they are now, by id."""
        found = self.register.entity.model._default_manager.order_by("pk")
        return list(found if self.register.entity.model is Customer else found.select_related("customer"))

    def state(self, today: date, **parameters: Any) -> State:
        """The state of an address; all rows, active or not, unless it says otherwise."""
        query = QueryDict(mutable=True)
        for name, value in {"state": "all", **parameters}.items():
            query.setlist(name, value if isinstance(value, list) else [value])
        return read_state(self.register, self.viewer(today), query)

    def matching(self, state: State) -> Any:
        """The queryset of a state; an address our own form would refuse is a mistake of the test."""
        found = find(state)
        assert found.form.is_valid(), found.form.errors
        return found.matching


def type_of(field: Field) -> str:
    return type(field.type).__name__


def address(field: Field, operator: Operator) -> str:
    """The parameter that filters a field by an operator."""
    return f"{field.key}.{operator.key}" if operator.key else field.key


def pages(stage: Stage, state: State, size: int, *, dense: bool = False) -> list[int]:
    """The ids of all pages one after the other; ``dense`` reads them as where very many rows match."""
    found, entity = stage.matching(state), stage.register.entity
    ids: list[int] = []
    for offset in range(0, found.count() + size, size):
        ids += page_of_ids(found, entity, state.sorts, state.viewer, offset, size, dense=dense)
    return ids


def local() -> Any:
    """Oslo time and plain English, as a request of the organisation has them."""
    return _Local()


class _Local:
    def __enter__(self) -> None:
        self.both = timezone.override(OSLO), translation.override("en")
        for each in self.both:
            each.__enter__()

    def __exit__(self, *problem: Any) -> None:
        for each in reversed(self.both):
            each.__exit__(*problem)


def set_stage(register: str, alphabet: str = "nb") -> Stage:
    """Rows for one register. Customers have a contact person each where contact persons are what is listed."""
    factories.organisation(alphabet=alphabet)
    if alphabet != "nb":
        use_alphabet(alphabet)
    unit = factories.unit("Åre", is_company=True)
    user = factories.user(factories.profile(), unit, first_name="Øyvind", last_name="Ås")
    lists: dict[type[models.Model], list[Any]] = {
        User: [user, *(factories.user(first_name="Bo", last_name=name) for name in ("Ærø", "Zorn", "Öst"))],
        type(unit): [unit, factories.unit("Ørsta"), factories.unit("Zürich")],
        Industry: [factories.industry(name) for name in ("Øl", "Åkeri", "Zoo")],
        MarketSegment: [factories.segment(name) for name in ("Å", "Ä", "Z")],
        ContactRole: [factories.role(name) for name in ("Ørn", "Å", "Y")],
    }
    customers = [factories.customer(name) for name in NAMES]
    lists[Customer] = customers
    if REGISTERS[register].entity.model is Contact:
        for customer, name in zip(customers, NAMES, strict=True):
            factories.contact(customer, name, first_name="Li")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return Stage(REGISTERS[register], user, alphabet, lists)


def column_of(model: type[models.Model], path: str) -> tuple[list[str], models.Field[Any, Any]]:
    """The steps of an ORM path to the row that holds the column, and the column."""
    *steps, last = path.split("__")
    for step in steps:
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    column = model._meta.get_field(last)
    assert isinstance(column, models.Field)
    return steps, column


def holder(row: Any, steps: list[str]) -> Any:
    """The row at the end of a path's steps."""
    return reduce(getattr, steps, row)
