"""Sales projects, projects, cost entries and invoices: each register lists, sums and files what its viewer may see.

Random organisations against the oracle of tests/oracle/access.py, as for customers in test_visibility.py.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from tests.oracle.access import Person, Row, World, reaches, scope
from tests.oracle.figures import counted, sum_of
from tests.properties.organisations import write
from tests.properties.pages import Page, csv_file, exact
from tests.properties.stage import examples, local, rolled_back
from tests.properties.test_visibility import Looker, css, lookers
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db
# register: its area, the kind of its rows, which of them it lists, the field of their amount
WORK: dict[str, tuple[str, str, Any, str]] = {
    "sales": ("sales", "project", lambda row: row.category in {"in_progress", "lost"}, "expected_value_base"),
    "projects": ("sales", "project", lambda row: row.category in {None, "won"}, "expected_value_base"),
    "costs": ("costs", "cost", lambda row: True, "cost"),
    "invoices": ("invoices", "invoice", lambda row: True, "net_base"),
}
FIGURES_OF_PROJECTS = {"total_cost", "billed"}


def test_these_are_all_registers_besides_those_of_customers_and_contact_persons() -> None:
    assert {*WORK, "customers", "contacts"} == set(REGISTERS)


class Worker(Looker):
    def listed(self, register: str, *, open_only: bool = False) -> list[Row]:
        _area, kind, listed, _amount = WORK[register]
        rows = [row for row in self.world.of(kind) if listed(row) and self.sees(row)]
        return [row for row in rows if not (open_only and row.is_closed)]

    def sees(self, row: Row) -> bool:
        return reaches(self.world, self.person, row, "view")

    def figure_of(self, key: str, project: Row) -> Decimal | None:
        hanging = [row for row in self.world.rows if row.project == project.pk and self.sees(row)]
        if key == "total_cost":
            return sum_of([row.amount for row in hanging if row.kind == "cost"])
        return sum_of([row.amount for row in counted(hanging)])


@examples(18)
@given(lookers())
def test_each_register_lists_and_sums_exactly_the_rows_its_viewer_may_see(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    with rolled_back(), local():
        worker = Worker(world, person, write(world)[person.pk])
        for register, (area, *_rest) in WORK.items():
            if scope(person, area, "view") == "none":
                assert worker.status(f"/{register}/") == (404 if person.is_active else 302)
            else:
                check_register(worker, register)


def check_register(worker: Worker, register: str) -> None:
    visible, amount = worker.fields(register, visible=True), WORK[register][3]
    columns = ",".join(field.key for field in visible)
    for query in ({"state": "all"}, {}):
        rows = worker.listed(register, open_only=not query)
        page = Page(worker.page(f"/{register}/", columns=columns, **query if REGISTERS[register].switch else {}))
        assert sorted(page.ids) == [row.pk for row in rows]
        for field in worker.fields(register, visible=False):
            assert css(field) not in page.heads
        by_id = {row.pk: row for row in rows}
        for pk, line in zip(page.ids, page.rows, strict=True):
            shown = page.amount(line, f"c-{amount.replace('_', '-')}")
            assert (shown and Decimal(shown)) == by_id[pk].amount
            for key in FIGURES_OF_PROJECTS & {field.key for field in visible}:
                shown = page.amount(line, f"c-{key.replace('_', '-')}")
                assert (shown and Decimal(shown)) == worker.figure_of(key, by_id[pk])
        if rows:
            total = sum((row.amount or Decimal(0) for row in rows), Decimal(0))
            assert exact(page.total[f"c-{amount.replace('_', '-')}"]) == total


@examples(12)
@given(lookers())
def test_a_card_leads_on_only_to_what_its_viewer_may_see(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    with rolled_back(), local():
        worker = Worker(world, person, write(world)[person.pk])
        for register, (area, kind, *_rest) in WORK.items():
            if not person.is_active:
                continue
            listed = {row.pk for row in worker.listed(register)}
            for row in world.of(kind):
                answer = worker.client.get(f"/{register}/{row.pk}/")
                if scope(person, area, "view") == "none" or not worker.sees(row):
                    assert answer.status_code == 404
                elif row.pk not in listed:  # the other face of the same record
                    other = "projects" if register == "sales" else "sales"
                    assert answer.headers["Location"] == f"/{other}/{row.pk}/"
                else:
                    check_card(worker, row, answer.content.decode())


def check_card(worker: Worker, row: Row, html: str) -> None:
    project = worker.world.row("project", row.project) if row.kind != "project" else row
    customer = worker.world.row("customer", row.customer or (project.customer if project else None))
    assert customer
    assert (f'href="/customers/{customer.pk}/"' in html) == worker.sees(customer)
    assert customer.mark in html
    if row.kind != "project" and project:
        assert (f'href="/sales/{project.pk}/"' in html) == worker.sees(project)


@examples(12)
@given(lookers())
def test_files_hold_exactly_the_rows_their_taker_may_see(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    with rolled_back(), local():
        worker = Worker(world, person, write(world)[person.pk])
        for register, (area, _kind, _listed, amount) in WORK.items():
            answer = worker.client.post(
                f"/{register}/?columns=name,{amount}{'&state=all' if REGISTERS[register].switch else ''}",
                {"export": "csv", "facts": "on"},
            )
            if not person.is_active or scope(person, area, "view") == "none":
                assert answer.status_code in {302, 404}
            elif person.profile and not person.profile.may_export:
                assert answer.status_code == 403
            else:
                facts, _head, lines = csv_file(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
                amounts = [row.amount for row in worker.listed(register)]
                assert facts["Rows"] == str(len(amounts))
                shown = [Decimal(line[1]) if line[1] else None for line in lines]
                assert sorted(shown, key=_place) == sorted(amounts, key=_place)


def test_the_oracle_knows_every_figure_of_a_project() -> None:
    assert {field.key for field in REGISTERS["projects"].entity.fields if field.measure} == FIGURES_OF_PROJECTS


def _place(amount: Decimal | None) -> tuple[bool, Decimal]:
    return amount is None, amount or Decimal(0)
