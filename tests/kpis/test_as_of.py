"""Figures at the end of an earlier month: of which rows, and how sure they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from activities.models import ActivityKind
from catalogue.field import Viewer
from invoices.models import Payment
from kpis.engine import Basis, Figure
from kpis.kpi import KPIS
from kpis.models import Kind
from kpis.question import Question
from kpis.rollups.closings import all_kinds, close
from projects.models import Project, StatusChange
from tests import factories
from tests.properties.stage import local

pytestmark = pytest.mark.django_db
TODAY, MAY = date(2026, 6, 20), date(2026, 5, 31)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def since(day: date, category: str, value: int = 0) -> Project:
    """A sales project or project that is there from a day on."""
    status = factories.sales_status(category)
    project = factories.project(factories.customer(), value, sales_status=status, probability=50)
    Project.objects.filter(pk=project.pk).update(created_at=noon(day))
    return project


@pytest.fixture
def boss() -> User:
    factories.organisation()
    return factories.user(factories.profile())


def at_end_of_may(key: str, user: User) -> Figure:
    return Figure(KPIS[key], Question(Viewer(user, TODAY), as_of=MAY))


def now(key: str, user: User) -> Decimal | None:
    return Figure(KPIS[key], Question(Viewer(user, TODAY))).amount


def test_every_part_without_dates_can_say_what_it_was() -> None:
    for kpi in KPIS.values():
        assert all(part.at or part.dates for part in kpi.parts), kpi.key


def test_the_pipeline_was_what_was_in_work_then(boss: User) -> None:
    with local():
        won = since(date(2026, 4, 1), "won", 100)
        StatusChange.objects.create(
            project=won, old_status=factories.sales_status("in_progress"), new_status=won.sales_status,
            changed_at=noon(date(2026, 6, 2)),
        )  # fmt: skip
        since(date(2026, 6, 3), "in_progress", 7)
        assert (at_end_of_may("pipeline", boss).amount, now("pipeline", boss)) == (100, 7)
        assert (at_end_of_may("order_book", boss).amount, now("order_book", boss)) == (0, 100)
        assert at_end_of_may("prospects_weighted", boss).amount == 50
        assert at_end_of_may("pipeline", boss).basis == Basis.HISTORY


def test_what_was_estimated_is_what_was_won_and_what_was_in_work_then(boss: User) -> None:
    with local():
        won_in_may = since(date(2026, 4, 1), "won", 100)
        Project.objects.filter(pk=won_in_may.pk).update(order_date=date(2026, 5, 20))
        closed_later = since(date(2026, 4, 1), "in_progress", 40)
        Project.objects.filter(pk=closed_later.pk).update(
            expected_order_date=date(2026, 5, 31), is_closed=True, closed_on=date(2026, 6, 2)
        )
        too_late = since(date(2026, 4, 1), "in_progress", 1000)
        Project.objects.filter(pk=too_late.pk).update(expected_order_date=date(2026, 6, 1))
        came_in_june = since(date(2026, 6, 3), "in_progress", 5000)
        Project.objects.filter(pk=came_in_june.pk).update(expected_order_date=date(2026, 5, 30))
        figure = at_end_of_may("estimated_this_month", boss)
        assert (figure.amount, figure.basis) == (120, Basis.HISTORY)
        close(MAY, {Kind.ESTIMATED}, is_exact=True)
        figure = at_end_of_may("estimated_this_month", boss)
        assert (figure.amount, figure.basis) == (120, Basis.CLOSED)
        Project.objects.filter(pk=too_late.pk).update(probability=30)
        assert now("estimated_this_month", boss) == 300


def test_what_was_billed_beyond_its_value_takes_nothing_from_the_rest_of_the_order_book(boss: User) -> None:
    sent, won = factories.invoice_status("Sent", is_sent=True), factories.sales_status("won")
    company = factories.unit("Company", is_company=True)
    for number, (value, net) in enumerate(((100, 130), (100, 40), (None, 10))):
        project = factories.project(factories.customer(), value, sales_status=won)
        factories.invoice(project.customer, sent, net, number=number + 1, company_unit=company, project=project,
                          invoice_date=TODAY)  # fmt: skip
    with local():
        assert now("order_book", boss) == 60


def test_overdue_was_what_was_paid_later_or_is_not_yet(boss: User) -> None:
    sent = factories.invoice_status("Sent", is_sent=True)
    paid = factories.invoice_status("Paid", is_sent=True, is_paid=True)
    company = factories.unit("Company", is_company=True)
    for number, (status, due, paid_on, net) in enumerate((
        (sent, date(2026, 5, 10), None, 1), (paid, date(2026, 5, 10), date(2026, 6, 1), 20),
        (paid, date(2026, 5, 10), date(2026, 5, 31), 300), (sent, date(2026, 5, 31), None, 4000),
    )):  # fmt: skip
        invoice = factories.invoice(factories.customer(), status, net, number=number + 1, company_unit=company,
                                    invoice_date=date(2026, 5, 1), due_date=due)  # fmt: skip
        if paid_on:
            Payment.objects.create(invoice=invoice, date=paid_on, amount=net)
    with local():
        assert (at_end_of_may("overdue", boss).amount, now("overdue", boss)) == (21, 4001)


def test_who_had_no_contact_then(boss: User) -> None:
    customer = factories.customer()
    type(customer).objects.update(created_at=noon(date(2026, 1, 1)))
    with local():
        factories.activity(customer, boss, happened_at=noon(date(2026, 6, 1)))
        assert (at_end_of_may("no_contact", boss).amount, now("no_contact", boss)) == (1, 0)
        factories.activity(customer, boss, happened_at=noon(date(2026, 3, 2)))  # 90 days before
        assert at_end_of_may("no_contact", boss).amount == 0


def test_what_needed_attention_then(boss: User) -> None:
    with local():
        project = since(date(2026, 4, 1), "in_progress")
        assert at_end_of_may("needs_attention", boss).amount == 1
        task = factories.activity(project.customer, boss, project=project, kind=ActivityKind.TASK, due_on=MAY,
                                  assignee=boss, happened_at=noon(date(2026, 4, 1)))  # fmt: skip
        assert (at_end_of_may("needs_attention", boss).amount, now("needs_attention", boss)) == (0, 1)
        type(task).objects.update(done_at=noon(MAY))
        assert at_end_of_may("needs_attention", boss).amount == 1


def test_days_to_pay_weigh_by_what_was_paid(boss: User) -> None:
    paid = factories.invoice_status("Paid", is_sent=True, is_paid=True)
    company = factories.unit("Company", is_company=True)
    for number, (rate, payments) in enumerate(((1, [(10, 100), (20, 100)]), (10, [(40, 20)])), 1):
        invoice = factories.invoice(factories.customer(), paid, 200, number=number, company_unit=company, rate=rate,
                                    invoice_date=date(2026, 5, 1), due_date=date(2026, 5, 15))  # fmt: skip
        for days, amount in payments:
            Payment.objects.create(invoice=invoice, date=date.fromordinal(invoice.invoice_date.toordinal() + days),
                                   amount=amount)  # fmt: skip
    with local():
        assert now("days_to_pay", boss) == Decimal("27.5")  # (10·100 + 20·100 + 40·200) / 400
        assert at_end_of_may("days_to_pay", boss).amount == Decimal("15.0")  # the second was paid in June


def test_a_year_as_of_may_ends_in_may(boss: User) -> None:
    sent, company = factories.invoice_status("Sent", is_sent=True), factories.unit("Company", is_company=True)
    for number, day in enumerate((date(2026, 1, 1), MAY, date(2026, 6, 1), date(2025, 12, 31)), 1):
        factories.invoice(factories.customer(), sent, 10**number, number=number, company_unit=company,
                          invoice_date=day, due_date=day)  # fmt: skip
    with local():
        figure = at_end_of_may("billing_this_year", boss)
        assert (figure.amount, figure.basis) == (110, Basis.DATES)
        assert figure.by_month()[-1] == 100


def test_a_month_closed_when_it_ended_is_exact_and_stays(boss: User) -> None:
    with local():
        since(date(2026, 4, 1), "in_progress")
        close(MAY, all_kinds(), is_exact=True)
        Project.objects.update(is_closed=True, closed_on=date(2026, 5, 2))
        figure = at_end_of_may("active_customers", boss)
        assert (figure.amount, figure.basis) == (1, Basis.CLOSED)
        close(MAY, all_kinds(), is_exact=False)
        assert (at_end_of_may("active_customers", boss).amount, at_end_of_may("prospects", boss).basis) == (
            0, Basis.HISTORY,
        )  # fmt: skip


def test_a_kind_that_was_not_closed_is_counted_from_the_kept_times(boss: User) -> None:
    with local():
        since(date(2026, 4, 1), "in_progress", 100)
        close(MAY, {Kind.ACTIVE}, is_exact=True)
        assert (at_end_of_may("pipeline", boss).amount, at_end_of_may("pipeline", boss).basis) == (100, Basis.HISTORY)
        close(MAY, all_kinds() - {Kind.ACTIVE}, is_exact=False)
        assert at_end_of_may("pipeline", boss).amount == 100
        assert at_end_of_may("active_customers", boss).basis == Basis.CLOSED


@pytest.mark.parametrize(("day", "first"), [
    (date(2025, 2, 28), date(2024, 3, 1)), (date(2024, 2, 29), date(2023, 3, 1)), (date(2026, 5, 31), date(2025, 6, 1)),
    (date(2026, 11, 27), date(2025, 11, 28)), (date(2025, 12, 31), date(2025, 1, 1)),
])  # fmt: skip
def test_twelve_months_have_no_day_twice(day: date, first: date) -> None:
    span = KPIS["billing_12_months"].span(day)
    assert (span.first, span.last) == (first, day)
