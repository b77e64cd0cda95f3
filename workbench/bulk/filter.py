"""Which bulk updates changed a row, as a field of every register: a filter, and a column for those who want it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from catalogue.entity import Entity
from catalogue.field import Field, Reference, Viewer
from catalogue.operators import NONE, Operator
from catalogue.related_types import ReferenceChoices
from catalogue.types import FieldType
from history.changes import events_in
from workbench.bulk.keeping import seen_by
from workbench.models import BulkUpdate
from workbench.register import registers_of

KEY = "bulk_update"


class _ByNumber(Reference):
    """Bulk updates are called by their numbers."""

    def label_expression(self, prefix: str = "") -> Any:
        return Cast(F(f"{prefix}id"), TextField())


def _numbers(field: Field, viewer: Viewer) -> forms.Field:
    return ReferenceChoices(field, viewer)


class ChangedIn(FieldType):
    """The bulk updates that changed a row, by number, newest first."""

    name = "bulk_updates"

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.operators = (  # type: ignore[misc]  # of this entity, not of the class
            Operator("", _("number"), "references", _numbers, self._changed_in),
            Operator("not", _("not number"), "references", _numbers, self._not_changed_in),
        )

    def _events(self, bulks: QuerySet[Any]) -> QuerySet[Any]:
        return events_in(self.entity.model, bulks.values("context"), pgh_obj_id=OuterRef("pk"))

    def _changed_in(self, field: Field, viewer: Viewer, values: list[Any]) -> Q:
        bulks = seen_by(viewer.user).filter(pk__in=[each for each in values if each != NONE])
        condition = Q(Exists(self._events(bulks)))
        any_of_them = seen_by(viewer.user).exclude(context=None)
        return condition | ~Q(Exists(self._events(any_of_them))) if NONE in values else condition

    def _not_changed_in(self, field: Field, viewer: Viewer, values: list[Any]) -> Q:
        return ~self._changed_in(field, viewer, values)

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return {}

    def numbers(self, viewer: Viewer) -> Any:
        """The numbers of those the viewer may know of."""
        changed = self._events(seen_by(viewer.user).exclude(context=None)).order_by()
        number = BulkUpdate.objects.filter(context=OuterRef("pgh_context")).values("pk")[:1]
        named = changed.annotate(bulk=Subquery(number)).values("pgh_obj_id")
        listed = StringAgg(Cast("bulk", TextField()), ", ", order_by="-bulk")
        return Subquery(named.values(numbers=listed), output_field=models.TextField())


def add_bulk_update_field(entity: Entity) -> None:
    """Lets the registers of an entity be filtered by the bulk updates that changed its rows."""

    def known(viewer: Viewer) -> QuerySet[Any]:
        return seen_by(viewer.user).filter(register__in=[each.key for each in registers_of(entity.model)])

    reference = _ByNumber(BulkUpdate, known, sort="created_at")
    kind = ChangedIn(entity)
    entity.contribute(
        [
            Field(
                KEY,
                _("Changed by bulk update"),
                kind,
                entity.area,
                expression=kind.numbers,
                reference=reference,
                sortable=False,
                groupable=False,
                importable=False,
                place=95,
            )
        ]
    )
