"""The ways to filter a field: words for people, a form field for what they type, and the condition it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import DecimalField, Q, Value
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import fold
from catalogue.field import Field, Viewer

Condition = Callable[[Field, Viewer, Any], Q]
NONE = "none"  # the choice "empty" among the values of a choice or reference


@dataclass(frozen=True)
class Operator:
    """One way to filter: its key in the URL, the words between field and value, the form field and the condition.

    ``input`` names the template that draws it.
    """

    key: str
    words: Any
    input: str
    form_field: Callable[[Field, Viewer], forms.Field]
    condition: Condition


def alias(field: Field) -> str:
    return f"v_{field.key}"


def compares(lookup: str) -> Condition:
    """A comparison of a number with the field's value, which the queryset carries as an alias.

    A fraction stays one beside whole numbers: 7.5 is not 7. Blanks never match, not even where Django drops a
    bound that lies beyond the column's range.
    """

    def condition(field: Field, viewer: Viewer, value: Decimal) -> Q:
        exact = int(value) if value == value.to_integral_value() else Value(value, DecimalField())
        return Q(**{f"{alias(field)}{lookup}": exact, f"{alias(field)}__isnull": False})

    return condition


def held(column: str, words: str) -> Q:
    """That the words stand somewhere in a column of folded text: a look into its index, no condition of its own."""
    return Q(**{f"{column}__contains": words}) if column else Q()


def folded(lookup: str) -> Condition:
    def condition(field: Field, viewer: Viewer, value: Any) -> Q:
        words = fold(value)
        return held(field.searched_in, words) & Q(**{f"{alias(field)}_folded__{lookup}": words})

    return condition


def otherwise(positive: Condition) -> Condition:
    """Everything else, blanks included: "is not X" keeps blanks."""

    def condition(field: Field, viewer: Viewer, value: Any) -> Q:
        return ~positive(field, viewer, value) | blank(field)

    return condition


def blank(field: Field) -> Q:
    """The rows whose value is empty: null, or no text at all."""
    condition = Q(**{f"{alias(field)}__isnull": True})
    return condition | Q(**{alias(field): ""}) if field.type.is_text else condition


def filled(field: Field) -> Q:
    """The other rows. For text it is told as a range, so that an index begins behind its empty entries."""
    return Q(**{f"{alias(field)}__gt": ""}) if field.type.is_text else ~blank(field)


def _empty(field: Field, viewer: Viewer, value: Any) -> Q:
    return blank(field) if value == "yes" else filled(field)


def yes_no(field: Field, viewer: Viewer) -> forms.Field:
    return forms.ChoiceField(choices=[("yes", _("yes")), ("no", _("no"))])


EMPTY = Operator("empty", _("is empty"), "yes_no", yes_no, _empty)


def any_of(field: Field, viewer: Viewer, values: list[str]) -> Q:
    chosen = [value for value in values if value != NONE]
    condition = Q(**{f"{alias(field)}__in": chosen})
    return condition | blank(field) if NONE in values else condition


def none_of(field: Field, viewer: Viewer, values: list[str]) -> Q:
    chosen = [value for value in values if value != NONE]
    condition = ~Q(**{f"{alias(field)}__in": chosen})
    return condition & ~blank(field) if NONE in values else condition | blank(field)
