"""The strip of key figures over a register, on a card and on the start page, and how each is counted."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpis.as_of import began
from kpis.choosing import choice
from kpis.engine import Figure, exists_for, figures
from kpis.kpi import KPIS
from kpis.places import PLACES
from kpis.question import Question, Subject
from kpis.spans import Span, month_of
from kpis.strip import about, drawn, explained
from workbench.record_views import RecordPage
from workbench.snapshot import one_snapshot
from workbench.state import NotUnderstood

MONTHS_OFFERED = 12  # at least
EARLIEST = date(1900, 1, 1)
UNFOLLOWED = _("These figures are of all rows: they cannot follow this filter.")


class FiguresPage(RecordPage):
    """A page of the figures of a place: a register, the card of one of its records, or the start page."""

    place = ""

    @property
    def home(self) -> str:
        """The page on which the figures stand."""
        if self.place == "start":
            return reverse("home")
        pk = self.kwargs.get("pk")
        return reverse(f"{self.register.key}-card", args=[pk]) if pk else self.register.url

    def url(self, **query: str) -> str:
        """Where the figures are; empty parameters are left out."""
        kept = {name: value for name, value in query.items() if value}
        return reverse(f"{self.place}-figures", kwargs=self.kwargs, query=kept)

    def answer(self, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """A part for htmx, a page for everybody else."""
        part = "_" if self.request.htmx else ""  # type: ignore[attr-defined]  # set by django-htmx
        around = {"place": self.place, "home_url": self.home, "figures_url": self.url(), **context}
        return render(self.request, f"kpis/{part}{name}.html", around, status=status)


class FiguresView(FiguresPage):
    """The figures, or with ``kpi`` one of them explained; ``of`` a list, ``as_of`` the end of an earlier month."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        if set(request.GET) - {"kpi", "of", "as_of", "unfollowed"} or any(
            len(request.GET.getlist(n)) > 1 for n in request.GET
        ):
            raise NotUnderstood("figures")
        if request.GET.get("unfollowed", "yes") != "yes" or {"of", "unfollowed"} <= set(request.GET):
            raise NotUnderstood("unfollowed")
        question = self._question(pk)
        with one_snapshot():
            if "kpi" in request.GET:
                return self.answer("info", self._around(question) | explained(self._figure(question)))
            chosen = choice(question, self.place)
            shown = [drawn(each, self._why(each)) for each in figures(question, chosen.keys)]
            words = UNFOLLOWED if "unfollowed" in request.GET else about(question)
            context = {"figures": shown, "follows": chosen.follows, "about": words}
            return self.answer("strip", self._around(question) | context)

    def _question(self, pk: int | None) -> Question:
        record = self.card(pk).record if pk is not None else None
        if record is not None and "of" in self.request.GET:
            raise NotUnderstood("of")
        subject = Subject(self.request.GET.get("of", ""), record)
        month = self.request.GET.get("as_of", "")
        return Question(self.viewer, subject, self._last_day(month) if month else None)

    def _last_day(self, month: str) -> date:
        """Of a month such as "2026-03" that has ended. Raises NotUnderstood, also before anything is known."""
        last = next((each.last for each in self._months if f"{each.first:%Y-%m}" == month), None)
        if last is None:
            raise NotUnderstood("as_of")
        return last

    @cached_property
    def _months(self) -> list[Span]:
        """The months that have ended, the last one first, back to the first of which anything is known."""
        if self.request.htmx and "as_of" not in self.request.GET:  # type: ignore[attr-defined]  # a part offers none
            return []
        now = self.viewer.today
        first = max(EARLIEST, min(began() or now, month_of(now, -MONTHS_OFFERED).first))
        back = (now.year - first.year) * 12 + now.month - first.month
        return [month_of(now, -each) for each in range(1, back + 1)]

    def _figure(self, question: Question) -> Figure:
        kpi = KPIS.get(self.request.GET["kpi"])
        if kpi is None or not exists_for(kpi, question):
            raise Http404
        return Figure(kpi, question)

    def _why(self, figure: Figure) -> str:
        return self.url(kpi=figure.kpi.key, of=self.request.GET.get("of", ""), as_of=self.request.GET.get("as_of", ""))

    def _around(self, question: Question) -> dict[str, Any]:
        return {
            "at": timezone.localtime(),
            "as_of": question.as_of,
            "kept": [(name, self.request.GET[name]) for name in ("kpi", "of") if name in self.request.GET],
            "home_label": PLACES[self.place],
            "now_url": self.url(kpi=self.request.GET.get("kpi", ""), of=self.request.GET.get("of", "")),
            "months": [(f"{month.first:%Y-%m}", month.last) for month in self._months],
            # the page of the list knows its filter; a page of its own does not
            "may_follow": self.place == self.register.key and bool(self.request.htmx),  # type: ignore[attr-defined]
            "page_url": self.url(of=self.request.GET.get("of", ""), as_of=self.request.GET.get("as_of", "")),
            "choose_url": reverse(f"{self.place}-choose-figures", kwargs=self.kwargs),
        }
