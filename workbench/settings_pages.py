"""Pages of Settings: which there are is declared here and in the apps above; each is guarded by the settings area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.access import Area, Scope, edit_scope, may_view
from workbench.slots import SettingsPlace, add_settings_place, settings_places


class SettingsPage(View):
    """A page of Settings: not there for those without the area; writing needs the right to edit it."""

    writes_on_get = False  # forms: of no use to those who may only look

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_view(request.user, Area.SETTINGS):
            raise Http404
        wants_to_write = self.writes_on_get or request.method == "POST"
        allowed = (request.method or "").lower() in self.http_method_names
        if allowed and wants_to_write and not self.may_edit:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_edit(self) -> bool:
        return edit_scope(self.request.user, Area.SETTINGS) != Scope.NONE


def move(rows: QuerySet[Any], pk: int, column: str, to: str) -> None:
    """Moves one of these rows a place "up" or else down in the order that a column keeps."""
    with transaction.atomic():
        row: list[Any] = list(rows.select_for_update())
        place = next((number for number, each in enumerate(row) if each.pk == pk), 0)
        other = place + (-1 if to == "up" else 1)
        if 0 <= other < len(row):
            row[place], row[other] = row[other], row[place]
        _number(row, column)


def put_in_order(rows: QuerySet[Any], order: Sequence[str], column: str) -> None:
    """Gives these rows the order of the ids, as they were posted; those not named, say new ones, come last."""
    places = {pk: place for place, pk in enumerate(order)}
    with transaction.atomic():
        _number(sorted(rows.select_for_update(), key=lambda each: places.get(str(each.pk), len(places))), column)


def _number(row: Sequence[Any], column: str) -> None:
    for number, each in enumerate(row):
        setattr(each, column, number)
    if row:
        type(row[0])._default_manager.bulk_update(row, [column])


class IndexView(SettingsPage):
    """Every page of Settings with what it is for."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "settings/index.html", {"places": settings_places()})


add_settings_place(
    SettingsPlace(
        _("Custom fields"),
        _("Fields of your own for customers, contact persons and projects: in forms, lists, filters and files."),
        "text-cursor-input",
        "custom-fields",
        place=20,
    )
)
