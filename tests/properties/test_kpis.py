"""Key figures against plain Python: for every viewer, on days around the ends of months and years, to the cent.

The figure, the rows it leads to and the oracle agree; where a right is missing the figure does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Organisation
from catalogue.field import Viewer
from kpis.as_of import Asked, active_customers, prospects
from kpis.engine import Figure, exists_for, figures, listed
from kpis.kpi import KPIS, Kpi
from kpis.question import Question, Subject
from kpis.rollups import folding
from projects.models import Project, SalesStatus, StatusChange
from tests import factories
from tests.kpis.reaching import reached
from tests.oracle.access import Row, World
from tests.oracle.kpis import Figures, moved
from tests.properties.organisations import CATEGORIES, cents, organisations, write
from tests.properties.stage import OSLO, examples, local, rolled_back
from workbench.state import NotUnderstood

pytestmark = pytest.mark.django_db
DAYS = [
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2026, 1, 1),
    date(2026, 3, 29),
    date(2026, 10, 31),
    date(2026, 12, 31),
]
# of the organisation: with and without daylight saving, far before and far behind the clock
ZONES = [*map(ZoneInfo, ["Europe/Oslo", "Europe/Helsinki", "Pacific/Pago_Pago", "Pacific/Kiritimati"])]


@st.composite
def years(draw: Any) -> tuple[World, date, int]:
    """An organisation whose invoices and costs are dated around the ends of months and years; its first month."""
    today = draw(st.sampled_from(DAYS))
    world = draw(organisations(today))
    near = [today, *(moved(today, -months) for months in (1, 2, 11, 12, 13))]
    near += [day.replace(day=1) - timedelta(1) for day in near] + [day.replace(day=1) for day in near]
    near += [day + timedelta(1) for day in near]
    internal = draw(st.sampled_from([None, *(row.pk for row in world.of("customer"))]))
    world.rows = [_dated(draw, near, _internal(row, internal)) for row in world.rows]
    world.rows = [_with_project(draw, world, row) if row.kind == "activity" else row for row in world.rows]
    invoices = [row for row in world.of("invoice") if row.is_sent]
    for pk in range(1, draw(st.integers(0, 4)) + 1 if invoices else 1):
        paid, later = draw(st.sampled_from(invoices)), timedelta(draw(st.integers(0, 90)))
        assert paid.day
        world.rows.append(Row("payment", pk, invoice=paid.pk, amount=draw(cents), day=paid.day + later))
    return world, today, draw(st.sampled_from([1, 1, 4, 7]))


def _internal(row: Row, customer: int | None) -> Row:
    if row.kind == "customer" and row.pk == customer:
        return replace(row, is_internal=True, is_active=True)
    if row.kind == "project" and row.customer == customer:
        return replace(row, is_internal=True, category=None, is_closed=False)
    return row


def _dated(draw: Any, days: list[date], row: Row) -> Row:
    day = st.sampled_from(days)
    if row.kind == "customer":
        return replace(row, moment=_moment(draw, day))
    if row.kind == "project" and not row.is_internal:
        return replace(row, day=draw(st.none() | day), moment=_moment(draw, day) if row.category else None)
    if row.kind == "invoice":
        paid = row.is_sent and draw(st.integers(0, 2)) == 0
        sent, terms = draw(day), timedelta(draw(st.sampled_from([0, 1, 14, 31])))
        return replace(row, day=sent, due=sent + terms, is_paid=paid)
    return replace(row, day=draw(day)) if row.kind == "cost" else row


def _with_project(draw: Any, world: World, row: Row) -> Row:
    projects = [each.pk for each in world.of("project") if each.customer == row.customer]
    return replace(row, project=draw(st.sampled_from([None, *projects])))


def _moment(draw: Any, days: Any) -> datetime:
    """Near the ends of a day, in the zone of the organisation and in that of the clock."""
    hour = draw(st.sampled_from([time(0, 30), time(1, 30), time(12), time(22, 30), time(23, 30)]))
    return datetime.combine(draw(days), hour, UTC)


@examples(18)
@given(years(), st.sampled_from(ZONES))
def test_figures_are_those_of_the_oracle_and_of_the_rows_they_lead_to(
    drawn: tuple[World, date, int], zone: ZoneInfo
) -> None:
    world, today, first_month = drawn
    with rolled_back(), local(), timezone.override(zone):
        users = write(world)
        Organisation.objects.update(fiscal_year_start=first_month)
        for person in world.people:
            viewer, oracle = Viewer(users[person.pk], today), Figures(world, person, today, first_month, zone)
            check_money(viewer, "margin_this_year", oracle.margin_this_year(), oracle.margin_same_days_last_year())
            check_money(viewer, "billing_this_month", oracle.billing_this_month(),
                        oracle.billing_last_month_to_the_day(), oracle.billing_last_month())  # fmt: skip
            check_rows(viewer, "active_customers", oracle.active_customers())
            check_rows(viewer, "prospects", oracle.prospects())
            for key, (areas, counted) in OTHERS.items():
                figure = shown(viewer, key, True if oracle.sees("customers", *areas) else None)
                assert figure is None or figure.amount == counted(oracle), (key, person)


# the areas each hangs on, and what a person would count by hand
OTHERS: dict[str, tuple[tuple[str, ...], Callable[[Figures], Decimal | None]]] = {
    "margin_percent": (("invoices", "costs"), Figures.margin_percent),
    "margin_12_months": (("invoices", "costs"), Figures.margin_12_months),
    "billing_this_year": (("invoices",), Figures.billing_this_year),
    "billing_12_months": (("invoices",), Figures.billing_12_months),
    "days_to_pay": (("invoices",), Figures.days_to_pay),
    "overdue": (("invoices",), Figures.overdue),
    "pipeline": (("sales",), Figures.pipeline),
    "pipeline_weighted": (("sales",), Figures.pipeline_weighted),
    "prospects_weighted": (("sales",), Figures.prospects_weighted),
    "sales_this_month": (("sales",), Figures.sales_this_month),
    "estimated_this_month": (("sales",), Figures.estimated_this_month),
    "hit_rate": (("sales",), Figures.hit_rate),
    "order_book": (("sales", "invoices"), Figures.order_book),
    "needs_attention": (("sales",), Figures.needs_attention),
    "no_contact": ((), Figures.no_contact),
    "new_customers": ((), Figures.new_customers),
}
OF_THEIR_OWN = {"margin_this_year", "billing_this_month", "active_customers", "prospects"}


def test_every_key_figure_has_an_oracle() -> None:
    assert set(KPIS) == set(OTHERS) | OF_THEIR_OWN


def shown(viewer: Viewer, key: str, expected: Any) -> Figure | None:
    assert exists_for(KPIS[key], Question(viewer)) == (expected is not None), key
    return None if expected is None else Figure(KPIS[key], Question(viewer))


def check_money(viewer: Viewer, key: str, expected: Decimal | None, *before: Decimal | None) -> None:
    figure = shown(viewer, key, expected)
    if figure:
        assert figure.amount == expected, key
        assert [figure.compared(each) for each in figure.kpi.comparisons] == list(before), key
        assert figure.by_month()[-1] == figure.of(_this_month(figure.kpi, viewer))


def _this_month(kpi: Kpi, viewer: Viewer) -> Any:
    return KPIS["billing_this_month"].span(viewer.today)


def check_rows(viewer: Viewer, key: str, expected: set[int] | None) -> None:
    figure = shown(viewer, key, expected)
    if figure and expected is not None:
        rows = listed(figure.kpi.parts[0], figure.question, figure.span).found.matching
        assert set(rows.values_list("pk", flat=True)) == expected, key
        assert figure.amount == len(expected)


OF = ["", "customers?state=all&q=1", "customers?is_internal=no", "projects?state=all&sales_status_category=won",
      "invoices?is_counted=yes"]  # fmt: skip


@examples(12)
@given(years(), st.sampled_from(OF), st.booleans(), st.data())
def test_a_figure_is_the_total_of_the_list_it_leads_to_for_anybody(
    drawn: tuple[World, date, int], of: str, is_folded: bool, data: st.DataObject
) -> None:
    world, today, first_month = drawn
    keys = data.draw(st.lists(st.sampled_from(sorted(KPIS)), min_size=3, max_size=6, unique=True))
    with rolled_back(), local():
        users = write(world)
        Organisation.objects.update(fiscal_year_start=first_month)
        if is_folded:
            folding.fold()
        for person in world.people:
            try:
                shown = figures(Question(Viewer(users[person.pk], today), Subject(of)), keys)
            except NotUnderstood:  # a list they may not see
                continue
            for figure in shown:
                assert list(reached(figure)) == [each.amount for each in figure.parts], (figure.kpi.key, person)


LONG_AGO, NOW = date(2026, 1, 1), date(2026, 6, 30)
past_days = st.dates(LONG_AGO, NOW)


@st.composite
def stories(draw: Any) -> list[tuple[date, list[tuple[date, str]], date | None]]:
    """Projects: when each was created, the changes of its sales status in order, and when it was closed."""
    found = []
    for _number in range(draw(st.integers(1, 5))):
        created = draw(past_days)
        days = sorted({max(created, day) for day in draw(st.lists(past_days, max_size=4))})
        changes = [(day, draw(st.sampled_from(CATEGORIES[:2]))) for day in days]
        closed = draw(st.none() | st.dates(max([created, *days]), NOW))
        if closed and draw(st.booleans()):
            changes.append((closed, "lost"))
        found.append((created, changes, closed))
    return found


@examples(18)
@given(stories(), st.lists(past_days, min_size=1, max_size=4))
def test_what_was_counted_then_follows_from_the_kept_times(stories: list[Any], days: list[date]) -> None:
    with rolled_back(), local():
        factories.organisation()
        viewer = Viewer(factories.user(factories.profile()), NOW)
        statuses = {name: factories.sales_status(name) for name in CATEGORIES}
        customers = [_write(story, statuses) for story in stories]
        for day in [*days, NOW]:
            phases = {pk: _phase(story, day) for pk, story in zip(customers, stories, strict=True)}
            working = {pk for pk, (is_open, phase) in phases.items() if is_open and phase != "lost"}
            selling = {pk for pk, (is_open, phase) in phases.items() if is_open and phase == "in_progress"}
            assert active_customers(Asked(viewer), day).count() == len(working)
            assert prospects(Asked(viewer), day).count() == len(
                selling
            )  # each has one project: what is won is not in progress
        for key in ("active_customers", "prospects"):
            figure = Figure(KPIS[key], Question(viewer))
            assert figure.amount == figure.of(figure.span) == figure.by_month()[-1]


def _write(story: tuple[date, list[tuple[date, str]], date | None], statuses: dict[str, SalesStatus]) -> int:
    created, changes, closed = story
    project = factories.project(
        factories.customer(), sales_status=statuses[changes[-1][1]] if changes else None,
        is_closed=bool(closed), closed_on=closed,
    )  # fmt: skip
    Project.objects.filter(pk=project.pk).update(created_at=_noon(created))
    old = None
    for minute, (day, name) in enumerate(changes):
        at = _noon(day) + timedelta(minutes=minute)
        StatusChange.objects.create(project=project, old_status=old, new_status=statuses[name], changed_at=at)
        old = statuses[name]
    return project.customer_id


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), OSLO).astimezone(UTC)


def _phase(story: tuple[date, list[tuple[date, str]], date | None], day: date) -> tuple[bool, str | None]:
    """Whether it was open at the end of a day, and the phase of its sales status then."""
    created, changes, closed = story
    past = [name for when, name in changes if when <= day]
    return created <= day and (closed is None or closed > day), past[-1] if past else None
