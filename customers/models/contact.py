"""Contact persons at customers, their roles and consents."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import Access, Area, ScopedQuerySet
from accounts.models import Language
from customers.models.customer import Customer
from customers.models.keys import search_text, sort_key, words_by_name
from customers.models.lists import ContactRole
from history.tracking import tracked


@tracked(exclude=["sort_name", "search_text"])
class Contact(models.Model):
    """A contact person at a customer."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="contacts", db_index=False)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=80, blank=True)
    roles = models.ManyToManyField(ContactRole, blank=True, related_name="contacts")
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    mobile = models.CharField(_("mobile"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True, db_collation="C")
    is_active = models.BooleanField(_("active"), default=True)
    no_email = models.BooleanField(_("no e-mail"), default=False)
    no_phone = models.BooleanField(_("no phone calls"), default=False)
    no_post = models.BooleanField(_("no post"), default=False)
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    sort_name = sort_key("last_name", "first_name")
    search_text = search_text("first_name", "last_name", "email", "phone", "mobile")

    access = Access(Area.CUSTOMERS, owner="customer__account_owner", unit="customer__business_unit")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(first_name="", last_name=""),
                name="contact_name_given",
                violation_error_message=_("Give a first or a last name."),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_name", "id"], name="contact_by_name"),
            models.Index(fields=["is_active", "sort_name", "id"], name="contact_active_by_name"),
            models.Index(fields=["customer", "sort_name", "id"], name="contact_by_customer"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="contact_search", gin_pending_list_limit=1024),
            *words_by_name("contact"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@tracked()
class ContactRoleLink(Contact.roles.through):  # type: ignore[name-defined]
    """A role of a contact person, as a row whose history is kept."""

    class Meta:
        proxy = True


class ConsentBasis(models.TextChoices):
    CONSENT = "consent", _("Consent")
    CONTRACT = "contract", _("Contract")
    INTEREST = "interest", _("Legitimate interest")


@tracked()
class Consent(models.Model):
    """Why and since when a contact person's data may be used for a purpose."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=120)
    basis = models.CharField(_("basis"), max_length=10, choices=ConsentBasis)
    given_on = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=120, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(basis__in=ConsentBasis.values), name="consent_basis"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")), name="consent_withdrawn_after"
            ),
        ]

    def __str__(self) -> str:
        return self.purpose
