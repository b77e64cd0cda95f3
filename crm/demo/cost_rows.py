"""Hours, travel, expenses and subcontracting of projects, as rows for COPY: the largest table by far."""

from bisect import bisect_left
from random import Random

from crm.demo.load import NULL
from crm.demo.money import half_up
from crm.demo.organisation import Setting
from crm.demo.plans import ProjectPlan
from crm.demo.staff import Person, hourly_cost
from crm.demo.tables import Tables
from crm.demo.texts import TEXTS
from crm.demo.timeline import Timeline

QUANTITIES = (100, 150, 200, 200, 250, 300, 300, 350, 400, 400, 450, 500, 600, 700, 750, 750)
TEAM = 4

# Kinds other than hours, with the range of their unit costs in cents.
OTHER_COSTS = (
    ("travel", 25_000, 420_000),
    ("travel", 25_000, 420_000),
    ("expense", 15_000, 360_000),
    ("expense", 15_000, 360_000),
    ("subcontracting", 300_000, 2_400_000),
)
HOURS_SHARE = 0.81


class CostRows:
    def __init__(self, timeline: Timeline, setting: Setting, tables: Tables) -> None:
        self.timeline = timeline
        self.setting = setting
        self.tables = tables
        self.teams: dict[str, list[int]] = {}
        for person in setting.people:
            if person.is_active:
                self.teams.setdefault(person.country, []).append(person.place)
        self.hours = {person.place: self._hours(person) for person in setting.people}

    def _hours(self, person: Person) -> dict[int, list[str]]:
        """The middle of a row of hours for each year and quantity: quantity, unit cost, cost and person."""
        first_year = self.timeline.year[self.timeline.history]
        user = self.setting.users[person.place]
        years: dict[int, list[str]] = {}
        for year in range(first_year, self.timeline.year[-1] + 1):
            rate = hourly_cost(person, year, first_year)
            years[year] = [
                f"hours\t{quantity}e-2\t{rate}e-2\t{half_up(quantity * rate, 100)}e-2\t{user}"
                for quantity in QUANTITIES
            ]
        return years

    def write(
        self,
        project: int,
        country: str,
        count: int,
        first: int,
        last: int,
        billing: list[tuple[int, int]],
        random: Random,
        billable_share: float = 0.88,
    ) -> None:
        """Write ``count`` costs between two days; ``billing`` holds (day, row) of the project's invoices."""
        if not count:
            return
        roll, table, timeline = random.random, self.tables.costs, self.timeline
        begin, length = timeline.span(first, last)
        picks, iso, years = timeline.picks, timeline.iso, timeline.year
        staff, texts = self.teams[country], TEXTS[country].hours
        offset = int(roll() * len(staff))
        team = [self.hours[staff[(offset + place * 3) % len(staff)]] for place in range(TEAM)]
        billing_days = [day for day, _ in billing]
        append, many = table.lines.append, len(texts)
        for _ in range(count):
            day = min(max(picks[begin + int(roll() * length)], first), last)
            key, chance = table.new_id(), roll()
            if chance < HOURS_SHARE:
                dice = int(chance * 100_000_000)
                middle = team[dice & 3][years[day]][dice >> 2 & 15]
                text = texts[(dice >> 6) % many]
            else:
                middle, text = self._other(country, team, day, random)
            billable = "t" if roll() < billable_share else "f"
            append(f"{key}\t{project}\t{iso[day]}\t{middle}\t{text}\t{billable}")
            if billing and billable == "t":
                self._bill(key, day, billing, billing_days)

    def _other(self, country: str, team: list[dict[int, list[str]]], day: int, random: Random) -> tuple[str, str]:
        kind, least, most = OTHER_COSTS[int(random.random() * len(OTHER_COSTS))]
        quantity = 100 if random.random() < 0.8 else 200
        unit_cost = least + int(random.random() ** 2 * (most - least))
        person = NULL if kind == "subcontracting" else team[0][self.timeline.year[day]][0].rpartition("\t")[2]
        choices: tuple[str, ...] = getattr(TEXTS[country], kind)
        text = choices[int(random.random() * len(choices))]
        cost = half_up(quantity * unit_cost, 100)
        return f"{kind}\t{quantity}e-2\t{unit_cost}e-2\t{cost}e-2\t{person}", text

    def _bill(self, cost: int, day: int, billing: list[tuple[int, int]], days: list[int]) -> None:
        """Bill the cost on the first invoice on or after its day, if there is one."""
        place = bisect_left(days, day)
        if place < len(billing):
            table = self.tables.billed
            table.lines.append(f"{table.new_id()}\t{cost}\t{billing[place][1]}")


def last_day_of_costs(project: ProjectPlan, today: int) -> int:
    """Return until when people worked on a project: until it ended, or until today."""
    until = project.closed or today
    return max(min(until, project.end or until, today), project.created)
