"""What is kept of key figures against the rows, after any history: it never differs, folded or not, for anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import BusinessUnit, User
from catalogue.field import Viewer
from customers.models import Customer
from invoices.models import Invoice, InvoiceStatus
from kpis.engine import Figure, exists_for, listed, rounded
from kpis.kpi import KPIS, Kpi, Part
from kpis.models import Closing
from kpis.question import EVERYTHING, Question, Subject
from kpis.rollups import folding
from kpis.rollups.closings import all_kinds, close
from kpis.spans import Span, month_of
from projects.models import CostEntry, Project, SalesStatus
from tests import factories
from tests.oracle.access import World
from tests.properties.organisations import CATEGORIES, organisations, write
from tests.properties.stage import examples, local, rolled_back

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)
MIDDLE = date(2026, 3, 15)  # of a month, which cuts those it is compared with
DAYS = [
    date(2025, 2, 28), date(2025, 3, 15), date(2025, 3, 16), date(2026, 1, 1), date(2026, 2, 15), date(2026, 2, 28),
    TODAY, date(2026, 4, 1),
]  # fmt: skip
FOLLOWED = Subject("customers?state=all&is_internal=no")
OF_CLOSINGS = [kpi.key for kpi in KPIS.values() if kpi.parts[0].closed_as]
KEPT = [kpi for kpi in KPIS.values() if any(part.kept for part in kpi.parts)]


@dataclass
class Acts:
    """What may happen to an organisation; each takes its choices from ``pick``."""

    pick: Callable[[Sequence[Any]], Any]
    world: World
    last: int = 1000

    def number(self) -> int:
        """A new one, for keys too: the database's own go on from example to example."""
        self.last += 1
        return self.last

    def some(self, model: Any) -> Any:
        """Some rows, not only one: a statement may change many."""
        keys = sorted(model.objects.values_list("pk", flat=True))
        first = self.pick(range(len(keys) or 1))
        return model.objects.filter(pk__in=[pk for place, pk in enumerate(keys) if place == first or place % 3 == 0])

    def unit(self) -> int | None:
        return self.pick([None, *(unit.pk for unit in self.world.units)])

    def person(self) -> int | None:
        return self.pick([None, *(person.pk for person in self.world.people)])

    def money(self) -> Decimal:
        return self.pick([Decimal("0.01"), Decimal(100), Decimal("99999.99")])

    def invoices_come(self) -> None:
        customers = sorted(Customer.objects.values_list("pk", flat=True))
        customer = Customer.objects.get(pk=self.pick(customers))
        project = self.pick([None, *customer.projects.order_by("pk")])
        status = InvoiceStatus.objects.get(pk=self.pick([1, 1, 2]))
        number = self.pick([None, self.number()])
        factories.invoice(
            customer, status, pk=self.number(), net=self.money(), invoice_date=self.pick(DAYS), project=project,
            number=number, company_unit_id=1, business_unit_id=self.unit(),
        )  # fmt: skip

    def costs_come(self) -> None:
        projects = list(Project.objects.order_by("pk"))
        if projects:
            factories.cost(self.pick(projects), self.money(), pk=self.number(), date=self.pick(DAYS))

    def projects_come(self) -> None:
        customers = list(Customer.objects.order_by("pk"))
        status = self.pick([None, 1, 1, 2])
        factories.project(
            self.pick(customers), self.money(), sales_status_id=status, owner_id=self.person(),
            business_unit_id=self.unit(), pk=self.number(), number=self.number(), probability=self.pick([None, 33]),
        )  # fmt: skip

    def invoices_change(self) -> None:
        change = self.pick(["status_id", "number", "net_base", "invoice_date", "business_unit_id", "project_id"])
        values = {
            "status_id": self.pick([1, 2]),
            "number": self.pick([None, F("pk") + 50_000]),
            "net_base": F("net_base") + self.money(),
            "invoice_date": self.pick(DAYS),
            "business_unit_id": self.unit(),
            "project_id": None,
        }
        late = {"due_date": date(2027, 1, 1)} if change == "invoice_date" else {}
        self.some(Invoice).update(**{change: values[change]}, **late)

    def costs_change(self) -> None:
        change = self.pick(["cost", "date"])
        values = {"cost": F("cost") + self.money(), "date": self.pick(DAYS)}
        self.some(CostEntry).update(**{change: values[change]})

    def projects_change(self) -> None:
        change = self.pick(
            ["owner_id", "business_unit_id", "sales_status_id", "is_internal", "is_closed", "customer_id"]
        )
        values = {
            "owner_id": self.person(),
            "business_unit_id": self.unit(),
            "sales_status_id": self.pick([None, 1, 2]),
            "is_internal": self.pick([True, False]),
            "is_closed": self.pick([True, False]),
            "customer_id": self.pick(sorted(Customer.objects.values_list("pk", flat=True))),
        }
        closed = {"closed_on": TODAY} if change == "is_closed" else {}
        self.some(Project).update(**{change: values[change]}, **closed)

    def project_and_its_owner_change(self) -> None:
        unit, person = self.unit(), self.person()
        self.some(Project).update(owner_id=person, business_unit_id=unit)
        self.some(Customer).update(account_owner_id=person, business_unit_id=unit)

    def customers_change(self) -> None:
        change = self.pick(["account_owner_id", "business_unit_id"])
        values = {"account_owner_id": self.person(), "business_unit_id": self.unit()}
        self.some(Customer).update(**{change: values[change]})

    def rows_go(self) -> None:
        self.some(self.pick([Invoice, CostEntry])).delete()

    def projects_go(self) -> None:
        going = self.some(Project)
        CostEntry.objects.filter(project__in=going).delete()
        Invoice.objects.filter(project__in=going).delete()
        going.delete()

    def flags_are_switched(self) -> None:
        InvoiceStatus.objects.filter(pk=self.pick([1, 2])).update(is_sent=self.pick([True, False]))
        SalesStatus.objects.filter(pk=self.pick([1, 2])).update(
            category=self.pick(CATEGORIES[:2]), probability=self.pick([10, 60])
        )

    def units_and_people_move(self) -> None:
        child = self.pick(self.world.units)
        BusinessUnit.objects.filter(pk=child.pk).update(parent_id=self.pick([None, *range(1, child.pk)]))
        User.objects.filter(pk=self.person() or 1).update(unit_id=self.unit())

    def all_is_made_anew(self) -> None:
        folding.rebuild()

    def changes_are_folded(self) -> None:
        folding.fold()

    def years_are_summed(self) -> None:
        folding.sum_years(self.pick([TODAY, MIDDLE]))


ACTS = [
    name
    for name in vars(Acts)
    if not name.startswith("_") and name not in {"some", "unit", "person", "money", "number", "last"}
]
ACTS += ["changes_are_folded", "years_are_summed"] * 4


@examples(12)
@given(organisations(TODAY), st.data())
def test_nothing_kept_ever_differs_from_the_rows(world: World, data: Any) -> None:
    with rolled_back(), local():
        write(world)
        acts = Acts(lambda choices: data.draw(st.sampled_from(choices)), world)
        for name in data.draw(st.lists(st.sampled_from(ACTS), min_size=3, max_size=14)):
            try:
                with transaction.atomic():
                    getattr(acts, name)()
            except IntegrityError:
                continue  # what the schema refuses has not happened
            assert not folding.verify(), name
        day = data.draw(st.sampled_from([TODAY, MIDDLE]))
        check_everybody(day)
        folding.fold()
        folding.sum_years(day)
        assert not folding.verify()
        check_everybody(day)
        check_closings(date(2026, 2, 28), TODAY)


def check_everybody(day: date) -> None:
    """Each figure that is kept is what its own rows come to, for each person, of all rows and of a list's customers."""
    for user in User.objects.select_related("profile", "unit"):
        for kpi in KEPT:
            for subject in (EVERYTHING, FOLLOWED):
                question = Question(Viewer(user, day), subject)
                if exists_for(kpi, question):
                    check(kpi, question)


def check(kpi: Kpi, question: Question) -> None:
    figure = Figure(kpi, question)
    told = [each.amount for each in figure.parts]
    assert told == [counted(part, question, figure.span) for part in kpi.parts], kpi.key
    if any(part.at for part in kpi.parts):
        return
    for comparison in kpi.comparisons:
        span = comparison.span(question.day)
        expected = kpi.combine([counted(part, question, span) for part in kpi.parts])
        assert figure.compared(comparison) == rounded(kpi, expected), kpi.key
    for back, amount in enumerate(reversed(figure.by_month()[-3:])):
        month = month_of(question.day, -back)
        assert amount == rounded(kpi, kpi.combine([counted(part, question, month) for part in kpi.parts])), kpi.key


def counted(part: Part, question: Question, span: Span) -> Decimal:
    """From the rows of the list the part leads to."""
    rows = listed(part, Question(question.viewer, question.subject), span)
    state, found = rows.state, rows.found
    if not part.measure:
        return Decimal(found.matching.count())
    measured = found.matching.annotate(measured=state.fields[part.measure].value(question.viewer)).values_list(
        "measured", flat=True
    )
    return sum((amount or Decimal(0) for amount in measured), Decimal(0))


def check_closings(*days: date) -> None:
    """Closed days say for everybody what the kept times said when they were closed."""
    assert not Closing.objects.exists()
    people = list(User.objects.select_related("profile", "unit"))
    before = [then(user, day) for user in people for day in days]
    for day in days:
        close(day, all_kinds(), is_exact=True)
    after = iter(before)
    for user in people:
        for day in days:
            assert then(user, day) == next(after), (user.profile, day)


def then(user: User, day: date) -> list[Decimal | None]:
    """Of all and of a list that is followed; from the kept times, as long as the day is not closed."""
    told = []
    for subject in (EVERYTHING, Subject("customers?state=all")):
        question = Question(Viewer(user, day + timedelta(1)), subject)
        for key in OF_CLOSINGS:
            exists = exists_for(KPIS[key], question)
            told.append(Figure(KPIS[key], question).of(Span(day, day)) if exists else None)
    return told
