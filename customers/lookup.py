"""The magnifier of a new customer: what a public register says goes into the form, never over what was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer

from accounts.models import Language
from customers.forms import POSTAL, VISITING
from customers.industry_codes import proposed_industry
from customers.models import Address, Customer
from registries.business_ids import without_label
from registries.company import Company, RegisteredAddress, company_in

_SIGNER = Signer(salt="register-marks")
REGISTER = "register"  # as the source of a value, in the change log


@dataclass(frozen=True)
class Marks:
    """What a register said of the company chosen last, as the page carries it along: values by field of the form.

    A field whose value is the register's is marked as filled from it. ``industry`` is its code list, code and text;
    ``at`` is when it was asked, UTC; ``answer`` all that it said, kept with the customer that is saved.
    """

    register: str = ""
    country: str = ""
    number: str = ""
    at: str = ""
    values: dict[str, str] = field(default_factory=dict)
    industry: tuple[str, str, str] = ("", "", "")
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def company(self) -> Company | None:
        """The company chosen last; None if none was."""
        return company_in(self.answer)

    @classmethod
    def of(cls, company: Company) -> Marks:
        code = company.industry
        return cls(
            register=company.register,
            country=company.country,
            number=company.number,
            at=company.fetched_at.isoformat(timespec="seconds"),
            values=registered_values(company) | proposed_industry(company),
            industry=(code.code_list, code.code, code.text) if code else ("", "", ""),
            answer=asdict(company),
        )

    @classmethod
    def read(cls, token: str) -> Marks:
        """The marks of a page we made; none of any other text."""
        try:
            kept = json.loads(_SIGNER.unsign(token))
        except (BadSignature, ValueError):
            return cls()
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    @property
    def token(self) -> str:
        """The same as a signed text: nobody can claim a value is from the register when it is not."""
        return (
            _SIGNER.sign(json.dumps(asdict(self), cls=DjangoJSONEncoder, ensure_ascii=False)) if self.register else ""
        )


def registered_values(company: Company) -> dict[str, str]:
    """What a company's fields would be, by field of the form, as it is typed there; empty where nothing is known."""
    language = company.language if company.language in Language.values else ""
    own = {
        "name": company.name,
        "business_id": company.number,
        "vat_number": company.vat_number,
        "legal_form": company.legal_form,
        "country": company.country,
        "language": language,
        "website": company.website,
        "email": company.email,
        "phone": company.phone,
    }
    values = {name: _fitting(Customer, name, value) for name, value in own.items()}
    return values | _address(company, company.visiting, VISITING) | _address(company, company.postal, POSTAL)


def _address(company: Company, address: RegisteredAddress, names: Mapping[str, str]) -> dict[str, str]:
    found = address_values(address, company)
    if found["country"] == company.country or not address:
        found["country"] = ""  # the form takes the customer's own
    return {name: found[part] for name, part in names.items()}


def address_values(address: RegisteredAddress, company: Company) -> dict[str, str]:
    """A registered address as columns of ours; where it names no country it is in the company's."""
    found = {"street": address.street, "postcode": address.postcode, "city": address.city,
             "country": address.country or company.country}  # fmt: skip
    return {name: _fitting(Address, name, value) for name, value in found.items()}


def _fitting(model: Any, name: str, value: str) -> str:
    """The value if its column takes it; a text too long is cut, what is no e-mail or web address is left out."""
    column = model._meta.get_field(name)
    value = value[: column.max_length].strip()
    try:
        if value:
            column.run_validators(value)
    except ValidationError:
        return ""
    return value


def filled(
    typed: Mapping[str, str], defaults: Mapping[str, str], earlier: Marks, marks: Marks, searched: Mapping[str, str]
) -> dict[str, str]:
    """What to set in the form for the company chosen: the fields that are empty, as they began, or from a register.

    What was typed stays, apart from the words that were searched for. A field only the earlier company filled
    goes back to how it began.
    """
    changed = {}
    for name in {**earlier.values, **marks.values}:
        now, new = typed.get(name, ""), marks.values.get(name, "")
        was_filled = bool(now) and _is_same(name, now, earlier.values.get(name, ""))
        begun, looked_for = defaults.get(name, ""), searched.get(name)
        is_free = not now or was_filled or now in {begun, looked_for} or _is_same(name, now, new)
        wanted = new or (begun if was_filled else now)
        if is_free and wanted != now:
            changed[name] = wanted
    return changed


def _is_same(name: str, typed: str, value: str) -> bool:
    """Whether they say the same; numbers do however they are grouped (static/js/look_up.js: spelled)."""
    if name in {"business_id", "vat_number"}:
        return without_label(typed) == without_label(value)
    return typed.strip() == value


def cleared(typed: Mapping[str, str], defaults: Mapping[str, str], marks: Marks) -> dict[str, str]:
    """What to set to take the register's values out again; edited ones stay."""
    return {
        name: defaults.get(name, "")
        for name, value in marks.values.items()
        if value and _is_same(name, typed.get(name, ""), value) and defaults.get(name, "") != value
    }


def sources(typed: Mapping[str, str], marks: Marks) -> dict[str, str]:
    """Which fields were saved as the register gave them, by name."""
    same = {name for name, value in marks.values.items() if value and _is_same(name, typed.get(name, ""), value)}
    return dict.fromkeys(sorted(same), REGISTER)
