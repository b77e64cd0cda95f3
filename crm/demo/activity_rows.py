"""Notes, calls, meetings and tasks of customers, as rows for COPY."""

from random import Random

from crm.demo.load import NULL
from crm.demo.organisation import Setting
from crm.demo.plans import CustomerPlan, Face, Kind
from crm.demo.tables import Tables
from crm.demo.texts import TEXTS
from crm.demo.timeline import Timeline

KINDS = ("note", "note", "call", "call", "call", "meeting", "meeting", "task", "task", "task")
TALKS = ("call", "meeting", "task", "task")


class ActivityRows:
    def __init__(self, timeline: Timeline, setting: Setting, tables: Tables) -> None:
        self.timeline = timeline
        self.setting = setting
        self.tables = tables

    def write(
        self, customer: int, plan: CustomerPlan, contacts: list[int], projects: list[int], random: Random
    ) -> None:
        """Write what has happened, and for most open sales projects what is to come."""
        if plan.kind == Kind.BARE:
            return
        today = self.timeline.today
        last = today - 400 if plan.kind == Kind.INACTIVE else today
        first = min(max(plan.since, self.timeline.history), last)
        for _ in range(int(random.random() * 6.2)):
            project = projects[int(random.random() * len(projects))] if projects and random.random() < 0.5 else NULL
            day = self.timeline.pick(first, last, random.random() ** 0.8)
            self._activity(customer, plan, contacts, project, KINDS[int(random.random() * 10)], day, random)
        for project, planned in zip(projects, plan.projects, strict=True):
            if planned.face == Face.OPEN_SALE and random.random() < 0.62:
                day = self.timeline.pick(today + 1, today + 45, random.random())
                self._activity(customer, plan, contacts, project, TALKS[int(random.random() * 4)], day, random)

    def _activity(
        self,
        customer: int,
        plan: CustomerPlan,
        contacts: list[int],
        project: int | str,
        kind: str,
        day: int,
        random: Random,
    ) -> None:
        table = self.tables.activities
        contact = contacts[int(random.random() * len(contacts))] if contacts and random.random() < 0.7 else NULL
        subjects: tuple[str, ...] = getattr(TEXTS[plan.country], kind)
        subject = subjects[int(random.random() * len(subjects))]
        author = self.setting.users[plan.owner.place]
        happened = self.timeline.stamp(day, int(random.random() * 540))
        task = f"{NULL}\t{NULL}\t{NULL}"
        if kind == "task":
            happened = self.timeline.stamp(min(day, self.timeline.today), 15)
            task = self._task(day, author, random)
        table.lines.append(
            f"{table.new_id()}\t{customer}\t{contact}\t{project}\t{kind}\t{subject}\t{author}\t{happened}\t{task}"
        )

    def _task(self, day: int, author: int, random: Random) -> str:
        """Due date, assignee and time of completion: most old tasks are done."""
        today = self.timeline.today
        due = day + int(random.random() * 14)
        done = due < today and random.random() < 0.94
        done_at = self.timeline.stamp(max(due - int(random.random() * 3), day), 400) if done else NULL
        return f"{self.timeline.iso[due]}\t{author}\t{done_at}"
