"""Settings > Industries, Market segments and Contact roles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.models import ContactRole, Industry, MarketSegment
from workbench.settings_lists import SettingsList


def _groups(segment: Any) -> QuerySet[MarketSegment]:
    """What a market segment may belong to: groups in use, the one it is in already, never itself."""
    groups = MarketSegment.objects.filter(parent=None, is_active=True)
    return (groups | MarketSegment.objects.filter(pk=segment.parent_id)).exclude(pk=segment.pk)


def _two_levels(becomes: Any, was: Any) -> None:
    """A group holds segments and is in none itself."""
    if becomes.parent_id and becomes.pk and becomes.segments.exists():
        raise ValidationError({"parent": _("There are segments in this group, so it stays a group.")})


INDUSTRIES = SettingsList(
    key="industries",
    label=gettext_lazy("Industries"),
    description=gettext_lazy("What customers live from: a flat list of your own."),
    icon="factory",
    place=24,
    model=Industry,
    fields=("name", "nace_code"),
    new_title=gettext_lazy("New industry"),
    about=lambda industry: f"NACE {industry.nace_code}" if industry.nace_code else "",
    help={"nace_code": gettext_lazy("Such as 62.01. A public register's code that begins so proposes this industry.")},
)

MARKET_SEGMENTS = SettingsList(
    key="market-segments",
    label=gettext_lazy("Market segments"),
    description=gettext_lazy("Groups, and the segments in them, by which you tell customers apart."),
    icon="shapes",
    place=26,
    model=MarketSegment,
    fields=("name", "parent"),
    new_title=gettext_lazy("New market segment"),
    order=(Coalesce("parent__sort_name", "sort_name"), F("parent").asc(nulls_first=True), "sort_name", "pk"),
    about=lambda segment: str(segment.parent or ""),
    help={"parent": gettext_lazy("Left empty, it is a group itself.")},
    choices={"parent": _groups},
    check=_two_levels,
)

CONTACT_ROLES = SettingsList(
    key="contact-roles",
    label=gettext_lazy("Contact roles"),
    description=gettext_lazy("What contact persons are to you, such as decision maker or invoice contact."),
    icon="id-card",
    place=28,
    model=ContactRole,
    fields=("name",),
    new_title=gettext_lazy("New contact role"),
)
