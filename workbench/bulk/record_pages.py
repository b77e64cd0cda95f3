"""The register of bulk updates and the page of one: how it goes, what it did, taking it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from accounts.organisation import today
from catalogue.field import Viewer
from catalogue.querysets import ordered
from workbench import toasts
from workbench.bulk import progress
from workbench.bulk.form import changed_keys, may_bulk_update
from workbench.bulk.keeping import kept_until, may_be_undone, seen_by, undo_of
from workbench.bulk.kinds import CHANGE, KINDS, Problem, changes_of
from workbench.bulk.log import log_file
from workbench.bulk.outcomes import SKIPPED, Outcome
from workbench.bulk.rows import PAGE, changed_ids, rows_done, rows_named, slice_of
from workbench.bulk.words import PROBLEMS, changed_text, counted, told
from workbench.bulk.work import at_once, in_background
from workbench.jobs import hand_over
from workbench.models import UNDER_WAY, BulkUpdate, RunStatus
from workbench.printing import number
from workbench.register import REGISTERS, Register
from workbench.selection import BadSelection, ids_of
from workbench.state import NotUnderstood, whole
from workbench.value_words import told_fields


class BulkUpdatePage(View):
    """Pages of bulk updates the viewer may know of; others do not exist."""

    @cached_property
    def viewer(self) -> Viewer:
        return Viewer(self.request.user, today())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(each.is_for(request.user) for each in REGISTERS.values()):
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except (NotUnderstood, BadSelection):
            context = dict.fromkeys(("list_url", "rest_url", "here"), reverse("bulk-updates"))
            return render(request, "register/refused.html", context, status=400)

    def bulk(self, pk: int) -> BulkUpdate:
        found: BulkUpdate = get_object_or_404(seen_by(self.viewer.user).select_related("user", "undoes"), pk=pk)
        return found


class ListView(BulkUpdatePage):
    """Who changed what, when, why and how much; newest first."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        if set(request.GET) - {"page"}:
            raise NotUnderstood("page")
        page = whole(request.GET.get("page", "1"))
        bulks = seen_by(request.user).select_related("user", "undoes").order_by("-pk")
        shown = Paginator(bulks, PAGE).get_page(page)
        lines = [(each, REGISTERS[each.register], _fields_text(each, self.viewer), _rows_text(each)) for each in shown]
        return render(request, "bulk/list.html", {"lines": lines, "page": shown})


def _fields_text(bulk: BulkUpdate, viewer: Viewer) -> str:
    """What it did in a line: the fields it changed, as far as the viewer may see them."""
    says = KINDS[bulk.kind].told
    if says:
        return says(bulk)
    fields = told_fields(REGISTERS[bulk.register].entity, viewer)
    return ", ".join(str(fields[key].label) for key in changed_keys(bulk.changes) if key in fields)


def _rows_text(bulk: BulkUpdate) -> str:
    return counted(REGISTERS[bulk.register], bulk.row_count)


class DetailView(BulkUpdatePage):
    """One bulk update: progress while it goes on, then what it did, row by row."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        bulk = self.bulk(pk)
        if set(request.GET) - {"show", "page"} or request.GET.get("show", "") not in {"", "left"}:
            raise NotUnderstood("show")
        page, register = whole(request.GET.get("page", "1")), REGISTERS[bulk.register]
        shows_left = request.GET.get("show", "") == "left"
        context = {
            "bulk": bulk,
            "register": register,
            "fields": _fields_text(bulk, self.viewer),
            "told": self._told(bulk, register),
            "rows_text": _rows_text(bulk),
            "changed_text": changed_text(register, bulk.row_count),
            "counts": [(Outcome(key).label, number(n)) for key, n in bulk.counts.items() if key != Outcome.CHANGE],
            "left": sum(bulk.counts.get(each, 0) for each in SKIPPED),
            "problem": PROBLEMS.get(bulk.problem, ""),
            "progress": progress.told(bulk.pk) if bulk.is_under_way else None,
            "may_cancel": bulk.is_under_way and bulk.user_id == request.user.pk,
            "may_undo": may_be_undone(bulk, request.user),
            "undone_by": undo_of(bulk),
            "kept_until": kept_until(bulk.created_at),
            "shows_left": shows_left,
            "show_url": f"{register.url}?state=all&bulk_update={bulk.pk}" if bulk.kind == CHANGE else "",
        }
        if bulk.status == RunStatus.DONE:
            context |= self._left(bulk, register, page) if shows_left else self._done(bulk, register, page)
        is_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
        return render(request, "bulk/_state.html" if is_part else "bulk/detail.html", context)

    def _told(self, bulk: BulkUpdate, register: Register) -> list[Any]:
        if bulk.undoes or bulk.kind != CHANGE:
            return []
        try:
            return told(changes_of(bulk, register, self.viewer), self.viewer)
        except Problem:
            return []  # a field or value of it is no more: the rows tell

    def _done(self, bulk: BulkUpdate, register: Register, page: int) -> dict[str, Any]:
        named = KINDS[bulk.kind].changed
        if named:
            names, pages = slice_of(named(bulk.undoes or bulk, register, self.viewer), page)
            return pages | {"names": names}
        visible = register.rows(self.viewer).filter(pk__in=changed_ids(register, bulk))
        ids, pages = slice_of(ordered(visible, register.entity, [], self.viewer).values_list("pk", flat=True), page)
        return pages | {"rows": rows_done(register, self.viewer, bulk, ids)}

    def _left(self, bulk: BulkUpdate, register: Register, page: int) -> dict[str, Any]:
        """What was left as it was; of an undo, with the choice to take it back all the same."""
        left = bulk.left.filter(record__in=register.rows(self.viewer).values("pk")).order_by("pk")
        found, pages = slice_of(left.values_list("record", "outcome"), page)
        named = rows_named(register, self.viewer, [pk for pk, _outcome in found])
        reasons = dict(found)
        shown = [(row, Outcome(reasons[row.pk]).label, reasons[row.pk] == Outcome.MEANWHILE) for row in named]
        is_choice = bool(bulk.undoes and not KINDS[bulk.kind].take_back and bulk.counts.get(Outcome.MEANWHILE))
        return pages | {"left_rows": shown, "may_choose": is_choice and may_bulk_update(register, self.viewer.user)}


class LogView(BulkUpdatePage):
    """Every row with old and new value, as a spreadsheet."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        bulk = self.bulk(pk)
        if bulk.status != RunStatus.DONE:
            raise Http404
        file = log_file(REGISTERS[bulk.register], self.viewer, bulk)
        return FileResponse(file, as_attachment=True, filename=f"bulk-update-{bulk.pk}.xlsx")


class UndoView(BulkUpdatePage):
    """Takes a bulk update back, or does again what was taken back; with ``ids`` rows that were left."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        bulk = self.bulk(pk)
        register = REGISTERS[bulk.register]
        if not may_bulk_update(register, request.user):
            raise PermissionDenied
        rest = ids_of(request.POST.getlist("ids")) if "rest" in request.POST else None
        undone = bulk.undoes if rest is not None else bulk
        if undone is None or (rest is None and not may_be_undone(bulk, request.user)):
            toasts.failed(request, _("That is not possible any more: look how it stands now."))
            return redirect("bulk-update", pk)
        if rest == set():
            toasts.failed(request, _("Tick the rows to take back first."))
            return redirect(f"{reverse('bulk-update', args=[pk])}?show=left")
        selection = {} if rest is None else {"ids": _left_behind(bulk, rest)}
        undo = BulkUpdate(
            user=self.viewer.user,
            register=bulk.register,
            kind=bulk.kind,
            changes=bulk.changes,
            undoes=undone,
            selection=selection,
            row_count=undone.row_count if rest is None else len(rest),
        )
        return self._run(undo, register)

    def _run(self, undo: BulkUpdate, register: Register) -> HttpResponse:
        if in_background(undo.row_count):
            with transaction.atomic():
                undo.save()
                hand_over(undo.pk)
            return redirect("bulk-update", undo.pk)
        try:
            at_once(undo)
        except Problem as problem:
            assert undo.undoes
            toasts.failed(self.request, PROBLEMS[problem.key])
            return redirect("bulk-update", undo.undoes.pk)
        text = _("Undone: %(rows)s") % {"rows": counted(register, undo.row_count)}
        again = may_be_undone(undo, self.viewer.user)
        toasts.done(self.request, text, reverse("bulk-update-undo", args=[undo.pk]) if again else "")
        left = sum(undo.counts.get(each, 0) for each in SKIPPED)
        if left:
            toasts.failed(self.request, _("Left as they are: %(rows)s") % {"rows": counted(register, left)})
        url = reverse("bulk-update", args=[undo.pk])
        return redirect(f"{url}?show=left" if left else url)


def _left_behind(undo: BulkUpdate, ids: set[int]) -> list[int]:
    """Those of these rows that the undo left because somebody changed them; no others are taken back by choice."""
    left = undo.left.filter(outcome=Outcome.MEANWHILE, record__in=ids)
    return list(left.values_list("record", flat=True))


class UndoLastView(BulkUpdatePage):
    """Takes back the last bulk update the viewer made in a register."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, register: str) -> HttpResponseBase:
        if register not in REGISTERS or not may_bulk_update(REGISTERS[register], request.user):
            raise Http404
        made = seen_by(request.user).filter(register=register, user=request.user.pk, undoes=None)
        last = made.filter(status=RunStatus.DONE).exclude(row_count=0).order_by("-pk").first()
        if last is None or not may_be_undone(last, request.user):
            toasts.failed(request, _("There is no bulk update of yours to undo."))
            return redirect(REGISTERS[register].url)
        return UndoView.as_view()(request, pk=last.pk)


class CancelView(BulkUpdatePage):
    """Asks one that goes on in the background to stop: then nothing of it is done."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        bulk = self.bulk(pk)
        if bulk.user_id != request.user.pk:
            raise PermissionDenied
        waiting = BulkUpdate.objects.filter(pk=pk, status__in=UNDER_WAY)
        if waiting.update(status=RunStatus.CANCELLED, finished_at=timezone.now()):
            toasts.done(request, _("Stopped: nothing was changed"))
        else:
            toasts.failed(request, _("That is not possible any more: look how it stands now."))
        return redirect("bulk-update", pk)
