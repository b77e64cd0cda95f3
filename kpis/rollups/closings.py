"""What figures of now were at the end of a month, kept when it ended: see ``kpis.models.Closing``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet, Sum

from accounts.access import Access
from kpis.as_of import Asked
from kpis.kpi import KPIS, Part
from kpis.models import Closing, Kind, Tally
from kpis.rollups import standings
from workbench.register import REGISTERS

_KEPT = "INSERT INTO kpis_tally (kind, scope, owner_id, business_unit_id, amount, as_of) "


def all_kinds() -> set[Kind]:
    """What there is to close: also where each customer stood, from which figures of lists of them are made."""
    return {Kind.BY_CUSTOMER, *(part.closed_as for kpi in KPIS.values() for part in kpi.parts if part.closed_as)}


def close(day: date, kinds: Collection[Kind], *, is_exact: bool) -> None:
    """Keeps what these figures of now were at the end of a month. What was kept of it before is put right."""
    Tally.objects.filter(as_of=day, kind__in=kinds).delete()
    Closing.objects.filter(last_day=day, kind__in=kinds).delete()
    parts = {part.kept_then: part for kpi in KPIS.values() for part in kpi.parts if part.kept_then in kinds}
    of_customers = [kind for kind in kinds if kind not in parts]
    if of_customers:
        standings.keep(day, of_customers)
    for kind, part in parts.items():
        if kind:
            _keep(kind, part, day)
    Closing.objects.bulk_create(Closing(last_day=day, kind=kind, is_exact=is_exact) for kind in kinds)


def _keep(kind: Kind, part: Part, day: date) -> None:
    """By owner and unit, as the access to its rows goes by them."""
    assert part.at, "only what has no dates is closed"
    access: Access = REGISTERS[part.register].entity.model.access  # type: ignore[attr-defined]
    rows: QuerySet[Any] = part.at(Asked(), day).order_by()
    amount = Sum("amount_then") if part.measure else Count("pk")
    sums = rows.values(kept_owner=access.whose, kept_unit=F(f"{access.unit}_id")).annotate(kept_amount=amount)
    sql, params = sums.values_list("kept_owner", "kept_unit", "kept_amount").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_KEPT} SELECT %s, '', owner, unit, amount, %s FROM ({sql}) AS sums (owner, unit, amount) "
            "WHERE amount <> 0",
            [kind, day, *params],
        )
