"""Settings > Bulk updates: how long they are kept and can be undone."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.organisation import current_organisation
from workbench import toasts
from workbench.settings_pages import SettingsPage
from workbench.slots import SettingsPlace, add_settings_place

_ABOUT = gettext_lazy("How long a bulk update is kept and can be undone.")


class KeptForm(forms.ModelForm):
    """The days a bulk update is kept."""

    class Meta:
        model = Organisation
        fields: ClassVar = ["bulk_updates_kept"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = self.fields["bulk_updates_kept"]
        made.help_text = _("Older ones are forgotten at night. What they changed stays in the change log.")
        made.widget.attrs["class"] = "input num"


class KeptView(SettingsPage):
    http_method_names = ("get", "post")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(KeptForm(instance=current_organisation()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KeptForm(request.POST, instance=Organisation.objects.get(pk=current_organisation().pk))
        if not form.is_valid():
            return self._page(form, 422)
        form.instance.save(update_fields=["bulk_updates_kept"])
        toasts.done(request, _("Saved"))
        return redirect("bulk-updates-kept")

    def _page(self, form: KeptForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "heading": _("Bulk updates"),
            "back_url": reverse("settings"),
            "may_edit": self.may_edit,
        }
        return render(self.request, "settings/form.html", context, status=status)


add_settings_place(SettingsPlace(gettext_lazy("Bulk updates"), _ABOUT, "list-checks", "bulk-updates-kept", place=40))
