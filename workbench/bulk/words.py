"""Bulk updates as people read them: fields, values and outcomes in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.custom_fields import custom_fields, loaded
from catalogue.field import Field, Viewer
from workbench.bulk.plan import Act, FieldChange
from workbench.bulk.preview import GROUPED, GROUPS, Group, Preview
from workbench.columns import NOTHING, number, spelled_out
from workbench.register import Register

ACT_WORDS = {
    Act.SET: gettext_lazy("becomes"),
    Act.CLEAR: gettext_lazy("is cleared"),
    Act.ADD: pgettext_lazy("values", "is added"),
    Act.REMOVE: pgettext_lazy("values", "is removed"),
    Act.REPLACE: gettext_lazy("is replaced by"),
}
PROBLEMS = {
    "rights": gettext_lazy("You may no longer change several rows at once."),
    "fields": gettext_lazy("One of the fields or values is no longer there, or not yours to set."),
    "moved": gettext_lazy("The selected rows are no longer those that were shown."),
    "constraint": gettext_lazy("The values do not go with others that are there, such as a number given twice."),
    "error": gettext_lazy("Something went wrong. Your administrator finds the reason in the log."),
}


@dataclass
class Told:
    """A change in words: field, what is done, the new value; and from which values, where it was counted."""

    label: Any
    act: Any
    value: str
    groups: list[Group]
    rest: int = 0


def told(changes: Sequence[FieldChange], viewer: Viewer, preview: Preview | None = None) -> list[Told]:
    """The changes in words."""
    found = []
    for change in changes:
        former = preview.former.get(change.field.key) if preview else None
        names = names_of(change.field, [*_values(change), *(former or ())], viewer)
        value = ", ".join(filter(None, (names.get(_key(each), str(each)) for each in _values(change))))
        groups = _groups(change.field, former.most_common(), names) if former else []
        rest = sum(each.count for each in groups[GROUPS:])
        found.append(Told(change.field.label, ACT_WORDS[change.act], value, groups[:GROUPS], rest))
    return found


def _values(change: FieldChange) -> list[Any]:
    if change.act == Act.CLEAR:
        return []
    return change.value if isinstance(change.value, list) else [change.value]


def _groups(field: Field, former: Iterable[tuple[Any, int]], names: dict[Any, str]) -> list[Group]:
    if field.type.name in GROUPED:
        return [Group(names.get(_key(value), str(value)) or NOTHING, count) for value, count in former]
    return [Group(_("another value") if is_there else NOTHING, count) for is_there, count in former]


def _key(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def names_of(field: Field, values: Iterable[Any], viewer: Viewer) -> dict[Any, str]:
    """How raw values of a field are read: an industry's name for its id."""
    wanted = {_key(value) for value in values}
    if field.reference:
        reference = field.reference
        rows = reference.model._default_manager.filter(pk__in=[each for each in wanted if isinstance(each, int)])
        named = {pk: str(name) for pk, name in rows.values_list("pk", reference.label_expression())}
        return named | {each: NOTHING for each in wanted if each is None}
    if field.custom and field.choices:
        labels = {key: str(label) for key, label in field.choices()}
        return {each: labels.get(each, str(each)) if each is not None else NOTHING for each in wanted}
    return {each: spelled_out(field, each, viewer) for each in wanted}


def as_shown(field: Field, value: Any) -> Any:
    """A raw value that history kept, ready for ``names_of``."""
    return loaded(field, value) if field.custom else value


def fields_of(register: Register) -> dict[str, Field]:
    """Every field, retired ones too: what was changed once is told on."""
    entity = register.entity
    retired = custom_fields(entity.key, entity.area, retired=True)
    return {each.key: each for each in [*entity.all_fields(), *retired]}


def selected_text(register: Register, count: int) -> str:
    return _("%(rows)s selected") % {"rows": counted(register, count)}


def changed_text(register: Register, count: int) -> str:
    return _("%(rows)s changed") % {"rows": counted(register, count)}


def change_label(register: Register, count: int) -> str:
    """The words of the button: they say the number."""
    return _("Change %(rows)s") % {"rows": counted(register, count)}


def counted(register: Register, count: int) -> str:
    return register.counted(count, number(count))
