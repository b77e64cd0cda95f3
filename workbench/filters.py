"""Filters of a register: a django-filter FilterSet made of just the filters in the URL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalogue.field import Viewer
from catalogue.operators import NONE
from catalogue.querysets import Condition, where
from workbench.printing import dated, number
from workbench.state import FilterParameter, State


class CatalogueFilter(django_filters.Filter):
    """A filter whose form field and condition come from the catalogue."""

    def __init__(self, parameter: FilterParameter, viewer: Viewer) -> None:
        super().__init__(label=parameter.field.label)
        self.parameter, self.viewer = parameter, viewer

    @property
    def field(self) -> forms.Field:
        return self.parameter.operator.form_field(self.parameter.field, self.viewer)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return where(qs, Condition(self.parameter.field, self.parameter.operator, value), self.viewer)


def filter_set(state: State, rows: QuerySet[Any]) -> django_filters.FilterSet:
    """The FilterSet for this URL over these rows; unbound rows where the form has errors."""
    filters = {each.name: CatalogueFilter(each, state.viewer) for each in state.filters}
    kind = type("RegisterFilterSet", (django_filters.FilterSet,), filters)
    made: django_filters.FilterSet = kind(data=state.query, queryset=rows)
    return made


@dataclass(frozen=True)
class Chip:
    """An active filter as people read it: field, words, values; a click changes it, × removes it."""

    name: str
    label: Any
    words: Any
    values: str
    change_url: str
    remove_url: str
    errors: list[str]


def chips(state: State, form: forms.Form) -> list[Chip]:
    """The active filters in the order of the URL."""
    return [
        Chip(
            name=each.name,
            label=each.field.label,
            words=each.operator.words,
            values=_words(each, form),
            change_url=state.url(part="filter", field=each.field.key, operator=each.operator.key, instead=each.name),
            remove_url=state.url(**{each.name: None}),
            errors=[str(error) for error in form.errors.get(each.name, [])],
        )
        for each in state.filters
    ]


def plain_url(state: State, form: forms.Form) -> str | None:
    """The address with its days and numbers as every language reads them; None where they already stand so.

    Somebody else reads "500,000" in it otherwise, and so does the same person after switching the language.
    """
    plain = {each.name: _plainly(form.cleaned_data[each.name], each.values) for each in state.filters}
    if all(plain[each.name] == each.values for each in state.filters):
        return None
    return state.url(page=state.query.get("page"), **plain)


def _plainly(value: Any, typed: list[str]) -> list[str]:
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, Decimal):
        text = f"{value.normalize():f}"
        # three digits behind a point would be thousands in Danish
        return [f"{text}0" if len(text.partition(".")[2]) == 3 else text]
    return typed


def to_type(parameter: FilterParameter, form: forms.Form) -> list[str]:
    """The values as the reader would type them: days and numbers stand plainly in an address."""
    is_plain = parameter.operator.input in {"date", "number"} and parameter.name not in form.errors
    return [_words(parameter, form)] if is_plain else parameter.values


def _words(parameter: FilterParameter, form: forms.Form) -> str:
    """The chosen values as people read them."""
    if parameter.name in form.errors:
        return ", ".join(parameter.values)
    value = form.cleaned_data[parameter.name]
    if isinstance(value, date):
        return dated(value)
    if isinstance(value, Decimal):
        return parameter.values[0] if parameter.field.is_label else number(value)
    if parameter.operator.input == "references":
        return ", ".join(option.label for option in chosen_options(parameter, form))
    if parameter.field.type.name == "boolean" and parameter.field.choices:
        labels = {"yes" if value else "no": str(label) for value, label in parameter.field.choices()}
        return labels[parameter.values[0]]
    choices = getattr(form.fields[parameter.name], "choices", [])
    labels = {str(value): str(label) for value, label in choices}
    return ", ".join(labels.get(value, value) for value in parameter.values)


@dataclass(frozen=True)
class Option:
    """A value to choose: its id and its printed name."""

    value: str
    label: str


def chosen_options(parameter: FilterParameter, form: forms.Form) -> list[Option]:
    """The chosen values of a reference filter with their names, "none" included."""
    reference = parameter.field.reference
    assert reference
    ids = [value for value in form.cleaned_data.get(parameter.name) or [] if value != NONE]
    named = reference.model._default_manager.filter(pk__in=ids).values_list("pk", reference.label_expression())
    options = [Option(str(pk), str(label)) for pk, label in named]
    return [*options, *([Option(NONE, _("(none)"))] if NONE in parameter.values else [])]


def within_words(state: State) -> str:
    """The other list that limits this one, in words."""
    assert state.of
    form = filter_set(state.of, state.of.register.rows(state.viewer)).form
    form.is_valid()  # or its values are not read
    return describe(state.of, form, ticked=False)


def describe(state: State, form: forms.Form, *, ticked: bool) -> str:
    """The filter in words, as a file says it."""
    if ticked:
        return _("Ticked rows")
    switch = state.register.switch
    in_use, others, _all, both = switch.words if switch else ("",) * 4
    parts = [str({"active": in_use, "inactive": others, "all": both}[state.state])] if switch else []
    if state.typed:
        parts.append(_("search: %(words)s") % {"words": state.typed})
    if state.of:
        parts.append(f"{state.of.register.title}: {within_words(state)}")
    parts += [" ".join(filter(None, (str(c.label), str(c.words), c.values))) for c in chips(state, form)]
    return "; ".join(parts)
