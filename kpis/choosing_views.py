"""Choosing and ordering the figures of a place: for oneself, and in Settings for everybody with an access profile."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccessProfile
from accounts.organisation import today
from kpis.choosing import MOST, checked, choice, gallery, gallery_of, in_order, moved, of_profile, remember
from kpis.kpi import KPIS, Kpi
from kpis.models import ProfileFigures
from kpis.places import PLACES, SHOWN
from kpis.question import Question, Subject
from kpis.views import FiguresPage
from workbench import toasts
from workbench.settings_pages import SettingsPage
from workbench.slots import SettingsPlace, add_settings_place
from workbench.state import NotUnderstood

TITLE = gettext_lazy("Choose key figures")


def _moved(request: HttpRequest, known: list[Kpi]) -> list[tuple[Kpi, bool]]:
    """The rows as they stand after one step of one of them; what was ticked stays so. Nothing is saved."""
    ticked, by_key = set(checked(request.POST.getlist("figures"), known)), {kpi.key: kpi for kpi in known}
    order = moved(request.POST.getlist("order"), request.POST["move"], known)
    return [(by_key[key], key in ticked) for key in order]


def _picked(request: HttpRequest, known: list[Kpi]) -> tuple[list[str], str]:
    """The keys that were posted, and what is wrong with them."""
    keys = checked(request.POST.getlist("figures"), known)
    if not keys:
        return keys, _("Tick at least one.")
    return keys, _("Tick at most %(number)s.") % {"number": MOST} if len(keys) > MOST else ""


def _form(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "kpis/choose.html", {"most": MOST, **context}, status=status)


class ChooseView(FiguresPage):
    """Somebody's own choice. Nothing of the gallery is for those who may not see it."""

    http_method_names = ("get", "post")

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        question = self._question(pk)
        return self._page(question, choice(question, self.place).keys)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        question = self._question(pk)
        if "move" in request.POST:
            return self._page(question, rows=_moved(request, gallery(question)))
        if "standard" in request.POST:
            remember(request.user, self.place, figures=None)
        else:
            keys, problem = _picked(request, gallery(question))
            if problem:
                return self._page(question, keys, problem=problem, status=422)
            remember(request.user, self.place, figures=keys)
        toasts.done(request, _("Key figures chosen"))
        return redirect(self.home)

    def _question(self, pk: int | None) -> Question:
        return Question(self.viewer, Subject(record=self.card(pk).record if pk is not None else None))

    def _page(
        self, question: Question, keys: Any = (), problem: str = "", status: int = 200, rows: Any = None
    ) -> HttpResponse:
        rows = rows or in_order(keys, gallery(question))
        around = {"title": TITLE, "back_url": self.home, "back_label": PLACES[self.place]}
        return _form(self.request, {"rows": rows, "problem": problem, **around}, status)


class FollowView(FiguresPage):
    """Whether the figures of a register follow its filter."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        follow = request.POST.get("follow", "")
        if follow not in {"yes", "no"}:
            raise NotUnderstood("follow")
        remember(request.user, self.place, figures_follow=follow == "yes")
        if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})  # the page knows its filter
        return redirect(self.home)


class ProfileListView(SettingsPage):
    """What each access profile sees at first, place by place."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = {(each.profile_id, each.place): each.keys for each in ProfileFigures.objects.all()}
        profiles = [
            (profile, [self._row(profile, place, kept.get((profile.pk, place))) for place in PLACES])
            for profile in AccessProfile.objects.order_by("name")
        ]
        context = {"profiles": profiles, "may_edit": self.may_edit, "heading": _("Key figures")}
        return render(request, "kpis/profiles.html", context)

    def _row(self, profile: AccessProfile, place: str, keys: list[str] | None) -> dict[str, Any]:
        return {
            "label": PLACES[place],
            "is_changed": keys is not None,
            "figures": [KPIS[key].label for key in (SHOWN[place] if keys is None else keys) if key in KPIS],
            "url": reverse("profile-figures-edit", args=[profile.pk, place]),
        }


class ProfileEditView(SettingsPage):
    """What people with one profile see at first at one place."""

    http_method_names = ("get", "post")
    writes_on_get = True

    def get(self, request: HttpRequest, pk: int, place: str) -> HttpResponse:
        profile = self._profile(pk, place)
        return self._page(profile, place, of_profile(profile.pk, place))

    def post(self, request: HttpRequest, pk: int, place: str) -> HttpResponse:
        profile = self._profile(pk, place)
        known = gallery_of(profile, place, today())
        try:
            if "move" in request.POST:
                return self._page(profile, place, rows=_moved(request, known))
            keys, problem = ([], "") if "standard" in request.POST else _picked(request, known)
        except NotUnderstood:
            raise Http404 from None
        if "standard" in request.POST:
            ProfileFigures.objects.filter(profile=profile, place=place).delete()
        else:
            if problem:
                return self._page(profile, place, keys, problem=problem, status=422)
            ProfileFigures.objects.update_or_create(profile=profile, place=place, defaults={"keys": keys})
        toasts.done(request, _("Saved: %(name)s") % {"name": f"{profile.name}, {PLACES[place]}"})
        return redirect("profile-figures")

    def _profile(self, pk: int, place: str) -> AccessProfile:
        if place not in PLACES:
            raise Http404
        return get_object_or_404(AccessProfile, pk=pk)

    def _page(
        self,
        profile: AccessProfile,
        place: str,
        keys: Any = (),
        problem: str = "",
        status: int = 200,
        rows: Any = None,
    ) -> HttpResponse:
        rows = rows or in_order(keys, gallery_of(profile, place, today()))
        title = f"{profile.name}: {PLACES[place]}"
        around = {"title": title, "back_url": reverse("profile-figures"), "back_label": _("Key figures")}
        return _form(self.request, {"rows": rows, "problem": problem, "is_first": True, **around}, status)


add_settings_place(
    SettingsPlace(
        gettext_lazy("Key figures"),
        gettext_lazy("Which key figures people with each access profile see at first."),
        "chart-no-axes-combined",
        "profile-figures",
        place=30,
    )
)
