"""Who buys what and when: the skeleton of customers, projects and invoices, without names and amounts.

It is walked twice: once to count each company's invoices of each day, so that
numbers follow the dates without a gap, and once more to write the rows.
Chunks have a random generator of their own, so both walks see the same plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from math import exp
from random import Random
from typing import TypeVar

from crm.demo.money import CURRENCIES
from crm.demo.places import COUNTRIES
from crm.demo.staff import COMPANY_OF_UNIT, Owners, Person
from crm.demo.timeline import Timeline

CHUNK = 500

COUNTRY_SHARE = {"NO": 0.46, "FI": 0.22, "SE": 0.20, "DK": 0.12}


class Kind(IntEnum):
    BUYER = 0
    PROSPECT = 1
    LOST_PROSPECT = 2
    INACTIVE = 3
    BARE = 4


KIND_SHARE = {
    Kind.BUYER: 0.72,
    Kind.PROSPECT: 0.12,
    Kind.LOST_PROSPECT: 0.05,
    Kind.INACTIVE: 0.08,
    Kind.BARE: 0.03,
}


class Face(IntEnum):
    """How a project came about."""

    OPEN_SALE = 0
    LOST = 1
    WON = 2
    AGREED = 3


class Stage(IntEnum):
    DRAFT = 0
    APPROVED = 1
    SENT = 2
    REMINDED = 3
    PAID = 4
    CREDITED = 5
    OLD_SENT = 6


@dataclass(slots=True)
class CreditPlan:
    day: int
    in_full: bool
    is_numbered: bool


@dataclass(slots=True)
class InvoicePlan:
    day: int
    stage: Stage
    paid: int = 0
    credit: CreditPlan | None = None


@dataclass(slots=True)
class ProjectPlan:
    """Days: created, order (or loss, or expected order), start, end, closing; 0 stands for none."""

    face: Face
    created: int
    order: int
    start: int = 0
    end: int = 0
    closed: int = 0
    costs: int = 0
    invoices: list[InvoicePlan] = field(default_factory=list)


@dataclass(slots=True)
class CustomerPlan:
    kind: Kind
    country: str
    since: int
    owner: Person
    unit: int
    currency: str
    terms: int
    projects: list[ProjectPlan] = field(default_factory=list)
    loose_invoices: list[InvoicePlan] = field(default_factory=list)

    @property
    def company(self) -> int:
        return COMPANY_OF_UNIT[self.unit]


Key = TypeVar("Key")


def _hundred(shares: dict[Key, float]) -> list[Key]:
    """Return a list of a hundred to draw from."""
    return [key for key, share in shares.items() for _ in range(round(share * 100))]


class Planner:
    """Plans chunks of customers; the same chunk gives the same plan every time."""

    def __init__(self, seed: int, timeline: Timeline, people: list[Person], with_work: bool) -> None:
        self.seed = seed
        self.timeline = timeline
        self.with_work = with_work
        self.owners = Owners(people, COUNTRY_SHARE)
        self.countries = _hundred(COUNTRY_SHARE)
        self.kinds = _hundred(KIND_SHARE)

    def chunk(self, first: int, count: int) -> Iterator[CustomerPlan]:
        random = Random(f"{self.seed} plan {first}")
        for _ in range(count):
            yield self._customer(random)

    def _customer(self, random: Random) -> CustomerPlan:
        country = self.countries[int(random.random() * 100)]
        kind = self.kinds[int(random.random() * 100)]
        owner = self.owners.draw(country, random)
        plan = CustomerPlan(
            kind=kind,
            country=country,
            since=self._since(kind, random),
            owner=owner,
            unit=owner.unit,
            currency=self._currency(country, random),
            terms=(14, 14, 14, 30, 30, 21, 10)[int(random.random() * 7)],
        )
        if self.with_work:
            self._work(plan, random)
        return plan

    def _currency(self, country: str, random: Random) -> str:
        roll = random.random()
        if roll < 0.9:
            return COUNTRIES[country].currency
        return "EUR" if roll < 0.96 else CURRENCIES[int(random.random() * 4)]

    def _since(self, kind: Kind, random: Random) -> int:
        days = self.timeline
        if kind == Kind.PROSPECT:
            return days.pick(days.today - 300, days.today - 3, random.random())
        if kind == Kind.INACTIVE:
            return days.pick(0, days.today - 500, random.random())
        if random.random() < 0.62:
            return days.pick(0, days.history, random.random())
        return days.pick(days.history, days.today - 20, random.random())

    def _work(self, plan: CustomerPlan, random: Random) -> None:
        if plan.kind == Kind.PROSPECT:
            plan.projects = [self._open_sale(plan, random) for _ in range(1 + (random.random() < 0.25))]
        elif plan.kind == Kind.LOST_PROSPECT:
            plan.projects = [self._lost(plan, random) for _ in range(1 + (random.random() < 0.2))]
        elif plan.kind == Kind.INACTIVE and random.random() < 0.75:
            last = self.timeline.today - 330
            plan.projects = [self._delivered(plan, last, random) for _ in range(1 + int(random.random() * 4))]
        elif plan.kind == Kind.BUYER:
            size = exp(random.gauss(0.0, 0.85))
            count = min(1 + int(size * 2.3), 60)
            plan.projects = [self._any_project(plan, random) for _ in range(count)]
            plan.loose_invoices = [
                self._invoice(plan, self._first_day(plan), self.timeline.today, random)
                for _ in range(int(random.random() * 1.9))
            ]

    def _any_project(self, plan: CustomerPlan, random: Random) -> ProjectPlan:
        roll = random.random()
        if roll < 0.14:
            return self._open_sale(plan, random)
        if roll < 0.25:
            return self._lost(plan, random)
        return self._delivered(plan, self.timeline.today, random)

    def _first_day(self, plan: CustomerPlan) -> int:
        return max(plan.since, self.timeline.history)

    def _open_sale(self, plan: CustomerPlan, random: Random) -> ProjectPlan:
        today = self.timeline.today
        created = self.timeline.pick(max(self._first_day(plan), today - 260), today, random.random() ** 0.7)
        expected = today + int(random.gauss(45, 60))
        costs = int(random.random() * 8) if random.random() < 0.4 else 0
        return ProjectPlan(Face.OPEN_SALE, created, max(expected, created + 7), costs=costs)

    def _lost(self, plan: CustomerPlan, random: Random) -> ProjectPlan:
        created = self.timeline.pick(self._first_day(plan), self.timeline.today - 5, random.random())
        lost = self._within(created + 2, created + 140, self.timeline.today, random)
        return ProjectPlan(Face.LOST, created, lost, closed=lost, costs=int(random.random() * 5))

    def _delivered(self, plan: CustomerPlan, last: int, random: Random) -> ProjectPlan:
        """A project that was won, or agreed without a sales phase."""
        face = Face.WON if random.random() < 0.47 else Face.AGREED
        created = self.timeline.pick(self._first_day(plan), last, random.random())
        order = self._within(created, created + 70, last, random) if face == Face.WON else created
        start = order + int(random.random() * 25)
        project = ProjectPlan(face, created, order, start, start + 12 + min(int(exp(random.gauss(4.6, 0.8))), 700))
        if last < self.timeline.today:
            project.end = project.closed = max(min(project.end, last), start)
        until = min(project.end + 10, last)
        if until > start:
            done = (until - start) / (project.end + 10 - start)
            size = exp(random.gauss(-0.35, 0.85)) * done
            project.costs = 1 + int(size * 24.3)
            project.invoices = self._invoices(plan, project, until, int(size * 4.9 + random.random()), random)
        if not project.closed and project.end < last and random.random() < 0.96:
            project.closed = self._within(project.end, project.end + 40, last, random)
        return project

    def _within(self, first: int, last: int, limit: int, random: Random) -> int:
        """A day between two days but no later than a limit, without a heap of days at the limit."""
        return self.timeline.pick(first, max(min(last, limit), first), random.random())

    def _invoices(
        self, plan: CustomerPlan, project: ProjectPlan, until: int, count: int, random: Random
    ) -> list[InvoicePlan]:
        first = min(project.start + 10, until)
        invoices = [self._invoice(plan, first, until, random) for _ in range(count)]
        invoices.sort(key=lambda invoice: invoice.day)
        return invoices

    def _invoice(self, plan: CustomerPlan, first: int, last: int, random: Random) -> InvoicePlan:
        day = self.timeline.pick(first, last, random.random())
        age = self.timeline.today - day
        if age < 25 and random.random() < 0.55 - age * 0.022:
            return InvoicePlan(day, Stage.DRAFT if random.random() < 0.7 else Stage.APPROVED)
        if random.random() < 0.02:
            return self._credited(day, random)
        paid = day + max(plan.terms + int(random.gauss(3, 9)), 1)
        if paid <= self.timeline.today and random.random() < 0.985:
            return InvoicePlan(day, Stage.PAID, paid)
        if age <= plan.terms + 12:
            return InvoicePlan(day, Stage.SENT)
        return InvoicePlan(day, Stage.REMINDED if age < 900 or random.random() < 0.5 else Stage.OLD_SENT)

    def _credited(self, day: int, random: Random) -> InvoicePlan:
        today = self.timeline.today
        credited = self._within(min(day + 1, today), day + 60, today, random)
        numbered = credited < today - 12 or random.random() < 0.5
        credit = CreditPlan(credited, in_full=random.random() < 0.6, is_numbered=numbered)
        if credit.in_full:
            return InvoicePlan(day, Stage.CREDITED if numbered else Stage.SENT, credit=credit)
        paid = min(credited + 10, today)
        return InvoicePlan(day, Stage.PAID, paid, credit=credit)


class InvoiceNumbers:
    """Gapless numbers per company unit in the order of the invoice dates."""

    FIRST = 10_001

    def __init__(self, days: int) -> None:
        self.days = days
        self.next_of: dict[int, list[int]] = {}

    def count(self, company: int, day: int) -> None:
        self.next_of.setdefault(company, [0] * self.days)[day] += 1

    def lay_out(self) -> None:
        """Turn the counts of the first walk into the first number of each day."""
        for company, counts in self.next_of.items():
            number, firsts = self.FIRST, []
            for count in counts:
                firsts.append(number)
                number += count
            self.next_of[company] = [*firsts, number]

    def take(self, company: int, day: int) -> int:
        number = self.next_of[company][day]
        self.next_of[company][day] += 1
        return number

    def following(self) -> dict[int, int]:
        """Return the next free number of each company."""
        return {company: numbers[-1] for company, numbers in self.next_of.items()}


def count_numbers(plans: Iterator[CustomerPlan], numbers: InvoiceNumbers) -> None:
    for plan in plans:
        company = plan.company
        for invoices in (plan.loose_invoices, *(project.invoices for project in plan.projects)):
            for invoice in invoices:
                if invoice.stage >= Stage.APPROVED:
                    numbers.count(company, invoice.day)
                if invoice.credit and invoice.credit.is_numbered:
                    numbers.count(company, invoice.credit.day)
