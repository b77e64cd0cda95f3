"""Finding one customer by what somebody typed: a number, or words of the name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalogue.entity import ENTITIES
from catalogue.querysets import search
from customers.models import Customer

SHOWN = 10


@dataclass
class Picked:
    """The one customer meant, or those it may be, or why there is none."""

    one: Customer | None = None
    several: list[Customer] = field(default_factory=list)
    problem: str = ""


def pick_customer(rows: QuerySet[Any], typed: str, chosen: str = "") -> Picked:
    """Looks among ``rows``: for the id chosen from an earlier list, the number typed, or every word typed."""
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 18:
        found = rows.filter(pk=int(chosen)).first()
        return Picked(found) if found else Picked(problem=_("There is no such customer that you may edit."))
    typed = typed.strip().replace("\x00", "")[:200]
    if not typed:
        return Picked(problem=_("Type a number or a name."))
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        found = rows.filter(number=int(typed)).first()
        if found:
            return Picked(found)
    several = list(search(rows, ENTITIES["customer"], typed).order_by("sort_name", "pk")[:SHOWN])
    if not several:
        return Picked(problem=_("There is no such customer that you may edit."))
    return Picked(several[0]) if len(several) == 1 else Picked(several=several)
