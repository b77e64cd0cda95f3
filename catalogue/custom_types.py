"""Types of custom fields beyond those of columns: values read from the ``custom`` column, choices kept in settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import SortKey
from catalogue.field import Field, Viewer
from catalogue.operators import EMPTY, NONE, Operator, alias, any_of, blank, none_of
from catalogue.types import Boolean, FieldType, choices_of

COLUMN = "custom"  # of every entity that has custom fields
_TEXT = models.TextField()


class Numeric(models.DecimalField):
    """Numbers of any length: Django's own field demands digits and would cut to them."""

    def db_type(self, connection: Any) -> str:
        return "numeric"


def text_of(key: str) -> Any:
    """The value of a key as text; null where there is none."""
    return Cast(KeyTextTransform(key, COLUMN), _TEXT)


def typed_value(key: str, column: models.Field[Any, Any]) -> Any:
    """The value of a key as PostgreSQL's own type for numbers, dates or yes and no."""
    return Cast(KeyTextTransform(key, COLUMN), column)


def list_of(key: str) -> Any:
    """The list of several choices; null where nothing is chosen."""
    return KeyTransform(key, COLUMN)


def _labels(field: Field) -> Any:
    """What the choices are called, as a JSON object: one look instead of a comparison with each of them."""
    assert field.choices
    return Value({key: str(label) for key, label in field.choices()}, models.JSONField())


def _keys(field: Field) -> Any:
    assert field.choices
    return Value([key for key, _label in field.choices()], ArrayField(_TEXT))


class YesNo(Boolean):
    """Yes, no or not answered."""

    operators = (*Boolean.operators, EMPTY)


class OwnChoice(FieldType):
    """One of a list kept in settings; sorted as the list stands there."""

    name = "choice"
    is_text = False
    operators = (
        Operator("", _("is"), "choices", choices_of, any_of),
        Operator("not", _("is not"), "choices", choices_of, none_of),
        EMPTY,
    )

    def display(self, field: Field, viewer: Viewer) -> Any:
        value = field.value(viewer)
        label = Func(_labels(field), value, template="(%(expressions)s)", arg_joiner=" ->> ", output_field=_TEXT)
        return Coalesce(label, value)

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        place = {"function": "array_position", "output_field": models.IntegerField()}
        return Func(_keys(field), field.value(viewer), **place)


def _any_chosen(field: Field, viewer: Viewer, values: Iterable[str]) -> Q:
    chosen = [value for value in values if value != NONE]
    condition = Q(**{f"{alias(field)}__has_any_keys": chosen})
    return condition | blank(field) if NONE in values else condition


def _none_chosen(field: Field, viewer: Viewer, values: Iterable[str]) -> Q:
    chosen = [value for value in values if value != NONE]
    condition = ~Q(**{f"{alias(field)}__has_any_keys": chosen})
    return condition & ~blank(field) if NONE in values else condition | blank(field)


class OwnChoices(FieldType):
    """Several of a list kept in settings; shown in the order they stand there, sorted by what is shown."""

    name = "choices"
    is_text = False
    operators = (
        Operator("", _("is any of"), "choices", choices_of, _any_chosen),
        Operator("not", _("is none of"), "choices", choices_of, _none_chosen),
        EMPTY,
    )

    def display(self, field: Field, viewer: Viewer) -> Any:
        template = (
            "(SELECT string_agg(coalesce(l.named ->> e, e), ', ' ORDER BY array_position(l.keys, e))"
            " FROM (SELECT %(expressions)s) AS l(named, keys, held), jsonb_array_elements_text(l.held) AS e)"
        )
        return Func(_labels(field), _keys(field), field.value(viewer), template=template, output_field=_TEXT)

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return SortKey(self.display(field, viewer))


YES_NO, OWN_CHOICE, OWN_CHOICES = YesNo(), OwnChoice(), OwnChoices()
