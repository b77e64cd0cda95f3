"""Custom fields as fields of the catalogue: what an organisation added joins what the code declares.

Values live in the record's ``custom`` column by key, as text that sorts and compares after a cast: numbers with a
point, days in ISO form; yes and no as JSON's own, several choices as a list. What is empty has no key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from accounts.alphabet import fold
from accounts.organisation import current_organisation
from catalogue.custom_types import OWN_CHOICE, OWN_CHOICES, YES_NO, Numeric, list_of, text_of, typed_value
from catalogue.field import Field
from catalogue.models import CustomField, CustomFieldEntity, CustomFieldType
from catalogue.types import DATE, MONEY, NUMBER, TEXT
from history.changes import events_of

PREFIX = "custom_"
PLACE = 60  # behind the fields of the apps, before the status
_HEADING = _("Custom fields")
_Made = dict[tuple[str, bool], list[Field]]  # by entity and whether retired
_CACHED: tuple[UUID | None, list[CustomField], _Made] = (None, [], {})

# by type: the catalogue's type and the value as SQL
_KINDS: dict[str, tuple[Any, Callable[[str], Any]]] = {
    CustomFieldType.TEXT: (TEXT, text_of),
    CustomFieldType.NUMBER: (NUMBER, lambda key: typed_value(key, Numeric())),
    CustomFieldType.MONEY: (MONEY, lambda key: typed_value(key, Numeric())),
    CustomFieldType.DATE: (DATE, lambda key: typed_value(key, models.DateField())),
    CustomFieldType.BOOLEAN: (YES_NO, lambda key: typed_value(key, models.BooleanField())),
    CustomFieldType.CHOICE: (OWN_CHOICE, text_of),
    CustomFieldType.CHOICES: (OWN_CHOICES, list_of),
}


def custom_fields(entity: str, area: Area, *, retired: bool = False) -> list[Field]:
    """The custom fields of an entity in their order: those in use, or the retired ones, whose values are kept.

    They are made again only when settings were changed, in whatever process.
    """
    global _CACHED  # noqa: PLW0603  replaced as a whole, so threads may share it
    if entity not in CustomFieldEntity.values:
        return []
    stamp = current_organisation().catalogue_stamp
    if stamp is None:
        return []  # never has anybody added one
    if _CACHED[0] != stamp:
        _CACHED = (stamp, list(CustomField.objects.all()), {})
    _stamp, defined, made = _CACHED
    if (entity, retired) not in made:
        own = [each for each in defined if each.entity == entity and each.is_active != retired]
        made[entity, retired] = [_field(each, area) for each in own]
    return made[entity, retired]


def _field(defined: CustomField, area: Area) -> Field:
    kind, value = _KINDS[defined.type]
    has_choices = defined.type in {CustomFieldType.CHOICE, CustomFieldType.CHOICES}
    return Field(
        PREFIX + defined.key,
        defined.label,
        kind,
        area,
        custom=defined.key,
        expression=lambda viewer: value(defined.key),
        choices=(lambda: [(each["key"], each["label"]) for each in defined.choices]) if has_choices else None,
        offered=frozenset(each["key"] for each in defined.choices if each.get("active", True)),
        required=defined.is_required,
        summable=defined.type == CustomFieldType.MONEY,
        bulk_updatable=True,
        editable=defined.is_active,
        place=PLACE,
        group=_HEADING,
    )


def stored(value: Any) -> Any:
    """A cleaned value as the ``custom`` column keeps it; None where the key is left out."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal | int):
        return format(Decimal(value).normalize() + 0, "f")  # minus nought is nought
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, list | tuple | set) else str(value)


def loaded(field: Field, value: Any) -> Any:
    """A kept value as Python has it: a Decimal, a date, True or False, a text or a list of keys."""
    if value is None:
        return [] if field.type is OWN_CHOICES else None
    if field.type.is_number:
        return Decimal(value)
    return date.fromisoformat(value) if field.type is DATE else value


def with_value(custom: dict[str, Any], field: Field, value: Any) -> dict[str, Any]:
    """The ``custom`` column with one cleaned value put in or, where it is empty, its key taken out."""
    kept = stored(value)
    rest = {key: each for key, each in custom.items() if key != field.custom}
    return rest if kept is None else rest | {field.custom: kept}


def plain_key(label: str, taken: set[str]) -> str:
    """A key of plain letters made from a label, none of those taken."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")
    # room for a number behind it: a key has forty characters
    base = (words if words[:1].isalpha() else f"field_{words}")[:34].strip("_")
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


def new_key(entity: str, label: str) -> str:
    """A key for a new field: never one that any field had before, whose values may come back from history."""
    used = events_of(CustomField)._default_manager.filter(entity=entity).values_list("key", flat=True)
    there = CustomField.objects.filter(entity=entity).values_list("key", flat=True)
    return plain_key(label, {*used, *there})
