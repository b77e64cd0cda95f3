"""Sales projects, projects and their changes of status, as rows for COPY."""

from math import exp
from random import Random

from crm.demo.load import NULL
from crm.demo.money import RATE_DECIMALS, booked_rate, half_up, in_base
from crm.demo.organisation import SALES_STATUSES, Setting
from crm.demo.plans import CustomerPlan, Face, ProjectPlan
from crm.demo.staff import Person
from crm.demo.tables import Tables
from crm.demo.texts import TEXTS
from crm.demo.timeline import Timeline

FIRST_NUMBER = 1001

# What a cost entry costs on average, and how much of the billing costs are, so that margins come out right.
CENTS_A_COST = 360_000
COST_SHARE = 0.66

OPEN_STATUSES = tuple(
    status["name"] for status in SALES_STATUSES if status["category"] == "in_progress" and status.get("is_active", True)
)
RETIRED_STATUS = next(status["name"] for status in SALES_STATUSES if not status.get("is_active", True))
PROBABILITY = {status["name"]: status["probability"] for status in SALES_STATUSES}


class Rates:
    """Booked rates by currency and day, computed once."""

    def __init__(self, currencies: tuple[str, ...], days: int) -> None:
        self._of = {currency: [booked_rate(currency, day) for day in range(days)] for currency in currencies}

    def __call__(self, currency: str, day: int) -> int:
        return self._of[currency][day]


class ProjectRows:
    def __init__(self, timeline: Timeline, setting: Setting, tables: Tables, rates: Rates) -> None:
        self.timeline = timeline
        self.setting = setting
        self.tables = tables
        self.rates = rates
        self.people: dict[str, list[Person]] = {}
        for person in setting.people:
            if person.profile in ("account", "manager"):
                self.people.setdefault(person.country, []).append(person)

    def write(self, customer: int, plan: CustomerPlan, project: ProjectPlan, random: Random) -> tuple[int, Person, str]:
        """Write a project with its changes of status; return its key, owner and currency."""
        key = self.tables.projects.new_id()
        owner = plan.owner if random.random() < 0.78 else self._colleague(plan.country, random)
        currency = plan.currency if random.random() < 0.95 else "EUR"
        status = self._sales_status(project.face, random)
        value = self._value(project, self.rates(currency, project.created), random)
        value_base = in_base(value, self.rates(currency, project.created))
        texts = TEXTS[plan.country]
        name = texts.projects[int(random.random() * len(texts.projects))]
        if random.random() < 0.55:
            name = f"{name}, {texts.parts[int(random.random() * len(texts.parts))]}"
        lost = texts.lost[int(random.random() * len(texts.lost))] if project.face == Face.LOST else ""
        line = (
            f"{key}\t{FIRST_NUMBER + key - 1}\t{name}\t{customer}\t{self.setting.users[owner.place]}\t"
            f"{self.setting.units[owner.unit]}\tf\t{self.setting.sales[status] if status else NULL}\t"
            f"{self._project_status(project, random)}\t{currency}\t{value}e-2\t{value_base}e-2\t"
            f"{self._probability(status, random)}\t{self._dates(project)}\t"
            f"{self._lead_source(status, random)}\t{lost}\t{self._stamps(project, random)}"
        )
        user = self.setting.users[owner.place]
        changed = self._changes(key, project, status, user, random) if status else NULL
        self.tables.projects.lines.append(f"{line}\t{changed}")
        return key, owner, currency

    def _colleague(self, country: str, random: Random) -> Person:
        people = self.people[country]
        return people[int(random.random() ** 1.6 * len(people))]

    def _sales_status(self, face: Face, random: Random) -> str:
        if face == Face.OPEN_SALE:
            return RETIRED_STATUS if random.random() < 0.015 else OPEN_STATUSES[int(random.random() ** 1.3 * 4)]
        return {Face.WON: "Won", Face.LOST: "Lost", Face.AGREED: ""}[face]

    def _value(self, project: ProjectPlan, rate: int, random: Random) -> int:
        """The expected value in cents of the project's currency, in round hundreds."""
        if project.face in (Face.OPEN_SALE, Face.LOST) or not project.costs:
            base = 12_000_000 * exp(random.gauss(0, 0.8))
        else:
            done = 1.0
            if not project.closed and project.end > self.timeline.today:
                done = max((self.timeline.today - project.start) / (project.end - project.start), 0.1)
            base = project.costs * CENTS_A_COST / COST_SHARE / done * random.uniform(0.85, 1.2)
        return max(round(base * RATE_DECIMALS / rate / 10_000), 1) * 10_000

    def _probability(self, status: str, random: Random) -> str:
        """As the status says, sometimes changed by hand; none without a sales phase."""
        if not status:
            return NULL
        probability = PROBABILITY[status]
        if 0 < probability < 100 and random.random() < 0.12:
            probability += 15 if random.random() < 0.5 else -5
        return str(probability)

    def _project_status(self, project: ProjectPlan, random: Random) -> int | str:
        statuses = self.setting.project_statuses
        if project.face in (Face.OPEN_SALE, Face.LOST):
            return NULL
        if project.closed:
            return statuses[4] if random.random() < 0.99 else statuses[5]
        if project.start > self.timeline.today:
            return statuses[0]
        return statuses[(1, 1, 1, 1, 1, 1, 2, 3, 3, 5)[int(random.random() * 10)]]

    def _dates(self, project: ProjectPlan) -> str:
        """Expected order date, order date, start, end, closed and when."""
        iso = self.timeline.iso
        sold = project.face in (Face.OPEN_SALE, Face.WON, Face.LOST)
        expected = iso[project.order] if sold else NULL
        ordered = iso[project.order] if project.face == Face.WON else NULL
        start = iso[project.start] if project.start else NULL
        end = iso[project.end] if project.end else NULL
        closing = iso[project.closed] if project.closed else NULL
        return f"{expected}\t{ordered}\t{start}\t{end}\t{'t' if project.closed else 'f'}\t{closing}"

    def _lead_source(self, status: str, random: Random) -> int | str:
        sources = self.setting.lead_sources
        return sources[int(random.random() * len(sources))] if status and random.random() < 0.7 else NULL

    def _stamps(self, project: ProjectPlan, random: Random) -> str:
        days = self.timeline
        last = min(project.closed or days.today, days.today)
        changed = max(project.created, last - int(random.random() * 20))
        return f"{days.stamp(project.created, 45)}\t{days.stamp(changed, 300)}"

    def _changes(self, key: int, project: ProjectPlan, status: str, user: int, random: Random) -> str:
        """First contact when created, perhaps an offer on the way, the final status last; return its time."""
        last = min(project.order, self.timeline.today) if project.closed or project.face == Face.WON else None
        if last is None:
            last = project.created + int((self.timeline.today - project.created) * random.random())
        steps = [("Contacted", project.created)]
        if status in ("Won", "Lost", "Negotiation") and last > project.created + 1:
            steps.append(("Offer sent", (project.created + last) // 2))
        if status != "Contacted":
            steps.append((status, last))
        table, sales, old = self.tables.changes, self.setting.sales, NULL
        for minute, (new, day) in enumerate(steps):
            at = self.timeline.stamp(day, 60 + minute)
            table.lines.append(f"{table.new_id()}\t{key}\t{old}\t{sales[new]}\t{at}\t{user}")
            old = str(sales[new])
        return at


def target_net(project: ProjectPlan, rate: int, random: Random) -> int:
    """Return what an invoice of a project should come to, in cents of a currency."""
    base = project.costs * CENTS_A_COST / COST_SHARE / len(project.invoices) * exp(random.gauss(-0.05, 0.32))
    return half_up(int(base) * RATE_DECIMALS, rate)
