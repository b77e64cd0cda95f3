"""Figures of just the rows that match a filter, and of one customer; each leads to the very rows it counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import timezone

from accounts.access import Area, Scope
from accounts.models import User
from accounts.organisation import today
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from customers.models import Customer
from invoices.models import Invoice
from kpis.as_of import end_of
from kpis.engine import Basis, Figure, exists_for, figures
from kpis.kpi import KPIS
from kpis.models import Closing, Kind, PastStanding, Tally
from kpis.question import Question, Subject
from kpis.rollups import folding
from kpis.rollups.closings import close
from kpis.spans import Span
from projects.models import Project
from tests import factories
from tests.kpis.reaching import reached
from workbench.register import REGISTERS
from workbench.state import NotUnderstood, read_rows

pytestmark = pytest.mark.django_db
OF_NORWAY = "customers?country=NO"


@pytest.fixture
def boss() -> User:
    """Two Norwegian customers and a Finnish one, each with an invoice, a cost, a sales project and a project."""
    factories.organisation()
    company, sent = factories.unit("Company", is_company=True), factories.invoice_status("Sent", is_sent=True)
    offer, won = factories.sales_status("in_progress"), factories.sales_status("won")
    for number, (country, net) in enumerate((("NO", 100), ("NO", 20), ("FI", 3)), 1):
        customer = factories.customer(f"Customer {number}", country=country)
        project = factories.project(customer, net, sales_status=won)
        factories.project(customer, net, sales_status=offer)
        factories.invoice(customer, sent, net, number=number, company_unit=company, project=project,
                          invoice_date=today(), due_date=today())  # fmt: skip
        factories.cost(project, Decimal(net) / 2, date=today())
    return factories.user(factories.profile())


def asked(user: User, of: str = "", record: object = None) -> Question:
    return Question(Viewer(user, today()), Subject(of, record))


def amount(key: str, question: Question) -> Decimal | None:
    return Figure(KPIS[key], question).amount


@pytest.mark.parametrize(("key", "everything", "of_norway"), [
    ("margin_this_year", Decimal("61.50"), 60), ("billing_this_month", 123, 120), ("active_customers", 3, 2),
    ("pipeline", 123, 120), ("new_customers", 3, 2), ("margin_percent", 50, 50),
])  # fmt: skip
def test_figures_of_a_list_count_what_belongs_to_its_rows(
    boss: User, key: str, everything: Decimal, of_norway: Decimal
) -> None:
    assert amount(key, asked(boss)) == everything
    assert amount(key, asked(boss, OF_NORWAY)) == of_norway


@pytest.mark.parametrize("is_folded", [True, False])
@pytest.mark.parametrize("of", ["", OF_NORWAY, "customers?state=all&q=customer", "customers?country=SE"])
def test_every_figure_leads_to_its_rows_also_when_it_follows_a_list(boss: User, of: str, is_folded: bool) -> None:
    if is_folded:
        folding.fold()
        factories.project(Customer.objects.get(name="Customer 2"), 5, sales_status=factories.sales_status())
    for figure in figures(asked(boss, of), list(KPIS)):
        assert list(reached(figure)) == [each.amount for each in figure.parts], figure.kpi.key


def test_a_day_stays_that_day_west_of_greenwich(boss: User) -> None:
    first = today().replace(day=1)
    factories.organisation(time_zone="America/Los_Angeles")
    Invoice.objects.update(invoice_date=first, due_date=first)
    with timezone.override("America/Los_Angeles"):
        figure = Figure(KPIS["billing_this_month"], Question(Viewer(boss, first), Subject(OF_NORWAY)))
        assert (figure.amount, figure.by_month()[-1]) == (120, 120)


def test_figures_of_a_customer_lead_to_its_own_rows(boss: User) -> None:
    question = asked(boss, record=Customer.objects.get(name="Customer 2"))
    assert amount("billing_12_months", question) == 20
    assert amount("margin_12_months", question) == 50
    shown = figures(question, list(KPIS))
    assert "active_customers" not in {figure.kpi.key for figure in shown}  # it is of many
    for figure in shown:
        assert list(reached(figure)) == [each.amount for each in figure.parts], figure.kpi.key


def test_what_has_nothing_to_do_with_a_list_has_no_figure_of_it(boss: User) -> None:
    assert not exists_for(KPIS["margin_this_year"], asked(boss, "invoices?is_overdue=yes"))  # costs have no invoice
    assert exists_for(KPIS["billing_this_month"], asked(boss, "invoices?is_overdue=yes"))


def test_lists_of_lists_end_somewhere(boss: User) -> None:
    of = "customers?q=a"
    for _depth in range(5):
        of = "customers?" + urlencode({"of": of})
    with pytest.raises(NotUnderstood):
        read_rows(REGISTERS["customers"], Viewer(boss, today()), QueryDict(urlencode({"of": of})))


def test_a_list_one_sees_only_some_rows_of_limits_what_follows_it(boss: User) -> None:
    view: dict[str, str] = {**dict.fromkeys(Area, Scope.ALL), Area.CUSTOMERS: Scope.OWN}
    some = factories.user(factories.profile(view))
    assert not Figure(KPIS["billing_this_month"], asked(some)).is_limited
    assert Figure(KPIS["billing_this_month"], asked(some, OF_NORWAY)).is_limited


def test_a_figure_beside_another_is_left_out_where_it_has_nothing_to_do_with_the_list(boss: User) -> None:
    prospects = Figure(KPIS["prospects"], asked(boss, "contacts?"))
    assert exists_for(prospects.kpi, prospects.question)
    assert prospects.beside is None


def test_a_list_within_an_address_shows_nobody_more_than_they_may_see(boss: User) -> None:
    own = factories.user(factories.profile(dict.fromkeys(Area, Scope.OWN)))
    mine = factories.customer("Mine", country="NO", account_owner=own)
    factories.project(mine, owner=own, sales_status=factories.sales_status("in_progress"), expected_value_base=7)
    assert amount("active_customers", asked(own, OF_NORWAY)) == 1
    assert amount("pipeline", asked(own, OF_NORWAY)) == 7
    assert amount("billing_this_month", asked(own, OF_NORWAY)) == 0


def test_a_list_is_compared_with_how_its_customers_stood_when_the_last_month_was_closed(boss: User) -> None:
    last = today().replace(day=1) - timedelta(days=1)
    Project.objects.update(created_at=end_of(last - timedelta(days=9)))

    def then(key: str, of: str) -> Decimal | None:
        return Figure(KPIS[key], asked(boss, of)).of(Span(last, last))

    assert then("active_customers", OF_NORWAY) == 2
    folding.close_months()
    Project.objects.filter(customer__name="Customer 1").update(is_closed=True, closed_on=last)
    assert (then("active_customers", OF_NORWAY), then("active_customers", "customers?country=FI")) == (2, 1)
    Customer.objects.filter(name="Customer 2").update(country="FI")
    assert (then("active_customers", OF_NORWAY), then("active_customers", "customers?country=FI")) == (1, 2)
    assert amount("active_customers", asked(boss, OF_NORWAY)) == 0


def ends_of_months(number: int) -> list[date]:
    """The last ones, the earliest first."""
    first = today().replace(day=1)
    return [add_months(first, -back) - timedelta(days=1) for back in reversed(range(number))]


def test_a_list_has_a_sparkline_of_how_its_customers_stood_at_the_ends_of_months(
    boss: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpis.question.FEW", 0)
    ends = ends_of_months(12)
    Project.objects.update(created_at=end_of(ends[2]))  # the day after
    Project.objects.filter(customer__name="Customer 1").update(is_closed=True, closed_on=ends[5])
    assert Figure(KPIS["active_customers"], asked(boss, OF_NORWAY)).by_month() == []
    folding.close_months()
    active = Figure(KPIS["active_customers"], asked(boss, OF_NORWAY))
    assert active.by_month() == [0, 0, 2, 2, *[1] * 8]
    assert Figure(KPIS["active_customers"], asked(boss, "customers?country=FI")).by_month() == [0, 0, *[1] * 10]
    assert Figure(KPIS["prospects"], asked(boss, OF_NORWAY)).by_month() == [0] * 12
    assert Figure(KPIS["pipeline"], asked(boss, OF_NORWAY)).by_month() == []  # not kept customer by customer


@pytest.mark.parametrize("of", [OF_NORWAY, "sales?state=all"])
@pytest.mark.parametrize("key", ["pipeline", "pipeline_weighted", "needs_attention"])
def test_the_year_of_a_short_list_is_counted_back(
    key: str, of: str, boss: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = ends_of_months(11)
    Project.objects.update(created_at=end_of(ends[2]), expected_order_date=ends[-1])
    Project.objects.filter(customer__name="Customer 1").update(is_closed=True, closed_on=ends[5])
    figure = Figure(KPIS[key], asked(boss, of))
    line = figure.by_month()
    assert line == [*(figure.of(Span(day, day)) for day in ends), figure.amount]
    before, then, now = (line[each] or 0 for each in (2, 3, 11))
    assert before == 0 < now < then
    monkeypatch.setattr("kpis.question.FEW", 1)
    assert Figure(KPIS[key], asked(boss, of)).by_month() == []


def test_a_list_as_of_an_earlier_month_is_that_of_the_ones_who_stood_so_then(boss: User) -> None:
    ends = ends_of_months(12)
    Project.objects.update(created_at=end_of(ends[2]))
    folding.close_months()
    Project.objects.all().update(is_closed=True, closed_on=ends[0])  # said after the months were closed
    for day, number in ((ends[2], 0), (ends[3], 2), (ends[-1], 2)):
        figure = Figure(KPIS["active_customers"], Question(Viewer(boss, today()), Subject(OF_NORWAY), day))
        assert (figure.amount, figure.basis) == (number, Basis.HISTORY)
    close(ends[-1], {Kind.BY_CUSTOMER}, is_exact=True)
    figure = Figure(KPIS["active_customers"], Question(Viewer(boss, today()), Subject(OF_NORWAY), ends[-1]))
    assert (figure.amount, figure.basis) == (0, Basis.CLOSED)


def stood(name: str) -> list[tuple[date, date]]:
    kept = PastStanding.objects.filter(customer_id=Customer.objects.get(name=name).pk).order_by("since")
    return list(kept.values_list("since", "until"))


def test_as_long_as_a_customer_stands_the_same_that_is_kept_once(boss: User) -> None:
    ends = ends_of_months(12)
    Project.objects.update(created_at=end_of(ends[0] - timedelta(days=400)))
    seller = factories.user(factories.profile())
    for day in ends:
        if day == ends[4]:
            Customer.objects.filter(name="Customer 1").update(account_owner=seller)
        if day == ends[7]:
            Project.objects.filter(customer__name="Customer 2").update(is_closed=True, closed_on=day)
        if day == ends[9]:
            Project.objects.filter(customer__name="Customer 2").update(is_closed=False, closed_on=None)
        close(day, {Kind.BY_CUSTOMER}, is_exact=True)
    assert stood("Customer 1") == [(ends[0], ends[3]), (ends[4], ends[11])]
    assert stood("Customer 2") == [(ends[0], ends[6]), (ends[9], ends[11])]
    assert stood("Customer 3") == [(ends[0], ends[11])]


def test_where_customers_stood_is_kept_of_a_year_and_filled_where_it_is_missing(boss: User) -> None:
    ends = ends_of_months(12)
    Project.objects.update(created_at=end_of(ends[0] - timedelta(days=400)))
    assert folding.close_months()[-12:] == ends
    assert stood("Customer 1") == [(ends[0], ends[11])]
    later = add_months(today().replace(day=1), 1) - timedelta(days=1)
    close(later, {Kind.BY_CUSTOMER}, is_exact=True)  # a month on
    of_customers = Closing.objects.filter(kind=Kind.BY_CUSTOMER)
    assert list(of_customers.order_by("last_day").values_list("last_day", flat=True)) == [*ends[1:], later]
    close(ends[6], {Kind.BY_CUSTOMER}, is_exact=True)  # what came after it is closed anew
    assert stood("Customer 1") == [(ends[0], ends[6])]
    assert folding.close_months() == ends
    assert stood("Customer 1") == [(ends[0], ends[11])]
    assert folding.close_months() == []


def test_where_nothing_is_kept_of_customers_it_is_closed_within_a_minute(boss: User) -> None:
    folding.close_months()
    before = set(Tally.objects.values_list("kind", "as_of", "scope", "amount"))
    PastStanding.objects.all().delete()  # as in a database from before it was kept
    Closing.objects.filter(kind=Kind.BY_CUSTOMER).delete()
    assert folding.close_months() == ends_of_months(12)
    assert set(Tally.objects.values_list("kind", "as_of", "scope", "amount")) == before
    assert not Closing.objects.get(kind=Kind.BY_CUSTOMER, last_day=ends_of_months(1)[0]).is_exact
