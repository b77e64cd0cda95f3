"""The pages of one record: its card, its forms, taking changes back, switching it off, deleting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import Right, has_right
from catalogue.editing import RecordForm, record_form
from catalogue.types import DATE
from workbench import toasts
from workbench.card import Card, figures, hanging, status_badge, way
from workbench.changes import message, take_back
from workbench.earlier import before, preview, restore
from workbench.printing import NOTHING, spelled_out
from workbench.record_form import form_context, only_field
from workbench.register import ACTIVE, Register, registers_of
from workbench.restoring import bring_back
from workbench.saving import NotYours, base_of, create, may_create, update
from workbench.slots import ADD_URLS, CARD_ACTIONS, CARD_BADGES, CARD_STRIPS, CardAction
from workbench.state import NotUnderstood
from workbench.views import RegisterPage

KNOWN = frozenset({"list"})


class RecordPage(RegisterPage):
    """A page of one record the viewer may see; what they may not see does not exist."""

    def card(self, pk: int) -> Card:
        rows = self.register.entity.rows(self.viewer)
        return Card(self.register, self.viewer, get_object_or_404(rows, pk=pk), self.request)

    def editable(self, pk: int) -> Card:
        """The same for a record they may edit: raises PermissionDenied for one they may only see."""
        card = self.card(pk)
        if not card.may_edit:
            raise PermissionDenied
        return card


class CardView(RecordPage):
    """One section of a record's card; the first one at the record's own address."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int, section: str = "") -> HttpResponse:
        card = self.card(pk)
        elsewhere = self._elsewhere(card)
        if elsewhere:
            args = [pk, section] if section else [pk]
            return redirect(reverse(f"{elsewhere.key}-{'section' if section else 'card'}", args=args))
        sections = card.sections
        shown = next((each for each in sections if each.key == section), sections[0] if not section else None)
        if shown is None or (section and shown == sections[0]):
            raise Http404
        if set(request.GET) - KNOWN - shown.parameters or any(len(request.GET.getlist(n)) > 1 for n in request.GET):
            raise NotUnderstood("card")
        return render(request, "record/card.html", self._context(card, shown))

    def _elsewhere(self, card: Card) -> Register | None:
        """The register that lists it, where this one does not, such as projects once a sales project is won."""
        if not self.register.face or self.register.rows(self.viewer).filter(pk=card.pk).exists():
            return None
        others = [each for each in registers_of(self.register.entity.model) if each.is_for(self.viewer.user)]
        return next((each for each in others if each.rows(self.viewer).filter(pk=card.pk).exists()), None)

    def _context(self, card: Card, shown: Any) -> dict[str, Any]:
        locked, actions = card.register.is_locked(card.record), self._actions(card)
        may_switch = card.register.switch == ACTIVE and not locked
        tabs = [(each, card.section_url(each.key), each.count(card) if each.count else None) for each in card.sections]
        return {
            "card": card,
            "register": card.register,
            "name": card.name,
            "shown": shown,
            "tabs": tabs,
            "figures": figures(card),
            "way": way(card),
            "limited": card.register.is_limited_for(card.viewer.user, card.fields.values()),
            "switch": card.register.switch,
            "is_in_use": not card.register.switch or card.register.switch.is_in_use(card.record),
            "is_locked": locked,
            "badges": self._badges(card),
            "status": status_badge(card),
            "meta": self._meta(card),
            "actions": actions,
            "has_menu": card.may_edit and bool(may_switch or actions or (card.may_delete and not locked)),
            "add_url": self._add_url(card),
            "strip_url": self._strip_url(card, shown),
            **{f"{act}_name": f"{card.register.key}-{act}" for act in ("edit", "delete", "undo", "earlier")},
            "switch_name": f"{card.register.key}-active" if card.register.switch == ACTIVE else "",
            **shown.context(card),
        }

    def _add_url(self, card: Card) -> str:
        name = ADD_URLS.get(card.register.entity.key, "")
        return reverse(name, args=[card.pk]) if name and card.may_edit else ""

    def _strip_url(self, card: Card, shown: Any) -> str:
        """The key figures of the record, on its first section."""
        name = CARD_STRIPS.get(card.register.entity.key, "")
        return reverse(name, args=[card.pk]) if name and shown == card.sections[0] else ""

    def _actions(self, card: Card) -> list[CardAction]:
        known = CARD_ACTIONS.get(card.register.entity.key, []) if card.may_edit else []
        locked = card.register.is_locked(card.record)
        return [a for a in known if (card.may_delete or not a.needs_delete) and (a.for_locked or not locked)]

    def _badges(self, card: Card) -> list[tuple[Any, str, str]]:
        """What nobody should overlook: the words, the tone, and where more is told."""
        told = CARD_BADGES.get(card.register.entity.key)
        return [(each.label, each.tone, card.section_url(each.section)) for each in told(card)] if told else []

    def _meta(self, card: Card) -> list[str]:
        fields = [card.fields[key] for key in card.register.meta if key in card.fields]
        texts = [(field, spelled_out(field, card.values[field.column], card.viewer)) for field in fields]
        # a day alone does not say what it is of
        return [f"{field.label}: {text}" if field.type is DATE else text for field, text in texts if text != NOTHING]

    def refuse(self) -> HttpResponse:
        context = dict.fromkeys(("list_url", "rest_url", "here"), self.register.url)
        return render(self.request, "register/refused.html", context, status=400)


class FormPage(RecordPage):
    """What making and editing have in common: the page with the form."""

    template = "record/form.html"
    apart: tuple[str, ...] = ()  # fields that stand outside the groups

    def page(self, form: RecordForm, context: dict[str, Any], status: int = 200) -> HttpResponse:
        whole = {"register": self.register, **form_context(self.register, form, self.apart), **context}
        if self.request.htmx and context.get("single"):  # type: ignore[attr-defined]  # set by django-htmx
            return render(self.request, "record/_single.html", whole)  # htmx shows no answer but a good one
        return render(self.request, self.template, whole, status=status)


class CreateView(FormPage):
    """A new record. Only what must be there is mandatory."""

    http_method_names: Sequence[str] = ("get", "post")

    def form(self, data: Any = None, **options: Any) -> RecordForm:
        if not self.register.create or not may_create(self.register.entity, self.viewer):
            raise Http404
        try:
            record = self.register.new_record(self.viewer, self.request.GET)
        except ObjectDoesNotExist:
            raise Http404 from None
        made = record_form(self.register.entity, self.viewer, record, self.register.form)
        return made(data, instance=record, **options)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.form_page(self.form())

    def form_page(self, form: RecordForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "is_new": True,
            "cancel_url": self.register.url,
            "new_title": self.register.new_title,
            "save_label": self.register.save_label,
            "follow_ups": [(key, label) for key, (label, _follow) in self.register.follow_ups.items()],
            **more,
        }
        return self.page(form, context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not create(self.register.entity, self.viewer, form):
            return self.form_page(form, status=422)
        return self.saved(request, form.instance)

    def saved(self, request: HttpRequest, record: Any) -> HttpResponse:
        toasts.done(request, _("Saved: %(name)s") % {"name": record},
                    toasts.undo_url(request, self.register.key, record.pk))  # fmt: skip
        _label, follow = self.register.follow_ups.get(request.POST.get("then", ""), ("", None))
        return redirect(follow(record) if follow else reverse(f"{self.register.key}-card", args=[record.pk]))


class EditView(FormPage):
    """Edits a record: the whole form, or with ``field`` just one of its fields."""

    http_method_names = ("get", "post")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        keys = only_field(card, request.GET)
        form = record_form(self.register.entity, self.viewer, card.record, self.register.form, keys)(
            instance=card.record
        )
        return self._page(card, form, base_of(form), [])

    def _page(self, card: Card, form: RecordForm, base: str, collisions: list[Any], status: int = 200) -> HttpResponse:
        return self.page(
            form,
            {
                "card": card,
                "name": card.name,
                "base": base,
                "collisions": {each.name: each for each in collisions},
                "single": len(form.fields) == 1,
                "cancel_url": card.url + card.list_suffix,
            },
            status=status,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        keys, back = only_field(card, request.GET), card.url + card.list_suffix
        try:
            attempt = update(self.register.entity, self.viewer, card.record, request.POST, self.register.form, keys)
        except ObjectDoesNotExist:  # gone, or out of reach, since the look above
            raise Http404 from None
        if not attempt.saved:
            return self._page(card, attempt.form, attempt.base, attempt.collisions, attempt.status)
        if attempt.changed:
            toasts.done(request, _("Saved: %(name)s") % {"name": attempt.record},
                        toasts.undo_url(request, self.register.key, pk))  # fmt: skip
        if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect(back)


class UndoView(RecordPage):
    """Takes back what one request did to a record: all of it, or one field."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, context: UUID) -> HttpResponse:
        card = self.editable(pk)
        key = request.POST.get("field", "")
        pghistory.context(source="undo")
        try:
            outcome = take_back(card, context, key)
        except NotYours:
            raise Http404 from None
        except ValidationError as error:
            toasts.failed(request, _("Not undone: %(reason)s") % {"reason": message(error)})
            return redirect(card.url)
        self._say(request, card, outcome)
        exists = self.register.entity.rows(self.viewer).filter(pk=pk).exists()
        return redirect(card.section_url("changes") if exists else self.register.url)

    def _say(self, request: HttpRequest, card: Card, outcome: Any) -> None:
        if outcome.restored:
            toasts.done(request, _("Undone"), toasts.undo_url(request, self.register.key, card.pk))
        if outcome.left:
            toasts.failed(request, _("Some values were changed again since and stay as they are."))


class EarlierView(RecordPage):
    """A record as it was before what one request did: first what would change, then, if wished, changed."""

    http_method_names = ("get", "post")

    def get(self, request: HttpRequest, pk: int, context: UUID) -> HttpResponse:
        card = self.editable(pk)
        try:
            earlier = before(card, context)
        except NotYours:
            raise Http404 from None
        except ValidationError as error:
            toasts.failed(request, message(error))
            return redirect(card.section_url("changes"))
        shown = {"card": card, "name": card.name, "register": self.register, "at": earlier.at,
                 "lines": preview(card, earlier), "back_url": card.section_url("changes")}  # fmt: skip
        return render(request, "record/earlier.html", shown)

    def post(self, request: HttpRequest, pk: int, context: UUID) -> HttpResponse:
        card = self.editable(pk)
        try:
            whole = restore(card, context)
        except (NotYours, ObjectDoesNotExist):
            raise Http404 from None
        except ValidationError as error:
            toasts.failed(request, _("Not restored: %(reason)s") % {"reason": message(error)})
            return redirect(card.section_url("changes"))
        toasts.done(request, _("Restored"), toasts.undo_url(request, self.register.key, pk))
        if not whole:
            toasts.failed(request, _("Some values were changed again since and stay as they are."))
        return redirect(card.url)


class ActiveView(RecordPage):
    """Switches a record off or on again; switched-off ones stay findable."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        state, on = ACTIVE.field, request.POST.get("active", "")
        if on not in {"yes", "no"}:
            raise NotUnderstood("active")
        if self.register.is_locked(card.record):
            raise PermissionDenied
        setattr(card.record, state, on == "yes")
        card.record.save(update_fields=[state, "updated_at"])
        text = _("%(name)s is active again") if on == "yes" else _("%(name)s is inactive now")
        toasts.done(request, text % {"name": card.name}, toasts.undo_url(request, self.register.key, pk))
        return redirect(card.url)


class DeleteView(RecordPage):
    """Deletes a record on which nothing hangs; else says what hangs on it. Asks first."""

    http_method_names = ("get", "post")

    def _card(self, pk: int) -> Card:
        card = self.editable(pk)
        if not has_right(self.viewer.user, Right.DELETE) or self.register.is_locked(card.record):
            raise PermissionDenied
        return card

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self._card(pk)
        return render(request, "record/delete.html", {"card": card, "register": self.register, "name": card.name,
                                                      "hanging": hanging(card)})  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        card = self._card(pk)
        if hanging(card):
            return self.get(request, pk)
        name = card.name
        try:
            with transaction.atomic():
                card.record.delete()
        except ProtectedError:
            toasts.failed(request, _("Not deleted: something hangs on it that you may not see."))
            return redirect(card.url)
        undo = reverse(f"{self.register.key}-restore", args=[request.history_context])  # type: ignore[attr-defined]
        toasts.done(request, _("Deleted: %(name)s") % {"name": name}, undo)
        return redirect(self.register.url)


class RestoreView(RecordPage):
    """Brings back what was deleted under a context, for those who may delete."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, context: UUID) -> HttpResponse:
        if not has_right(self.viewer.user, Right.DELETE):
            raise PermissionDenied
        pghistory.context(source="undo")
        try:
            pk = bring_back(self.register.entity, self.viewer, context)
        except NotYours:
            raise Http404 from None
        except ValidationError as error:
            toasts.failed(request, _("Not undone: %(reason)s") % {"reason": message(error)})
            return redirect(self.register.url)
        toasts.done(request, _("Undone"))
        return redirect(reverse(f"{self.register.key}-card", args=[pk]))
