"""The form behind a filter chip: which fields, which conditions, which values to choose from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.alphabet import Fold, fold
from catalogue.field import Field, Viewer
from catalogue.operators import NONE, Operator
from catalogue.querysets import search_pattern
from workbench.filters import Option, chosen_options, filter_set, to_type
from workbench.state import OF_A_FORM, FilterParameter, NotUnderstood, State

SUGGESTIONS = 20
_NOT_KEPT = {"page", "part", "selected", "count", *OF_A_FORM}


def filter_context(state: State, field_key: str, operator_key: str) -> dict[str, Any]:
    """The form for one field, or the list of fields when none is chosen yet.

    Raises NotUnderstood for a field or operator that does not exist for this viewer.
    """
    context: dict[str, Any] = {"register": state.register, "done_url": state.url()}
    if not field_key:
        return context | {"groups": _groups(state)}
    field = state.fields.get(field_key)
    if field is None or not field.filterable:
        raise NotUnderstood(field_key)
    operator = field.type.operator(operator_key)
    if operator is None and not operator_key:
        operator = field.type.operators[0]
    if operator is None:
        raise NotUnderstood(operator_key)
    return context | _form(state, field, operator)


def _form(state: State, field: Field, operator: Operator) -> dict[str, Any]:
    current = next((each for each in state.filters if each.field == field and each.operator == operator), None)
    replaced = next((each for each in state.filters if each.name == state.query.get("instead")), None)
    if current is None and replaced and replaced.operator.input == operator.input:
        current = replaced  # what was chosen for one condition is offered for the other
    form = filter_set(state, state.register.rows(state.viewer)).form
    form.is_valid()
    instead = {"instead": replaced.name} if replaced else {}
    return {
        "field": field,
        "operator_links": [
            (each, state.url(part="filter", field=field.key, operator=each.key, **instead), each == operator)
            for each in field.type.operators
        ],
        "input_template": f"register/inputs/{operator.input}.html",
        "name": f"{field.key}.{operator.key}" if operator.key else field.key,
        "values": to_type(current, form) if current else [],
        "errors": form.errors.get(current.name, []) if current else [],
        "choices": _choices(field, state.viewer, operator),
        "listed": _listed(field, state.viewer, current, form) if operator.input == "references" else [],
        "options_url": reverse(f"{state.register.key}-options", args=[field.key]),
        "date_example": formats.date_format(state.viewer.today, formats.get_format_lazy("SHORT_DATE_FORMAT")),
        "back_url": state.url(part="filter"),
        "hidden": [
            (name, value)
            for name, values in state.query.lists()
            for value in values
            if name not in _NOT_KEPT and name not in {each.name for each in (current, replaced) if each}
        ],
    }


def _choices(field: Field, viewer: Viewer, operator: Operator) -> list[tuple[str, str]]:
    if operator.input not in {"choices", "relative", "yes_no"}:
        return []
    if field.type.name == "boolean" and field.choices:
        return [("yes" if value else "no", str(label)) for value, label in field.choices()]
    form_field: Any = operator.form_field(field, viewer)
    return [(str(value), str(label)) for value, label in form_field.choices]


def _groups(state: State) -> list[tuple[str, list[tuple[Field, str]]]]:
    """Filterable fields under the names of their groups, each with the link to its form."""
    groups: dict[str, list[tuple[Field, str]]] = {}
    for field in state.fields.values():
        if field.filterable:
            link = state.url(part="filter", field=field.key)
            groups.setdefault(str(field.group or ""), []).append((field, link))
    return list(groups.items())


def _listed(field: Field, viewer: Viewer, current: FilterParameter | None, form: Any) -> list[dict[str, Any]]:
    """The chosen values first, then the first of the others."""
    chosen = chosen_options(current, form) if current else []
    values = {option.value for option in chosen}
    others = [option for option in options_for(field, viewer, "") if option.value not in values]
    return [{"value": o.value, "label": o.label, "chosen": o.value in values} for o in [*chosen, *others]]


def options_for(field: Field, viewer: Viewer, typed: str) -> list[Option]:
    """The first names in which every word typed is found, in the organisation's order; never the whole list."""
    reference = field.reference
    assert reference
    rows: QuerySet[Any] = reference.options(viewer)
    if reference.search:
        for word in fold(typed).split():
            rows = rows.filter(**{f"{reference.search}__contains": search_pattern(word)})
    else:
        rows = rows.alias(option_folded=Fold(reference.label_expression()))
        for word in fold(typed).split():
            rows = rows.filter(option_folded__contains=word)
    label = reference.label_expression()
    named = rows.order_by(reference.sort, "pk").values_list("pk", label)[:SUGGESTIONS]
    options = [Option(str(pk), str(name)) for pk, name in named]
    if typed:
        return options
    mine = [Option("me", _("Me"))] if reference.is_person else []
    return [*mine, *options, Option(NONE, _("(none)"))]
