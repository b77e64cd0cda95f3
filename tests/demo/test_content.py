"""What the default demo data holds: every status, every kind of customer, sums that agree."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import ExtractMonth, Lower

from accounts.models import BusinessUnit, CostRate, User
from activities.models import Activity, ActivityKind
from catalogue.field import all_of
from crm.demo.generate import Demo
from customers.models import Address, Consent, Contact, Customer
from invoices.counted import overdue
from invoices.models import BilledCost, Invoice, InvoiceKind, InvoiceRow, InvoiceStatus, NumberSeries, Payment
from projects.models import CostEntry, CostKind, Project, ProjectStatus, SalesStatus, StatusChange

pytestmark = pytest.mark.usefixtures("demo_data")

CENT = Decimal("0.01")


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def test_it_has_about_the_size_asked_for(demo_data: Demo) -> None:
    asked = demo_data.customers
    assert Customer.objects.count() == asked
    assert 2.6 * asked < Project.objects.count() < 3.4 * asked
    assert 8.5 * asked < Invoice.objects.count() < 11.5 * asked
    assert 42 * asked < CostEntry.objects.count() < 58 * asked
    assert 1.3 < InvoiceRow.objects.count() / Invoice.objects.count() < 1.7
    assert Activity.objects.count() > 2 * asked


def test_five_people_sign_in_each_with_a_profile_of_their_own() -> None:
    keys = ["admin", "controller", "manager", "account", "reader"]
    users = [User.objects.get(email=f"{key}@havn.example") for key in keys]
    assert len({user.profile_id for user in users}) == 5
    assert all(check_password("havn-demo", user.password) for user in users)
    assert User.objects.get(email="manager@havn.example").unit == BusinessUnit.objects.get(name="Norway")
    assert not any(user.has_usable_password() for user in User.objects.exclude(pk__in=[u.pk for u in users]))


def test_some_people_have_no_rights_and_some_have_left() -> None:
    assert User.objects.count() == 45
    assert User.objects.filter(profile=None, is_active=True).count() == 2
    assert User.objects.filter(is_active=False).count() == 3


def test_owners_are_skewed_and_the_account_manager_has_a_fair_share() -> None:
    owned = sorted(User.objects.annotate(n=Count("customers")).values_list("n", flat=True), reverse=True)
    assert sum(owned[:9]) > 0.5 * sum(owned)
    assert 40 <= Customer.objects.filter(account_owner__email="account@havn.example").count() <= 100


def test_there_is_one_internal_customer_with_internal_projects_that_are_never_billed() -> None:
    internal = Customer.objects.get(is_internal=True)
    assert internal.name == "Nordvik Gruppen AS"
    assert internal.projects.filter(is_internal=True).count() == internal.projects.count() > 5
    assert not Project.objects.filter(is_internal=True).exclude(customer=internal).exists()
    assert not internal.invoices.exists()
    assert CostEntry.objects.filter(project__is_internal=True).exists()


@pytest.mark.parametrize("model", [SalesStatus, ProjectStatus, InvoiceStatus])
def test_every_status_is_used(model: Any) -> None:
    used = "invoices" if model is InvoiceStatus else "projects"
    assert [status.name for status in model.objects.filter(**{used: None})] == []
    assert model.objects.filter(is_active=False).exists()


def test_lost_is_closed_with_a_reason_and_won_has_an_order_date(demo_data: Demo) -> None:
    lost, won = (Project.objects.filter(sales_status__category=category) for category in ("lost", "won"))
    assert lost.exists()
    assert not lost.filter(Q(is_closed=False) | Q(lost_reason="")).exists()
    assert won.exists()
    assert not won.exclude(probability=100, order_date__lte=demo_data.today).exists()
    assert not Project.objects.filter(is_closed=True, sales_status__category="in_progress").exists()


def test_the_last_change_of_status_leads_to_the_status_of_today() -> None:
    changes = StatusChange.objects.order_by("changed_at", "pk").values_list("project_id", "new_status_id")
    assert dict(changes) == dict(Project.objects.exclude(sales_status=None).values_list("pk", "sales_status_id"))
    last = Project.objects.values_list("pk").annotate(last=Max("status_changes__changed_at"))
    assert dict(last) == dict(Project.objects.values_list("pk", "status_changed_at"))


def test_there_are_customers_of_every_kind() -> None:
    everyone = Customer.objects.filter(is_internal=False)
    open_sales = Q(projects__sales_status__category="in_progress", projects__is_closed=False)
    sales_only = everyone.filter(open_sales, invoices=None).exclude(projects__sales_status__category="won")
    assert sales_only.distinct().count() > 0.1 * everyone.count()
    assert everyone.filter(is_active=False).count() > 0.05 * everyone.count()
    bare = everyone.filter(country="", email="", industry=None, account_owner=None, addresses=None, contacts=None)
    assert bare.count() > 0.015 * everyone.count()


def test_there_are_duplicates_and_long_names() -> None:
    names = Customer.objects.values(folded=Lower("name")).annotate(n=Count("pk")).filter(n__gt=1)
    assert names.count() > 5
    assert max(len(name) for name in Customer.objects.values_list("name", flat=True)) > 110


def test_contact_persons_are_as_different_as_in_life() -> None:
    assert Contact.objects.filter(is_active=False).exists()
    assert Contact.objects.filter(email="").exists()
    assert Contact.objects.filter(roles__isnull=False).exists()
    assert Consent.objects.filter(withdrawn_on__isnull=False).exists()
    assert Customer.objects.annotate(n=Count("contacts")).aggregate(most=Max("n"))["most"] == 4


def test_every_customer_but_the_bare_ones_has_headquarters_that_are_visited() -> None:
    with_address = Customer.objects.exclude(country="")
    headquarters = Address.objects.filter(is_headquarters=True, is_visiting=True)
    assert headquarters.count() == with_address.count()
    assert not headquarters.exclude(customer__city=F("city")).exists()
    assert Address.objects.filter(is_postal=True, is_visiting=False).exists()
    assert Address.objects.filter(is_invoicing=True, is_visiting=False).exists()


def test_rows_add_up_to_their_invoice_and_vat_is_rounded_once_a_rate() -> None:
    by_rate: dict[int, dict[Decimal, Decimal]] = {}
    for row in InvoiceRow.objects.iterator():
        assert abs(row.net) == rounded(abs(row.quantity) * row.unit_price * (100 - row.discount) / 100)
        rates = by_rate.setdefault(row.invoice_id, {})
        rates[row.vat_rate] = rates.get(row.vat_rate, Decimal(0)) + row.net
    for invoice in Invoice.objects.iterator():
        rates = by_rate[invoice.pk]
        assert invoice.net == sum(rates.values())
        assert invoice.vat == sum(rounded(net * rate / 100) for rate, net in rates.items())
        assert invoice.gross == invoice.net + invoice.vat
        assert invoice.net_base == rounded(invoice.net * invoice.rate)


def test_several_currencies_have_booked_rates() -> None:
    assert set(Invoice.objects.values_list("currency", flat=True)) == {"NOK", "EUR", "SEK", "DKK"}
    assert not Invoice.objects.filter(currency="NOK").exclude(rate=1).exists()
    assert Invoice.objects.filter(currency="EUR").values("rate").distinct().count() > 100
    assert not Invoice.objects.exclude(project=None).exclude(currency=F("project__currency")).exists()


def test_numbers_have_no_gap_and_follow_the_dates() -> None:
    for series in NumberSeries.objects.all():
        numbered = Invoice.objects.filter(company_unit=series.company_unit).exclude(number=None)
        ends = numbered.aggregate(first=Min("number"), last=Max("number"))
        assert ends["last"] - ends["first"] + 1 == numbered.count()
        assert series.next_number == ends["last"] + 1
        dates = numbered.order_by("number").values_list("invoice_date", flat=True)
        assert all(one <= other for one, other in pairwise(dates))
    assert set(NumberSeries.objects.values_list("company_unit__parent", flat=True)) == {None}


def test_what_needs_a_number_has_one() -> None:
    needs = Q(status__assigns_number=True)
    assert not Invoice.objects.filter(needs, number=None).exists()
    assert not Invoice.objects.filter(~needs).exclude(number=None).exists()


def test_credit_notes_name_what_they_credit_and_take_back_no_more() -> None:
    notes = Invoice.objects.filter(kind=InvoiceKind.CREDIT_NOTE).select_related("credits")
    assert 0.01 < notes.count() / Invoice.objects.count() < 0.04
    for note in notes:
        assert note.credits
        assert note.credits.kind == InvoiceKind.INVOICE
        assert note.net < 0
        assert -note.gross <= note.credits.gross
        assert (note.currency, note.rate) == (note.credits.currency, note.credits.rate)
        assert note.invoice_date >= note.credits.invoice_date


def test_paid_invoices_are_paid_to_the_cent_and_others_are_not(demo_data: Demo) -> None:
    paid = dict(Payment.objects.values_list("invoice").annotate(Sum("amount")))
    credited = dict(
        Invoice.objects.filter(kind=InvoiceKind.CREDIT_NOTE)
        .exclude(number=None)
        .values_list("credits")
        .annotate(Sum("gross"))
    )
    for invoice in Invoice.objects.filter(kind=InvoiceKind.INVOICE).select_related("status"):
        due = invoice.gross + credited.get(invoice.pk, 0)
        if invoice.status.is_paid:
            assert paid.get(invoice.pk, 0) == due
        else:
            assert paid.get(invoice.pk, 0) < invoice.gross
    # what was credited in full, and the credit note, wait for nothing
    late = Invoice.objects.filter(all_of(overdue(demo_data.today)))
    assert late.exists()
    assert not late.filter(kind=InvoiceKind.CREDIT_NOTE).exists()
    assert all(invoice.gross + credited.get(invoice.pk, 0) > 0 for invoice in late)
    assert not Payment.objects.filter(date__gt=demo_data.today).exists()
    assert not Payment.objects.filter(date__lt=F("invoice__invoice_date")).exists()


def test_hours_cost_what_the_person_costs_that_year() -> None:
    rates = {
        (user, day.year): cost for user, cost, day in CostRate.objects.values_list("user", "hourly_cost", "valid_from")
    }
    for cost in CostEntry.objects.filter(kind=CostKind.HOURS)[:5_000]:
        assert cost.person_id
        assert cost.unit_cost == rates[cost.person_id, cost.date.year]
    for cost in CostEntry.objects.all()[:5_000]:
        assert cost.cost == rounded(cost.quantity * cost.unit_cost)
    assert set(CostEntry.objects.values_list("kind", flat=True).distinct()) == set(CostKind.values)


def test_billed_costs_are_billable_and_on_an_invoice_of_their_project() -> None:
    assert BilledCost.objects.exists()
    assert not BilledCost.objects.exclude(cost__project=F("row__invoice__project")).exists()
    assert not BilledCost.objects.filter(cost__is_billable=False).exists()
    assert not BilledCost.objects.filter(cost__date__gt=F("row__invoice__invoice_date")).exists()


def test_july_is_quiet_and_the_history_is_long(demo_data: Demo) -> None:
    by_month = dict(
        Invoice.objects.filter(invoice_date__year=demo_data.today.year - 1)
        .values_list(ExtractMonth("invoice_date"))
        .annotate(Count("pk"))
    )
    assert by_month[7] < 0.75 * min(by_month[6], by_month[8], by_month[12])
    first = Invoice.objects.aggregate(first=Min("invoice_date"))["first"]
    assert (demo_data.today - first).days > 3 * 365
    assert not Invoice.objects.filter(invoice_date__gt=demo_data.today).exists()
    assert not CostEntry.objects.filter(date__gt=demo_data.today).exists()


def test_there_is_work_to_come_and_work_forgotten(demo_data: Demo) -> None:
    to_come = Activity.objects.filter(Q(happened_at__date__gt=demo_data.today) | Q(due_on__gt=demo_data.today))
    assert to_come.exists()
    open_sales = Project.objects.filter(sales_status__category="in_progress", is_closed=False)
    assert open_sales.filter(expected_order_date__lt=demo_data.today).exists()
    assert set(Activity.objects.values_list("kind", flat=True).distinct()) == set(ActivityKind.values)
