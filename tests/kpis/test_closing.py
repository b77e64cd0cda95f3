"""Months that are closed: by several workers at once, and read by people who were of another unit then."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.access import Area, Scope
from accounts.models import BusinessUnit, User
from accounts.organisation import today
from catalogue.field import Viewer
from kpis.as_of import end_of
from kpis.engine import Basis, Figure
from kpis.kpi import KPIS
from kpis.models import Closing
from kpis.question import Question, Subject
from kpis.rollups import folding
from kpis.rollups.closings import all_kinds, close
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def last_end() -> date:
    return today().replace(day=1) - timedelta(days=1)


def a_project_of_long_ago(user: User | None = None, unit: BusinessUnit | None = None) -> None:
    """A sales project in work and its customer."""
    customer = factories.customer("C", account_owner=user)
    factories.project(customer, 100, owner=user, business_unit=unit, sales_status=factories.sales_status())
    Project.objects.update(created_at=end_of(last_end() - timedelta(days=900)))


@pytest.mark.parametrize("of", ["", "customers?state=all"])
@pytest.mark.parametrize("where", ["from", "to", "elsewhere"])
@pytest.mark.parametrize("came_from", ["a unit", "none"])
def test_who_moved_to_another_unit_counts_closed_months_once(of: str, where: str, came_from: str) -> None:
    factories.organisation()
    units = {name: factories.unit(name) for name in ("from", "to", "elsewhere")}
    of_units = factories.profile(dict.fromkeys(Area, Scope.UNIT))
    user = factories.user(of_units, units["from"] if came_from == "a unit" else None)
    a_project_of_long_ago(user, units[where])

    def told() -> list[Decimal | None]:
        reader = User.objects.select_related("profile").get(pk=user.pk)
        question = Question(Viewer(reader, today()), Subject(of), last_end())
        return [Figure(KPIS[key], question).amount for key in ("active_customers", "prospects", "prospects_weighted")]

    before = told()  # from the kept times
    close(last_end(), all_kinds(), is_exact=True)
    assert told() == before
    User.objects.filter(pk=user.pk).update(unit=units["to"])
    assert told() == before


def test_who_moved_is_told_an_exact_number_as_exact() -> None:
    factories.organisation()
    user = factories.user(factories.profile(dict.fromkeys(Area, Scope.UNIT)), factories.unit("from"))
    a_project_of_long_ago(user)
    close(last_end(), all_kinds(), is_exact=True)
    User.objects.filter(pk=user.pk).update(unit=factories.unit("to"))
    Project.objects.all().update(is_closed=True, closed_on=last_end() - timedelta(days=90))  # said afterwards
    reader = User.objects.select_related("profile").get(pk=user.pk)
    figure = Figure(KPIS["active_customers"], Question(Viewer(reader, today()), Subject(), last_end()))
    assert (figure.amount, figure.basis) == (1, Basis.CLOSED)


def test_it_is_kept_since_when_somebody_is_of_their_unit() -> None:
    unit = factories.unit("to")
    user = factories.user(factories.profile())
    user.last_name = "Other"
    user.save()
    user.refresh_from_db()
    assert user.unit_since is None
    user.unit = unit
    user.save()
    user.refresh_from_db()
    since = user.unit_since
    assert since is not None
    User.objects.filter(pk=user.pk).update(unit=unit, last_name="Again")
    user.refresh_from_db()
    assert user.unit_since == since


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets something happen while a worker waits for the lock the first time; tells what was seen at each lock."""

    def let(happen: Any, look: Any = lambda: None) -> list[Any]:
        lock, seen = folding._lock, list[Any]()

        def waits(key: int, *, wait: bool) -> bool:
            if not seen:
                seen.append(None)
                happen()
            seen.append(look())
            return lock(key, wait=wait)

        monkeypatch.setattr(folding, "_lock", waits)
        return seen

    return let


def test_what_another_worker_closed_exactly_is_not_closed_anew(waiting: Any) -> None:
    factories.organisation()
    a_project_of_long_ago()
    folding.close_months()
    Closing.objects.filter(last_day=last_end()).delete()  # the month has just ended
    waiting(lambda: close(last_end(), all_kinds(), is_exact=True))
    assert folding.close_months() == []
    assert all(Closing.objects.filter(last_day=last_end()).values_list("is_exact", flat=True))


def test_a_second_worker_leaves_a_finished_year_as_it_is(waiting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpis.question.FEW", 0)  # what is not kept is not counted
    factories.organisation()
    a_project_of_long_ago()
    boss = factories.user(factories.profile())

    def line() -> int:
        return len(Figure(KPIS["active_customers"], Question(Viewer(boss, today()), Subject("customers?"))).by_month())

    seen = waiting(folding.close_months, line)
    assert folding.close_months() == []
    assert (seen[-1], line()) == (12, 12)


@pytest.mark.parametrize("day", [date(1, 1, 5), date(1899, 12, 31)])
def test_a_date_of_long_ago_does_not_offer_months_without_end(client: Client, day: date) -> None:
    factories.organisation()
    customer = factories.customer("C")
    factories.cost(factories.project(customer, 1), 1, date=day)
    client.force_login(factories.user(factories.profile()))
    page = client.get("/customers/figures/?as_of=1900-01")
    assert page.status_code == 200
    assert 'value="1900-01"' in page.content.decode()
    assert client.get("/customers/figures/?as_of=1899-12").status_code == 400
    assert client.get("/customers/figures/?as_of=1-01").status_code == 400
