"""Who may see and edit what. Every page, count, export and suggestion starts at ``visible_to(user)``.

An access profile gives, per area, a scope for viewing and one for editing. A model says once, in its
``access``, which area guards it and which of its paths lead to the owner and to the business unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.models import User


class Area(models.TextChoices):
    CUSTOMERS = "customers", _("Customers and contacts")
    SALES = "sales", _("Sales and projects")
    COSTS = "costs", _("Costs and margins")
    INVOICES = "invoices", _("Invoices")
    REPORTS = "reports", _("Reports")
    SETTINGS = "settings", _("Settings")


class Scope(models.TextChoices):
    NONE = "none", pgettext_lazy("scope", "None")
    OWN = "own", pgettext_lazy("scope", "Own")
    UNIT = "unit", pgettext_lazy("scope", "Own and unit")
    ALL = "all", pgettext_lazy("scope", "All")


class Right(models.TextChoices):
    BULK_UPDATE = "bulk_update", pgettext_lazy("right", "Bulk update")
    EXPORT = "export", pgettext_lazy("right", "Export")
    IMPORT = "import", pgettext_lazy("right", "Import")
    DELETE = "delete", pgettext_lazy("right", "Delete")
    SHARE_REPORTS = "share_reports", pgettext_lazy("right", "Share reports")
    MANAGE_USERS = "manage_users", pgettext_lazy("right", "Manage users")


# What hangs on a customer is out of reach for those who may not see customers at all.
_HANGS_ON_CUSTOMERS = {Area.SALES, Area.COSTS, Area.INVOICES}
_WIDTH = {Scope.NONE: 0, Scope.OWN: 1, Scope.UNIT: 2, Scope.ALL: 3}


@dataclass(frozen=True)
class Access:
    """How a model is guarded: its area, and its paths to owner and business unit.

    ``owner`` is a condition that needs the user's id, since the owner of an invoice depends on its project.
    """

    area: Area
    owner: str | tuple[tuple[str, dict[str, Any]], ...]
    unit: str

    @property
    def whose(self) -> Any:
        """The id of a row's owner, as an expression."""
        if isinstance(self.owner, str):
            return F(f"{self.owner}_id")
        usual = next(path for path, also in self.owner if not also)
        others = [When(**also, then=F(f"{path}_id")) for path, also in self.owner if also]
        return Case(*others, default=F(f"{usual}_id"))

    def own(self, user: User, becoming: Mapping[str, str] = MappingProxyType({})) -> Q:
        if isinstance(self.owner, str):
            return Q(**{becoming.get(self.owner, self.owner): user.pk})
        condition = Q()
        for path, also in self.owner:
            condition |= Q(**{becoming.get(path, path): user.pk}, **also)
        return condition

    def within(self, scope: Scope, user: User, becoming: Mapping[str, str] = MappingProxyType({})) -> Q | None:
        """The condition of a scope; ``None`` stands for no row at all.

        ``becoming`` names, by path, the aliases of values rows are about to be given: the condition for them as they
        will be.
        """
        if scope == Scope.ALL:
            return Q()
        if scope == Scope.OWN:
            return self.own(user, becoming)
        if scope == Scope.UNIT:
            unit = becoming.get(self.unit, self.unit)
            return self.own(user, becoming) | Q(**{f"{unit}__in": user.unit_ids})
        return None


def view_scope(user: Any, area: Area) -> Scope:
    """The scope in which a user may see an area; "none" for people signed out, inactive or without profile."""
    if not getattr(user, "is_active", False) or user.profile is None:
        return Scope.NONE
    scope = Scope(getattr(user.profile, f"{area}_view"))
    if area in _HANGS_ON_CUSTOMERS and user.profile.customers_view == Scope.NONE:
        return Scope.NONE
    return scope


def edit_scope(user: Any, area: Area) -> Scope:
    """The scope in which a user may edit an area: never wider than what they may see."""
    seen = view_scope(user, area)
    if seen == Scope.NONE:
        return Scope.NONE
    edit = Scope(getattr(user.profile, f"{area}_edit"))
    return min(edit, seen, key=lambda scope: _WIDTH[scope])


def may_view(user: Any, area: Area) -> bool:
    """Whether an area exists for this user."""
    return view_scope(user, area) != Scope.NONE


def has_right(user: Any, right: Right) -> bool:
    """Whether the user's profile gives a right such as export."""
    if not getattr(user, "is_active", False) or user.profile is None:
        return False
    return bool(getattr(user.profile, f"may_{right.value}"))


def is_limited(user: Any, area: Area) -> bool:
    """Whether figures of this area are limited to the user's access, and must say so."""
    return view_scope(user, area) != Scope.ALL


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset that knows who may see and edit its rows, by its model's ``access``."""

    def visible_to(self, user: Any) -> Self:
        access: Access = self.model.access
        return self._within(access, view_scope(user, access.area), user)

    def editable_by(self, user: Any) -> Self:
        access: Access = self.model.access
        return self._within(access, edit_scope(user, access.area), user)

    def _within(self, access: Access, scope: Scope, user: Any) -> Self:
        condition = access.within(scope, user)
        return self.none() if condition is None else self.filter(condition)
