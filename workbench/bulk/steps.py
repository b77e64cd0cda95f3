"""What every act on selected rows has in common: choose, preview, apply, each with the selection recomputed."""

from __future__ import annotations

from collections.abc import Sequence
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
from workbench.bulk.form import may_bulk_update
from workbench.bulk.keeping import kept_until
from workbench.bulk.kinds import CHANGE, Problem
from workbench.bulk.outcomes import SKIPPED, Outcome, judged
from workbench.bulk.plan import Plan
from workbench.bulk.preview import Preview, preview
from workbench.bulk.rows import rows_shown, slice_of
from workbench.bulk.words import PROBLEMS, Told, counted, selected_text
from workbench.bulk.work import at_once, in_background
from workbench.jobs import hand_over
from workbench.listing import Found
from workbench.models import BulkUpdate
from workbench.printing import number
from workbench.selection import BadSelection, Selection
from workbench.state import NotUnderstood, State, short_text, whole
from workbench.views import ActionPage

SALT = "workbench.bulk"
LASTS = 24 * 60 * 60  # seconds a preview can be applied
LONGEST_REASON = 300
STEPS = {"choose", "preview", "apply"}
KINDS_SHOWN = {"change": [Outcome.CHANGE], "same": [Outcome.SAME], "skipped": SKIPPED}
# what every step sends besides what is chosen
CONTRACT = {"ids", "selected", "count", "fingerprint", "csrfmiddlewaretoken", "token", "step", "show", "reason"}


class SelectionStepsView(ActionPage):
    """One address for three steps: what is to be done, what would come of it, and the act itself.

    The selection comes with every step and is recomputed in each; what was previewed comes back signed.
    """

    http_method_names = ("get", "post")
    confirm = gettext_lazy("Go on with the %(now_text)s rows")
    kind = CHANGE
    title: Any = ""
    is_danger = False  # whether the button that does it is red

    def may_act(self) -> bool:
        return may_bulk_update(self.register, self.request.user)

    def make_form(self, posted: Any) -> Any:
        """The form of what is chosen, bound to what was posted, if anything; see its ``sent``."""
        raise NotImplementedError

    def make_plan(self, form: Any) -> Plan:
        raise NotImplementedError

    def told(self, form: Any, found: Preview) -> Sequence[Told]:
        """What is to be done, in words."""
        raise NotImplementedError

    def label(self, count: int) -> str:
        """The words of the button: they say the number."""
        raise NotImplementedError

    def done_text(self, count: int) -> str:
        raise NotImplementedError

    def choose(self, state: State, selection: Selection, form: Any, *, shows_errors: bool) -> HttpResponse:
        """The page of the first step."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        self._require()
        return redirect(self.register.url)  # a selection is posted: there is nothing to come back to

    def post(self, request: HttpRequest) -> HttpResponseBase:
        self._require()
        return super().post(request)

    def _require(self) -> None:
        if not self.may_act():
            raise PermissionDenied

    @property
    def kept(self) -> tuple[str, ...]:  # type: ignore[override]  # what is set stays chosen
        if not self.steps:
            return ("first", "preset")
        return ("reason", *(name for name in self.request.POST if name not in CONTRACT))

    def kept_values(self) -> list[tuple[str, str]]:
        """Other rows are previewed before anything is done to them."""
        return [*super().kept_values(), *([("step", "preview")] if self.steps else [])]

    @cached_property
    def steps(self) -> set[str]:
        found = set(self.request.POST.getlist("step")) | ({"preview"} if "show" in self.request.POST else set())
        if found - STEPS:
            raise NotUnderstood("step")
        return found

    def act(self, state: State, found: Found, selection: Selection) -> HttpResponse:
        posted = self.request.POST
        # the first step is sent by the list, whose form has much else
        form = self.make_form(posted if self.steps else None)
        if self.steps and set(posted) - CONTRACT - set(form.fields) - set(form.others):
            raise NotUnderstood("field")
        short_text(posted.get("reason", ""), LONGEST_REASON)
        if not form.is_bound or self.steps == {"choose"}:
            return self.choose(state, selection, form, shows_errors=False)
        if not form.is_valid():
            return self.choose(state, selection, form, shows_errors=True)
        return self._apply(state, selection, form) if "apply" in self.steps else self._preview(state, selection, form)

    def page(self, state: State, selection: Selection) -> dict[str, Any]:
        """What the pages of all steps print."""
        return {
            "register": self.register,
            "heading": self.title,
            "here_url": self.request.get_full_path(),
            "back_url": state.url(),
            "contract": self._contract(selection),
            "reason": self.request.POST.get("reason", ""),
            "longest_reason": LONGEST_REASON,
            "selected_text": selected_text(self.register, selection.with_locked.order_by().count()),
        }

    def _contract(self, selection: Selection) -> list[tuple[str, str]]:
        names = ["selected", "count", "fingerprint"] if selection.is_all else ["ids"]
        return [(name, value) for name in names for value in self.request.POST.getlist(name)]

    def _preview(self, state: State, selection: Selection, form: Any, notice: str = "") -> HttpResponse:
        plan = self.make_plan(form)
        found = preview(self.register, self.viewer, selection.with_locked, plan)
        shown, page = self._shown(found)
        sums = {kind: sum(found.counts[each] for each in outcomes) for kind, outcomes in KINDS_SHOWN.items()}
        words = {"change": self.will, "same": _("have it already"), "skipped": _("skipped, see why")}
        context = self.page(state, selection) | {
            "notice": notice,
            "token": self._token(state, form, found),
            "sent": [(name, value) for name, values in form.sent().items() for value in values],
            "told": self.told(form, found),
            "sums": [(kind, count, words[kind]) for kind, count in sums.items() if plan.changes or kind != "same"],
            "skipped": [(each.label, number(found.counts[each])) for each in SKIPPED if found.counts[each]],
            "guards": plan.reasons if found.counts[Outcome.REFUSED] else [],
            "shown": shown,
            "has_values": bool(plan.changes) or shown == "skipped",
            "may_choose": bool(form.fields),
            "label": self.label(found.promised.count),
            "is_danger": self.is_danger,
            "promised": found.promised.count,
            "in_background": in_background(found.promised.count),
            "kept_until": kept_until(timezone.now()),
            **self._rows(selection.with_locked, plan, shown, page),
        }
        return render(self.request, "bulk/preview.html", context)

    @property
    def will(self) -> str:
        return _("will change")

    def _shown(self, found: Preview) -> tuple[str, int]:
        """Which rows are listed, and which page of them."""
        asked, _colon, page = self.request.POST.get("show", "").partition(":")
        if asked and asked not in KINDS_SHOWN:
            raise NotUnderstood("show")
        some = (kind for kind, outcomes in KINDS_SHOWN.items() if any(found.counts[each] for each in outcomes))
        return asked or next(some, "change"), whole(page or "1")

    def _rows(self, rows: QuerySet[Any], plan: Plan, shown: str, page: int) -> dict[str, Any]:
        """A page of the rows of one kind, in order of name."""
        register = self.register
        judging = judged(register, self.viewer, rows, plan).filter(outcome__in=KINDS_SHOWN[shown])
        picked = ordered(judging, register.entity, [], self.viewer).values_list("pk", "outcome")
        found, pages = slice_of(picked, page)
        return pages | {"rows": rows_shown(register, self.viewer, plan, dict(found))}

    def _token(self, state: State, form: Any, found: Preview) -> str:
        return signing.dumps({**self._asked(state, form), "seen": found.seen()}, salt=SALT, compress=True)

    def _asked(self, state: State, form: Any) -> dict[str, Any]:
        return {
            "user": self.viewer.user.pk,
            "register": self.register.key,
            "kind": self.kind,
            "query": state.query.urlencode(),
            "changes": form.sent(),
        }

    def _promise(self, state: State, form: Any) -> dict[str, Any] | None:
        """What was previewed, or None where that was too long ago. Raises BadSelection for what we never sent."""
        try:
            promise: dict[str, Any] = signing.loads(self.request.POST.get("token", ""), salt=SALT, max_age=LASTS)
        except signing.SignatureExpired:
            return None
        except signing.BadSignature:
            raise BadSelection from None
        asked = self._asked(state, form)
        if asked != {name: promise.get(name) for name in asked}:
            raise BadSelection
        return promise

    def _apply(self, state: State, selection: Selection, form: Any) -> HttpResponse:
        promise = self._promise(state, form)
        if promise is None:
            return self._preview(state, selection, form, _("The preview was old: look at it again."))
        posted: dict[str, list[str]] = {}
        for name, value in self._contract(selection):
            posted.setdefault(name, []).append(value)
        bulk = BulkUpdate(
            user=self.viewer.user,
            register=self.register.key,
            kind=self.kind,
            selection={"query": promise["query"], "posted": posted, "seen": promise["seen"]},
            changes=promise["changes"],
            reason=self.request.POST.get("reason", "").strip(),
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
        text = self.done_text(bulk.row_count)
        left = sum(bulk.counts.get(each, 0) for each in (Outcome.MEANWHILE, Outcome.NOT_YOURS))
        if left:
            text = _("%(done)s, %(left)s left as they are") % {"done": text, "left": counted(self.register, left)}
        undo = reverse("bulk-update-undo", args=[bulk.pk])
        show = (f"{self.register.url}?state=all&bulk_update={bulk.pk}", _("Show them"))
        if self.kind != CHANGE:
            show = (reverse("bulk-update", args=[bulk.pk]), _("Show them"))
        toasts.done(self.request, text, undo if bulk.row_count else "", show, clears=self.register.key)
