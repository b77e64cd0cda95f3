"""Who asks, in which language and in whose time zone."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.organisation import in_organisation

NORWEGIAN = {"no", "nn"}  # Django knows "nb" alone, and browsers ask for any of the three


def language_of_browser(request: HttpRequest) -> str:
    """The first language the browser asks for that Havn speaks; whatever Norwegian it is, bokmål."""
    for asked, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if asked.partition("-")[0] in NORWEGIAN:
            return "nb"
        with suppress(LookupError):
            return translation.get_supported_language_variant(asked)
    return settings.LANGUAGE_CODE


class PreferencesMiddleware:
    """The user's language, else the browser's; the organisation's time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else language_of_browser(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            if request.user.is_authenticated:
                with in_organisation():
                    response = self.get_response(request)
                # nobody's rows stay in a browser or on the way there: after signing out, "back" asks again
                patch_cache_control(response, private=True, no_store=True)
            else:
                response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
