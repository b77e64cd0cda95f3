"""``manage.py check`` refuses what a developer may get wrong in a declaration."""

from typing import Any

import pytest

from accounts.access import Area
from catalogue.checks import _entity
from catalogue.entity import ENTITIES, Entity
from catalogue.field import Field
from catalogue.types import TEXT

NAME = Field("name", "Name", TEXT, Area.CUSTOMERS, "name")


@pytest.mark.parametrize(("field", "found"), [
    (NAME, []),
    (Field("city", "City", TEXT, Area.CUSTOMERS, "account_owner__last_name"), []),
    (Field("city", "City", TEXT, Area.CUSTOMERS, "nmae"), ["havn.E006"]),
    (Field("city", "City", TEXT, Area.CUSTOMERS, "account_owner__nmae"), ["havn.E006"]),
    (Field("city", "City", TEXT, Area.CUSTOMERS), ["havn.E004"]),
    (Field("city", "City", TEXT, "customers", "city"), ["havn.E003"]),  # type: ignore[arg-type]
])  # fmt: skip
def test_a_field_needs_an_area_and_leads_somewhere(field: Field, found: list[str]) -> None:
    entity: Any = Entity("thing", ENTITIES["customer"].model, "Thing", "Things", "name", "search_text")
    entity.contribute([NAME] if field is NAME else [NAME, field])
    assert [each.id for each in _entity(entity)] == found
