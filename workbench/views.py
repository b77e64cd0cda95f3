"""The pages every register shares: list, parts and files at one address; columns; options."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.access import Right, Scope, has_right, view_scope
from accounts.organisation import today
from catalogue.entity import UnknownField
from catalogue.field import Viewer
from catalogue.querysets import EXACT_UP_TO, Count, count, ordered, records, totals
from workbench import export, toasts
from workbench.cells import currency_of, table
from workbench.context import Listed, columns_context, count_context, page_context, totals_context
from workbench.filter_form import filter_context, options_for
from workbench.filters import describe, plain_url
from workbench.listing import Found, find, read, rows_matching
from workbench.models import Export, RegisterPreference
from workbench.printing import number
from workbench.register import PAGE_SIZES, Register
from workbench.selection import BadSelection, Selection, SelectionMoved, chosen, fingerprint
from workbench.state import NotUnderstood, State, read_state, short_text, understood, with_name_first


class RegisterPage(View):
    """What the pages of a register have in common: a viewer whose rights are checked before anything else."""

    register: Register = None  # type: ignore[assignment]  # given by as_view()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.register.is_for(request.user):
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except (NotUnderstood, BadSelection):
            return self.refuse()

    def refuse(self) -> HttpResponse:
        """A clear page for an address that is not understood: no echo of it, but a link to what is left of it."""
        rest = understood(self.register, self.viewer, self.request.GET)
        if "of" in self.request.GET and not self._can_be_listed(rest):
            without = self.request.GET.copy()
            del without["of"]
            rest = understood(self.register, self.viewer, without)
        context = {"list_url": self.register.url, "rest_url": rest, "here": self.register.url}
        return render(self.request, "register/refused.html", context, status=400)

    def _can_be_listed(self, url: str) -> bool:
        try:
            rows_matching(read_state(self.register, self.viewer, QueryDict(url.partition("?")[2])))
        except NotUnderstood:
            return False
        return True

    @cached_property
    def viewer(self) -> Viewer:
        return Viewer(self.request.user, today())


class ActionPage(RegisterPage):
    """Acts on a selection: rows as chosen, recomputed from what the viewer may see.

    ``confirm`` are the words of the button where other rows match by now, ``kept`` what is posted again with it;
    ``gives_file`` if the answer is a file, so that the page that asked stays. A file is of all that matches where
    nothing is ticked; whatever else acts wants ticks.
    """

    confirm: Any = ""
    gives_file: bool = False
    kept: tuple[str, ...] = ()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        state = read_state(self.register, self.viewer, request.GET)
        found = find(state)
        if not found.form.is_valid():
            raise NotUnderstood("filter")
        try:
            selection = chosen(self.register, found.matching, found.visible, request.POST)
        except SelectionMoved as moved:
            return self._moved(state, moved)
        if not (selection.is_ticked or self.gives_file):
            toasts.failed(request, gettext("Tick the rows to change first."))
            return redirect(state.url())
        return self.act(state, found, selection)

    def act(self, state: State, found: Found, selection: Selection) -> HttpResponseBase:
        raise NotImplementedError

    def kept_values(self) -> list[tuple[str, str]]:
        """What is posted again once it is confirmed."""
        return [(name, value) for name in self.kept for value in self.request.POST.getlist(name)]

    def _moved(self, state: State, moved: SelectionMoved) -> HttpResponse:
        now = number(moved.now.count)
        context = {
            "register": self.register,
            "seen_text": number(moved.seen),
            "now_text": now,
            "fingerprint": moved.now,
            "act_url": self.request.get_full_path(),
            "gives_file": self.gives_file,
            "act_label": self.confirm % {"now_text": now},
            "kept": self.kept_values(),
            "back_url": state.url(),
        }
        return render(self.request, "register/selection_moved.html", context, status=409)


class RegisterView(ActionPage):
    """The list. GET shows it whole or in part; POST takes a file of it."""

    confirm = _("Export the %(now_text)s rows")
    kept = ("export", "facts")
    gives_file = True

    def get(self, request: HttpRequest) -> HttpResponse:
        state = read_state(self.register, self.viewer, request.GET)
        if state.part == "filter":
            context = filter_context(state, request.GET.get("field", ""), request.GET.get("operator", ""))
            return self._answer("register/_filter_form.html", "register/filter_page.html", context)
        if state.part == "columns":
            return render(request, "register/_columns.html", columns_context(state))
        found = find(state)
        plain = plain_url(state, found.form) if found.form.is_valid() else None
        if plain:
            return redirect(plain)
        if state.part == "count":
            counted = count(found.matching, state.exact_count)
            context = count_context(state, found.form, counted, max(0, min(state.size, counted.number - state.offset)))
            return render(request, "register/_count.html", context | {"is_answer": True})
        if state.part == "totals":
            sums = totals(found.matching, state.columns, self.viewer)
            return render(request, "register/_totals.html", totals_context(state, sums, None))
        return self._list(state, found)

    def _list(self, state: State, found: Found) -> HttpResponse:
        matched = read(state, found, is_typing=self._is_typing)
        if not matched.count.number:
            found.matching = found.matching.none()  # nothing more to ask the database about
        elif not matched.ids and state.page > 1:
            return redirect(state.url(page=None))
        rows = self._records(state, matched.ids)
        listed = Listed(
            matched=matched.count,
            records=rows,
            table=table(self.register, state.columns, rows, self.viewer),
            sums=None if self._sums_later(matched.count) else totals(found.matching, state.columns, self.viewer),
            fingerprint=fingerprint(self.register.selectable(found.matching)) if state.selected_all else None,
            locked=matched.locked,
        )
        return self._answer("register/_swap.html", "register/page.html", page_context(state, found.form, listed))

    @property
    def _is_typing(self) -> bool:
        """Whether somebody types into the list's search: what takes longest then comes by itself after the page."""
        return bool(self.request.htmx.trigger_name == "quick-search")  # type: ignore[attr-defined]

    def _sums_later(self, matched: Count) -> bool:
        return matched.number > EXACT_UP_TO or self._is_typing

    def _records(self, state: State, ids: list[int]) -> list[dict[str, Any]]:
        switch, around = self.register.switch, dict[str, Any]()
        if switch:
            around["active"] = ExpressionWrapper(switch.holds(in_use=True), BooleanField())
        if self.register.locked:
            around["locked"] = ExpressionWrapper(self.register.locked.condition, BooleanField())
        user = self.viewer.user
        if self.register.edit_scope_of(user) not in {Scope.NONE, view_scope(user, self.register.area)}:
            around["editable"] = Exists(self.register.entity.editable_rows(self.viewer).filter(pk=OuterRef("pk")))
        fields = [*state.columns, *(field for field in state.summary if field not in state.columns)]
        return records(self.register.entity, fields, self.viewer, ids, **around)

    def _answer(self, part: str, page: str, context: dict[str, Any]) -> HttpResponse:
        """The part for htmx, the whole page for everybody else and for the back button."""
        htmx = self.request.htmx  # type: ignore[attr-defined]  # set by django-htmx
        whole = not htmx or htmx.history_restore_request
        response = render(self.request, page if whole else part, context)
        patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
        return response

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not has_right(request.user, Right.EXPORT):
            raise PermissionDenied
        if request.POST.get("export", "") not in {"csv", "xlsx"}:
            raise NotUnderstood("export")
        return super().post(request)

    def act(self, state: State, found: Found, selection: Selection) -> HttpResponseBase:
        file_format = self.request.POST["export"]
        rows = ordered(selection.rows, self.register.entity, state.sorts, self.viewer)
        row_count = rows.order_by().count()
        if file_format == "xlsx" and row_count > export.XLSX_ROWS:
            context = {
                "number_text": number(row_count),
                "most_text": number(export.XLSX_ROWS),
                "back_url": state.url(),
            }
            return render(self.request, "register/too_many_rows.html", context, status=400)
        Export.objects.create(
            user=self.viewer.user,
            register=self.register.key,
            file_format=file_format,
            query=state.query.urlencode(),
            columns=[column.key for column in state.columns],
            selected=selection.is_ticked,
            row_count=row_count,
            scope=view_scope(self.viewer.user, self.register.area),
        )
        facts = export.Facts(
            title=str(self.register.title),
            filter=describe(state, found.form, ticked=selection.is_ticked and not selection.is_all),
            scope=self._scope(state),
            person=str(self.viewer.user),
            made_at=timezone.now(),
            currency=currency_of(state.columns),
        )
        name = f"{self.register.key}-{self.viewer.today:%Y-%m-%d}.{file_format}"
        if file_format == "xlsx":
            return FileResponse(
                export.xlsx_file(rows, state.columns, self.viewer, facts), as_attachment=True, filename=name
            )
        with_facts = self.request.POST.get("facts") == "on"
        return StreamingHttpResponse(
            export.csv_chunks(rows, state.columns, self.viewer, facts, with_facts),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _scope(self, state: State) -> str:
        """The access behind a file: one word, or one for each area where they differ."""
        areas = dict.fromkeys([self.register.area, *(column.area for column in state.columns)])
        scopes = {str(area.label): str(view_scope(self.viewer.user, area).label) for area in areas}
        if len(set(scopes.values())) == 1:
            return next(iter(scopes.values()))
        return "; ".join(f"{area}: {scope}" for area, scope in scopes.items())


class ColumnsView(RegisterPage):
    """Remembers which columns a user sees, in which order, and how many rows a page has."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        state = read_state(self.register, self.viewer, request.GET)
        remembered = self._remembered(state)
        answer = redirect(state.url(columns=None, size=None))  # refuses an address too long to lead back to
        RegisterPreference.objects.update_or_create(
            user=self.viewer.user, register=self.register.key, defaults=remembered
        )
        return answer

    def _remembered(self, state: State) -> dict[str, Any]:
        """What to write. Raises NotUnderstood before anything is written."""
        size = self.request.POST.get("size", "")
        if size:
            if size not in map(str, PAGE_SIZES):
                raise NotUnderstood("size")
            return {"page_size": int(size)}
        if "standard" in self.request.POST:
            return {"columns": []}
        return {"columns": [column.key for column in self._chosen(state)]}

    def _chosen(self, state: State) -> list[Any]:
        keys = self.request.POST.getlist("columns")
        if len(set(keys)) != len(keys) or any(key not in state.fields for key in keys):
            raise NotUnderstood("columns")
        return with_name_first(self.register, [state.fields[key] for key in keys])


class OptionsView(RegisterPage):
    """Type-ahead for a reference filter: at most twenty names the viewer may choose."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, field: str) -> HttpResponse:
        typed = short_text(request.GET.get("q", ""))
        try:
            found = self.register.entity.field_for(self.viewer, field)
        except UnknownField:
            raise Http404 from None
        if set(request.GET) - {"q"}:
            raise NotUnderstood("q")
        if found.reference is None or not found.filterable:
            raise Http404
        options = options_for(found, self.viewer, typed)
        return render(request, "register/_options.html", {"options": options, "field": found})
