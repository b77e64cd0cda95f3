"""Merging two to five ticked customers: which one stays, field by field which value, then all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.access import Right, has_right
from catalogue.field import Field
from catalogue.querysets import records
from customers.merge import differing, merge_all
from customers.models import Customer
from customers.register import customers
from workbench import toasts
from workbench.changes import message
from workbench.listing import Found
from workbench.printing import spelled_out
from workbench.saving import may_create
from workbench.selection import Selection
from workbench.state import NotUnderstood, State
from workbench.views import ActionPage

MOST = 5


@dataclass(frozen=True)
class Choice:
    """One customer's value of a field."""

    pk: int
    name: str
    text: str
    is_chosen: bool


class MergeManyView(ActionPage):
    """Nothing is written before it is chosen what stays; one press undoes it."""

    http_method_names = ("post",)
    register = customers
    confirm = gettext_lazy("Compare them")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not (has_right(request.user, Right.DELETE) and may_create(self.register.entity, self.viewer)):
            raise PermissionDenied
        return super().post(request)

    def act(self, state: State, found: Found, selection: Selection) -> HttpResponse:
        chosen = self._chosen(selection.rows)
        if not 2 <= len(chosen) <= MOST:
            text = _("Tick two to five customers that you may edit to merge them.")
            toasts.failed(self.request, text)
            return redirect(state.url())
        by_id = {str(each.pk): each for each in chosen}
        asked = self.request.POST.get("stays", "")
        if asked and asked not in by_id:
            raise NotUnderstood("stays")
        stays = by_id.get(asked, chosen[0])
        goes = [each for each in chosen if each is not stays]
        if "merge" in self.request.POST:
            return self._merge(state, stays, goes)
        return self._choose(state, stays, goes)

    def _chosen(self, rows: QuerySet[Any]) -> list[Customer]:
        """The oldest first: it stays unless another is chosen."""
        mine = Customer.objects.editable_by(self.viewer.user).filter(pk__in=rows.order_by().values("pk"))
        return list(mine.exclude(is_internal=True).order_by("number")[: MOST + 1])

    def _fields(self, stays: Customer, goes: list[Customer]) -> list[Field]:
        found = {field.key: field for each in goes for field in differing(self.viewer, stays, each)}
        return [field for key, field in self.register.entity.fields_for(self.viewer).items() if key in found]

    def _taken(self, stays: Customer, goes: list[Customer]) -> dict[int, list[Field]]:
        """Of which duplicate the value of which field stays. Raises NotUnderstood for customers not among them."""
        taken: dict[int, list[Field]] = {each.pk: [] for each in goes}
        for field in self._fields(stays, goes):
            typed = self.request.POST.get(f"value-{field.key}", str(stays.pk))
            if typed not in {str(pk) for pk in (stays.pk, *taken)}:
                raise NotUnderstood(field.key)
            if typed != str(stays.pk):
                taken[int(typed)].append(field)
        return taken

    def _merge(self, state: State, stays: Customer, goes: list[Customer]) -> HttpResponse:
        taken = self._taken(stays, goes)
        pghistory.context(merged_into=stays.pk)
        try:
            merge_all(stays, goes, taken)
        except Customer.DoesNotExist:  # merged or deleted since the look above
            raise Http404 from None
        except ValidationError as error:
            return self._choose(state, stays, goes, message(error), 422)
        count = len(goes)
        text = ngettext("%(n)s customer was merged into %(name)s", "%(n)s customers were merged into %(name)s", count)
        undo = reverse("customers-unmerge", args=[stays.pk, self.request.history_context])  # type: ignore[attr-defined]
        toasts.done(self.request, text % {"n": count, "name": stays}, undo, clears=self.register.key)
        return redirect(reverse("customers-card", args=[stays.pk]))

    def _choose(
        self, state: State, stays: Customer, goes: list[Customer], problem: str = "", status: int = 200
    ) -> HttpResponse:
        everybody = [stays, *goes]
        fields = self._fields(stays, goes)
        rows = records(self.register.entity, fields, self.viewer, [each.pk for each in everybody])
        lines = []
        for field in fields:
            chosen = self.request.POST.get(f"value-{field.key}", str(stays.pk))
            texts = [spelled_out(field, row[field.column], self.viewer) for row in rows]
            choices = [
                Choice(each.pk, str(each), text, str(each.pk) == chosen)
                for each, text in zip(everybody, texts, strict=True)
            ]
            lines.append((field, choices))
        context = {
            "register": self.register,
            "here_url": self.request.get_full_path(),
            "back_url": state.url(),
            "everybody": everybody,
            "stays": stays,
            "lines": lines,
            "problem": problem,
        }
        return render(self.request, "customers/merge_many.html", context, status=status)
