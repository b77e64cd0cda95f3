"""A new customer, and the magnifier in its form: looking up, filling from a hit, clearing again.

Without script the buttons of the page send the whole form here and it comes back filled; with script the same
answers come as fragments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.organisation import current_organisation
from catalogue.editing import RecordForm
from customers.industry_codes import learn
from customers.lookup import Marks, cleared, filled, sources
from customers.lookup_hits import Hit, LookUp, chosen, look_up, state_of
from customers.register import customers
from customers.register_asking import keep
from registries.business_ids import WrongNumber
from registries.errors import RegistryError
from registries.interface import REGISTRIES, is_demonstration, registry_of
from workbench.printing import number
from workbench.record_views import CreateView
from workbench.saving import may_create
from workbench.state import NotUnderstood, short_text, whole
from workbench.views import RegisterPage

LONGEST = 300  # letters of what is looked up
MOST_PAGES = 1_000
FIELDS = ("name", "business_id")  # the boxes with a magnifier
ACTS = ("look_up", "look_in", "branches", "page", "use", "clear", "take")
ASKED = frozenset(("register", "by", "typed", "page", "of"))


@dataclass(frozen=True)
class Filling:
    """The company picked, what the register says of it, and what to set in the form."""

    hit: Hit
    marks: Marks
    changed: dict[str, str]


class NewCustomerView(CreateView):
    """The form of a new customer, with the register beside it."""

    register = customers
    template = "customers/new.html"
    apart = FIELDS

    def form_page(self, form: RecordForm, status: int = 200, **more: Any) -> HttpResponse:
        posted = more.pop("posted", self.request.POST)
        country = register_country(posted)
        context = {
            "marks": Marks.read(posted.get("marks", "")),
            "look": LookUp("idle", registry_of(country)),
            "registries": REGISTRIES.values(),
            "chosen_register": country,
            "is_demonstration": is_demonstration(),
            "find_fields": [(form[name], name) for name in FIELDS if name in form.fields],
            "used": used_before(posted),
        }
        return super().form_page(form, status, **context | more)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = next((name for name in ACTS if name in request.POST), "")
        if not act:
            found = sources(typed_in(request.POST), Marks.read(request.POST.get("marks", "")))
            if found:
                # each value's source is part of the history this request writes
                pghistory.context(sources=found)
            return super().post(request)
        if not may_create(self.register.entity, self.viewer):
            raise Http404  # before a register is asked
        posted = request.POST.copy()
        if act == "use":
            return self._use(posted)
        marks = Marks.read(posted.get("marks", ""))
        if act == "clear":
            return self._again(posted, self.clearing(posted), Marks())
        if act == "take":
            name = posted.get("take", "")
            return self._again(posted, {name: marks.values[name]} if name in marks.values else {}, marks)
        return self._look_up(posted, act)

    def _look_up(self, posted: QueryDict, act: str) -> HttpResponse:
        if act == "look_in":
            posted["register"] = posted.get("look_in", "")
        by = posted.get("look_up" if act == "look_up" else "searched_by", "")
        if by == "name" and not posted.get("name") and posted.get("business_id"):
            by = "business_id"  # Enter in any box presses the first button there is
        typed = short_text(posted.get(by, ""), LONGEST) if by in FIELDS else ""
        of = posted.get("branches") or posted.get("searched_of", "") if act in {"branches", "page"} else ""
        of, page = short_text(of, LONGEST), whole(posted.get("page", ""), MOST_PAGES) if act == "page" else 0
        country = register_country(posted) if act in {"look_up", "look_in"} else register_searched(posted)
        return self._again(posted, {}, look=look_up(self.viewer, country, typed, page, of, by))

    def _use(self, posted: QueryDict) -> HttpResponse:
        try:
            filling = self.filling(posted)
        except (RegistryError, WrongNumber) as error:
            look = LookUp(state_of(error), registry_of(register_searched(posted)), message=str(error))
            return self._again(posted, {}, look=look)
        return self._again(posted, filling.changed, filling.marks, used=filling.hit)

    def _again(
        self, posted: QueryDict, changed: dict[str, str], marks: Marks | None = None, **more: Any
    ) -> HttpResponse:
        """The page with what was typed and what is to be set, not judged yet."""
        for name, value in changed.items():
            posted[name] = value
        if marks is not None:
            posted["marks"] = marks.token
        fields = self.form().fields.items()
        initial = {name: made.widget.value_from_datadict(posted, {}, name) for name, made in fields}
        return self.form_page(self.form(initial=initial), posted=posted, **more)

    def filling(self, posted: QueryDict) -> Filling:
        """What picking a company does to the form; raises WrongNumber or RegistryError."""
        defaults = self.defaults()  # for those who may make customers
        hit = chosen(self.viewer, register_searched(posted), short_text(posted.get("use", ""), LONGEST))
        marks, earlier = Marks.of(hit.company), Marks.read(posted.get("marks", ""))
        by = posted.get("searched_by", "")
        searched = {"country": register_country(posted)} | (
            {by: posted.get("searched", "").strip()} if by in FIELDS else {}
        )
        return Filling(hit, marks, filled(typed_in(posted), defaults, earlier, marks, searched))

    def defaults(self) -> dict[str, str]:
        """What the fields of a new customer begin with, as it stands in the form."""
        form = self.form()
        begun = {name: form.get_initial_for_field(made, name) for name, made in form.fields.items()}
        return {
            name: "" if value is None else str(value) for name, value in begun.items() if not isinstance(value, list)
        }

    def clearing(self, posted: QueryDict) -> dict[str, str]:
        """What clearing the register's values does to the form; the country is then that of the chosen register."""
        defaults, country = self.defaults(), register_country(posted)
        begun = defaults | {"country": country} if country else defaults
        return cleared(typed_in(posted), begun, Marks.read(posted.get("marks", "")))

    def form(self, data: Any = None, **options: Any) -> RecordForm:
        made = super().form(data, **options)
        marks = Marks.read(data.get("marks", "")) if data else Marks()
        if "business_id" in sources(typed_in(data or {}), marks) and marks.country == data.get("country"):
            made.instance.register_source = marks.register
            made.instance.register_checked_at = datetime.fromisoformat(marks.at)
        return made

    def saved(self, request: HttpRequest, record: Any) -> HttpResponse:
        marks = Marks.read(request.POST.get("marks", ""))
        learn(*marks.industry, record.industry)
        if record.register_source and marks.company:
            keep(record, marks.company)
        return super().saved(request, record)


class FillView(NewCustomerView):
    """The same picking for the page's script: what to set, the marks, and the words to show."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        posted = request.POST
        marks = Marks.read(posted.get("marks", ""))
        if "kept" in posted:
            return self._answer({}, marks.token, "", self._shown(used_before(posted), marks))
        if "clear" in posted:
            changed = self.clearing(posted)
            return self._answer(changed, "", _cleared_words(len(changed)))
        try:
            filling = self.filling(posted)
        except (RegistryError, WrongNumber) as error:
            return JsonResponse({"problem": str(error)})
        shown = self._shown(filling.hit, filling.marks)
        return self._answer(filling.changed, filling.marks.token, _filled_words(filling), shown)

    def _shown(self, hit: Hit | None, marks: Marks) -> str:
        context = {"hit": hit, "marks": marks}
        return render_to_string("customers/look_up/_used.html", context, self.request) if hit else ""

    def _answer(self, changed: dict[str, str], token: str, said: str, shown: str = "") -> HttpResponse:
        return JsonResponse({"values": changed, "marks": token, "said": said, "undo": _("Undo"), "shown": shown})


class LookUpView(RegisterPage):
    """The hits of a look-up as a fragment, or with ``page`` the next ones; for those who may make customers."""

    http_method_names = ("get",)
    register = customers

    def get(self, request: HttpRequest) -> HttpResponse:
        if not may_create(self.register.entity, self.viewer):
            raise Http404
        if set(request.GET) - ASKED or request.GET.get("by", "name") not in FIELDS:
            raise NotUnderstood("look-up")
        asked = {name: short_text(request.GET.get(name, ""), LONGEST) for name in ASKED}
        page = whole(asked["page"], MOST_PAGES) if asked["page"] else 0  # the first one names none
        look = look_up(self.viewer, asked["register"], asked["typed"], page, asked["of"], asked["by"] or "name")
        template = "customers/look_up/_panel.html"
        if page:
            template = f"customers/look_up/{'_hits' if look.state == 'hits' else '_no_more'}.html"
        return render(request, template, {"look": look, "is_demonstration": is_demonstration()})


def _filled_words(filling: Filling) -> str:
    n = len(filling.changed)
    text = ngettext("Filled %(n)s field from the register", "Filled %(n)s fields from the register", n)
    return text % {"n": number(n)}


def _cleared_words(n: int) -> str:
    text = ngettext("Register values cleared: %(n)s field", "Register values cleared: %(n)s fields", n)
    return text % {"n": number(n)}


def typed_in(posted: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields of a posted form, by name."""
    return {name: posted.get(name, "").strip() for name in posted}


def used_before(posted: QueryDict) -> Hit | None:
    """The company a form was filled from, as the form tells."""
    company = Marks.read(posted.get("marks", "")).company
    return Hit(company) if company else None


def register_searched(posted: QueryDict) -> str:
    """The register the hits in sight are of, whatever was chosen since."""
    return posted.get("searched_register") or register_country(posted)


def register_country(posted: QueryDict) -> str:
    """The register people chose, or at first that of the organisation's country; empty for none."""
    typed = posted.get("register")
    if typed is None:
        typed = current_organisation().default_country
    registry = registry_of(typed)
    return registry.country if registry else ""
