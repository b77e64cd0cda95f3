"""Saving a record's form: two people at once lose nothing, rights hold before and after, history tells who."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.forms import ModelForm
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.access import edit_scope
from catalogue.editing import RecordForm, plain, record_form
from catalogue.entity import Entity
from catalogue.field import Viewer
from catalogue.merging import merge
from history.changes import automatic
from workbench.printing import NOTHING


class NotYours(Exception):
    """The record would leave what its editor may edit."""


@dataclass
class Collision:
    """A field two people changed to different values, as both read them."""

    name: str
    label: Any
    theirs: str


@dataclass
class Attempt:
    """What came of a form that was sent: saved, or to be shown again with errors or questions."""

    form: Any  # a ModelForm
    record: Any
    saved: bool = False
    changed: list[str] = field(default_factory=list)
    collisions: list[Collision] = field(default_factory=list)
    base: str = ""

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form again."""
        return 409 if self.collisions else 422


def values_of(form: ModelForm) -> dict[str, Any]:
    """The values a form begins with."""
    return {name: plain(form.get_initial_for_field(made, name)) for name, made in form.fields.items()}


def base_of(form: ModelForm) -> str:
    """The same for a hidden field of the page: what the person saw when they began."""
    return json.dumps(values_of(form), sort_keys=True)


def read_base(posted: QueryDict, theirs: dict[str, Any]) -> dict[str, Any]:
    """What the person saw when they began; where the page did not say, what is stored now."""
    try:
        found = json.loads(posted.get("base", ""))
    except (ValueError, RecursionError):
        return theirs
    return found if isinstance(found, dict) else theirs


def decisions(posted: QueryDict, form: ModelForm) -> tuple[dict[str, str], set[str]]:
    """The answers to earlier questions, and the questions left open."""
    asked = {name for name in posted.getlist("asked") if name in form.fields}
    answers = {name: posted.get(f"decide-{name}", "") for name in asked}
    decided = {name: side for name, side in answers.items() if side in {"mine", "theirs"}}
    return decided, asked - set(decided)


def create(entity: Entity, viewer: Viewer, form: RecordForm) -> bool:
    """Saves a new record. False when the form must be shown again: its errors say why."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            record = form.save(commit=False)
            record.save()
            form.set_links(form.links())
            _require_edit(entity, viewer, record)
    except NotYours:
        form.add_error(None, _not_yours())
        return False
    except IntegrityError:
        form.add_error(None, taken_meanwhile())
        return False
    return True


def _require_edit(entity: Entity, viewer: Viewer, record: Any) -> None:
    if not entity.editable_rows(viewer).filter(pk=record.pk).exists():
        raise NotYours


def _not_yours() -> str:
    return _("With these values you could not edit it any longer: choose an owner or a unit that is yours.")


def taken_meanwhile() -> str:
    """What is said where the database found what no check could see: somebody else was faster."""
    return _("This does not go with what somebody else saved at the same moment. Please try again.")


def may_create(entity: Entity, viewer: Viewer) -> bool:
    """Whether this viewer can make records of an entity at all."""
    return edit_scope(viewer.user, entity.model.access.area) != "none"  # type: ignore[attr-defined]


@transaction.atomic
def update(entity: Entity, viewer: Viewer, record: Any, posted: QueryDict, base_form: type[RecordForm],
           keys: list[str] | None = None) -> Attempt:  # fmt: skip
    """Saves an edit of a record the caller found among those the viewer may edit.

    The row is locked and read anew. Only fields this person changed are written; what somebody else changed
    meanwhile stays, and where both changed the same field differently nothing is written and they are asked.
    """
    record = entity.editable_rows(viewer).select_for_update(of=("self",)).get(pk=record.pk)
    stored_errors = set(_errors(record))
    form = record_form(entity, viewer, record, base_form, keys)(posted, instance=record)
    theirs = values_of(form)
    # what became mandatory later was missing before, and is no reason to lose an edit of something else
    stored_errors |= {name for name, made in form.fields.items() if made.required and theirs[name] in ("", [])}
    base = read_base(posted, theirs)
    decided, open_questions = decisions(posted, form)
    unknown = set(form.fields) - set(base)  # was not on the page, such as a custom field added since
    if not form.is_valid() and set(form.errors) - unknown - (
        (stored_errors | _no_longer_offered(form)) - _touched(form, base, posted)
    ):
        return again(Attempt(form, record), base, theirs, open_questions)
    mine = {name: plain(value) for name, value in form.cleaned_data.items() if name in form.fields and name in base}
    merged = merge(base, theirs, mine, decided)
    unanswered = merged.collisions | {name for name in open_questions if theirs[name] != mine.get(name)}
    if unanswered:
        form.errors.clear()  # what is left of them was wrong before and was not touched: not what is asked here
        return again(Attempt(form, record), base, theirs, unanswered)
    return _write(entity, viewer, form, sorted(merged.mine), base)


def _no_longer_offered(form: ModelForm) -> set[str]:
    """Fields whose only fault is a choice that is not on the list now, though it may have been when they were shown."""
    return {
        name for name, errors in form.errors.as_data().items() if {each.code for each in errors} == {"invalid_choice"}
    }


def _touched(form: RecordForm, base: dict[str, Any], posted: QueryDict) -> set[str]:
    """Fields whose raw text differs from what the page showed; those with errors have no clean value."""
    touched = set()
    for name in form.errors:
        began = base.get(name, "")
        shown = [str(each) for each in (began if isinstance(began, list) else [began]) if each != ""]
        if sorted(filter(None, posted.getlist(name))) != sorted(shown):
            touched.add(name)
    return touched


def again(attempt: Attempt, base: dict[str, Any], theirs: dict[str, Any], asked: Any) -> Attempt:
    """Shows the form with what was typed. What somebody was asked about begins with the other's value now."""
    form = attempt.form
    attempt.collisions = [
        Collision(name, form.fields[name].label, _shown(form, name)) for name in form.fields if name in asked
    ]
    attempt.base = json.dumps(base | {name: theirs[name] for name in asked}, sort_keys=True)
    return attempt


def _shown(form: ModelForm, name: str) -> str:
    """A field's stored value as people read it in this form."""
    made = form.fields[name]
    value = form.get_initial_for_field(made, name)
    choices = dict(_flat(getattr(made, "choices", [])))
    if isinstance(value, list) and choices:
        return ", ".join(str(choices.get(str(each), each)) for each in value)
    shown = made.prepare_value(value)
    if choices:
        return str(choices.get(str(shown), shown or NOTHING))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(made.widget.format_value(shown) or NOTHING)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in choices]


def _errors(record: Any) -> dict[str, Any]:
    try:
        record.full_clean()
    except ValidationError as error:
        return error.error_dict
    return {}


def _write(entity: Entity, viewer: Viewer, form: RecordForm, names: list[str], base: dict[str, Any]) -> Attempt:
    record = entity.model._default_manager.get(pk=form.instance.pk)
    attempt = Attempt(form, record, changed=names)
    if not names:
        attempt.saved = True
        return attempt
    form.apply(record, names)
    form.instance = record
    problems = _new_problems(entity, record, names)
    if problems:
        for name, errors in problems.items():
            form.add_error(name if name in form.fields else None, errors)
        return again(attempt, base, base, ())
    try:
        with transaction.atomic():
            _save(record, [name for name in names if name in form.own_fields])
            form.set_links(names)
            _require_edit(entity, viewer, record)
    except NotYours:
        form.add_error(None, _not_yours())
        return again(attempt, base, base, ())
    except IntegrityError:
        form.add_error(None, taken_meanwhile())
        return again(attempt, base, base, ())
    attempt.saved = True
    return attempt


def _new_problems(entity: Entity, record: Any, names: list[str]) -> dict[str, Any]:
    """What the new values break; what was wrong before and was not touched is no reason to lose an edit."""
    before = set(_errors(entity.model._default_manager.get(pk=record.pk)))
    found = _errors(record)
    return {name: errors for name, errors in found.items()
            if name in names or name == NON_FIELD_ERRORS or name not in before}  # fmt: skip


def _save(record: Any, names: list[str]) -> None:
    """Writes these columns, what cleaning changed beside them, and the time of the change."""
    stored = type(record)._default_manager.get(pk=record.pk)
    concrete = [each for each in record._meta.concrete_fields if not each.generated and not each.primary_key]
    changed = {e.name for e in concrete if getattr(stored, e.attname) != getattr(record, e.attname)}
    record.save(update_fields=sorted(changed | {*names, *automatic(type(record))}))
