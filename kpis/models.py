"""What is kept of key figures, so that they need not be counted from the rows each time.

Triggers append what changed (``LedgerChange``, ``TouchedCustomer``) within the transaction that changed it and wait
for nobody; folding (kpis/rollups/folding.py) adds that to what is kept. Who reads takes both, so figures are exact at
commit. Foreign keys are without constraints: rows here outlive what they speak of by moments.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q

from accounts.models import AccessProfile, BusinessUnit
from customers.models import Customer
from history.tracking import tracked
from invoices.models import InvoiceStatus
from projects.models import Project


class Book(models.TextChoices):
    """Invoices with a number, net in base currency; costs in base currency."""

    INVOICES = "invoices"
    COSTS = "costs"


class Grain(models.TextChoices):
    """How finely sums are kept: months and days of all, those of a unit, those of an owner within a unit."""

    ALL_MONTH = "all_month"
    ALL_DAY = "all_day"
    UNIT_MONTH = "unit_month"
    UNIT_DAY = "unit_day"
    OWNER_MONTH = "owner_month"
    OWNER_DAY = "owner_day"


def _loose(model: Any) -> Any:
    return models.ForeignKey(model, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+")


def _amount() -> Any:
    return models.DecimalField(max_digits=18, decimal_places=2, null=True)


class _Entry(models.Model):
    """``day`` is a local date, of months their first. ``amount`` sums up ``rows`` rows."""

    book = models.CharField(max_length=8, choices=Book)
    day = models.DateField()
    status = _loose(InvoiceStatus)  # of invoices
    is_internal = models.BooleanField(null=True)  # of costs: whether their project is
    business_unit = _loose(BusinessUnit)
    owner = _loose(settings.AUTH_USER_MODEL)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    rows = models.IntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.book} {self.day} {self.amount}"


class LedgerRow(_Entry):
    """A sum as it was last folded."""

    grain = models.CharField(max_length=11, choices=Grain)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "grain", "day", "owner", "business_unit", "status", "is_internal"],
                include=["amount"],
                nulls_distinct=False,
                name="ledgerrow_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "book", "grain", "day"],
                condition=Q(grain__in=["owner_month", "owner_day"]),
                name="ledgerrow_of_owner",
            ),
        ]


class LedgerChange(_Entry):
    """What a statement changed, until it is folded.

    Owner, unit and whether internal are those of the project or customer named; only where ``is_placed`` they are said
    here: what moved from one owner to another is taken from the first and given to the second.
    """

    project = _loose(Project)
    customer = _loose(Customer)
    is_placed = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["project"], condition=Q(is_placed=False), name="ledgerchange_of_project"),
            models.Index(fields=["customer"], condition=Q(is_placed=False), name="ledgerchange_of_customer"),
        ]


class _Standing(models.Model):
    """Where a customer stood; customers without work going on have no row.

    ``active`` and ``prospect`` name the scopes for which it counts as such: "all", "unit:3" for projects of unit 3 and
    below, "own:7" for those of person 7, "beyond:7" for those of person 7 where none is of their unit.
    """

    customer_id = models.BigIntegerField(primary_key=True)
    account_owner = _loose(settings.AUTH_USER_MODEL)
    business_unit = _loose(BusinessUnit)
    active = ArrayField(models.TextField())
    prospect = ArrayField(models.TextField())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.customer_id)


class Standing(_Standing):
    """When last folded. ``sums`` are those of its sales projects in work, by owner and unit (``of_unit``); of a
    prospect ``reach`` names the scopes of customers it is in, likewise.
    """

    reach = ArrayField(models.TextField())
    sums = models.JSONField(default=list)


class PastStanding(_Standing):
    """At the ends of the months from ``since`` to ``until`` one stood so, of a year; kept when each was closed."""

    id = models.BigAutoField(primary_key=True)
    customer_id = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer_id", "since"], name="paststanding_once"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="paststanding_ends_later"),
        ]


class Stood(_Standing):
    """The ones and the others, a view: ``months`` are the days from ``since`` to ``until``, empty of now.

    With them, as rows of their own (``is_sales``), the weighted value of a customer's sales projects in work of an
    owner and unit, and its reach: what is read of a list of customers is read in one go.
    """

    months = DateRangeField(null=True)  # one column, whose few values the planner guesses; of two it would not
    is_sales = models.BooleanField()
    owner = _loose(settings.AUTH_USER_MODEL)
    weighted = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    reach = ArrayField(models.TextField(), null=True)

    class Meta:
        managed = False
        db_table = "kpis_stood"


class Kind(models.TextChoices):
    """What is counted of customers, or summed of projects or invoices, in base currency."""

    ACTIVE = "active"
    PROSPECT = "prospect"
    PIPELINE = "pipeline"
    PIPELINE_WEIGHTED = "pipeline_weighted"
    PROSPECTS_WEIGHTED = "prospects_weighted"
    # where each customer stood: closed like the others, but nothing is tallied
    BY_CUSTOMER = "by_customer"
    # of closed months only
    ESTIMATED = "estimated"
    ORDER_BOOK = "order_book"
    NEEDS_ATTENTION = "needs_attention"
    NO_CONTACT = "no_contact"
    OVERDUE = "overdue"


class _Part(models.Model):
    """Customers of a unit and account owner that stand so, or the sum of projects of a unit and owner."""

    kind = models.CharField(max_length=18, choices=Kind)
    scope = models.TextField(blank=True)  # see ``Standing``; the weighted value of prospects has that of its customer
    owner = _loose(settings.AUTH_USER_MODEL)
    business_unit = _loose(BusinessUnit)
    amount = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.scope} {self.amount}"


class Tally(_Part):
    """All customers together: now, where ``as_of`` is empty, else at the end of that day."""

    as_of = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "scope", "as_of", "owner", "business_unit"],
                include=["amount"],
                nulls_distinct=False,
                name="tally_once",
            )
        ]


class Stance(_Part):
    """What one customer's standing adds to the tallies: a view."""

    customer_id = models.BigIntegerField(primary_key=True)

    class Meta:
        managed = False
        db_table = "kpis_stance"


class TouchedCustomer(models.Model):
    """A customer of whom something changed since it was folded; without customer, all of them may have changed."""

    customer_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.customer_id)


class CustomerYear(models.Model):
    """What was counted of invoices, and of costs of projects that are not internal, with one customer in one year.

    By unit and owner, as access goes by them; months without any are empty. Where ``until`` is set, it is of the days
    of that one's month up to it (``CutMonth``) and of no others. A row has both books (``<book>_<month>``), since
    adding up rows takes the longer the more there are.
    """

    customer_id = models.BigIntegerField()
    year = models.SmallIntegerField()
    until = models.DateField(null=True)
    owner = _loose(settings.AUTH_USER_MODEL)
    business_unit = _loose(BusinessUnit)
    invoices_january = _amount()
    invoices_february = _amount()
    invoices_march = _amount()
    invoices_april = _amount()
    invoices_may = _amount()
    invoices_june = _amount()
    invoices_july = _amount()
    invoices_august = _amount()
    invoices_september = _amount()
    invoices_october = _amount()
    invoices_november = _amount()
    invoices_december = _amount()
    costs_january = _amount()
    costs_february = _amount()
    costs_march = _amount()
    costs_april = _amount()
    costs_may = _amount()
    costs_june = _amount()
    costs_july = _amount()
    costs_august = _amount()
    costs_september = _amount()
    costs_october = _amount()
    costs_november = _amount()
    costs_december = _amount()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer_id", "year", "until", "owner", "business_unit"],
                nulls_distinct=False,
                name="customeryear_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["year"], name="customeryear_by_year")]

    def __str__(self) -> str:
        return f"{self.year} of {self.customer_id}"


class CutMonth(models.Model):
    """A day within a month at which figures of today begin or end, such as the same day of last year."""

    until = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return str(self.until)


class UnsummedCustomer(models.Model):
    """A customer whose years are to be summed anew; without customer, those of all."""

    customer_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.customer_id)


@tracked()
class ProfileFigures(models.Model):
    """What people with an access profile see at a place, in order, as long as they choose nothing themselves."""

    profile = models.ForeignKey(AccessProfile, models.CASCADE, related_name="figures")
    place = models.SlugField(max_length=40)  # see kpis.places.SHOWN
    keys = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "place"], name="profilefigures_one_each")]

    def __str__(self) -> str:
        return f"{self.place} of profile {self.profile_id}"


class Closing(models.Model):
    """A month closed for a kind: its tallies stay. Exact if done when it ended, else counted from kept times."""

    last_day = models.DateField()
    kind = models.CharField(max_length=18, choices=Kind)
    closed_at = models.DateTimeField(auto_now_add=True)
    is_exact = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["last_day", "kind"], name="closing_once")]

    def __str__(self) -> str:
        return str(self.last_day)
