"""Adding, changing, finishing and deleting activities; each leads back to the timeline of its customer."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from accounts.organisation import today
from activities.card import new_activity
from activities.forms import ActivityForm
from activities.models import Activity, ActivityKind
from catalogue.field import Viewer
from customers.register import customers
from workbench import toasts
from workbench.card import Card
from workbench.part_saving import part_context, save_part
from workbench.record_views import RecordPage
from workbench.saving import Attempt


def timeline_url(customer: int) -> str:
    return reverse("customers-section", args=[customer, "timeline"])


def form_context(form: ActivityForm) -> dict[str, Any]:
    """What the page with an activity's form prints; one that is there may be deleted."""
    activity = form.instance
    return {
        "form": form,
        "heading": str(activity) if activity.pk else _("New activity"),
        "customer": activity.customer,
        "back_url": timeline_url(activity.customer_id),
        "back_label": _("Timeline"),
        "delete_url": reverse("activities-delete", args=[activity.pk]) if activity.pk else "",
    }


class AddView(RecordPage):
    """A new activity of a customer; with mistakes the form comes back with what was typed."""

    http_method_names = ("get", "post")
    register = customers

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self.editable(pk), None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        form = ActivityForm(request.POST, instance=new_activity(card), user=request.user)  # type: ignore[arg-type]
        if not form.is_valid():
            return self._page(card, form, status=422)
        activity = form.save()
        toasts.done(request, _("Added: %(name)s") % {"name": activity}, toasts.undo_url(request, "customers", pk))
        return redirect(timeline_url(pk))

    def _page(self, card: Card, form: ActivityForm | None, status: int = 200) -> HttpResponse:
        form = form or ActivityForm(instance=new_activity(card), user=card.viewer.user)
        return render(self.request, "record/plain_form.html", form_context(form), status=status)


class ActivityPage(View):
    """An activity its viewer may see; writing needs the right to edit its customer."""

    def activity(self, pk: int) -> Activity:
        user = self.request.user
        found: Activity = get_object_or_404(Activity.objects.visible_to(user).select_related("customer"), pk=pk)
        if not Activity.objects.editable_by(user).filter(pk=pk).exists():
            raise PermissionDenied
        return found

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.request.user, today())

    def back(self, activity: Activity, text: str) -> HttpResponse:
        """To where the person came from, with a toast that takes it back."""
        toasts.done(self.request, text, toasts.undo_url(self.request, "customers", activity.customer_id))
        target = self.request.POST.get("next", "")
        is_local = url_has_allowed_host_and_scheme(target, {self.request.get_host()}, self.request.is_secure())
        if not (is_local and target.startswith("/")):  # anything else is taken for the name of a page
            target = timeline_url(activity.customer_id)
        return redirect(target)


class EditView(ActivityPage):
    http_method_names = ("get", "post")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        activity = self.activity(pk)
        return self._page(ActivityForm(instance=activity, user=request.user))  # type: ignore[arg-type]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            form: Any = partial(ActivityForm, user=request.user)  # type: ignore[arg-type]
            attempt = save_part(form, self.activity(pk), request.POST)
        except Activity.DoesNotExist:  # deleted since the look above
            raise Http404 from None
        if not attempt.saved:
            return self._page(attempt.form, attempt, status=attempt.status)
        return self.back(attempt.record, _("Saved: %(name)s") % {"name": attempt.record})

    def _page(self, form: ActivityForm, attempt: Attempt | None = None, status: int = 200) -> HttpResponse:
        context = form_context(form) | part_context(form, attempt)
        return render(self.request, "record/plain_form.html", context, status=status)


class DoneView(ActivityPage):
    """Marks a task as done, or as still to do."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        activity = self.activity(pk)
        if activity.kind != ActivityKind.TASK:
            raise Http404
        is_done = request.POST.get("done") != "no"
        activity.done_at = timezone.now() if is_done else None
        activity.save(update_fields=["done_at"])
        text = _("Done: %(name)s") if is_done else _("To do again: %(name)s")
        return self.back(activity, text % {"name": activity})


class DeleteView(ActivityPage):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        activity = self.activity(pk)
        Activity.objects.filter(pk=activity.pk).delete()
        return self.back(activity, _("Deleted: %(name)s") % {"name": activity})
