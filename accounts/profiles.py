"""The ready access profiles every new organisation starts with."""

from django.utils.translation import gettext_lazy as _

from accounts.access import Area, Right, Scope
from accounts.models import AccessProfile

NAMES = {
    "admin": _("Administrator"),
    "controller": _("Controller"),
    "manager": _("Sales manager"),
    "account": _("Account manager"),
    "reader": _("Read-only"),
}
_ALL_RIGHTS = {f"may_{right.value}": True for right in Right}


def _scopes(view: dict[Area, Scope], edit: dict[Area, Scope]) -> dict[str, str]:
    scopes = {f"{area.value}_view": view.get(area, Scope.NONE).value for area in Area}
    return scopes | {f"{area.value}_edit": edit.get(area, Scope.NONE).value for area in Area}


def _everywhere(scope: Scope, *but: Area) -> dict[Area, Scope]:
    return {area: scope for area in Area if area not in but}


def ready_profiles() -> dict[str, AccessProfile]:
    """Unsaved profiles by key: admin, controller, manager, account, reader; named in the active language."""
    work = {Area.CUSTOMERS: Scope.OWN, Area.SALES: Scope.OWN}
    return {
        "admin": AccessProfile(
            name=str(NAMES["admin"]), **_scopes(_everywhere(Scope.ALL), _everywhere(Scope.ALL)), **_ALL_RIGHTS
        ),
        "controller": AccessProfile(
            name=str(NAMES["controller"]),
            **_scopes(_everywhere(Scope.ALL, Area.SETTINGS), _everywhere(Scope.ALL, Area.SETTINGS)),
            may_bulk_update=True,
            may_export=True,
            may_import=True,
            may_share_reports=True,
        ),
        "manager": AccessProfile(
            name=str(NAMES["manager"]),
            **_scopes(_everywhere(Scope.UNIT, Area.SETTINGS), _everywhere(Scope.UNIT, Area.SETTINGS, Area.COSTS)),
            may_bulk_update=True,
            may_export=True,
            may_share_reports=True,
        ),
        "account": AccessProfile(
            name=str(NAMES["account"]),
            **_scopes({**work, Area.INVOICES: Scope.OWN, Area.REPORTS: Scope.OWN}, {**work, Area.REPORTS: Scope.OWN}),
            may_bulk_update=True,
            may_export=True,
        ),
        "reader": AccessProfile(
            name=str(NAMES["reader"]),
            **_scopes({Area.CUSTOMERS: Scope.ALL, Area.SALES: Scope.ALL, Area.REPORTS: Scope.ALL}, {}),
        ),
    }


def create_ready_profiles() -> dict[str, AccessProfile]:
    """Saves the ready profiles and returns them by key."""
    profiles = ready_profiles()
    for profile in profiles.values():
        profile.save()
    return profiles
