"""Bulk updates as people read them: fields, values and outcomes in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.field import Field, Viewer
from workbench.bulk.plan import Act, FieldChange
from workbench.bulk.preview import GROUPED, GROUPS, Group, Preview
from workbench.printing import NOTHING, number
from workbench.register import Register
from workbench.value_words import ValueWords

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
    "undone": gettext_lazy("It was undone already."),
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
    former = preview.former if preview else {}
    kept = [(each.field, value) for each in changes for value in (each.kept, *former.get(each.field.key, ()))]
    words = ValueWords(viewer, kept)
    found = []
    for change in changes:
        groups = _groups(change.field, former.get(change.field.key, Counter()), words)
        rest = sum(each.count for each in groups[GROUPS:])
        value = "" if change.act == Act.CLEAR else words.text(change.field, change.kept)
        found.append(Told(change.field.label, ACT_WORDS[change.act], value, groups[:GROUPS], rest))
    return found


def _groups(field: Field, former: Counter[Any], words: ValueWords) -> list[Group]:
    """The commonest first; of types with too many values only whether there was one."""
    if field.type.name in GROUPED:
        return [Group(words.text(field, value), count) for value, count in former.most_common()]
    return [Group(_("another value") if is_there else NOTHING, count) for is_there, count in former.most_common()]


def selected_text(register: Register, count: int) -> str:
    return _("%(rows)s selected") % {"rows": counted(register, count)}


def changed_text(register: Register, count: int) -> str:
    return _("%(rows)s changed") % {"rows": counted(register, count)}


def change_label(register: Register, count: int) -> str:
    """The words of the button: they say the number."""
    return _("Change %(rows)s") % {"rows": counted(register, count)}


def counted(register: Register, count: int) -> str:
    return register.counted(count, number(count))
