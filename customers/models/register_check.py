"""What the public registers last said of customers, and checks of many customers at once."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.customer import Customer


class Outcome(models.TextChoices):
    """What came of looking a customer up. Waiting until it has been."""

    WAITING = "waiting", _("Waiting")
    SAME = "same", _("The same")
    DIFFERS = "differs", _("Differs")
    APPLIED = "applied", _("Taken over")
    NOT_FOUND = "not_found", _("Not in the register")
    WITHHELD = "withheld", _("Not shown by the register")
    NO_NUMBER = "no_number", _("Without business ID or register")
    FAILED = "failed", _("Look-up failed")


class RegisterAnswer(models.Model):
    """What the register said of a customer when it was asked last: the company as JSON, as the interface gave it."""

    goes_along = True  # history.undo: with a customer whose creation is taken back

    customer = models.OneToOneField(Customer, models.CASCADE, related_name="register_answer")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    company = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.outcome}"


class CheckState(models.TextChoices):
    """Where a check stands. What is being compared, applied or taken back goes on in the background."""

    COMPARING = "comparing", _("Comparing")
    STOPPED = "stopped", _("Stopped")
    COMPARED = "compared", _("Compared")
    APPLYING = "applying", _("Applying")
    APPLIED = "applied", _("Applied")
    UNDOING = "undoing", _("Taking back")
    UNDONE = "undone", _("Taken back")


UNDER_WAY = (CheckState.COMPARING, CheckState.APPLYING, CheckState.UNDOING)


class RegisterCheck(models.Model):
    """Customers somebody chose to compare with the registers, in the background.

    ``applied`` is the history context under which the differences were taken over; ``left`` how many values were not
    taken back because somebody changed them since. ``seen_at`` is when work on it was last seen, ``unanswered`` how
    many times in a row a register has not answered.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="register_checks")
    made_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.COMPARING)
    applied = models.UUIDField(null=True)
    left = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=CheckState.values), name="registercheck_state"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def waits_for_register(self) -> bool:
        return self.state == CheckState.COMPARING and self.unanswered > 0


class CheckedCustomer(models.Model):
    """A customer of a check and what came of its look-up."""

    check_run = models.ForeignKey(RegisterCheck, models.CASCADE, related_name="customers")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_run", "customer"], name="checkedcustomer_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["check_run", "outcome", "id"], name="checkedcustomer_outcome")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.outcome}"
