"""Signing in, and the preferences that act at once."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.profiles import NAMES

CHOICES = {
    "theme": {"", "light", "dark"},
    "density": {"", "comfortable"},
    "side": {"", "mini"},
    "keys": {"on", "off"},
    "language": {code for code, _name in settings.LANGUAGES},
}


class SignInForm(AuthenticationForm):
    # Django's own sentence says that capital letters count in the e-mail too, which they do not
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("The e-mail or the password is not right. In the password, capital letters count.")
    }


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Whoever asked for no place of their own goes to the first one: the register they live in."""
        asked: str = super().get_redirect_url()
        return "" if asked == "/" else asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = [{"email": email, "label": NAMES[key]} for key, email in settings.DEMO_USERS.items()]
        demo = {"demo_users": people, "demo_password": settings.DEMO_PASSWORD} if settings.DEMO_MODE else {}
        return super().get_context_data(**kwargs) | demo


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Saves one preference of the user; for people not signed in, the language in a cookie."""
    chosen = {name: request.POST[name] for name in CHOICES if name in request.POST}
    if not chosen or any(value not in CHOICES[name] for name, value in chosen.items()):
        return HttpResponseBadRequest()
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if "language" in chosen:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen["language"],
            max_age=31_536_000,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    user = request.user
    if user.is_authenticated:
        if "keys" in chosen:
            chosen["single_keys"] = chosen.pop("keys") == "on"  # type: ignore[assignment]
        for name, value in chosen.items():
            setattr(user, name, value)
        user.save(update_fields=list(chosen))
    return response
