"""Sorting compares bytes of our own keys, whatever collation a server's database has."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, TextField

from catalogue.entity import ENTITIES
from catalogue.field import Field, Viewer
from tests import factories
from tests.matrix.ground import today

SORTABLE = [
    (entity, field)
    for entity in ENTITIES.values()
    for field in entity.fields
    if field.sortable and (field.type.is_text or field.type.name in {"reference", "many"})
]


@pytest.mark.django_db
@pytest.mark.parametrize(("entity", "field"), SORTABLE, ids=lambda each: each.key)
def test_text_is_sorted_by_bytes(entity: Any, field: Field) -> None:
    factories.organisation()
    viewer = Viewer(factories.user(factories.profile()), today())
    rows = entity.model._default_manager.annotate(key=field.sort_expression(viewer)).order_by().values("key")
    if not isinstance(rows.query.annotations["key"].output_field, CharField | TextField):
        return  # by a number, such as the place a status has
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        # of no row at all, so a row is made up: the collation is a matter of the expression alone
        cursor.execute(f"SELECT pg_collation_for(key) FROM ({sql}) AS it RIGHT JOIN (SELECT 1) AS one ON true", params)
        assert cursor.fetchone() == ('"C"',)
