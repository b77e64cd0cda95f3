"""Merging two customers: find the duplicate, choose field by field, merge, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.querysets import records
from customers.merge import differing, gone_in, merge, unmerge
from customers.models import Customer
from customers.picking import pick_customer
from customers.register import customers
from workbench import toasts
from workbench.card import Card
from workbench.changes import message
from workbench.printing import spelled_out
from workbench.record_views import RecordPage
from workbench.saving import NotYours


class MergeView(RecordPage):
    """First which customer is the duplicate, then which values stay; nothing is written before that is chosen."""

    http_method_names = ("get", "post")
    register = customers

    def _card(self, pk: int) -> Card:
        card = self.editable(pk)
        if not card.may_delete or self.register.is_locked(card.record):
            raise PermissionDenied
        return card

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._pick(self._card(pk), "", [], "")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self._card(pk)
        others = Customer.objects.editable_by(request.user).exclude(pk=pk).exclude(is_internal=True)
        picked = pick_customer(others, request.POST.get("customer", ""), request.POST.get("pk", ""))
        if picked.one is None:
            return self._pick(card, request.POST.get("customer", ""), picked.several, picked.problem, 422)
        if "merge" not in request.POST:
            return self._choose(card, picked.one, {})
        fields = differing(self.viewer, card.record, picked.one)
        taken = [field for field in fields if request.POST.get(field.key) == "goes"]
        pghistory.context(merged_into=pk)
        try:
            merge(card.record, picked.one, taken)
        except Customer.DoesNotExist:  # merged or deleted since the look above
            raise Http404 from None
        except ValidationError as error:
            return self._choose(card, picked.one, {field.key for field in taken}, message(error), 422)
        undo = reverse("customers-unmerge", args=[pk, request.history_context])  # type: ignore[attr-defined]
        toasts.done(request, _("%(name)s was merged into this customer") % {"name": picked.one}, undo)
        return redirect(card.url)

    def _pick(self, card: Card, typed: str, several: list[Any], problem: str, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Merge a duplicate into %(name)s") % {"name": card.name},
            "hint": _("Everything that hangs on the duplicate moves here, and the duplicate is deleted."),
            "typed": typed,
            "several": several,
            "problem": problem,
            "submit": _("Compare"),
            "card": card,
        }
        return render(self.request, "customers/pick_customer.html", context, status=status)

    def _choose(self, card: Card, goes: Customer, taken: Any, problem: str = "", status: int = 200) -> HttpResponse:
        fields = differing(self.viewer, card.record, goes)
        both = records(self.register.entity, fields, self.viewer, [card.pk, goes.pk])
        texts = [[spelled_out(field, row[field.column], self.viewer) for row in both] for field in fields]
        context = {
            "card": card,
            "name": card.name,
            "goes": goes,
            "lines": [(f, *two, f.key in taken) for f, two in zip(fields, texts, strict=True)],
            "problem": problem,
        }
        return render(self.request, "customers/merge.html", context, status=status)


class UnmergeView(RecordPage):
    """Takes a merge back."""

    http_method_names = ("post",)
    register = customers

    def post(self, request: HttpRequest, pk: int, context: UUID) -> HttpResponse:
        card = self.editable(pk)
        gone = gone_in(context, pk)
        if not card.may_delete or not gone:
            raise Http404
        try:
            with transaction.atomic():
                whole = unmerge(context, pk, gone)
                if Customer.objects.editable_by(request.user).filter(pk__in=[pk, *gone]).count() != 1 + len(gone):
                    raise NotYours
        except NotYours:
            raise Http404 from None
        except ValidationError as error:
            toasts.failed(request, _("Not undone: %(reason)s") % {"reason": message(error)})
            return redirect(card.url)
        toasts.done(request, _("The merge was undone"))
        if not whole:
            toasts.failed(request, _("Some values were changed again since and stay as they are."))
        return redirect(reverse("customers-card", args=[gone[0]]))
