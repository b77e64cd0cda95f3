"""Settings > Industry codes: which industry of ours a public register's code proposes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.industry_codes import fix
from customers.models import Industry, IndustryOfCode
from registries.interface import REGISTRIES
from workbench import toasts
from workbench.settings_pages import SettingsPage
from workbench.slots import SettingsPlace, add_settings_place


class IndustryCodeForm(forms.Form):
    """A code and the industry it stands for here."""

    code_list = forms.ChoiceField(label=gettext_lazy("Code list"))
    code = forms.RegexField(r"^\d{2}[\d.]{0,10}$", label=gettext_lazy("Industry code"), max_length=20)
    text = forms.CharField(label=gettext_lazy("Description"), max_length=200, required=False)
    industry = forms.ModelChoiceField(Industry.objects.none(), label=gettext_lazy("Industry"), empty_label="\u2013")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [name for registry in REGISTRIES.values() for name in registry.code_lists]
        kept = [self.initial["code_list"]] if "code_list" in self.initial else []
        self.fields["code_list"].choices = [(name, name) for name in dict.fromkeys([*known, *kept])]  # type: ignore[attr-defined]
        self.fields["code"].error_messages["invalid"] = _("A code is digits and dots, such as 62.100.")
        self.fields["industry"].queryset = Industry.objects.filter(is_active=True).order_by("sort_name", "pk")  # type: ignore[attr-defined]
        for made in self.fields.values():
            made.widget.attrs["class"] = "input"
        self.fields["industry"].widget.attrs["data-combo"] = True


class ListView(SettingsPage):
    """Every code with the industries chosen for it; the first of a code is the one that is proposed."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = IndustryOfCode.objects.select_related("industry")
        listed = rows.order_by("code_list", "code", "-is_fixed", "-industry__is_active", "-times", "-pk")
        return render(request, "settings/industry_codes.html", {"rows": listed, "may_edit": self.may_edit})


class CodePage(SettingsPage):
    """A page of one row."""

    def row(self, pk: int | None) -> IndustryOfCode | None:
        return None if pk is None else get_object_or_404(IndustryOfCode, pk=pk)


def _begun(row: IndustryOfCode | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("code_list", "code", "text", "industry")} if row else {}


class EditView(CodePage):
    """A code's industry, chosen once and for all."""

    http_method_names = ("get", "post")
    writes_on_get = True

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        row = self.row(pk)
        return self._page(IndustryCodeForm(initial=_begun(row)), row)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        row = self.row(pk)
        form = IndustryCodeForm(request.POST, initial=_begun(row))
        if not form.is_valid():
            return self._page(form, row, 422)
        saved = fix(**form.cleaned_data, instead_of=row)
        toasts.done(request, _("Saved: %(name)s") % {"name": saved})
        return redirect("industry-codes")

    def _page(self, form: IndustryCodeForm, row: IndustryOfCode | None, status: int = 200) -> HttpResponse:
        codes = reverse("industry-codes")
        context = {
            "form": form,
            "heading": str(row) if row else _("New industry code"),
            "back_url": codes,
            "last_url": codes,
            "last_label": _("Industry codes"),
            "may_edit": self.may_edit,
        }
        return render(self.request, "settings/form.html", context, status=status)


class DeleteView(CodePage):
    """Forgets a choice; the next one for the code is proposed again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        row = self.row(pk)
        if row:
            row.delete()
            toasts.done(request, _("Deleted: %(name)s") % {"name": row})
        return redirect("industry-codes")


add_settings_place(
    SettingsPlace(
        gettext_lazy("Industry codes"),
        gettext_lazy("Which industry a public register's code proposes: learnt from choices, or fixed here."),
        "tags",
        "industry-codes",
        place=30,
    )
)
