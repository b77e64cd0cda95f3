"""Form fields for setting custom fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.custom_types import OWN_CHOICE, OWN_CHOICES, YES_NO
from catalogue.field import Field
from catalogue.numbers import NumberField
from catalogue.types import DATE

NO_CHOICE = ("", "\u2013")
_LONGEST = 500


def custom_form_field(field: Field, current: Any) -> forms.Field:
    """The form field of a custom field. ``current`` may stay chosen although it has been retired."""
    common: dict[str, Any] = {"label": field.label, "required": field.required}
    if field.type is YES_NO:
        answers = [NO_CHOICE, ("True", _("Yes")), ("False", _("No"))]
        return forms.TypedChoiceField(choices=answers, coerce=lambda typed: typed == "True", empty_value=None, **common)
    if field.type is OWN_CHOICE:
        return forms.ChoiceField(choices=[NO_CHOICE, *_offered(field, {current})], **common)
    if field.type is OWN_CHOICES:
        return forms.MultipleChoiceField(
            choices=_offered(field, set(current or [])), widget=forms.CheckboxSelectMultiple, **common
        )
    if field.type is DATE:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, **common)
    if field.type.is_number:
        return _number(field, common)
    return forms.CharField(max_length=_LONGEST, **common)


def _offered(field: Field, kept: set[Any]) -> list[tuple[Any, Any]]:
    assert field.choices
    return [(key, label) for key, label in field.choices() if key in field.offered or key in kept]


def _number(field: Field, common: dict[str, Any]) -> forms.Field:
    places = 2 if field.type.name == "money" else 6
    made = NumberField(max_digits=18, decimal_places=places, **common)
    made.localize = True
    made.widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num"})
    return made
