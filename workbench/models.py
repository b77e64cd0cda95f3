"""What register pages remember: a user's columns, saved views, exports made, bulk updates and imports."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from history.tracking import tracked


class RegisterPreference(models.Model):
    """How one user left one register: columns in order, page size, key figures in order and whether they follow it.

    Other places with key figures are remembered likewise. ``figures`` is None as long as the user chose none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="register_preferences")
    register = models.SlugField(max_length=40)
    columns = models.JSONField(default=list)
    page_size = models.PositiveSmallIntegerField(null=True, blank=True)
    figures = models.JSONField(null=True, blank=True)
    figures_follow = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "register"], name="registerpreference_one_each")
        ]

    def __str__(self) -> str:
        return f"{self.register} of user {self.user_id}"


@tracked()
class SavedView(models.Model):
    """A named state of a register. ``query`` is the page's own query string, compiled anew at every use."""

    register = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    is_shared = models.BooleanField(_("shared"), default=False)
    query = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["register", "position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "register", "name"], name="savedview_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Export(models.Model):
    """The log of files that left the house: who took which rows, when. The file itself is not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    register = models.SlugField(max_length=40)
    file_format = models.CharField(max_length=4, choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    selected = models.BooleanField(default=False)
    row_count = models.PositiveIntegerField()
    scope = models.CharField(max_length=4)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(file_format__in=["csv", "xlsx"]), name="export_file_format")
        ]

    def __str__(self) -> str:
        return f"{self.register}.{self.file_format} by user {self.user_id}"


class RunStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


UNDER_WAY = (RunStatus.WAITING, RunStatus.RUNNING)


class Run(models.Model):
    """What a bulk update and an import have in common: who, when, how far."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    register = models.SlugField(max_length=40)
    status = models.CharField(max_length=9, choices=RunStatus, default=RunStatus.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    row_count = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-created_at"]


class BulkUpdate(Run):
    """One bulk update: what it does to which selection, and why; ``undoes`` makes it the undo of another.

    ``kind`` is one of ``workbench.bulk.kinds``. ``selection`` is the contract under which its rows were chosen and
    seen, ``changes`` what was chosen, as its form sends it. Which rows changed, from what to what, history keeps
    under ``context``; ``counts`` tells how many there were of each outcome. ``problem`` says why nothing was changed,
    as a key. ``is_undone`` follows the last of a chain of undoing and doing again.
    """

    kind = models.CharField(max_length=10, default="change")
    selection = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    context = models.UUIDField(null=True, blank=True, unique=True)
    counts = models.JSONField(default=dict)
    problem = models.CharField(max_length=20, blank=True)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    is_undone = models.BooleanField(default=False)

    class Meta(Run.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="bulkupdate_status")
        ]
        indexes: ClassVar = [
            models.Index(fields=["status"], condition=Q(status__in=UNDER_WAY), name="bulkupdate_under_way")
        ]

    def __str__(self) -> str:
        return str(_("Bulk update %(number)s") % {"number": self.pk})

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY


class LeftRow(models.Model):
    """A row a bulk update left as it was, and why; the ones that changed are in history."""

    bulk_update = models.ForeignKey(BulkUpdate, models.CASCADE, related_name="left")
    record = models.BigIntegerField()
    outcome = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulk_update", "outcome", "record"], name="leftrow_once")
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.outcome}"


class Import(Run):
    """One import of a file into a register."""

    file_name = models.CharField(max_length=255)
    mapping = models.JSONField(default=dict)
    errors = models.JSONField(default=list)

    class Meta(Run.Meta):
        constraints: ClassVar = [models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="import_status")]

    def __str__(self) -> str:
        return self.file_name


class Notification(models.Model):
    """A message to one user, with a place to go."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["user", "-created_at"], condition=Q(read_at=None), name="notification_unread")
        ]

    def __str__(self) -> str:
        return self.text
