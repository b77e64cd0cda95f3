"""The lists that describe customers and contact persons, kept in settings."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models.keys import sort_key
from history.tracking import tracked


class Entry(models.Model):
    """An entry of a list kept in settings: what is in use is retired, not deleted."""

    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("active"), default=True)
    sort_name = sort_key("name")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["sort_name"])
class Industry(Entry):
    """An industry. Its NACE code lets a public register's code propose it."""

    nace_code = models.CharField(_("NACE code"), max_length=8, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="industry_name_once")]


@tracked(exclude=["sort_name"])
class MarketSegment(Entry):
    """A market segment in two levels: a group (no parent) and the segments in it."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="segments", verbose_name=_("group")
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="marketsegment_name_once", nulls_distinct=False),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="marketsegment_not_own_parent"),
        ]


@tracked(exclude=["sort_name"])
class ContactRole(Entry):
    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="contactrole_name_once")]


@tracked(exclude=["times"])
class IndustryOfCode(models.Model):
    """An industry chosen for a code of a public register: how often, or once and for all in settings."""

    code_list = models.CharField(_("code list"), max_length=20)
    code = models.CharField(_("industry code"), max_length=20)
    text = models.CharField(_("description"), max_length=200, blank=True)
    industry = models.ForeignKey(Industry, models.CASCADE, related_name="codes", verbose_name=_("industry"))
    is_fixed = models.BooleanField(_("chosen in settings"), default=False)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code_list", "code", "industry"], name="industryofcode_once"),
            models.UniqueConstraint(
                fields=["code_list", "code"], condition=Q(is_fixed=True), name="industryofcode_one_fixed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()
