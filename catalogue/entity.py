"""Entities: a model with its fields. Upper apps contribute fields to entities of lower ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.access import Area, may_view
from catalogue.custom_fields import custom_fields
from catalogue.field import Field, Viewer
from catalogue.finding import Ways


class UnknownField(Exception):
    """A key that is not in the catalogue, or not for this viewer: nobody can tell which."""


@dataclass
class Entity:
    """A model people keep a register of. ``name_field`` names a record; ties are sorted by it, then by id.

    Typed words are looked up in ``search_path``, an indexed column of folded text, or in the several ways of
    ``matches``. Of rows for which ``words_fit`` an index of names carries the column.
    """

    key: str
    model: type[models.Model]
    name: Any
    plural: Any
    name_field: str
    search_path: str = ""
    words_fit: Q | None = None
    matches: Ways | None = None
    fields: list[Field] = field(default_factory=list)

    def contribute(self, fields: Iterable[Field]) -> None:
        """Adds fields of an app above, called once from its ``apps.py``."""
        known = {each.key for each in self.fields}
        for each in fields:
            if each.key in known:
                raise ValueError(f"{self.key} has a field {each.key} already")
            self.fields.append(each)
        self.fields.sort(key=lambda each: each.place)

    def fields_for(self, viewer: Viewer) -> dict[str, Field]:
        """The fields that exist for this viewer, in the catalogue's order."""
        fields = self.all_fields()
        seen = {area for area in {each.area for each in fields} if may_view(viewer.user, area)}
        return {each.key: each for each in fields if each.area in seen}

    def all_fields(self) -> list[Field]:
        """What the apps declared and what the organisation added, in order."""
        own = custom_fields(self.key, self.area)
        return sorted([*self.fields, *own], key=lambda each: each.place) if own else self.fields

    @property
    def area(self) -> Area:
        """The permission area of its rows."""
        area: Area = self.model.access.area  # type: ignore[attr-defined]
        return area

    def field_for(self, viewer: Viewer, key: str) -> Field:
        """One field. Raises UnknownField for an unknown key and for one the viewer may not see alike."""
        found = self.fields_for(viewer).get(key)
        if found is None:
            raise UnknownField(key)
        return found

    @property
    def naming(self) -> Field:
        return next(each for each in self.fields if each.key == self.name_field)

    @property
    def ties(self) -> list[str]:
        """The columns that order rows which sort alike; a computed name is none of them."""
        return [self.naming.sort_path, "pk"] if self.naming.sort_path else ["pk"]

    def field_to(self, model: type[models.Model]) -> Field | None:
        """The field that leads from its records to one of a model."""
        leading = (each for each in self.fields if each.reference and each.reference.model is model and each.path)
        return next(leading, None)

    def path_to(self, model: type[models.Model]) -> str | None:
        """The column that does: "pk" to its own records, None where none leads there."""
        found = self.field_to(model)
        return "pk" if model is self.model else found.path if found else None

    def finds(self, words: str, *, are_many: bool = False) -> Q:
        """The rows in which folded words stand; ``are_many`` if very many are known to match."""
        if not self.matches:
            return Q(**{f"{self.search_path}__contains": words})
        return self.matches.along_the_way(words) if are_many else self.matches.one_by_one(words)

    def rows(self, viewer: Viewer) -> Any:
        """Every row the viewer may see: where each list, count, export and suggestion starts."""
        return self.model._default_manager.all().visible_to(viewer.user)  # type: ignore[attr-defined]

    def editable_rows(self, viewer: Viewer) -> Any:
        """Every row the viewer may edit: where each write starts."""
        return self.model._default_manager.all().editable_by(viewer.user)  # type: ignore[attr-defined]


ENTITIES: dict[str, Entity] = {}


def register(entity: Entity) -> Entity:
    """Makes an entity known by its key."""
    ENTITIES[entity.key] = entity
    return entity
