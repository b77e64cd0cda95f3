"""What happened with a customer, a contact person or a project, what is to be done, and files."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import Access, Area, ScopedQuerySet
from customers.models import Contact, Customer
from history.tracking import tracked
from projects.models import Project


class ActivityKind(models.TextChoices):
    NOTE = "note", _("Note")
    CALL = "call", _("Call")
    MEETING = "meeting", _("Meeting")
    TASK = "task", _("Task")


ABOUT_CUSTOMER = Access(Area.CUSTOMERS, owner="customer__account_owner", unit="customer__business_unit")


@tracked()
class Activity(models.Model):
    """Hangs on a customer and may name a contact person or a project of it. A task may be due and done."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="activities", db_index=False)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="activities")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="activities")
    kind = models.CharField(_("kind"), max_length=7, choices=ActivityKind)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="activities")
    happened_at = models.DateTimeField(_("time"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tasks", db_index=False
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    access = ABOUT_CUSTOMER
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind"),
            models.CheckConstraint(
                condition=Q(kind=ActivityKind.TASK) | Q(due_on=None, assignee=None, done_at=None),
                name="activity_only_tasks_are_due",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "-happened_at"], name="activity_by_customer"),
            models.Index(
                fields=["assignee", "due_on"],
                condition=Q(kind=ActivityKind.TASK, done_at=None),
                name="activity_open_task",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class StoredContent(models.Model):
    """The content of files, kept once per SHA-256 digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    stored_name = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return self.digest


@tracked()
class File(models.Model):
    """A file attached to a customer, perhaps on one of its contact persons or projects."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="files")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="files")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="files")
    name = models.CharField(_("file name"), max_length=255)
    content = models.ForeignKey(StoredContent, models.PROTECT, related_name="files")
    media_type = models.CharField(max_length=120)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="files")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    access = ABOUT_CUSTOMER
    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
