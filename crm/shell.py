"""What surrounds every page: navigation, the user's preferences, and the search behind Ctrl+K."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import Area, may_view
from accounts.organisation import current_organisation, today
from catalogue.field import Field, Viewer
from catalogue.suggesting import Suggesting
from workbench.printing import NOTHING, printed
from workbench.register import REGISTERS, Register
from workbench.saving import may_create
from workbench.slots import COUNTS

HITS = 6
LONGEST = 200


@dataclass(frozen=True)
class NavigationItem:
    """An entry of the side navigation; ``key`` is the letter after G."""

    label: Any
    icon: str
    url: str
    key: str = ""
    current: bool = False
    count: str = ""
    children: list[NavigationItem] = field(default_factory=list)


def navigation(request: HttpRequest) -> list[NavigationItem]:
    """The places this user may go to, in the order the apps declared them."""
    count = COUNTS.get("home")
    here = request.path == reverse("home")
    start = NavigationItem(_("Start"), "house", reverse("home"), "h", here, count(request.user) if count else "")
    found = [
        NavigationItem(each.title, each.icon, each.url, each.go, request.path.startswith(each.url))
        for each in REGISTERS.values()
        if each.is_for(request.user)
    ]
    if may_view(request.user, Area.SETTINGS):
        url = reverse("settings")
        found.append(NavigationItem(_("Settings"), "settings", url, "", request.path.startswith(url)))
    return [start, *found] if found else []


def new_menu(request: HttpRequest) -> list[NavigationItem]:
    """What this user may make anew."""
    viewer = Viewer(request.user, today())
    return [
        NavigationItem(each.entity.name, each.icon, reverse(f"{each.key}-new"), each.new_key)
        for each in REGISTERS.values()
        if each.new_key and each.is_for(request.user) and may_create(each.entity, viewer)
    ]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: ``ui`` (how it looks), ``navigation`` and ``new_menu`` (what can be created).

    ``here`` is where a preference leads back to; a page that must not repeat its own address gives another one.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"here": request.get_full_path(), "ui": {}, "navigation": [], "new_menu": []}
    return {
        "here": request.get_full_path(),
        "ui": {
            "theme": user.theme,
            "density": user.density,
            "side": user.side,
            "keys": "" if user.single_keys else "off",
            "group": formats.get_format("THOUSAND_SEPARATOR"),
            "organisation": current_organisation().name,
            "profile": user.profile.name if user.profile else "",
        },
        # a fragment for htmx prints neither, and asks for neither
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "new_menu": SimpleLazyObject(lambda: new_menu(request)),
        "demo": settings.DEMO_MODE,
    }


@dataclass(frozen=True)
class Hit:
    name: str
    detail: str
    url: str


def hits(register: Register, viewer: Viewer, suggesting: Suggesting) -> list[Hit]:
    """Records of a register in which every word typed is found: of more than there is room for, some."""
    entity = register.entity
    fields = entity.fields_for(viewer)
    told = [fields[key] for key in register.summary[:2] if key in fields]
    first: list[Any] = []
    for found in suggesting.found(register.rows(viewer), entity):
        first = list(found.values_list("pk", *(field.display(viewer) for field in [entity.naming, *told]))[:HITS])
        if len(first) == HITS:
            break
    return [
        Hit(name, _details(told, values, viewer), reverse(f"{register.key}-card", args=[pk]))
        for pk, name, *values in first
    ]


def _details(fields: list[Field], values: list[Any], viewer: Viewer) -> str:
    texts = (printed(field, value, viewer) for field, value in zip(fields, values, strict=True))
    return ", ".join(text for text in texts if text != NOTHING)


@require_GET
def search_view(request: HttpRequest) -> HttpResponse:
    """Groups of hits as options of the palette's list; an empty word finds nothing."""
    typed = request.GET.get("q", "").strip()
    if set(request.GET) - {"q"} or len(typed) > LONGEST or "\x00" in typed:
        return HttpResponse(status=400)
    viewer = Viewer(request.user, today())
    searched = [each for each in REGISTERS.values() if each.is_searched and each.is_for(request.user)]
    suggesting = Suggesting(typed, viewer)
    groups = [(each, hits(each, viewer, suggesting)) for each in searched if typed]
    found = [(register, shown) for register, shown in groups if shown]
    makeable = [] if found or not typed else new_menu(request)
    return render(request, "shell/_hits.html", {"groups": found, "makeable": makeable, "typed": typed})
