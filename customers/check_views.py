"""Comparing a selection of customers with the public registers: beginning, watching, taking over, taking back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.check_outcomes import count_moved, moved, still_differing
from customers.jobs import hand_over
from customers.models import CheckedCustomer, CheckState, Customer, Outcome, RegisterCheck
from customers.register import customers
from customers.register_asking import company_of
from customers.register_checks import MOST, begin
from customers.register_differences import Compared, differences
from registries.company import Situation
from registries.interface import is_demonstration
from workbench import toasts
from workbench.bulk.form import may_bulk_update
from workbench.listing import Found
from workbench.printing import number
from workbench.register import Register
from workbench.selection import Selection
from workbench.state import NotUnderstood, State, whole
from workbench.views import ActionPage, RegisterPage

PAGE = 50
LISTED = 50  # checks on the page that lists them
TONES = {
    Outcome.SAME: "green",
    Outcome.APPLIED: "green",
    Outcome.DIFFERS: "amber",
    Outcome.NOT_FOUND: "red",
    Outcome.WITHHELD: "amber",
    Outcome.FAILED: "red",
}
# what may be asked for in which state, and the state it leads to
ACTS = {
    "stop": ({CheckState.COMPARING}, CheckState.STOPPED),
    "go_on": ({CheckState.STOPPED}, CheckState.COMPARING),
    "again": ({CheckState.COMPARED, CheckState.UNDONE}, CheckState.COMPARING),
    "apply": ({CheckState.COMPARED, CheckState.STOPPED, CheckState.UNDONE}, CheckState.APPLYING),
    "undo": ({CheckState.APPLIED}, CheckState.UNDOING),
}


@dataclass(frozen=True)
class CheckedRow:
    """A customer of a check, with what the register says otherwise."""

    customer: Customer
    label: Any
    tone: str
    differing: list[Compared]
    situation: Situation | None


class BeginView(ActionPage):
    """Begins a check of the selected customers the viewer may edit."""

    register = customers
    confirm = gettext_lazy("Compare them")

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not may_bulk_update(self.register, request.user):
            raise PermissionDenied
        return super().post(request)

    def act(self, state: State, found: Found, selection: Selection) -> HttpResponse:
        rows = Customer.objects.editable_by(self.viewer.user).filter(pk__in=selection.rows.order_by().values("pk"))
        count = rows.count()
        if not count or count > MOST:
            text = _("Choose between 1 and %(most)s customers that you may edit to compare with the register.")
            toasts.failed(self.request, text % {"most": number(MOST)})
            return redirect(state.url())
        with transaction.atomic():
            check = begin(self.viewer.user, rows)
            hand_over(check.pk)
        return redirect("customers-check", check.pk)


class CheckPage(RegisterPage):
    """A check the viewer began; those of others do not exist."""

    register = customers

    def check(self, pk: int) -> RegisterCheck:
        return get_object_or_404(RegisterCheck, pk=pk, user=self.viewer.user)


class ListView(RegisterPage):
    """The checks somebody began, newest first."""

    http_method_names = ("get",)
    register = customers

    def get(self, request: HttpRequest) -> HttpResponse:
        checks = RegisterCheck.objects.filter(user=self.viewer.user).annotate(count=Count("customers"))
        shown = checks.order_by("-pk")[:LISTED]
        return render(request, "customers/checks/list.html", {"register": self.register, "checks": shown})


class WatchView(CheckPage):
    """How a check stands: counts that filter the list, and each customer's differences."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        check, outcome, page = self.check(pk), request.GET.get("outcome", ""), whole(request.GET.get("page", "1"))
        if set(request.GET) - {"outcome", "page"} or outcome not in {"", *Outcome.values}:
            raise NotUnderstood("check")
        visible = CheckedCustomer.objects.filter(
            check_run=check, customer__in=Customer.objects.visible_to(self.viewer.user)
        )
        stored = dict(visible.order_by().values_list("outcome").annotate(count=Count("pk")))
        # while it is under way its page asks every second, and what stands there changes by itself
        now = {} if check.is_under_way else moved(check, visible)
        counts = count_moved(stored, now)
        here = [pk for pk, each in now.items() if each == outcome]
        rows = visible.filter(Q(pk__in=here) | Q(outcome=outcome) & ~Q(pk__in=now)) if outcome else visible
        listed = rows.order_by("pk").select_related("customer__register_answer").prefetch_related("customer__addresses")
        shown = Paginator(listed, PAGE).get_page(page)
        context = {
            "register": self.register,
            "check": check,
            "counts": [(each, counts[each], TONES.get(each, "")) for each in Outcome if counts.get(each)],
            "total": sum(counts.values()),
            "done": sum(counts.values()) - counts.get(Outcome.WAITING, 0),
            "differing": still_differing(stored, now),
            "failed": counts.get(Outcome.FAILED, 0),
            "applied": stored.get(Outcome.APPLIED, 0),
            "outcome": outcome,
            "rows": [_row(each, now.get(each.pk, Outcome(each.outcome))) for each in shown],
            "page": shown,
            "acts": {name for name in _allowed(self.register, request.user) if check.state in ACTS[name][0]},
            "is_demonstration": is_demonstration(),
        }
        is_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
        return render(request, "customers/checks/_state.html" if is_part else "customers/checks/check.html", context)


def _allowed(register: Register, user: Any) -> set[str]:
    """What somebody may ask of a check: who has lost the right to change many may still stop one."""
    return set(ACTS) if may_bulk_update(register, user) else {"stop"}


def _row(checked: CheckedCustomer, outcome: Outcome) -> CheckedRow:
    customer = checked.customer
    company = company_of(getattr(customer, "register_answer", None))
    is_shown = outcome == Outcome.DIFFERS
    differing = differences(customer, list(customer.addresses.all()), company) if company and is_shown else []
    situation = company.situation if company and company.has_trouble else None
    return CheckedRow(customer, outcome.label, TONES.get(outcome, ""), differing, situation)


class ActView(CheckPage):
    """Stops a check, goes on with it, takes its differences over, or back."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        check = self.check(pk)
        act = request.POST.get("act", "")
        if act not in ACTS:
            raise NotUnderstood("act")
        if act not in _allowed(self.register, request.user):
            raise PermissionDenied
        states, to = ACTS[act]
        with transaction.atomic():
            moved = RegisterCheck.objects.filter(pk=check.pk, state__in=states).update(state=to, unanswered=0)
            if act == "again" and moved:
                CheckedCustomer.objects.filter(check_run=check, outcome=Outcome.FAILED).update(outcome=Outcome.WAITING)
            if moved and to != CheckState.STOPPED:
                hand_over(check.pk)
        if not moved:
            toasts.failed(request, _("That is not possible any more: look how it stands now."))
        return redirect(reverse("customers-check", args=[pk]))
