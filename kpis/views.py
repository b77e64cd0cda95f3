"""The strip of key figures over a register, and how each is counted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kpis.definitions import SHOWN
from kpis.engine import Figure, exists_for, figures
from kpis.kpi import KPIS
from kpis.strip import drawn, explained
from workbench.state import NotUnderstood
from workbench.views import RegisterPage


class FiguresView(RegisterPage):
    """The figures, or with ``kpi`` one of them explained: a part for htmx, a page for everybody else."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        if set(request.GET) - {"kpi"}:
            raise NotUnderstood("figures")
        context = {"register": self.register, "at": timezone.localtime()}
        if "kpi" in request.GET:
            return self._answer("info", context | explained(self._figure(request.GET["kpi"])))
        shown = figures(self.register, self.viewer, SHOWN.get(self.register.key, ()))
        return self._answer("strip", context | {"figures": [drawn(each, self.register.key) for each in shown]})

    def _figure(self, key: str) -> Figure:
        kpi = KPIS.get(key)
        if kpi is None or self.register.key not in kpi.registers or not exists_for(kpi, self.viewer):
            raise Http404
        return Figure.for_viewer(kpi, self.viewer)

    def _answer(self, name: str, context: dict[str, object]) -> HttpResponse:
        part = "_" if self.request.htmx else ""  # type: ignore[attr-defined]  # set by django-htmx
        return render(self.request, f"kpis/{part}{name}.html", context)
