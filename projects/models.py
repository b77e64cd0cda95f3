"""Sales projects and projects: one entity with two faces, and what working on them costs."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import Access, Area, ScopedQuerySet
from accounts.models import BusinessUnit
from customers.models import Customer, Entry
from customers.models.keys import search_text, sort_key
from history.tracking import tracked


class SalesCategory(models.TextChoices):
    IN_PROGRESS = "in_progress", _("In progress")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


SALES_TONES = {SalesCategory.IN_PROGRESS: "blue", SalesCategory.WON: "green", SalesCategory.LOST: "red"}


@tracked(exclude=["sort_name"])
class SalesStatus(Entry):
    """A step of the sales board. Its probability (%) is also its place on the board."""

    category = models.CharField(_("category"), max_length=11, choices=SalesCategory)
    probability = models.PositiveSmallIntegerField(_("probability, %"), default=0)
    is_default = models.BooleanField(_("default"), default=False)

    class Meta:
        ordering: ClassVar = ["probability", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], name="salesstatus_name_once"),
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="salesstatus_one_default"
            ),
            models.CheckConstraint(condition=Q(category__in=SalesCategory.values), name="salesstatus_category"),
            models.CheckConstraint(condition=Q(probability__range=(0, 100)), name="salesstatus_probability"),
        ]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return SALES_TONES[SalesCategory(self.category)]


@tracked(exclude=["sort_name"])
class ProjectStatus(Entry):
    """A free list beside open and closed."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="projectstatus_name_once")]


@tracked(exclude=["sort_name"])
class LeadSource(Entry):
    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="leadsource_name_once")]


@tracked(exclude=["sort_name", "search_text", "status_changed_at"])
class Project(models.Model):
    """A sales project while its sales status is in progress; a project once won or without a sales phase.

    ``expected_value`` is in ``currency``; ``expected_value_base`` is the same in the organisation's base
    currency at the booked rate. ``probability`` is in %. ``status_changed_at`` is the time of the last of its changes
    of sales status, kept by their triggers.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="projects", db_index=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="projects")
    business_unit = models.ForeignKey(BusinessUnit, models.PROTECT, null=True, blank=True, related_name="projects")
    is_internal = models.BooleanField(_("internal project"), default=False)
    sales_status = models.ForeignKey(
        SalesStatus, models.PROTECT, null=True, blank=True, related_name="projects", db_index=False
    )
    status = models.ForeignKey(ProjectStatus, models.PROTECT, null=True, blank=True, related_name="projects")
    currency = models.CharField(_("currency"), max_length=3, db_collation="C")
    expected_value = models.DecimalField(_("expected value"), max_digits=14, decimal_places=2, null=True, blank=True)
    expected_value_base = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, editable=False)
    probability = models.PositiveSmallIntegerField(_("probability, %"), null=True, blank=True)
    expected_order_date = models.DateField(_("expected order date"), null=True, blank=True)
    order_date = models.DateField(_("order date"), null=True, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    is_closed = models.BooleanField(_("closed"), default=False)
    closed_on = models.DateField(_("closing date"), null=True, blank=True)
    lead_source = models.ForeignKey(LeadSource, models.PROTECT, null=True, blank=True, related_name="projects")
    lost_reason = models.CharField(_("lost because"), max_length=200, blank=True)
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    status_changed_at = models.DateTimeField(null=True, editable=False)
    sort_name = sort_key("name")
    search_text = search_text("number", "name")

    access = Access(Area.SALES, owner="owner", unit="business_unit")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="project_name_given"),
            models.CheckConstraint(
                condition=Q(probability=None) | Q(probability__range=(0, 100)), name="project_probability"
            ),
            models.CheckConstraint(condition=Q(is_closed=False) | ~Q(closed_on=None), name="project_closing_date"),
            models.CheckConstraint(
                condition=Q(is_internal=False) | Q(sales_status=None), name="project_internal_is_not_sold"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="project_dates"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="project_currency_code"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_name", "id"], name="project_by_name"),
            models.Index(fields=["is_closed", "sort_name", "id"], name="project_closed_by_name"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="project_search", gin_pending_list_limit=1024),
            models.Index(fields=["owner", "is_closed"], name="project_by_owner"),
            models.Index(fields=["business_unit", "is_closed"], name="project_by_unit"),
            # the list of sales projects begins with what is expected first
            models.Index(
                fields=["expected_order_date", "sort_name", "id"],
                include=["sales_status"],
                condition=Q(is_closed=False),
                name="project_expected",
            ),
            # key figures read these alone, without the rows
            models.Index(
                fields=["customer"], include=["id", "is_internal", "owner", "business_unit"], name="project_of_customer"
            ),
            models.Index(
                fields=["sales_status", "expected_order_date"],
                include=["id", "customer", "owner", "business_unit", "expected_value_base", "probability"],
                condition=Q(is_closed=False),
                name="project_in_work",
            ),
            models.Index(
                fields=["sales_status", "order_date"], include=["expected_value_base"], name="project_ordered"
            ),
            models.Index(fields=["sales_status", "status_changed_at"], include=["id"], name="project_decided"),
        ]
        triggers: ClassVar = [
            # an invariant over two tables, which a check constraint cannot hold
            pgtrigger.Trigger(
                name="project_lost_is_closed",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("sales_status_id", "is_closed"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__is_closed=False, new__sales_status__isnull=False),
                func="""
                    IF (SELECT category FROM projects_salesstatus WHERE id = NEW.sales_status_id) = 'lost' THEN
                        RAISE check_violation USING MESSAGE = 'a lost sales project is always closed',
                                                    CONSTRAINT = 'project_lost_is_closed';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name


def _last_change_trigger(operation: pgtrigger.Operation, changed: str, **tables: str) -> pgtrigger.Trigger:
    """Keeps ``Project.status_changed_at``: to look the last change up for every decided project takes a second."""
    return pgtrigger.Trigger(
        name=f"status_changed_{str(operation).lower()}",
        operation=operation,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**tables),
        func=f"""
            UPDATE projects_project p SET status_changed_at = last.changed_at
            FROM (
                SELECT told.project_id, max(c.changed_at) AS changed_at
                FROM ({changed}) told LEFT JOIN projects_statuschange c ON c.project_id = told.project_id
                GROUP BY told.project_id
            ) last
            WHERE p.id = last.project_id AND p.status_changed_at IS DISTINCT FROM last.changed_at;
            RETURN NULL;
        """,
    )


_CAME, _WENT = "SELECT project_id FROM came", "SELECT project_id FROM went"


class StatusChange(models.Model):
    """A change of a project's sales status, with its time: hit rates count by it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="status_changes")
    old_status = models.ForeignKey(SalesStatus, models.PROTECT, null=True, related_name="+")
    new_status = models.ForeignKey(SalesStatus, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["changed_at"], name="statuschange_by_time")]
        triggers: ClassVar = [
            _last_change_trigger(pgtrigger.Insert, _CAME, new="came"),
            _last_change_trigger(pgtrigger.Update, f"{_CAME} UNION {_WENT}", new="came", old="went"),
            _last_change_trigger(pgtrigger.Delete, _WENT, old="went"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.old_status_id} -> {self.new_status_id}"


class CostKind(models.TextChoices):
    HOURS = "hours", _("Hours")
    TRAVEL = "travel", _("Travel")
    EXPENSE = "expense", _("Expense")
    SUBCONTRACTING = "subcontracting", _("Subcontracting")


@tracked()
class CostEntry(models.Model):
    """A cost of a project on a local date.

    ``unit_cost`` of hours is the person's cost rate on that day; of travel it is without the purchase VAT that is
    reclaimed. ``cost`` is quantity x unit cost in the organisation's base currency.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="costs", db_index=False)
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=14, choices=CostKind)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    unit_cost = models.DecimalField(_("unit cost"), max_digits=12, decimal_places=2)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cost_entries", db_index=False
    )
    description = models.CharField(_("description"), max_length=300, blank=True)
    is_billable = models.BooleanField(_("billable"), default=True)

    access = Access(Area.COSTS, owner="project__owner", unit="project__business_unit")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "cost entries"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=CostKind.values), name="costentry_kind"),
            models.CheckConstraint(
                condition=~Q(kind=CostKind.HOURS) | Q(person__isnull=False), name="costentry_hours_have_person"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["date", "id"], name="costentry_by_date"),
            # sums of costs read this alone
            models.Index(fields=["project", "date"], include=["cost"], name="costentry_of_project"),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.kind} {self.cost}"
