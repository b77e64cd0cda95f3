"""The forms of customers, contact persons and addresses, beyond what the catalogue gives them."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.db import connection
from django.db.models import Exists, Max, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.organisation import current_organisation
from catalogue import codes
from catalogue.editing import RecordForm
from catalogue.field import Viewer
from customers.models import Address, Contact, Customer
from registries.business_ids import (
    WrongNumber,
    example_for,
    label_for,
    normal_business_id,
    normal_vat_number,
)

_NUMBERS = 7_103  # the advisory lock under which the next customer number is taken
_HIGHEST = 2**31 - 1  # of the column


def new_customer(viewer: Viewer, query: QueryDict) -> Customer:
    """A customer in the organisation's country, owned by whoever makes it; a name may come with the address."""
    user = viewer.user
    return Customer(
        name=query.get("name", "")[:200],
        country=current_organisation().default_country,
        account_owner=user,
        business_unit_id=user.unit_id,
    )


def _next_number() -> int:
    """The next customer number; the lock lasts to the end of the transaction, so nobody gets the same one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERS])
    last = int(Customer.objects.aggregate(last=Max("number"))["last"] or 0)
    if last < _HIGHEST:
        return last + 1
    # somebody typed the highest there is: go on behind the one below it that has room
    following = Customer.objects.filter(number=OuterRef("number") + 1)
    with_room = Customer.objects.filter(~Exists(following), number__lt=_HIGHEST).order_by("-number")
    return int(with_room.values_list("number", flat=True).first() or 0) + 1


LONGEST_NUMBER = 80  # as typed
NUMBERS = {"business_id": normal_business_id, "vat_number": normal_vat_number}
# the first addresses of a new customer: how its form calls their parts, with what the address is used for
PARTS = ("street", "postcode", "city", "country")
VISITING = {"visiting_" + part if part == "country" else part: part for part in PARTS}
POSTAL = {f"postal_{part}": part for part in PARTS}


class CustomerForm(RecordForm):
    """A customer. A new one may leave its number to the series and brings its first addresses along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country = self.data.get("country") or self.initial.get("country") or self.instance.country
        if "name" in self.fields:
            self.fields["name"].label = str(_("Name"))
        for name in NUMBERS.keys() & self.fields.keys():
            self.fields[name] = _number_as_typed(self.fields[name])
        number = self.fields.get("business_id")
        if number:
            number.label = str(label_for(country))
            number.widget.attrs["placeholder"] = example_for(country)
            number.widget.attrs["data-numbers"] = json.dumps(
                {code: [str(label_for(code)), example_for(code)] for code in ("", "NO", "FI", "SE", "DK")}
            )
        if self.instance.pk is None:
            self.fields["number"].required = False
            self.fields["number"].help_text = _("Empty: the next free number.")
            for name, part in {**VISITING, **POSTAL}.items():
                self.fields[name] = _address_field(part)
            own = [key for key, field in self.fields_by_key.items() if not field.group]
            self.order_fields([*own, *VISITING, *POSTAL])

    def group_of(self, name: str) -> Any:
        return _("Postal address") if name in POSTAL else _("Visiting address")

    def clean_business_id(self) -> str:
        return self._stored("business_id")

    def clean_vat_number(self) -> str:
        return self._stored("vat_number")

    def _stored(self, name: str) -> str:
        """The spelling that is stored; what is typed may be longer than its column."""
        try:
            return NUMBERS[name](self.country, self.cleaned_data[name])
        except WrongNumber as error:
            raise forms.ValidationError(str(error)) from None

    def clean_number(self) -> Any:
        return self.cleaned_data["number"] or (0 if self.instance.pk is None else None)

    def _get_validation_exclusions(self) -> set[str]:
        # an empty number is given when the customer is saved
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | ({"number"} if not self.cleaned_data.get("number") else set())

    def save(self, commit: bool = True) -> Any:
        customer = super().save(commit=False)
        if not customer.number:
            customer.number = _next_number()
        return customer

    def set_links(self, names: Any) -> None:
        super().set_links(names)
        if set(VISITING) & set(self.fields):
            self._add_address(VISITING, is_visiting=True, is_headquarters=True)
            self._add_address(POSTAL, is_postal=True)

    def _add_address(self, names: dict[str, str], **uses: bool) -> None:
        given = {part: self.cleaned_data.get(name, "") for name, part in names.items()}
        country = given.pop("country") or self.instance.country
        if any(given.values()):
            Address.objects.create(customer=self.instance, country=country, **uses, **given)


def _number_as_typed(made: Any) -> forms.Field:
    """Room for any notation, such as Foretaksregisteret NO 923 609 016 MVA."""
    return forms.CharField(label=made.label, required=made.required, max_length=LONGEST_NUMBER, widget=made.widget)


def _address_field(part: str) -> forms.Field:
    if part == "country":
        same = ("", pgettext_lazy("address", "As the customer's"))
        made: forms.Field = forms.ChoiceField(label=_("Country"), required=False, choices=[same, *codes.countries()])
    else:
        column: Any = Address._meta.get_field(part)
        made = column.formfield()
    made.widget.attrs["class"] = "input"
    return made


def new_contact(viewer: Viewer, query: QueryDict) -> Contact:
    """A contact person of a customer the viewer may edit; raises DoesNotExist for any other."""
    typed = query.get("customer", "")
    pk = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
    return Contact(customer=Customer.objects.editable_by(viewer.user).get(pk=pk))
