"""Nobody sees, counts, sums, finds or takes away a row outside their rights: random organisations against an oracle.

The oracle (tests/oracle/access.py) knows the rules as plain Python over plain rows; pages and files are read as
they are sent. Fields come from the catalogue, so a new one is held to its area without a line here.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from accounts.models import BusinessUnit, User
from tests.oracle.access import Person, Row, World, reached, reaches, scope
from tests.oracle.figures import FIGURES
from tests.properties.organisations import MODELS, moved, organisations, write
from tests.properties.pages import Page, csv_file, exact, whole_number, xlsx_file
from tests.properties.stage import OSLO, examples, local, rolled_back
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db
# the pages ask the clock themselves; nothing drawn lies within two days of it
TODAY = timezone.localdate(timezone=OSLO)
KINDS = {"customers": "customer", "contacts": "contact"}
NOBODY = 999_999_999


class Looker:
    """A person in front of the product, and what the oracle says they may see there."""

    def __init__(self, world: World, person: Person, user: Any) -> None:
        self.world, self.person, self.client = world, person, Client()
        self.client.force_login(user)

    def seen(self, register: str, *, active_only: bool = False) -> list[Row]:
        rows = [row for row in self.world.of(KINDS[register]) if reaches(self.world, self.person, row, "view")]
        return [row for row in rows if row.is_active or not active_only]

    def hidden_marks(self) -> set[str]:
        """Words that stand only in rows this person may not see.

        What they see of the work for a customer out of sight says what that customer is called.
        """
        seen = [row for row in self.world.rows if reaches(self.world, self.person, row, "view")]
        projects = {row.project for row in seen} | {row.pk for row in seen if row.kind == "project"}
        customers = {row.customer for row in seen if row.kind in {"project", "invoice"}}
        customers |= {row.customer for row in self.world.of("project") if row.pk in projects}
        named = {row.mark for row in self.world.of("customer") if row.pk in customers}
        return {r.mark for r in self.world.rows if r.mark} - {r.mark for r in seen} - named

    def fields(self, register: str, *, visible: bool) -> list[Any]:
        found = REGISTERS[register].entity.fields
        return [each for each in found if (scope(self.person, each.area.value, "view") != "none") == visible]

    def figure(self, key: str, customer: Row) -> Any:
        hanging = [
            row
            for row in self.world.rows
            if row.customer == customer.pk and reaches(self.world, self.person, row, "view")
        ]
        return FIGURES[key](hanging, TODAY, OSLO)

    def total(self, key: str, customers: list[Row]) -> Decimal:
        return sum((Decimal(self.figure(key, each) or 0) for each in customers), Decimal(0))

    def page(self, path: str, **query: str) -> str:
        response = self.client.get(path, query)
        assert response.status_code == 200, (path, query, response.status_code)
        html: str = response.content.decode()
        # what was typed may be said back: "add it as a new customer"
        assert not [mark for mark in self.hidden_marks() - {query.get("q", "")} if mark in html], (path, query)
        return html

    def status(self, path: str, **query: str) -> int:
        return self.client.get(path, query).status_code


@st.composite
def lookers(draw: Any) -> tuple[World, Person]:
    """An organisation and one of its people: mostly one who sees something."""
    world = draw(organisations(TODAY))
    seers = [person for person in world.people if reached(world, person, "customer", "view")]
    return world, draw(st.sampled_from([*world.people, *seers * 4]))


@examples(18)
@given(organisations(TODAY), st.data())
def test_rows_seen_and_edited_are_those_of_the_rules(world: World, data: st.DataObject) -> None:
    with rolled_back():
        users = write(world)
        for person in world.people:
            check_scopes(world, person, users[person.pk])
        unit = data.draw(st.sampled_from(world.units)).pk
        elsewhere = [None, *(each.pk for each in world.units if not world.is_below(each.pk, unit))]
        changed = moved(world, unit, data.draw(st.sampled_from(elsewhere)))
        BusinessUnit.objects.filter(pk=unit).update(parent=changed.parent_of(unit))
        for person in changed.people:
            check_scopes(changed, person, User.objects.get(pk=person.pk))


def check_scopes(world: World, person: Person, user: Any) -> None:
    for kind, model in MODELS.items():
        seen = set(model.objects.visible_to(user).values_list("pk", flat=True))
        edited = set(model.objects.editable_by(user).values_list("pk", flat=True))
        assert seen == reached(world, person, kind, "view"), kind
        assert edited == reached(world, person, kind, "edit"), kind
        assert edited <= seen
        assert not model.objects.visible_to(AnonymousUser()).exists()


@examples(14)
@given(lookers())
def test_a_register_shows_counts_and_sums_only_what_its_viewer_may_see(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    with rolled_back(), local():
        looker = Looker(world, person, write(world)[person.pk])
        for register in KINDS:
            if scope(person, "customers", "view") == "none":
                assert looker.status(f"/{register}/") == (404 if person.is_active else 302)
            else:
                check_register(looker, register)


def check_register(looker: Looker, register: str) -> None:
    visible = looker.fields(register, visible=True)
    for active_only in (True, False):
        rows = looker.seen(register, active_only=active_only)
        html = looker.page(
            f"/{register}/", state="active" if active_only else "all", columns=",".join(each.key for each in visible)
        )
        page = Page(html)
        assert page.ids == [row.pk for row in rows]
        assert bool(page.total) == bool(rows and any(field.summable for field in visible))
        assert whole_number(re.findall(r"\d+", page.count)[0]) == len(rows)
        for field in looker.fields(register, visible=False):
            assert css(field) not in page.heads
            assert f">{field.label}<" not in html
        for field in visible:
            if field.summable and rows:
                assert exact(page.total[css(field)]) == looker.total(field.key, rows)
            if field.type.name == "money":
                shown = [page.amount(line, css(field)) for line in page.rows]
                assert [each and Decimal(each) for each in shown] == [looker.figure(field.key, row) for row in rows]


def css(field: Any) -> str:
    return f"c-{field.key.replace('_', '-')}"


@examples(11)
@given(lookers())
def test_cards_suggestions_and_options_lead_only_to_what_their_viewer_may_see(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    with rolled_back():
        looker = Looker(world, person, write(world)[person.pk])
        if not person.is_active:
            assert {looker.status(path) for path in ("/search/", "/customers/1/", "/contacts/options/customer/")} == {
                302
            }
            return
        for register, kind in KINDS.items():
            seen = {row.pk for row in looker.seen(register)}
            for row in world.of(kind):
                assert looker.status(f"/{register}/{row.pk}/") == (200 if row.pk in seen else 404)
                found = re.findall(r'href="(/c[a-z]+/[0-9]+/)"', looker.page("/search/", q=row.mark))
                assert found == ([f"/{register}/{row.pk}/"] if row.pk in seen else [])
            assert looker.status(f"/{register}/{NOBODY}/") == 404
            for pk in sorted(seen)[:1]:
                card = looker.page(f"/{register}/{pk}/")
                assert not [f for f in looker.fields(register, visible=False) if f"<dt>{f.label}</dt>" in card]
        customers = [row.pk for row in looker.seen("customers")]
        hits = re.findall(r'href="/customers/(\d+)/"', looker.page("/search/", q="kund"))
        assert [int(pk) for pk in hits] == customers[:6]
        if scope(person, "customers", "view") == "none":
            assert looker.status("/contacts/options/customer/") == 404
        else:
            for typed in ("", "ku", "kund70"):
                options = looker.page("/contacts/options/customer/", q=typed)
                assert [int(pk) for pk in re.findall(r'data-value="(\d+)"', options)] == customers


@examples(10)
@given(lookers())
def test_a_row_out_of_sight_cannot_be_told_from_one_that_does_not_exist(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    hidden = reached(world, person, "customer", "view") ^ {row.pk for row in world.of("customer")}
    assume(hidden and scope(person, "customers", "view") != "none")
    with rolled_back():
        looker = Looker(world, person, write(world)[person.pk])
        pk = min(hidden)
        for path, name in (("/contacts/", "customer"), ("/contacts/", "customer.not")):
            answers = {without_token(looker.page(path, **{name: str(each)}), each) for each in (pk, NOBODY)}
            assert len(answers) == 1
        answers = {
            without_token(looker.client.get(f"/customers/{each}/").content.decode(), each) for each in (pk, NOBODY)
        }
        assert len(answers) == 1


def without_token(html: str, pk: int) -> str:
    """A page without what differs between two requests for the same: the form's token, and the id asked for.

    Drawings go first: their paths are full of numbers that may look like the id.
    """
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    html = re.sub(r'"X-CSRFToken": ?"\w+"', "", html)
    return re.sub(rf"(?<![0-9]){pk}(?![0-9])", "ID", html)


@examples(12)
@given(lookers(), st.data())
def test_fields_of_an_area_without_view_do_not_exist(drawn: tuple[World, Person], data: st.DataObject) -> None:
    world, person = drawn
    assume(scope(person, "customers", "view") != "none")
    with rolled_back(), local():
        looker = Looker(world, person, write(world)[person.pk])
        hidden = looker.fields("customers", visible=False)
        assume(hidden)
        unknown = without_token(looker.client.get("/customers/", {"columns": "unheard_of"}).content.decode(), NOBODY)
        field = data.draw(st.sampled_from(hidden))
        operator = field.type.operators[0]
        asked = f"{field.key}.{operator.key}" if operator.key else field.key
        answers = [
            looker.client.get("/customers/", query)
            for query in (
                {"columns": field.key}, {"sort": field.key}, {"sort": f"-{field.key}"}, {asked: "1"},
                {"part": "filter", "field": field.key},
            )
        ]  # fmt: skip
        answers.append(looker.client.post("/customers/columns/", {"columns": ["name", field.key]}))
        assert {each.status_code for each in answers} == {400}
        file = looker.client.post(f"/customers/?columns=name,{field.key}", {"export": "csv"})
        assert file.status_code == (400 if person.profile and person.profile.may_export else 403)
        assert without_token(answers[0].content.decode(), NOBODY) == unknown
        listed = looker.page("/customers/", part="filter")
        assert not [field for field in hidden if f">{field.label}<" in listed]


@examples(11)
@given(lookers())
def test_files_hold_exactly_the_rows_and_sums_their_taker_may_see(drawn: tuple[World, Person]) -> None:
    world, person = drawn
    with rolled_back(), local():
        looker = Looker(world, person, write(world)[person.pk])
        for register in KINDS:
            if scope(person, "customers", "view") == "none":
                expected = 404 if person.is_active else 302
                assert looker.client.post(f"/{register}/", {"export": "csv"}).status_code == expected
            elif person.profile and not person.profile.may_export:
                assert looker.client.post(f"/{register}/", {"export": "csv"}).status_code == 403
            else:
                check_files(looker, register)


def check_files(looker: Looker, register: str) -> None:
    fields = looker.fields(register, visible=True)
    address = f"/{register}/?state=all&columns={','.join(each.key for each in fields)}"
    every_id = [row.pk for row in looker.world.of(KINDS[register])]
    for asked in ({}, {"ids": [*every_id, NOBODY]}):
        response = looker.client.post(address, {"export": "csv", "facts": "on", **asked})
        facts, head, rows = csv_file(b"".join(response.streaming_content))  # type: ignore[attr-defined]
        check_file(looker, register, fields, facts, head, rows)
    response = looker.client.post(address, {"export": "xlsx"})
    check_file(looker, register, fields, *xlsx_file(b"".join(response.streaming_content)))  # type: ignore[attr-defined]


def check_file(
    looker: Looker, register: str, fields: list[Any], facts: dict[str, str], head: list[str], rows: list[list[Any]]
) -> None:
    seen = looker.seen(register)
    assert head == [str(field.label) for field in fields]
    assert [row[0] for row in rows] == [row.mark for row in seen]
    assert facts["Rows"] == str(len(seen))
    totals = {label for label in facts if label.startswith("Total ")}
    assert totals == {f"Total {field.label}" for field in fields if field.summable}
    for place, field in enumerate(fields):
        if field.measure:
            assert [plain(row[place]) for row in rows] == [plain(looker.figure(field.key, each)) for each in seen]
        if field.summable:
            assert Decimal(facts[f"Total {field.label}"]) == looker.total(field.key, seen)


def plain(value: Any) -> str | Decimal:
    """A value of a file or of the oracle in one form: amounts as numbers, moments to the minute of local time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        # only the oracle's moments have a zone; a sheet's dates are midnights without one
        return f"{value.astimezone(OSLO):%Y-%m-%d %H:%M}" if value.tzinfo else f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return Decimal(str(round(value, 2)))
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)
