"""Adding, changing and deleting addresses of a customer; each leads back to its contacts and addresses."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue import codes
from customers.models import Address, Customer
from customers.register import customers
from workbench import toasts
from workbench.card import Card
from workbench.part_saving import part_context, save_part
from workbench.record_views import RecordPage
from workbench.saving import Attempt


class AddressForm(forms.ModelForm):
    """An address and what it is used for; a new headquarters takes the place of the old one."""

    class Meta:
        model = Address
        fields: ClassVar = [
            "street", "postcode", "city", "country", "is_visiting", "is_postal", "is_invoicing", "is_headquarters",
        ]  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["country"] = forms.ChoiceField(
            label=self.fields["country"].label, required=False, choices=[("", "\u2013"), *codes.countries()]
        )
        for made in self.fields.values():
            if not isinstance(made, forms.BooleanField):
                made.widget.attrs["class"] = "input"

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"is_headquarters"}  # the old one gives way when this one is saved

    def clean(self) -> dict[str, object]:
        found: dict[str, object] = super().clean() or self.cleaned_data
        if not any(found.get(name) for name in ("street", "postcode", "city")):
            raise forms.ValidationError(_("Give a street, a postcode or a city."))
        return found

    def save(self, commit: bool = True) -> Address:
        address: Address = super().save(commit=False)
        with transaction.atomic():
            # one at a time for each customer, or two new headquarters would meet
            Customer.objects.select_for_update(of=("self",)).get(pk=address.customer_id)
            if address.is_headquarters:
                others = Address.objects.filter(customer=address.customer_id, is_headquarters=True)
                others.exclude(pk=address.pk).update(is_headquarters=False)
            if commit:
                address.save()
        return address


class AddressPage(RecordPage):
    """An address of a customer the viewer may edit."""

    register = customers

    def address(self, card: Card, address: int | None) -> Address:
        if address is None:
            return Address(customer=card.record, country=card.record.country, is_visiting=True)
        found: Address = get_object_or_404(card.record.addresses, pk=address)
        return found

    def done(self, card: Card, text: str) -> HttpResponse:
        toasts.done(self.request, text, toasts.undo_url(self.request, "customers", card.pk))
        return redirect(reverse("customers-section", args=[card.pk, "contacts"]))


class EditView(AddressPage):
    """A new address, or one that is there; with mistakes the form comes back with what was typed."""

    http_method_names = ("get", "post")

    def get(self, request: HttpRequest, pk: int, address: int | None = None) -> HttpResponse:
        card = self.editable(pk)
        return self._page(card, AddressForm(instance=self.address(card, address)))

    def post(self, request: HttpRequest, pk: int, address: int | None = None) -> HttpResponse:
        card = self.editable(pk)
        found = self.address(card, address)
        if found.pk is None:
            form = AddressForm(request.POST, instance=found)
            if not form.is_valid():
                return self._page(card, form, status=422)
            return self.done(card, _("Saved: %(name)s") % {"name": form.save()})
        try:
            attempt = save_part(AddressForm, found, request.POST)
        except Address.DoesNotExist:  # deleted since the look above
            raise Http404 from None
        if not attempt.saved:
            return self._page(card, attempt.form, attempt, status=attempt.status)
        return self.done(card, _("Saved: %(name)s") % {"name": attempt.record})

    def _page(self, card: Card, form: AddressForm, attempt: Attempt | None = None, status: int = 200) -> HttpResponse:
        address = form.instance
        context = {
            "form": form,
            "heading": str(address) if address.pk else _("New address"),
            "customer": card.record,
            "back_url": reverse("customers-section", args=[card.pk, "contacts"]),
            "back_label": _("Contacts and addresses"),
            "delete_url": reverse("addresses-delete", args=[card.pk, address.pk]) if address.pk else "",
            **part_context(form, attempt),
        }
        return render(self.request, "record/plain_form.html", context, status=status)


class DeleteView(AddressPage):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, address: int) -> HttpResponse:
        card = self.editable(pk)
        found = self.address(card, address)
        found.delete()
        return self.done(card, _("Deleted: %(name)s") % {"name": found})
