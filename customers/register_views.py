"""Comparing one customer with its public register, and taking values over: all that differ, or some."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from customers.models import Customer, Outcome, RegisterAnswer
from customers.register import customers
from customers.register_asking import ask, company_of
from customers.register_takeover import prepare, write
from registries.company import Company
from workbench import toasts
from workbench.card import Card
from workbench.printing import number
from workbench.record_views import RecordPage

SECTION = "register"


class CompareView(RecordPage):
    """Asks the register about a customer; the card's section shows what it said."""

    http_method_names = ("post",)
    register = customers

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        outcome, error = ask(card.record, get_language() or "en")
        if error is not None:
            toasts.failed(request, error)
        elif outcome == Outcome.NO_NUMBER:
            toasts.failed(request, _("Without a business ID of a country with a register there is nothing to compare."))
        return redirect(card.section_url(SECTION))


class ApplyView(RecordPage):
    """Takes over what the register said when the page was shown: the fields that were chosen."""

    http_method_names = ("post",)
    register = customers

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        back = redirect(card.section_url(SECTION))
        answer = RegisterAnswer.objects.filter(customer=pk).first()
        company = company_of(answer)
        if answer is None or company is None or request.POST.get("seen") != answer.asked_at.isoformat():
            toasts.failed(request, _("The register has been asked again since: look at the differences once more."))
            return back
        pghistory.context(source="register")
        taken = self._take_over(card, company, request.POST.getlist("field"))
        if taken:
            text = ngettext(
                "Took over %(n)s value from the register", "Took over %(n)s values from the register", taken
            )
            toasts.done(request, text % {"n": number(taken)}, toasts.undo_url(request, customers.key, pk))
        return back

    @transaction.atomic
    def _take_over(self, card: Card, company: Company, keys: list[str]) -> int:
        rows = customers.entity.editable_rows(self.viewer)
        customer: Customer = rows.select_for_update(of=("self",)).get(pk=card.pk)
        made = prepare(customer, list(customer.addresses.all()), company, keys)
        write([made])
        return len(made.taken)
