"""Pages that act on a selection of a register's rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from workbench.columns import number
from workbench.listing import find
from workbench.selection import Selection, SelectionMoved, chosen
from workbench.state import NotUnderstood, State, read_state
from workbench.views import RegisterPage


class ActionPage(RegisterPage):
    """Takes the selection of a register's page: rows as chosen, recomputed from what the viewer may see."""

    http_method_names = ("post",)
    confirm: Any = ""  # the words of the button where other rows match by now

    def post(self, request: HttpRequest) -> HttpResponseBase:
        state = read_state(self.register, self.viewer, request.GET)
        found = find(state)
        if not found.form.is_valid():
            raise NotUnderstood("filter")
        try:
            selection = chosen(self.register, found.matching, found.visible, request.POST)
        except SelectionMoved as moved:
            return self._moved(state, moved)
        return self.act(state, selection)

    def act(self, state: State, selection: Selection) -> HttpResponseBase:
        raise NotImplementedError

    def _moved(self, state: State, moved: SelectionMoved) -> HttpResponse:
        context = {
            "seen_text": number(moved.seen),
            "now_text": number(moved.now.count),
            "fingerprint": moved.now,
            "act_url": self.request.get_full_path(),
            "act_label": self.confirm,
            "back_url": state.url(),
        }
        return render(self.request, "register/selection_moved.html", context, status=409)
