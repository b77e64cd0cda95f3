"""Adding an activity to every selected customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.bulk import ACTIVITY, AddingActivities
from activities.forms import ActivityForAllForm
from activities.models import ActivityKind
from customers.register import customers
from workbench.bulk.plan import Plan
from workbench.bulk.preview import Preview
from workbench.bulk.steps import SelectionStepsView
from workbench.bulk.words import Told, counted
from workbench.selection import Selection
from workbench.state import State


class AddForAllView(SelectionStepsView):
    """One activity for each selected customer, by the steps of every bulk update."""

    register = customers
    title = gettext_lazy("Add an activity or task")
    kind = ACTIVITY

    def make_form(self, posted: Any) -> ActivityForAllForm:
        return ActivityForAllForm(posted)

    def make_plan(self, form: ActivityForAllForm) -> Plan:
        return AddingActivities(self.register.entity, self.viewer.user, form.cleaned_data)

    def told(self, form: ActivityForAllForm, found: Preview) -> Sequence[Told]:
        given = form.cleaned_data
        lines = [Told(ActivityKind(given["kind"]).label, "", given["subject"], [])]
        if given["kind"] == ActivityKind.TASK:
            who = given["assignee"] or _("Account owner of each customer")
            lines.append(Told(_("Assigned to"), "", str(who), []))
        return lines

    @property
    def will(self) -> str:
        return _("will get it")

    def label(self, count: int) -> str:
        return _("Add to %(rows)s") % {"rows": counted(self.register, count)}

    def done_text(self, count: int) -> str:
        return _("Added to %(rows)s") % {"rows": counted(self.register, count)}

    def choose(
        self, state: State, selection: Selection, form: ActivityForAllForm, *, shows_errors: bool
    ) -> HttpResponse:
        if form.is_bound and not shows_errors:
            form.errors.clear()  # what is missing is asked for when it is sent
        context = self.page(state, selection) | {"form": form, "shows_errors": shows_errors}
        return render(self.request, "bulk/form.html", context, status=422 if shows_errors else 200)
