"""Lists kept in Settings, such as statuses: a list is declared once and has its pages.

What is in use is retired, not deleted. A change is felt at once wherever the list is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pghistory
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from history.changes import changes_in
from history.tracking import DELETED
from history.undo import carries_others, undo
from workbench import toasts
from workbench.changes import message
from workbench.printing import NOTHING
from workbench.saving import taken_meanwhile
from workbench.settings_pages import SettingsPage, move, put_in_order
from workbench.slots import SettingsPlace, add_settings_place


@dataclass(frozen=True)
class SettingsList:
    """A list of settings: its model, the fields of its form, and how its rows read.

    ``flags`` are yes/no fields shown as badges, ``defaults`` those of them that exactly one row has: choosing another
    one takes it from the former. ``position`` is the column of an order by hand, ``order`` another order than by name.
    ``about`` says more of a row, ``help`` what a field does, ``choices`` which rows a reference of a row may lead to.
    ``check`` is given the row as it becomes and as it was, and raises ValidationError.
    """

    key: str
    label: Any
    description: Any
    icon: str
    place: int
    model: type[models.Model]
    fields: tuple[str, ...]
    new_title: Any
    flags: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    position: str = ""
    order: tuple[Any, ...] = ("sort_name", "pk")
    about: Callable[[Any], str] = lambda row: ""
    help: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Callable[[Any], models.QuerySet[Any]]] = field(default_factory=dict)
    check: Callable[[Any, Any], None] | None = None

    def rows(self) -> list[Any]:
        found = self.model._default_manager.select_related(*self.choices)
        return list(found if self.model._meta.ordering else found.order_by(*self.order))

    def badges(self, row: Any) -> list[Any]:
        """The words of the flags that are up."""
        return [self.words(name) for name in self.flags if getattr(row, name)]

    def words(self, name: str) -> Any:
        text = str(self.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        return text[:1].upper() + text[1:]


class EntryForm(forms.ModelForm):
    """A row of a list."""

    of: SettingsList

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = self.instance.__class__(**{f.attname: getattr(self.instance, f.attname) for f in self._columns()})
        for name, made in self.fields.items():
            made.help_text = self.of.help.get(name, "")
            if name in self.of.choices:
                made.queryset = self.of.choices[name](self.instance).order_by("sort_name", "pk")  # type: ignore[attr-defined]
                made.empty_label = NOTHING  # type: ignore[attr-defined]
            if not isinstance(made.widget, forms.CheckboxInput):
                made.widget.attrs["class"] = "input"

    def _columns(self) -> list[Any]:
        return [each for each in self.instance._meta.concrete_fields if not each.generated]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.of.defaults:
            if getattr(self.was, name) and not cleaned.get(name):
                self.add_error(name, _("Make another one the default instead: there must be one."))
            elif cleaned.get(name) and not cleaned.get("is_active"):
                self.add_error("is_active", _("The default must be in use: make another one the default first."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.of.check and not self.errors:
            try:
                self.of.check(self.instance, self.was)
            except ValidationError as error:
                self.add_error(None, error)

    def _get_validation_exclusions(self) -> set[str]:
        """Of the defaults each has at most one row: it is taken from the former when this one is saved."""
        return {*super()._get_validation_exclusions(), *self.of.defaults}  # type: ignore[misc]

    def keep(self) -> None:
        """Saves it; raises IntegrityError where somebody gave another row the same name meanwhile."""
        with transaction.atomic():
            for name in self.of.defaults:
                if self.cleaned_data.get(name):
                    others = self.of.model._default_manager.filter(**{name: True}).exclude(pk=self.instance.pk)
                    others.update(**{name: False})
            if self.of.position and self.instance.pk is None:
                last = self.of.model._default_manager.aggregate(last=models.Max(self.of.position))["last"]
                setattr(self.instance, self.of.position, 0 if last is None else last + 1)
            self.save()


class EntryPage(SettingsPage):
    """A page of a list or of one of its rows."""

    of: SettingsList = None  # type: ignore[assignment]  # given by as_view()

    def row(self, pk: int) -> Any:
        return get_object_or_404(self.of.model, pk=pk)

    def shown(self, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        whole = {"list": self.of, "list_url": reverse(self.of.key), "may_edit": self.may_edit, **context}
        return render(self.request, f"settings/{name}.html", whole, status=status)


class ListView(EntryPage):
    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = [(row, self.of.badges(row), self.of.about(row)) for row in self.of.rows()]
        names = {f"{act}_name": f"{self.of.key}-{act}" for act in ("new", "edit", "move", "order")}
        return self.shown("entries", {"rows": rows, **names})


class EditView(EntryPage):
    """A new row, or one that is there."""

    http_method_names = ("get", "post")
    writes_on_get = True

    def form(self, pk: int | None, data: Any = None) -> EntryForm:
        made: Any = modelform_factory(self.of.model, EntryForm, fields=(*self.of.fields, "is_active"))
        made.of = self.of
        return made(data, instance=None if pk is None else self.row(pk))

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self._page(self.form(pk), pk)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = self.form(pk, request.POST)
        if not form.is_valid():
            return self._page(form, pk, 422)
        try:
            form.keep()
        except IntegrityError:
            form.add_error(None, taken_meanwhile())
            return self._page(form, pk, 422)
        toasts.done(request, _("Saved: %(name)s") % {"name": form.instance})
        return redirect(self.of.key)

    def _page(self, form: EntryForm, pk: int | None, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "heading": form.was.name if pk else self.of.new_title,
            "back_url": reverse(self.of.key),
            "last_url": reverse(self.of.key),
            "last_label": self.of.label,
            "delete_url": reverse(f"{self.of.key}-delete", args=[pk]) if pk else "",
        }
        return self.shown("form", context, status)


class MoveView(EntryPage):
    """Moves a row one place up or down."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.row(pk)
        move(self.of.model._default_manager.all(), pk, self.of.position, request.POST.get("to", ""))
        return redirect(f"{reverse(self.of.key)}#row-{pk}")  # the keyboard goes on from there


class OrderView(EntryPage):
    """Puts the rows into the order they were dragged into."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        put_in_order(self.of.model._default_manager.all(), request.POST.getlist("order"), self.of.position)
        return HttpResponse(status=204) if request.htmx else redirect(self.of.key)  # type: ignore[attr-defined]


class DeleteView(EntryPage):
    """Deletes a row nothing uses; of one in use it says that it can be retired."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row(pk)
        if any(getattr(row, name) for name in self.of.defaults):
            toasts.failed(request, _("Not deleted: it is the default. Make another one the default first."))
            return redirect(f"{self.of.key}-edit", pk)
        with transaction.atomic():
            # locked: nothing can be hung on it between the look and the deletion
            held = self.of.model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
            is_used = held is not None and carries_others(held)
            if held is not None and not is_used:
                held.delete()
        if is_used:
            toasts.failed(request, _("Not deleted: it is in use. Retire it instead: what uses it keeps it."))
            return redirect(f"{self.of.key}-edit", pk)
        undo_url = reverse(f"{self.of.key}-restore", args=[request.history_context])  # type: ignore[attr-defined]
        toasts.done(request, _("Deleted: %(name)s") % {"name": row}, undo_url)
        return redirect(self.of.key)


class RestoreView(EntryPage):
    """Brings back a row that was deleted under a context."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, context: UUID) -> HttpResponse:
        gone = [change for change in changes_in(self.of.model, [context]) if change.kind == DELETED]
        if not gone:
            raise Http404
        pghistory.context(source="undo")
        try:
            with transaction.atomic():
                undo(gone)
        except ValidationError as error:
            toasts.failed(request, _("Not undone: %(reason)s") % {"reason": message(error)})
        else:
            toasts.done(request, _("Undone"))
        return redirect(self.of.key)


LISTS: dict[type[models.Model], SettingsList] = {}


def list_urls(of: SettingsList) -> list[URLPattern]:
    """The pages of a list; it also gets its place among the settings."""
    LISTS[of.model] = of
    add_settings_place(SettingsPlace(of.label, of.description, of.icon, of.key, of.place))
    base = f"settings/{of.key}"
    return [
        path(f"{base}/", ListView.as_view(of=of), name=of.key),
        path(f"{base}/new/", EditView.as_view(of=of), name=f"{of.key}-new"),
        path(f"{base}/<int:pk>/", EditView.as_view(of=of), name=f"{of.key}-edit"),
        path(f"{base}/<int:pk>/delete/", DeleteView.as_view(of=of), name=f"{of.key}-delete"),
        path(f"{base}/restore/<uuid:context>/", RestoreView.as_view(of=of), name=f"{of.key}-restore"),
        *(_in_order(of, base) if of.position else []),
    ]


def _in_order(of: SettingsList, base: str) -> list[URLPattern]:
    return [
        path(f"{base}/order/", OrderView.as_view(of=of), name=f"{of.key}-order"),
        path(f"{base}/<int:pk>/move/", MoveView.as_view(of=of), name=f"{of.key}-move"),
    ]
