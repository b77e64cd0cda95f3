"""A record's form as its page prints it: fields in the groups of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from catalogue.editing import RecordForm, editable_fields
from workbench.card import Card
from workbench.register import Register
from workbench.state import NotUnderstood


def form_context(register: Register, form: RecordForm, apart: Iterable[str] = ()) -> dict[str, Any]:
    """Groups of bound fields in the order of the catalogue, and what is wrong as links to the fields.

    Those named in ``apart`` stand elsewhere on the page.
    """
    groups: dict[str, list[Any]] = {}
    if not form.is_bound and form.instance.pk is None:
        next(iter(form.fields.values())).widget.attrs["autofocus"] = True  # a new record is typed at once
    for name in form.fields:
        field = form.fields_by_key.get(name)
        group = str((field.group if field else form.group_of(name)) or register.entity.name)
        if name not in apart:
            groups.setdefault(group, []).append(form[name])
    mistakes = [(form[name].id_for_label, form[name].label, errors) for name, errors in form.errors.items()
                if name in form.fields]  # fmt: skip
    return {"form": form, "groups": list(groups.items()), "mistakes": mistakes, "general": form.non_field_errors()}


def only_field(card: Card, query: QueryDict) -> list[str] | None:
    """The one field an address asks for, None for all. Raises NotUnderstood for one that cannot be edited."""
    if set(query) - {"field", "list"}:
        raise NotUnderstood("form")
    key = query.get("field", "")
    if not key:
        return None
    if key not in editable_fields(card.register.entity, card.viewer):
        raise NotUnderstood(key)
    return [key]
