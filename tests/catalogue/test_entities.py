"""What every field of every register must have, whoever adds it."""

from typing import Any

import pytest

import crm.urls  # noqa: F401  the addresses name every register
from accounts.access import Access, Area, Scope
from catalogue.entity import ENTITIES, Entity, UnknownField
from catalogue.field import Field, Viewer
from catalogue.querysets import Sort, ordered, totals
from catalogue.types import TEXT
from tests import factories
from tests.oracle.operators import OPERATORS
from tests.oracle.order import KEYS
from tests.properties.stage import DAY, column_of
from workbench.register import REGISTERS, RESERVED

FIELDS = [pytest.param(e, f, id=f"{e.key}-{f.key}") for e in ENTITIES.values() for f in e.fields]
GUARDED_BY = {
    "projects": Area.SALES,
    "invoices": Area.INVOICES,
    "activities": Area.CUSTOMERS,
    "customers": Area.CUSTOMERS,
}


def test_both_registers_are_there() -> None:
    assert {"customers", "contacts"} <= set(REGISTERS)


@pytest.mark.parametrize(("entity", "field"), FIELDS)
def test_the_oracle_knows_the_type_and_the_operators_of_every_field(entity: Entity, field: Field) -> None:
    name = type(field.type).__name__
    assert name in KEYS
    assert {operator.key for operator in field.type.operators} == {key for each, key in OPERATORS if each == name}


@pytest.mark.parametrize(("entity", "field"), FIELDS)
def test_no_field_takes_a_parameter_of_the_page(entity: Entity, field: Field) -> None:
    assert field.key not in RESERVED
    assert "." not in field.key


@pytest.mark.parametrize(("entity", "field"), FIELDS)
def test_a_field_leads_to_the_column_it_is_named_after(entity: Entity, field: Field) -> None:
    """``customer_city`` is the city of the customer; nothing is shown under another column's name."""
    if field.path:
        assert field.path.replace("__", "_").endswith(field.key)
        column_of(entity.model, field.path)


@pytest.mark.parametrize(("entity", "field"), FIELDS)
def test_a_field_without_blanks_has_a_column_without_them(entity: Entity, field: Field) -> None:
    if field.path and not field.nullable:
        _steps, column = column_of(entity.model, field.path)
        assert not column.null


@pytest.mark.django_db
@pytest.mark.parametrize(("entity", "field"), FIELDS)
def test_a_measure_is_guarded_by_the_area_of_the_rows_it_counts(entity: Entity, field: Field) -> None:
    if field.measure:
        factories.organisation()
        viewer: Any = Viewer(None, DAY)
        access: Access = field.measure.rows(viewer).model.access
        assert field.area == access.area


def test_two_fields_of_one_key_are_refused() -> None:
    entity = Entity("thing", ENTITIES["customer"].model, "Thing", "Things", "name", "search_text")
    entity.contribute([Field("name", "Name", TEXT, Area.CUSTOMERS, "name")])
    with pytest.raises(ValueError, match="name already"):
        entity.contribute([Field("name", "Name", TEXT, Area.CUSTOMERS, "name")])


@pytest.mark.django_db
def test_a_field_one_may_not_see_is_as_unknown_as_one_that_does_not_exist() -> None:
    factories.organisation()
    viewer = Viewer(factories.user(factories.profile({Area.CUSTOMERS: Scope.ALL})), DAY)
    for key in ("billed_this_year", "unheard_of"):
        with pytest.raises(UnknownField):
            ENTITIES["customer"].field_for(viewer, key)


@pytest.mark.django_db
def test_totals_of_no_rows_are_nought() -> None:
    factories.organisation()
    customer, viewer = ENTITIES["customer"], Viewer(factories.user(factories.profile()), DAY)
    fields = list(customer.fields_for(viewer).values())
    assert set(totals(customer.rows(viewer), fields, viewer).values()) == {0}


@pytest.mark.django_db
def test_blanks_stand_last_in_both_directions_and_ties_turn_with_the_direction() -> None:
    factories.organisation()
    customer, viewer = ENTITIES["customer"], Viewer(factories.user(factories.profile()), DAY)
    for name, city in (("A", ""), ("B", "Oslo"), ("C", "Oslo"), ("D", ""), ("E", "Bergen")):
        factories.customer(name, city=city)

    def names(descending: bool) -> str:
        sorts = [Sort(customer.field_for(viewer, "city"), descending)]
        return "".join(ordered(customer.rows(viewer), customer, sorts, viewer).values_list("name", flat=True))

    assert (names(False), names(True)) == ("EBCAD", "CBEDA")
