"""What is done to a contact person besides editing: moving to another customer, forgetting as privacy demands."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Right, has_right
from customers.models import Contact, Customer
from customers.picking import pick_customer
from customers.privacy import forget
from customers.register import contacts
from workbench import toasts
from workbench.card import Card
from workbench.record_views import RecordPage


class MoveView(RecordPage):
    """Moves a contact person to another customer, found by number or name."""

    http_method_names = ("get", "post")
    register = contacts

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(pk, "", [], "")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        typed = request.POST.get("customer", "")
        picked = pick_customer(Customer.objects.editable_by(request.user), typed, request.POST.get("pk", ""))
        if picked.one is None:
            return self._page(pk, typed, picked.several, picked.problem, status=422)
        Contact.objects.filter(pk=pk).update(customer=picked.one, updated_at=timezone.now())
        text = _("%(name)s belongs to %(customer)s now") % {"name": card.name, "customer": picked.one}
        toasts.done(request, text, toasts.undo_url(request, "contacts", pk))
        return redirect(card.url)

    def _page(self, pk: int, typed: str, several: list[Customer], problem: str, status: int = 200) -> HttpResponse:
        card = self.editable(pk)
        context = {
            "card": card,
            "title": _("Move %(name)s to another customer") % {"name": card.name},
            "typed": typed,
            "several": several,
            "problem": problem,
            "submit": _("Move"),
        }
        return render(self.request, "customers/pick_customer.html", context, status=status)


class ForgetView(RecordPage):
    """Forgets a person everywhere but on issued invoices. Asks first, for it cannot be undone."""

    http_method_names = ("get", "post")
    register = contacts

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self._card(pk)
        return render(request, "customers/forget.html", {"card": card, "name": card.name})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self._card(pk)
        customer = card.record.customer_id
        with transaction.atomic():
            forget(card.record)
        toasts.done(request, _("The person was forgotten"))
        return redirect(reverse("customers-section", args=[customer, "contacts"]))

    def _card(self, pk: int) -> Card:
        card = self.editable(pk)
        if not has_right(self.viewer.user, Right.DELETE):
            raise PermissionDenied
        return card
