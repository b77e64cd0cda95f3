"""Changing selected rows: choosing what, previewing, applying."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.querysets import ordered
from workbench import toasts
from workbench.bulk.form import CLEAR, BulkForm, may_bulk_update
from workbench.bulk.keeping import kept_until
from workbench.bulk.outcomes import SKIPPED, Outcome, judged
from workbench.bulk.plan import Setting
from workbench.bulk.preview import Preview, preview
from workbench.bulk.rows import rows_shown
from workbench.bulk.words import PROBLEMS, change_label, changed_text, counted, selected_text, told
from workbench.bulk.work import Problem, at_once, in_background
from workbench.columns import number
from workbench.jobs import hand_over
from workbench.listing import Found
from workbench.models import BulkUpdate
from workbench.selection import BadSelection, Selection
from workbench.state import NotUnderstood, State, short_text, whole
from workbench.views import ActionPage

SALT = "workbench.bulk"
LASTS = 24 * 60 * 60  # seconds a preview can be applied
PAGE = 50
LONGEST_REASON = 300
_CONTRACT = {"ids", "selected", "count", "fingerprint", "csrfmiddlewaretoken", "token", "step", "show"}


class BulkUpdateView(ActionPage):
    """One address for three steps: what is to be set, what would change, and the change itself.

    The selection comes with every step and is recomputed in each; what was previewed comes back signed.
    """

    http_method_names = ("get", "post")
    confirm = gettext_lazy("Go on with the %(now_text)s rows")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.register.is_for(request.user) and not may_bulk_update(self.register, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(self.register.url)  # a selection is posted: there is nothing to come back to

    @property
    def kept(self) -> tuple[str, ...]:  # type: ignore[override]  # what is set stays chosen
        return tuple(name for name in self.request.POST if name not in _CONTRACT) if self.steps else ("first",)

    @cached_property
    def steps(self) -> set[str]:
        found = set(self.request.POST.getlist("step")) | ({"preview"} if "show" in self.request.POST else set())
        if found - {"choose", "preview", "apply"}:
            raise NotUnderstood("step")
        return found

    def act(self, state: State, found: Found, selection: Selection) -> HttpResponse:
        if not selection.is_ticked:
            toasts.failed(self.request, _("Tick the rows to change first."))
            return redirect(state.url())
        posted = self.request.POST
        form = BulkForm(self.register.entity, self.viewer, posted if self.steps else None)
        # the first step is sent by the list, whose form has much else
        if self.steps and set(posted) - _CONTRACT - set(form.fields) - {CLEAR, "reason", "first"}:
            raise NotUnderstood("field")
        short_text(posted.get("reason", ""), LONGEST_REASON)
        if not self.steps or self.steps == {"choose"}:
            return self._choose(state, selection, form, shows_errors=False)
        if not form.is_valid():
            return self._choose(state, selection, form)
        return self._apply(state, selection, form) if "apply" in self.steps else self._preview(state, selection, form)

    def _page(self, state: State, selection: Selection) -> dict[str, Any]:
        posted = self.request.POST
        names = ["ids"] if not selection.is_all else ["selected", "count", "fingerprint"]
        return {
            "register": self.register,
            "here_url": self.request.get_full_path(),
            "back_url": state.url(),
            "contract": [(name, value) for name in names for value in posted.getlist(name)],
            "reason": posted.get("reason", ""),
            "longest_reason": LONGEST_REASON,
        }

    def _choose(self, state: State, selection: Selection, form: BulkForm, *, shows_errors: bool = True) -> HttpResponse:
        first = self.request.POST.get("first", "")
        lines = list(form.lines())
        first_line = next((line for line in lines if line["field"].key == first), None)
        context = self._page(state, selection) | {
            "selected_text": selected_text(self.register, selection.rows.order_by().count()),
            "form": form,
            "first": first,
            "first_line": first_line,
            "lines": [line for line in lines if line is not first_line],
            "shows_errors": shows_errors and form.is_bound,
            "mistakes": [
                (form[name].id_for_label, form[name].label, errors)
                for name, errors in form.errors.items()
                if name in form.catalogue
            ]
            if shows_errors
            else [],
        }
        return render(self.request, "bulk/choose.html", context, status=422 if context["shows_errors"] else 200)

    def _preview(self, state: State, selection: Selection, form: BulkForm, notice: str = "") -> HttpResponse:
        changes = form.changes()
        found = preview(self.register, self.viewer, selection.with_locked, changes)
        shown = self._shown(found)
        listed = self._rows(selection.with_locked, form, shown)
        skipped = [(each.label, number(found.counts[each])) for each in SKIPPED if found.counts[each]]
        context = self._page(state, selection) | {
            "selected_text": selected_text(self.register, sum(found.counts.values())),
            "notice": notice,
            "token": self._token(state, form, found),
            "sent": [(name, value) for name, values in form.sent().items() for value in values],
            "told": told(changes, self.viewer, found),
            "sums": [
                ("change", found.counts[Outcome.CHANGE], _("will change")),
                ("same", found.counts[Outcome.SAME], _("have it already")),
                ("skipped", sum(found.counts[each] for each in SKIPPED), _("skipped, see why")),
            ],
            "skipped": skipped,
            "guards": [each.field.bulk_guard.reason for each in changes if each.field.bulk_guard]
            if found.counts[Outcome.REFUSED]
            else [],
            "shown": shown,
            "label": change_label(self.register, found.promised.count),
            "promised": found.promised.count,
            "in_background": in_background(found.promised.count),
            "kept_until": kept_until(timezone.now()),
            **listed,
        }
        return render(self.request, "bulk/preview.html", context)

    def _shown(self, found: Preview) -> str:
        asked = self.request.POST.get("show", "").partition(":")[0]
        if asked not in {"", "change", "same", "skipped"}:
            raise NotUnderstood("show")
        if asked:
            return asked
        kinds = (("change", [Outcome.CHANGE]), ("same", [Outcome.SAME]), ("skipped", SKIPPED))
        return next((kind for kind, outcomes in kinds if sum(found.counts[o] for o in outcomes)), "change")

    def _rows(self, rows: QuerySet[Any], form: BulkForm, shown: str) -> dict[str, Any]:
        """A page of the rows of one kind, in order of name."""
        page = whole(self.request.POST.get("show", "").partition(":")[2] or "1")
        changes, register = form.changes(), self.register
        outcomes = {"change": [Outcome.CHANGE], "same": [Outcome.SAME], "skipped": SKIPPED}[shown]
        judging = judged(register, self.viewer, rows, Setting(register.entity, changes))
        picked = ordered(judging.filter(outcome__in=outcomes), register.entity, [], self.viewer)
        found = list(picked.values_list("pk", "outcome")[(page - 1) * PAGE : page * PAGE + 1])
        return {
            "rows": rows_shown(register, self.viewer, changes, dict(found[:PAGE])),
            "page": page,
            "next_page": page + 1 if len(found) > PAGE else None,
            "previous_page": page - 1 if page > 1 else None,
        }

    def _token(self, state: State, form: BulkForm, found: Preview) -> str:
        promise = {
            "user": self.viewer.user.pk,
            "register": self.register.key,
            "query": state.query.urlencode(),
            "changes": form.sent(),
            "seen": found.seen(),
        }
        return signing.dumps(promise, salt=SALT, compress=True)

    def _promise(self, state: State, form: BulkForm) -> dict[str, Any] | None:
        """What was previewed, or None where that was too long ago. Raises BadSelection for what we never sent."""
        try:
            promise: dict[str, Any] = signing.loads(self.request.POST.get("token", ""), salt=SALT, max_age=LASTS)
        except signing.SignatureExpired:
            return None
        except signing.BadSignature:
            raise BadSelection from None
        asked = (self.viewer.user.pk, self.register.key, state.query.urlencode(), form.sent())
        if asked != (promise["user"], promise["register"], promise["query"], promise["changes"]):
            raise BadSelection
        return promise

    def _apply(self, state: State, selection: Selection, form: BulkForm) -> HttpResponse:
        promise = self._promise(state, form)
        if promise is None:
            return self._preview(state, selection, form, _("The preview was old: look at it again."))
        posted = self.request.POST
        names = ["ids"] if not selection.is_all else ["selected", "count", "fingerprint"]
        bulk = BulkUpdate(
            user=self.viewer.user,
            register=self.register.key,
            selection={
                "query": promise["query"],
                "posted": {name: posted.getlist(name) for name in names},
                "seen": promise["seen"],
            },
            changes=promise["changes"],
            reason=posted.get("reason", "").strip(),
            row_count=promise["seen"]["promised"][0],
        )
        if not bulk.row_count:
            return self._preview(state, selection, form, _("Nothing would change."))
        if in_background(bulk.row_count):
            with transaction.atomic():
                bulk.save()
                hand_over(bulk.pk)
            toasts.done(self.request, _("Begun: you can go on working meanwhile"), clears=self.register.key)
            return redirect("bulk-update", bulk.pk)
        try:
            at_once(bulk)
        except Problem as problem:
            return self._preview(state, selection, form, str(PROBLEMS[problem.key]))
        self._say(bulk)
        return redirect(state.url())

    def _say(self, bulk: BulkUpdate) -> None:
        text = changed_text(self.register, bulk.row_count)
        left = sum(bulk.counts.get(each, 0) for each in (Outcome.MEANWHILE, Outcome.NOT_YOURS))
        if left:
            text = _("%(done)s, %(left)s left as they are") % {"done": text, "left": counted(self.register, left)}
        undo = reverse("bulk-update-undo", args=[bulk.pk])
        show = (f"{self.register.url}?state=all&bulk_update={bulk.pk}", _("Show them"))
        toasts.done(self.request, text, undo if bulk.row_count else "", show, clears=self.register.key)
