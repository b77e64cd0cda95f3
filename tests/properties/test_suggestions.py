"""What Ctrl+K suggests: only rows in which every word is found, as many of them as there is room for, none of others'.

So few rows are enough here that each of its short cuts is taken, where in earnest a hundred are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import suggesting
from catalogue.field import Viewer
from catalogue.suggesting import Suggesting
from crm.shell import HITS, hits
from tests import factories
from tests.oracle.letters import words
from tests.oracle.search import finds
from tests.properties.stage import examples, rolled_back
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db
WORK = ("sales", "projects", "invoices")
NAMES = st.lists(st.sampled_from(["Bygg", "Nord", "Oslo", "By", "Åse", "7012"]), min_size=1, max_size=3).map(" ".join)
TYPED = st.lists(
    st.sampled_from(["bygg", "ygg", "nord", "oslo", "by", "o", "ase", "701", "7", "x"]), min_size=1, max_size=4
)
# customer, owned by the viewer, agreed on; None for an invoice without a project
PROJECT = st.tuples(NAMES, st.integers(0, 3), st.booleans(), st.booleans())
INVOICE = st.tuples(st.integers(0, 3), st.integers(0, 15))


@pytest.fixture(scope="module", autouse=True)
def _few_are_enough() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(suggesting, "ENOUGH", HITS)
        patched.setattr(suggesting, "_LED_TO", 1)
        yield


def called(row: Any) -> list[list[str]]:
    """What each record is called that a row is found by."""
    found = [[str(row.customer.number), row.customer.name]]
    if hasattr(row, "project_id"):
        return [*found, [str(row.project.number), row.project.name]] if row.project_id else found
    return [*found, [str(row.number), row.name]]


def is_found(row: Any, typed: str) -> bool:
    def is_numbered(word: str) -> bool:
        begins = word.isdigit() and not word.startswith("0") and str(row.number).startswith(word)
        return hasattr(row, "project_id") and begins

    texts = [text for record in called(row) for text in record]
    return bool(words(typed)) and all(finds(word, texts) or is_numbered(word) for word in words(typed))


@examples(60)
@given(
    customers=st.lists(NAMES, min_size=4, max_size=4),
    projects=st.lists(PROJECT, max_size=16),
    invoices=st.lists(INVOICE, max_size=12),
    scope=st.sampled_from(["own", "unit", "all"]),
    typed=TYPED.map(" ".join),
)
def test_suggestions_are_rows_found_and_seen_as_many_as_there_is_room_for(
    customers: list[str], projects: list[Any], invoices: list[Any], scope: str, typed: str
) -> None:
    with rolled_back():
        factories.organisation()
        ours, theirs = factories.unit(), factories.unit()
        viewer = factories.user(factories.profile(scope), ours)
        status, agreed = factories.sales_status(), factories.sales_status("won")
        made = [
            factories.customer(name, account_owner=viewer if i % 2 else None, business_unit=ours if i < 2 else theirs)
            for i, name in enumerate(customers)
        ]
        work = [
            factories.project(
                made[whose],
                name=name,
                owner=viewer if is_own else None,
                business_unit=theirs,
                sales_status=agreed if is_agreed else status,
            )
            for name, whose, is_own, is_agreed in projects
        ]
        draft = factories.invoice_status()
        for number, (whose, which) in enumerate(invoices, start=7000):
            project = work[which] if which < len(work) else None
            factories.invoice(project.customer if project else made[whose], draft, project=project, number=number,
                              company_unit=theirs)  # fmt: skip
        looking = Suggesting(typed, Viewer(viewer, date(2026, 1, 15)))
        for register in (REGISTERS[key] for key in WORK):
            rows = {each.pk: each for each in register.rows(looking.viewer)}
            found = {pk for pk, row in rows.items() if is_found(row, typed)}
            suggested = {int(hit.url.strip("/").rpartition("/")[2]) for hit in hits(register, looking.viewer, looking)}
            assert suggested <= found, (register.key, typed)
            assert len(suggested) == min(HITS, len(found)), (register.key, typed)
