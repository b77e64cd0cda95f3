"""Forms made of catalogue fields, and their values in a form in which two edits can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q

from accounts.access import Scope, edit_scope
from catalogue.custom_fields import loaded, with_value
from catalogue.custom_forms import NO_CHOICE, custom_form_field
from catalogue.custom_types import COLUMN
from catalogue.entity import Entity
from catalogue.field import Field, Viewer
from catalogue.numbers import NumberField


def editable_fields(entity: Entity, viewer: Viewer) -> dict[str, Field]:
    """The fields this viewer may set where they may edit the record at all, by key."""
    edits = {
        area for area in {each.area for each in entity.all_fields()} if edit_scope(viewer.user, area) != Scope.NONE
    }
    return {key: field for key, field in entity.fields_for(viewer).items() if field.is_editable and field.area in edits}


class LinesField(forms.CharField):
    """Several short texts, one a line; ``check`` brings each into its stored spelling or raises ValueError."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, check: Callable[[str], str] | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, **kwargs)
        self.check = check or str.strip

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        try:
            return sorted({self.check(line) for line in lines})
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


def column_of(model: type[models.Model], name: str) -> Any:
    """A concrete field of a model."""
    return model._meta.get_field(name)


def kept_column(entity: Entity, field: Field) -> str:
    """In which column of its own row a record keeps a field, "custom.tier" for a key; empty for one kept elsewhere."""
    if field.custom:
        return f"{COLUMN}.{field.custom}"
    return str(column_of(entity.model, field.path).attname) if field.path and "__" not in field.path else ""


def form_field(entity: Entity, field: Field, viewer: Viewer, current: Any = None) -> forms.Field:
    """The form field for setting a catalogue field. ``current`` may stay chosen although it has been retired."""
    label, kind = field.label, field.type.name
    if field.custom:
        return custom_form_field(field, current)
    if field.reference:
        return _reference(field, viewer, current)
    if field.links:
        return LinesField(field.check, label=label)
    column = column_of(entity.model, field.path)
    required = not column.blank
    if kind == "boolean":
        if field.choices:
            choices = [(str(value), text) for value, text in field.choices()]
            return forms.TypedChoiceField(label=label, choices=choices, coerce=lambda typed: typed == "True")
        return forms.BooleanField(label=label, required=False)
    if field.choices:
        known = [(str(value), text) for value, text in field.choices() if value not in ("", None)]
        known += [(current, current)] if current and current not in dict(known) else []
        return forms.ChoiceField(label=label, required=required, choices=known if required else [NO_CHOICE, *known])
    if field.type.is_number:
        return _number(field, column, required)
    if isinstance(column, models.URLField):
        made: forms.Field = forms.URLField(
            label=label, required=required, max_length=column.max_length, assume_scheme="https"
        )
        made.widget = forms.TextInput(attrs={"inputmode": "url", "maxlength": str(column.max_length)})
        return made
    made = column.formfield(label=label)
    if kind == "date":
        made.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(column, models.TextField):
        made.widget = forms.Textarea(attrs={"rows": 4})
    return made


def _number(field: Field, column: Any, required: bool) -> forms.Field:
    digits, places = getattr(column, "max_digits", None) or 18, getattr(column, "decimal_places", 0) or 0
    made = NumberField(label=field.label, required=required, max_digits=digits, decimal_places=places)
    made.localize = not field.is_label
    made.validators += [v for v in column.validators if hasattr(v, "limit_value")]
    made.widget = forms.TextInput(attrs={"inputmode": "decimal" if places else "numeric", "class": "num"})
    return made


def _reference(field: Field, viewer: Viewer, current: Any) -> forms.Field:
    reference = field.reference
    assert reference
    options = reference.options(viewer)
    if any(each.name == "is_active" for each in reference.model._meta.fields):
        kept = current if isinstance(current, list) else [current]
        options = options.filter(Q(is_active=True) | Q(pk__in=[pk for pk in kept if pk]))
    options = options.order_by(reference.sort, "pk")
    if field.type.name == "many":
        return forms.ModelMultipleChoiceField(
            options, label=field.label, required=False, widget=forms.CheckboxSelectMultiple
        )
    made = forms.ModelChoiceField(options, label=field.label, required=not field.nullable, empty_label="\u2013")
    made.widget.attrs["data-combo"] = True
    return made


class RecordForm(forms.ModelForm):
    """A form over a record whose links to other rows are fields too."""

    fields_by_key: ClassVar[dict[str, Field]] = {}
    own_fields: ClassVar[tuple[str, ...]] = ()  # columns of the record itself

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, field in self.links().items():
            self.initial.setdefault(key, linked(field, self.instance))
        for key, field in self.fields_by_key.items():
            if field.custom:
                self.initial.setdefault(key, loaded(field, self.instance.custom.get(field.custom)))
        for made in self.fields.values():
            made.widget.attrs["class"] = f"input {made.widget.attrs.get('class', '')}".strip()
            if isinstance(made.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                made.widget.attrs.pop("class")

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with fields that are not asked for here is no reason to refuse the ones that are."""
        known = {name: each for name, each in errors.error_dict.items() if name in {*self.fields, NON_FIELD_ERRORS}}
        if known:
            super()._update_errors(ValidationError(known))  # type: ignore[misc]  # not in the stubs

    def group_of(self, name: str) -> Any:
        """Under which heading a field stands that is not in the catalogue."""
        return ""

    def apply(self, record: Any, names: Iterable[str]) -> None:
        """Sets what was typed in these fields on a record, links apart; nothing is saved."""
        for name in names:
            field = self.fields_by_key.get(name)
            if field and field.custom:
                record.custom = with_value(record.custom, field, self.cleaned_data[name])
            elif name in self.own_fields:
                setattr(record, name, self.cleaned_data[name])

    def save(self, commit: bool = True) -> Any:
        self.apply(self.instance, [key for key, field in self.fields_by_key.items() if field.custom])
        return super().save(commit)

    def links(self) -> dict[str, Field]:
        return {key: field for key, field in self.fields_by_key.items() if field.links and not field.path}

    def set_links(self, names: Iterable[str]) -> None:
        """Makes the links of these fields what was chosen; the record must be saved."""
        for key, field in self.links().items():
            if key in names:
                _set_links(field, self.instance, self.cleaned_data[key])


def _set_links(field: Field, record: Any, chosen: Any) -> None:
    links = field.links
    assert links
    rows = links.of(record)
    wanted = {each.pk if isinstance(each, models.Model) else each for each in chosen}
    held = set(rows.values_list(links.target, flat=True))
    rows.filter(**{f"{links.target}__in": held - wanted}).delete()
    target, source = (column_of(links.model, name).attname for name in (links.target, links.source))
    links.model._default_manager.bulk_create(
        links.model(**{source: record.pk, target: value}) for value in sorted(wanted - held)
    )


def linked(field: Field, record: Any) -> list[Any]:
    """What the links of a record lead to now, as a form's initial value."""
    assert field.links
    return sorted(field.links.of(record).values_list(field.links.target, flat=True)) if record.pk else []


def _current(entity: Entity, field: Field, record: Any) -> Any:
    if field.custom:
        return record.custom.get(field.custom)
    return getattr(record, column_of(entity.model, field.path).attname) if field.path else linked(field, record)


def record_form(
    entity: Entity, viewer: Viewer, record: Any, base: type[RecordForm] = RecordForm, keys: Iterable[str] | None = None
) -> type[RecordForm]:
    """The form class for editing (or, unsaved, making) a record: the viewer's editable fields, or those named."""
    fields = editable_fields(entity, viewer)
    if keys is not None:
        fields = {key: fields[key] for key in keys if key in fields}
    made: dict[str, Any] = {}
    for key, field in fields.items():
        made[key] = form_field(entity, field, viewer, _current(entity, field, record))
    own = [key for key, field in fields.items() if field.path]
    meta = type("Meta", (), {"model": entity.model, "fields": own})
    return type("EntityForm", (base,), {**made, "Meta": meta, "fields_by_key": fields, "own_fields": tuple(own)})


def plain(value: Any) -> Any:
    """A value as JSON keeps it, equal exactly where two values are the same to people."""
    if isinstance(value, models.Model):
        return plain(value.pk)
    if isinstance(value, models.QuerySet | list | tuple | set):
        return sorted(plain(each) for each in value)
    if value is None:
        return ""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return format(Decimal(value).normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")  # forms know no seconds
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if not isinstance(value, bool | dict):
        raise TypeError(f"no plain form of {type(value)}")
    return value
