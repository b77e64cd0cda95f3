"""Fills an empty database: the organisation, then chunk after chunk of customers with all their work."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Model

from crm.demo.activity_rows import ActivityRows
from crm.demo.cost_rows import CostRows, last_day_of_costs
from crm.demo.customer_rows import CustomerRows
from crm.demo.internal import write_internal_projects
from crm.demo.invoice_rows import Bill, InvoiceRows
from crm.demo.load import NULL, Copier, loading
from crm.demo.money import CURRENCIES, RATE_DECIMALS, half_up
from crm.demo.organisation import NAME, TIME_ZONE, Setting, create_organisation
from crm.demo.plans import CHUNK, CustomerPlan, InvoiceNumbers, Planner, ProjectPlan, count_numbers
from crm.demo.project_rows import ProjectRows, Rates, target_net
from crm.demo.staff import staff
from crm.demo.tables import SMALL_TABLES, Tables
from crm.demo.timeline import Timeline
from invoices.models import NumberSeries
from kpis.rollups.folding import rebuild

# Rows are sent to PostgreSQL every so many customers: few enough for flat memory.
FLUSH_CUSTOMERS = 1_000
FLUSH_ONLY_CUSTOMERS = 10_000


@dataclass(frozen=True, slots=True)
class Demo:
    """What to make: the same values give the same rows."""

    customers: int
    seed: int
    today: datetime.date
    only_customers: bool = False


def _chunks(customers: int) -> Iterator[tuple[int, int]]:
    for first in range(0, customers, CHUNK):
        yield first, min(CHUNK, customers - first)


def _numbers(demo: Demo, planner: Planner, timeline: Timeline) -> InvoiceNumbers:
    numbers = InvoiceNumbers(timeline.today + 1)
    if not demo.only_customers:
        for first, count in _chunks(demo.customers - 1):
            count_numbers(planner.chunk(first, count), numbers)
    numbers.lay_out()
    return numbers


class _Work:
    """Writes a planned customer with everything that hangs on it."""

    def __init__(
        self, demo: Demo, timeline: Timeline, setting: Setting, tables: Tables, numbers: InvoiceNumbers
    ) -> None:
        self.timeline = timeline
        self.setting = setting
        self.rates = Rates(CURRENCIES, timeline.today + 1)
        self.customers = CustomerRows(demo.seed, timeline, setting, tables)
        self.projects = ProjectRows(timeline, setting, tables, self.rates)
        self.costs = CostRows(timeline, setting, tables)
        self.invoices = InvoiceRows(timeline, setting, tables, self.rates, numbers)
        self.activities = ActivityRows(timeline, setting, tables)
        self.only_customers = demo.only_customers

    def write(self, plan: CustomerPlan, random: Random) -> None:
        customer, contacts = self.customers.write(plan, random)
        if self.only_customers:
            return
        reverse_charge = random.random() < 0.04
        projects = [self._project(customer, plan, project, reverse_charge, random) for project in plan.projects]
        for invoice in plan.loose_invoices:
            bill = self._bill(customer, NULL, plan, plan.unit, plan.currency, invoice.day, reverse_charge)
            target = half_up(int(1_800_000 * (0.3 + random.random())) * RATE_DECIMALS, bill.rate)
            self.invoices.write(bill, invoice, target, random)
        self.activities.write(customer, plan, contacts, projects, random)

    def _project(
        self, customer: int, plan: CustomerPlan, project: ProjectPlan, reverse_charge: bool, random: Random
    ) -> int:
        key, owner, currency = self.projects.write(customer, plan, project, random)
        billing: list[tuple[int, int]] = []
        for invoice in project.invoices:
            bill = self._bill(customer, key, plan, owner.unit, currency, invoice.day, reverse_charge)
            row = self.invoices.write(bill, invoice, target_net(project, bill.rate, random), random)
            if not (invoice.credit and invoice.credit.in_full):
                billing.append((invoice.day, row))
        last = last_day_of_costs(project, self.timeline.today)
        first = min(project.start or project.created, last)
        self.costs.write(key, plan.country, project.costs, first, last, billing, random)
        return key

    def _bill(
        self,
        customer: int,
        project: int | str,
        plan: CustomerPlan,
        unit: int,
        currency: str,
        day: int,
        reverse: bool,
    ) -> Bill:
        return Bill(
            customer=customer,
            project=project,
            unit=self.setting.units[unit],
            company=self.setting.units[plan.company],
            plan=plan,
            currency=currency,
            rate=self.rates(currency, day),
            reverse_charge=reverse,
        )


def _write_series(setting: Setting, numbers: InvoiceNumbers) -> None:
    """Invoices to come get the numbers after those given here."""
    NumberSeries.objects.bulk_create(
        NumberSeries(pk=setting.units[company], company_unit_id=setting.units[company], next_number=number)
        for company, number in sorted(numbers.following().items())
    )


def generate(demo: Demo) -> list[type[Model]]:
    """Make the demo data in one transaction; the database has no customers before. Return what was filled."""
    timeline = Timeline(demo.today)
    people = staff(demo.seed)
    planner = Planner(demo.seed, timeline, people, with_work=not demo.only_customers)
    zone = ZoneInfo(TIME_ZONE)
    tables = Tables(datetime.datetime.combine(demo.today, datetime.time(8), zone))
    models: list[type[Model]] = [*SMALL_TABLES, *(table.model for table in tables)]
    numbers = _numbers(demo, planner, timeline)
    with transaction.atomic():
        with loading(models):
            for table in tables:
                table.start()
            setting = create_organisation(people, timeline)
            copier = Copier(tables)
            work = _Work(demo, timeline, setting, tables, numbers)
            internal = work.customers.write_internal(NAME)
            if not demo.only_customers:
                write_internal_projects(internal, demo.customers, demo.seed, timeline, setting, tables, work.costs)
            _write_customers(demo, planner, work, copier)
            _write_series(setting, numbers)
        rebuild()  # no trigger told key figures of the load
    return models


def _write_customers(demo: Demo, planner: Planner, work: _Work, copier: Copier) -> None:
    every = FLUSH_ONLY_CUSTOMERS if demo.only_customers else FLUSH_CUSTOMERS
    for first, count in _chunks(demo.customers - 1):
        random = Random(f"{demo.seed} rows {first}")
        for plan in planner.chunk(first, count):
            work.write(plan, random)
        if (first + CHUNK) % every == 0:
            copier.flush()
    copier.flush()
    copier.close()
