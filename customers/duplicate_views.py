"""What the form of a new customer shows beside it while somebody types."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from customers.duplicates import duplicates
from customers.register import customers
from workbench.saving import may_create
from workbench.state import short_text
from workbench.views import RegisterPage

LONGEST = 254
TYPED = ("name", "country", "business_id", "email")


class DuplicatesView(RegisterPage):
    """Likely duplicates of a customer being typed, as a fragment for htmx; for those who may make customers."""

    http_method_names = ("get",)
    register = customers

    def get(self, request: HttpRequest) -> HttpResponse:
        if not may_create(self.register.entity, self.viewer):
            raise Http404
        typed = {name: short_text(request.GET.get(name, ""), LONGEST) for name in TYPED}
        return render(request, "customers/duplicates.html", {"duplicates": duplicates(self.viewer, **typed)})
