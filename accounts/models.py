"""The organisation, its business units, its people and what they may do."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

import pghistory
import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from accounts.access import Area, Scope
from accounts.alphabet import SortKey


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    SWEDISH = "sv", "Svenska"
    NORWEGIAN = "nb", "Norsk bokmål"
    FINNISH = "fi", "Suomi"
    DANISH = "da", "Dansk"


class Alphabet(models.TextChoices):
    SWEDISH = "sv", _("Swedish and Finnish: å ä ö")
    NORWEGIAN = "nb", _("Norwegian and Danish: æ ø å")


def check_time_zone(value: str) -> None:
    """Raises ValidationError for a time zone Python does not know."""
    if value not in available_timezones():
        raise ValidationError(_("There is no time zone of this name."))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["catalogue_stamp"])
class Organisation(models.Model):
    """The settings of the one organisation a database serves."""

    name = models.CharField(_("company name"), max_length=200)
    base_currency = models.CharField(_("base currency"), max_length=3)
    fiscal_year_start = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Oslo", validators=[check_time_zone])
    default_language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    default_country = models.CharField(_("country"), max_length=2, default="NO")
    default_payment_terms = models.PositiveSmallIntegerField(_("payment terms, days"), default=14)
    alphabet = models.CharField(_("alphabet for sorting"), max_length=2, choices=Alphabet, default=Alphabet.NORWEGIAN)
    bulk_updates_kept = models.PositiveSmallIntegerField(
        _("days a bulk update can be undone"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
    )
    # new with every change of a custom field, by trigger: who kept them under another stamp reads them again
    catalogue_stamp = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pk=1), name="organisation_is_one"),
            models.CheckConstraint(condition=Q(fiscal_year_start__range=(1, 12)), name="organisation_fiscal_month"),
            models.CheckConstraint(condition=Q(base_currency__regex=r"^[A-Z]{3}$"), name="organisation_currency_code"),
            models.CheckConstraint(
                condition=Q(bulk_updates_kept__range=(1, 3650)), name="organisation_bulk_updates_kept"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["sort_name"])
class BusinessUnit(models.Model):
    """A unit in the organisation's tree."""

    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    is_company = models.BooleanField(_("is a company with invoice numbers of its own"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    sort_name = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="businessunit_name_in_parent", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="businessunit_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


def _scope(label: Any) -> Any:
    return models.CharField(label, max_length=4, choices=Scope, default=Scope.NONE)


def _one_of_scopes(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{name}__in": Scope.values}), name=f"accessprofile_{name}")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AccessProfile(models.Model):
    """What its users may see and do: a scope per area for viewing and for editing, plus rights."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    customers_view = _scope(_("see customers and contacts"))
    customers_edit = _scope(_("edit customers and contacts"))
    sales_view = _scope(_("see sales and projects"))
    sales_edit = _scope(_("edit sales and projects"))
    costs_view = _scope(_("see costs and margins"))
    costs_edit = _scope(_("edit costs and margins"))
    invoices_view = _scope(_("see invoices"))
    invoices_edit = _scope(_("edit invoices"))
    reports_view = _scope(_("see reports"))
    reports_edit = _scope(_("edit reports"))
    settings_view = _scope(_("see settings"))
    settings_edit = _scope(_("edit settings"))
    may_bulk_update = models.BooleanField(_("bulk update"), default=False)
    may_export = models.BooleanField(_("export"), default=False)
    may_import = models.BooleanField(_("import"), default=False)
    may_delete = models.BooleanField(_("delete"), default=False)
    may_share_reports = models.BooleanField(_("share reports"), default=False)
    may_manage_users = models.BooleanField(_("manage users"), default=False)
    invoice_status_limit = models.PositiveSmallIntegerField(
        _("highest invoice status that may be edited"), null=True, blank=True
    )

    class Meta:
        constraints: ClassVar = [_one_of_scopes(f"{area}_{act}") for area in Area.values for act in ("view", "edit")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["password", "last_login", "sort_name", "unit_since"],
)
class User(AbstractBaseUser):
    """A person who works here. Signs in with the e-mail address."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    initials = models.CharField(_("initials"), max_length=4, blank=True)
    unit = models.ForeignKey(BusinessUnit, models.PROTECT, null=True, blank=True, related_name="users")
    unit_since = models.DateTimeField(null=True, editable=False)  # by a trigger; empty where it never changed
    profile = models.ForeignKey(AccessProfile, models.PROTECT, null=True, blank=True, related_name="users")
    supervisor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports_to_me")
    is_active = models.BooleanField(_("active"), default=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    theme = models.CharField(_("theme"), max_length=5, blank=True, choices=[("light", _("Light")), ("dark", _("Dark"))])
    density = models.CharField(_("row height"), max_length=11, blank=True, choices=[("comfortable", _("Comfortable"))])
    side = models.CharField(_("side navigation"), max_length=4, blank=True, choices=[("mini", _("Collapsed"))])
    single_keys = models.BooleanField(_("single-key shortcuts"), default=True)
    sort_name = models.GeneratedField(
        expression=SortKey(Concat("last_name", models.Value(" "), "first_name", output_field=models.TextField())),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=~Q(supervisor=F("id")), name="user_not_own_supervisor"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="unit_since",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("unit_id"),
                condition=pgtrigger.AnyChange("unit"),
                func="NEW.unit_since = clock_timestamp(); RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    @property
    def monogram(self) -> str:
        return self.initials or (self.first_name[:1] + self.last_name[:1]).upper()

    @cached_property
    def unit_ids(self) -> list[int]:
        """The user's business unit and every unit below it."""
        if self.unit_id is None:
            return []
        below: dict[int | None, list[int]] = {}
        for pk, parent in BusinessUnit.objects.values_list("pk", "parent_id"):
            below.setdefault(parent, []).append(pk)
        found = [self.unit_id]
        for pk in found:  # grows while walked
            found.extend(child for child in below.get(pk, []) if child not in found)
        return found


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CostRate(models.Model):
    """What an hour of a person costs, in base currency, from a day on; the rate valid on the day counts."""

    user = models.ForeignKey(User, models.CASCADE, related_name="cost_rates")
    hourly_cost = models.DecimalField(_("hourly cost"), max_digits=10, decimal_places=2)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "valid_from"], name="costrate_one_a_day"),
            models.CheckConstraint(condition=Q(hourly_cost__gte=0), name="costrate_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.hourly_cost} from {self.valid_from:%Y-%m-%d}"
