"""The form behind a custom field in Settings: what it is called, its type, and the list to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.alphabet import fold
from catalogue.custom_fields import new_key, plain_key
from catalogue.models import CustomField, CustomFieldType
from catalogue.operators import NONE

WITH_CHOICES = {CustomFieldType.CHOICE, CustomFieldType.CHOICES}
MOST_CHOICES = 200
LONGEST = 80
_SPARE = 3  # empty rows below the choices that are there


@dataclass
class ChoiceRow:
    """A line of the list to choose from, as it is typed; ``key`` is empty for a new one."""

    key: str
    label: str
    active: bool = True
    error: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.key or self.label or self.error)


def rows_of(field: CustomField) -> list[ChoiceRow]:
    """The choices a field has now."""
    return [ChoiceRow(each["key"], each["label"], each.get("active", True)) for each in field.choices]


def read_rows(field: CustomField, posted: QueryDict) -> list[ChoiceRow]:
    """The list as it was sent. Choices left out of it stay, retired: values may hold them."""
    known = {row.key: row for row in rows_of(field)}
    offered = set(posted.getlist("choice_active"))
    keys, labels = posted.getlist("choice_key"), posted.getlist("choice_label")
    rows = []
    for number, (key, label) in enumerate(zip(keys, labels, strict=False)):
        kept = known.pop(key, None)
        rows.append(ChoiceRow(key if kept else "", label.strip(), not kept or str(number) in offered))
    return rows + [ChoiceRow(row.key, row.label, active=False) for row in known.values()]


@dataclass(frozen=True)
class Moved:
    """Where a moved row went and which way, so that its button can be pressed again."""

    place: int
    verb: str


def rearranged(rows: list[ChoiceRow], order: str) -> tuple[list[ChoiceRow], Moved | None]:
    """The list after a press of one of its buttons: "up-2" moves a row past the next that says something."""
    verb, _dash, number = order.partition("-")
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
    step = {"up": -1, "down": 1}.get(verb)
    if step is None or not 0 <= place < len(rows):
        return rows, None
    row, others = rows[place], [each for each in rows if each.says_something or each is rows[place]]
    at = next(number for number, each in enumerate(others) if each is row)
    to = min(max(at + step, 0), len(others) - 1)
    others.insert(to, others.pop(at))
    return others, Moved(to, "down" if to == 0 else verb)  # the first has nowhere up to go


def with_spare(rows: list[ChoiceRow]) -> list[ChoiceRow]:
    """The rows that say something, and empty ones to type more into."""
    said = [row for row in rows if row.says_something]
    return said + [ChoiceRow("", "") for _number in range(_SPARE)]


class CustomFieldForm(forms.ModelForm):
    """A custom field. Its type is chosen once, when it is made."""

    class Meta:
        model = CustomField
        fields: ClassVar = ["label", "type", "is_required"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].label = _("Name")
        self.fields["is_required"].label = _("Must be filled in")
        self.fields["is_required"].help_text = _("New records cannot be saved without it.")
        if self.instance.pk:
            del self.fields["type"]
        for name in ("label", "type"):
            if name in self.fields:
                self.fields[name].widget.attrs["class"] = "input"
        self.rows = read_rows(self.instance, self.data) if self.is_bound else rows_of(self.instance)  # type: ignore[arg-type]

    @property
    def kind(self) -> str:
        return str(self.cleaned_data.get("type") or self.instance.type)

    def clean_label(self) -> str:
        label = str(self.cleaned_data["label"])
        same = CustomField.objects.filter(entity=self.instance.entity, label__iexact=label).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("There is a custom field of this name already."))
        return label

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.kind in WITH_CHOICES:
            self._check_rows()
        return found

    def _check_rows(self) -> None:
        seen: set[str] = set()
        for row in self.rows:
            row.error = self._problem(row, seen)
            seen.add(fold(row.label))
        said = [row for row in self.rows if row.label]
        if any(row.error for row in self.rows):
            self.add_error(None, _("Please correct the choices."))
        elif not any(row.active for row in said):
            self.add_error(None, _("Give at least one choice."))
        elif len(said) > MOST_CHOICES:
            self.add_error(None, _("At most %(most)s choices.") % {"most": MOST_CHOICES})

    def _problem(self, row: ChoiceRow, seen: set[str]) -> str:
        if row.key and not row.label:
            return _("A choice needs a name. Take its tick away to retire it.")
        if len(row.label) > LONGEST:
            return _("At most %(most)s characters.") % {"most": LONGEST}
        if "\x00" in row.label or (row.label and not fold(row.label)):
            return _("Type at least one letter or digit.")
        return _("This choice stands here twice.") if row.label and fold(row.label) in seen else ""

    def save(self, commit: bool = True) -> Any:
        field: CustomField = super().save(commit=False)
        if not field.pk:
            field.key = new_key(field.entity, field.label)
            last = CustomField.objects.filter(entity=field.entity).aggregate(last=Max("position"))["last"]
            field.position = 0 if last is None else last + 1
        if self.kind in WITH_CHOICES:
            field.choices = self._choices()
        field.save()
        return field

    def _choices(self) -> list[dict[str, Any]]:
        taken = {NONE, *(row.key for row in self.rows if row.key)}
        made = []
        for row in self.rows:
            if row.label:
                key = row.key or plain_key(row.label, taken)
                taken.add(key)
                made.append({"key": key, "label": row.label, "active": row.active})
        return made
