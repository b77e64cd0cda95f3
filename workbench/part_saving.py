"""Saving a small form of what belongs to a record, an address or an activity: two people at once lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.forms import ModelForm
from django.http import QueryDict

from catalogue.editing import plain
from catalogue.merging import merge
from workbench.saving import Attempt, again, base_of, decisions, read_base, taken_meanwhile, values_of


@transaction.atomic
def save_part(make: Callable[..., ModelForm], part: Any, posted: QueryDict) -> Attempt:
    """Saves an edit of a row the caller found among those that may be edited.

    ``make`` builds the form. The row is locked and read anew: what somebody else changed meanwhile stays, and where
    both changed the same field differently nothing is written and they are asked. Raises DoesNotExist where the row
    is gone.
    """
    stored = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
    held = {each.attname: getattr(stored, each.attname) for each in stored._meta.concrete_fields}
    form = make(posted, instance=stored)
    theirs = values_of(form)
    base = read_base(posted, theirs)
    decided, open_questions = decisions(posted, form)
    attempt = Attempt(form, stored)
    if not form.is_valid():
        return again(attempt, base, theirs, open_questions)
    mine = {name: plain(form.cleaned_data[name]) for name in form.fields}
    merged = merge(base, theirs, mine, decided)
    unanswered = merged.collisions | {name for name in open_questions if theirs[name] != mine[name]}
    if unanswered:
        return again(attempt, base, theirs, unanswered)
    for name in set(form.fields) - merged.mine:
        attribute = stored._meta.get_field(name).attname
        setattr(stored, attribute, held[attribute])
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:  # what both changed does not go together
        form.add_error(None, taken_meanwhile())
        return again(attempt, base, theirs, ())
    attempt.saved = True
    return attempt


def part_context(form: ModelForm, attempt: Attempt | None) -> dict[str, Any]:
    """What the page of such a form needs besides its fields: where the edit began, and what is asked."""
    if attempt is None:
        return {"base": base_of(form) if form.instance.pk else ""}
    return {"base": attempt.base, "collisions": {each.name: each for each in attempt.collisions}}
