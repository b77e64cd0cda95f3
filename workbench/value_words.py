"""Values as the database and history keep them, in words: the industry's name for its id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from catalogue.custom_fields import custom_fields, loaded
from catalogue.entity import Entity
from catalogue.field import Field, Reference, Viewer
from workbench.printing import NOTHING, spelled_out


def told_fields(entity: Entity, viewer: Viewer) -> dict[str, Field]:
    """The fields whose changes this viewer is told, retired ones too: what was told once is told on."""
    retired = custom_fields(entity.key, entity.area, retired=True)
    return entity.fields_for(viewer) | {field.key: field for field in retired}


class ValueWords:
    """Prints kept values; the names of what they refer to are read once for all of them."""

    def __init__(self, viewer: Viewer, held: Iterable[tuple[Field, Any]]) -> None:
        self.viewer = viewer
        wanted: dict[type[Model], tuple[Reference, set[int]]] = {}
        for field, value in held:
            if field.reference:
                _reference, ids = wanted.setdefault(field.reference.model, (field.reference, set()))
                ids.update(_several(value))
        self._names = {
            model: dict(model._default_manager.filter(pk__in=ids).values_list("pk", reference.label_expression()))
            for model, (reference, ids) in wanted.items()
        }

    def text(self, field: Field, value: Any) -> str:
        """A value, or several in a list, as people read it; a dash for nothing."""
        if field.reference:
            names = self._names.get(field.reference.model, {})
            return ", ".join(names.get(each, NOTHING) for each in _several(value)) or NOTHING
        if field.custom:
            value = loaded(field, value)
        if field.choices and field.type.name in {"choice", "choices"}:
            labels = dict(field.choices())
            value = ", ".join(str(labels.get(each, each)) for each in _several(value))
        return spelled_out(field, value, self.viewer)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]
