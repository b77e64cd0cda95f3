"""The form of a bulk update: every field that may be set, all left as they are until something is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Right, Scope, edit_scope, has_right
from catalogue.editing import column_of, editable_fields, form_field, plain
from catalogue.entity import Entity
from catalogue.field import Field, Viewer
from workbench.bulk.plan import Act, FieldChange
from workbench.register import Register

UNCHANGED = gettext_lazy("Unchanged")
CLEAR = "clear"  # the parameter that names what is to be emptied
SEVERAL = {"many", "choices"}  # types with several values
ACTS = (
    (Act.ADD.value, gettext_lazy("Add")),
    (Act.REMOVE.value, gettext_lazy("Remove")),
    (Act.REPLACE.value, gettext_lazy("Replace all by")),
)


def may_bulk_update(register: Register, user: Any) -> bool:
    """Whether a user may change several rows of a register at once."""
    return register.edit and has_right(user, Right.BULK_UPDATE) and edit_scope(user, register.area) != Scope.NONE


def bulk_fields(entity: Entity, viewer: Viewer) -> dict[str, Field]:
    """The fields this viewer may set in bulk, by key."""
    return {key: field for key, field in editable_fields(entity, viewer).items() if field.bulk_updatable}


def act_name(key: str) -> str:
    return f"act-{key}"


def changed_keys(kept: Mapping[str, list[str]]) -> list[str]:
    """The fields that parameters set or clear."""
    return [*kept.get(CLEAR, []), *(key for key in kept if key != CLEAR and not key.startswith(act_name("")))]


class BulkForm(forms.Form):
    """One form field for each field of the catalogue, and for several values one for what to do with them."""

    others = frozenset({CLEAR, "first", "preset"})  # what is posted with it besides its fields

    def __init__(self, entity: Entity, viewer: Viewer, data: MultiValueDict[str, Any] | None = None) -> None:
        super().__init__(data)
        self.entity = entity
        self.catalogue = bulk_fields(entity, viewer)
        for key, field in self.catalogue.items():
            self.fields[key] = _form_field(entity, field, viewer)
            if field.type.name in SEVERAL:
                acts = forms.ChoiceField(choices=ACTS, required=False, label=_("What to do"))
                acts.widget.attrs["class"] = "input"
                self.fields[act_name(key)] = acts
        self.cleared = set(data.getlist(CLEAR)) if data is not None else set()

    def clearable(self, field: Field) -> bool:
        """Whether the field may be left empty."""
        if field.custom:
            return not field.required
        if field.links:
            return True
        column = column_of(self.entity.model, field.path)
        return bool(column.null or (column.blank and field.type.is_text))

    def clean(self) -> dict[str, Any]:
        for key in self.cleared - set(self.catalogue):
            self.add_error(None, _("A field to be cleared is not known."))
            self.cleared.discard(key)
        for key in sorted(self.cleared):
            if not _is_blank(self.cleaned_data.get(key)):
                self.add_error(key, _("Choose a value, or clear the field: not both."))
            elif not self.clearable(self.catalogue[key]):
                self.add_error(key, _("This field cannot be empty."))
        if not self.errors:
            self._check_together()
        if not self.errors and not self.changes():
            self.add_error(None, _("Nothing is chosen yet: set or clear at least one field."))
        return self.cleaned_data

    def _check_together(self) -> None:
        """Asks the constraints of the table that concern nothing but what is set."""
        given = {each.field.path: each.value for each in self.changes() if each.field.path and each.act == Act.SET}
        columns = {path: column_of(self.entity.model, path) for path in given}
        row = self.entity.model(**{columns[path].attname: value for path, value in given.items()})
        for constraint in self.entity.model._meta.constraints:
            condition = getattr(constraint, "condition", None)
            asked = condition.referenced_base_fields if isinstance(condition, Q) else set()
            if not asked or not asked <= set(given) or not isinstance(constraint, models.CheckConstraint):
                continue
            try:
                constraint.validate(self.entity.model, row)
            except ValidationError:
                key = next(key for key, field in self.catalogue.items() if field.path in asked)
                self.add_error(key, _("This value is not possible."))

    def changes(self) -> list[FieldChange]:
        """What was chosen, in the order of the catalogue."""
        found = []
        for key, field in self.catalogue.items():
            value = self.cleaned_data.get(key)
            if key in self.cleared:
                found.append(FieldChange(field, Act.CLEAR))
            elif not _is_blank(value):
                act = Act(self.cleaned_data.get(act_name(key)) or Act.ADD) if field.type.name in SEVERAL else Act.SET
                found.append(FieldChange(field, act, _chosen(value)))
        return found

    def sent(self) -> dict[str, list[str]]:
        """What was chosen as plain parameters, to be sent or kept and read again in whatever language."""
        kept: dict[str, list[str]] = {}
        for each in self.changes():
            key = each.field.key
            if each.act == Act.CLEAR:
                kept.setdefault(CLEAR, []).append(key)
                continue
            values = each.value if isinstance(each.value, list) else [each.value]
            kept[key] = [str(plain(value)) for value in values]
            if each.act != Act.SET:
                kept[act_name(key)] = [each.act.value]
        return kept

    def lines(self) -> Iterator[dict[str, Any]]:
        """The fields as the page prints them."""
        for key, field in self.catalogue.items():
            yield {
                "field": field,
                "input": self[key],
                "act": self[act_name(key)] if field.type.name in SEVERAL else None,
                "clearable": self.clearable(field),
                "cleared": key in self.cleared,
            }


def read_changes(entity: Entity, viewer: Viewer, kept: Mapping[str, list[str]]) -> list[FieldChange] | None:
    """The changes that were kept, if this viewer may still make them."""
    form = BulkForm(entity, viewer, MultiValueDict(kept))
    known = {CLEAR, *form.fields}
    return form.changes() if set(kept) <= known and form.is_valid() else None


def _form_field(entity: Entity, field: Field, viewer: Viewer) -> forms.Field:
    made = form_field(entity, field, viewer)
    if field.type.name == "boolean" and not field.custom:
        made = _yes_or_no(field)
    made.required = False
    made.label = field.label
    several = forms.ModelMultipleChoiceField | forms.MultipleChoiceField
    if isinstance(made, forms.ModelChoiceField) and not isinstance(made, several):
        made.empty_label = str(UNCHANGED)
    elif isinstance(made, forms.ChoiceField) and not isinstance(made, several):
        made.choices = [("", UNCHANGED), *((value, text) for value, text in _flat(made) if value != "")]
    if isinstance(made.widget, forms.TextInput | forms.Textarea):
        made.widget.attrs["placeholder"] = UNCHANGED
    if not isinstance(made.widget, forms.CheckboxSelectMultiple):
        made.widget.attrs["class"] = f"input {made.widget.attrs.get('class', '')}".strip()
    return made


def _flat(made: Any) -> list[tuple[Any, Any]]:
    return list(made.choices)


def _yes_or_no(field: Field) -> forms.Field:
    answers = field.choices() if field.choices else [(True, _("Yes")), (False, _("No"))]
    return forms.TypedChoiceField(
        choices=[("", UNCHANGED), *((str(value), text) for value, text in answers)],
        coerce=lambda typed: typed == "True",
        empty_value=None,
    )


def _chosen(value: Any) -> Any:
    """A cleaned value as a plain one: rows as their ids."""
    if isinstance(value, models.Model):
        return value.pk
    return [_chosen(each) for each in value] if isinstance(value, models.QuerySet | list | tuple) else value


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, models.QuerySet | list) and not value)
