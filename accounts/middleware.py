"""Who asks, in which language and in whose time zone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from accounts.organisation import in_organisation


class PreferencesMiddleware:
    """The user's language, else the browser's; the organisation's time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else translation.get_language_from_request(request)
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
