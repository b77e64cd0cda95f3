"""``manage.py check`` refuses fields that would leak or break: mistakes a developer makes only once."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldError
from django.db.models.sql import Query

from accounts.access import Access, Area
from catalogue.entity import ENTITIES, Entity


@register()
def check_catalogue(**kwargs: Any) -> list[CheckMessage]:
    return [message for entity in ENTITIES.values() for message in _entity(entity)]


def _entity(entity: Entity) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not isinstance(getattr(entity.model, "access", None), Access):
        found.append(Error(f"{entity.key}: its model has no access, so anybody would see it.", id="havn.E001"))
    if entity.name_field not in {field.key for field in entity.fields}:
        found.append(Error(f"{entity.key}: there is no field {entity.name_field} to name a record.", id="havn.E002"))
    for field in entity.fields:
        name = f"{entity.key}.{field.key}"
        if not isinstance(field.area, Area):
            found.append(Error(f"{name} names no permission area.", id="havn.E003"))
        if not (field.path or field.measure or field.expression or field.links):
            found.append(Error(f"{name} has neither a path nor a measure, expression or links.", id="havn.E004"))
        if field.path and not _leads_somewhere(entity, field.path):
            found.append(Error(f"{name}: there is no {field.path} in its model.", id="havn.E006"))
        if field.type.name in {"reference", "many"} and not (field.reference or field.links):
            found.append(Error(f"{name} does not say what it refers to.", id="havn.E005"))
    return found


def _leads_somewhere(entity: Entity, path: str) -> bool:
    try:
        Query(entity.model).names_to_path(path.split("__"), entity.model._meta, fail_on_missing=True)
    except FieldError:
        return False
    return True
