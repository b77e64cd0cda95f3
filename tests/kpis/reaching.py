"""Where figures lead."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urlsplit

from django.http import QueryDict

from catalogue.querysets import totals
from kpis.engine import Figure
from workbench.listing import find
from workbench.register import REGISTERS
from workbench.state import read_rows


def reached(figure: Figure) -> Iterator[Decimal]:
    """What the pages say to which the parts of a figure lead."""
    for each in figure.parts:
        parts = urlsplit(each.url)
        register = REGISTERS[parts.path.strip("/")]
        state = read_rows(register, figure.question.viewer, QueryDict(parts.query))
        rows = find(state).matching
        if not each.part.measure:
            yield Decimal(rows.count())
        else:
            yield Decimal(totals(rows, [state.fields[each.part.measure]], state.viewer)[each.part.measure])
