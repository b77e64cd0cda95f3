"""The demo organisation's custom fields, and their values, drawn from a row's key alone."""

import json
import uuid
from random import Random
from typing import Any

from django.db.models import Max

from accounts.models import Organisation
from catalogue.models import CustomField
from crm.demo.timeline import Timeline

_STAMP = uuid.uuid5(uuid.NAMESPACE_DNS, "custom-fields.havn.example")


def _choices(*labels: str) -> list[dict[str, Any]]:
    return [{"key": label.lower().replace(" ", "_").replace("-", "_"), "label": label, "active": True}
            for label in labels]  # fmt: skip


FIELDS: tuple[dict[str, Any], ...] = (
    {"entity": "customer", "key": "tier", "label": "Customer tier", "type": "choice",
     "choices": _choices("Strategic", "Core", "Occasional")},
    {"entity": "customer", "key": "potential", "label": "Potential a year", "type": "money"},
    {"entity": "customer", "key": "agreement_until", "label": "Framework agreement until", "type": "date"},
    {"entity": "customer", "key": "orders_by", "label": "Orders arrive by", "type": "choices",
     "choices": _choices("E-mail", "Portal", "EDI", "Phone")},
    {"entity": "customer", "key": "reference", "label": "May be named as reference", "type": "boolean"},
    {"entity": "customer", "key": "cost_centre", "label": "Their cost centre", "type": "text"},
    {"entity": "contact", "key": "prefers", "label": "Prefers", "type": "choice",
     "choices": _choices("E-mail", "Phone", "Video call")},
)  # fmt: skip
_TIERS = ("strategic", "core", "core", "core", "occasional", "occasional")
_WAYS = ("e_mail", "portal", "edi", "phone")


def create_custom_fields() -> None:
    """Save the fields an organisation does not have yet."""
    found = set(CustomField.objects.values_list("entity", "key"))
    last = CustomField.objects.aggregate(last=Max("pk"))["last"] or 0
    new = [each for each in FIELDS if (each["entity"], each["key"]) not in found]
    CustomField.objects.bulk_create(
        CustomField(pk=pk, position=place, **each) for place, (pk, each) in enumerate(enumerate(new, last + 1))
    )
    Organisation.objects.update(catalogue_stamp=_STAMP)  # no trigger runs while demo data is loaded


def of_customer(key: int, timeline: Timeline) -> str:
    """The values of a customer as JSON; a third of them has none."""
    random = Random(key)
    if random.random() < 0.33:
        return "{}"
    values: dict[str, Any] = {}
    if random.random() < 0.8:
        values["tier"] = _TIERS[int(random.random() * len(_TIERS))]
    if random.random() < 0.7:
        values["potential"] = str(int(random.random() ** 3 * 400) * 5_000 + 25_000)
    if random.random() < 0.4:
        values["agreement_until"] = timeline.iso[timeline.today + int(random.random() * 900) - 300]
    ways = sorted(way for way in _WAYS if random.random() < 0.35)
    if ways:
        values["orders_by"] = ways
    if random.random() < 0.5:
        values["reference"] = random.random() < 0.6
    if random.random() < 0.3:
        values["cost_centre"] = f"{1000 + int(random.random() * 90) * 100}"
    return json.dumps(values)


def of_contact(key: int) -> str:
    """The values of a contact person as JSON."""
    random = Random(key)
    if random.random() < 0.5:
        return "{}"
    return json.dumps({"prefers": ("e_mail", "phone", "video_call")[int(random.random() * 3)]})
