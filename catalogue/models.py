"""Fields an organisation adds to customers, contact persons and projects itself."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from history.tracking import tracked


class CustomFieldEntity(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    CONTACT = "contact", _("Contact person")
    PROJECT = "project", _("Project")


class CustomFieldType(models.TextChoices):
    TEXT = "text", pgettext_lazy("field type", "Text")
    NUMBER = "number", pgettext_lazy("field type", "Number")
    MONEY = "money", _("Money")
    DATE = "date", _("Date")
    BOOLEAN = "boolean", _("Yes or no")
    CHOICE = "choice", _("Choice")
    CHOICES = "choices", _("Several choices")


def _stamp_trigger(operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Every process reads the fields again after whatever changed them."""
    return pgtrigger.Trigger(
        name=f"catalogue_stamp_{str(operation).lower()}",
        operation=operation,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        func="UPDATE accounts_organisation SET catalogue_stamp = gen_random_uuid(); RETURN NULL;",
    )


@tracked()
class CustomField(models.Model):
    """A field of an entity, added in settings. Its values live in the entity's ``custom`` column by key.

    ``choices`` are objects with ``key``, ``label`` and ``active``, in their order. Key and type never change, since
    values and history are read by them.
    """

    entity = models.CharField(_("entity"), max_length=10, choices=CustomFieldEntity)
    key = models.SlugField(_("key"), max_length=40)
    label = models.CharField(_("label"), max_length=80)
    type = models.CharField(_("type"), max_length=10, choices=CustomFieldType)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["entity", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "key"], name="customfield_key_once"),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"), name="customfield_key_plain"
            ),
            models.CheckConstraint(condition=Q(entity__in=CustomFieldEntity.values), name="customfield_entity"),
            models.CheckConstraint(condition=Q(type__in=CustomFieldType.values), name="customfield_type"),
        ]
        triggers: ClassVar = [
            _stamp_trigger(operation) for operation in (pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def offered(self) -> list[str]:
        """The labels of the choices that can still be taken."""
        return [each["label"] for each in self.choices if each.get("active", True)]
