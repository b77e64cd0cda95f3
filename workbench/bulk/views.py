"""Changing and deleting selected rows, in every register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Right, has_right
from workbench.bulk.deletion import DELETE, Deleting
from workbench.bulk.form import BulkForm
from workbench.bulk.plan import Plan, Setting
from workbench.bulk.preview import Preview
from workbench.bulk.steps import SelectionStepsView
from workbench.bulk.words import Told, change_label, changed_text, counted, told
from workbench.selection import Selection
from workbench.state import NotUnderstood, State

PRESETS = {"activate": "True", "deactivate": "False"}


class ChangeView(SelectionStepsView):
    """Sets fields of the selected rows; switching them on or off needs no first step."""

    title = gettext_lazy("Bulk update")

    def make_form(self, posted: Any) -> BulkForm:
        preset = self.request.POST.get("preset", "")
        if preset and preset not in PRESETS:
            raise NotUnderstood("preset")
        switch = self.register.switch
        if posted is None and preset and switch:
            posted = MultiValueDict({switch.field: [PRESETS[preset]]})
        return BulkForm(self.register.entity, self.viewer, posted)

    def make_plan(self, form: BulkForm) -> Plan:
        return Setting(self.register.entity, form.changes())

    def told(self, form: BulkForm, found: Preview) -> Sequence[Told]:
        return told(form.changes(), self.viewer, found)

    def label(self, count: int) -> str:
        return change_label(self.register, count)

    def done_text(self, count: int) -> str:
        return changed_text(self.register, count)

    def choose(self, state: State, selection: Selection, form: BulkForm, *, shows_errors: bool) -> HttpResponse:
        first = self.request.POST.get("first", "")
        lines = list(form.lines())
        first_line = next((line for line in lines if line["field"].key == first), None)
        mistakes = [
            (form[name].id_for_label, form[name].label, errors)
            for name, errors in (form.errors.items() if shows_errors else ())
            if name in form.catalogue
        ]
        context = self.page(state, selection) | {
            "form": form,
            "first": first,
            "first_line": first_line,
            "lines": [line for line in lines if line is not first_line],
            "shows_errors": shows_errors,
            "mistakes": mistakes,
        }
        return render(self.request, "bulk/choose.html", context, status=422 if shows_errors else 200)


class NothingToChoose(forms.Form):
    """The form of an act about which there is nothing to choose."""

    others = frozenset[str]()

    def sent(self) -> dict[str, list[str]]:
        return {}


class DeleteView(SelectionStepsView):
    """Deletes the selected rows on which nothing hangs."""

    title = gettext_lazy("Delete")
    kind = DELETE
    is_danger = True

    def may_act(self) -> bool:
        return super().may_act() and has_right(self.request.user, Right.DELETE)

    def make_form(self, posted: Any) -> NothingToChoose:
        return NothingToChoose(self.request.POST)

    def make_plan(self, form: Any) -> Plan:
        return Deleting(self.register.entity)

    def told(self, form: Any, found: Preview) -> Sequence[Told]:
        return []

    @property
    def will(self) -> str:
        return _("will be deleted")

    def label(self, count: int) -> str:
        return _("Delete %(rows)s") % {"rows": counted(self.register, count)}

    def done_text(self, count: int) -> str:
        return _("Deleted: %(name)s") % {"name": counted(self.register, count)}
