"""Why a public register gave no company. The text is for people, ``detail`` for the log."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RegistryError(Exception):
    """A look-up that brought nothing; reads in the language active when it is printed."""

    message: str | Promise = ""
    can_retry = False  # whether trying again by itself makes sense

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return str(self.message)


class NotFound(RegistryError):
    message = _("The register knows no company with this number.")


class Withheld(RegistryError):
    """Taken out of the open data, which is not the same as ceased."""

    message = _("The register does not show this company any more; that does not mean it has ceased.")

    def __init__(self, since: date | None = None) -> None:
        super().__init__(f"withheld since {since}")
        self.since = since


class TooShort(RegistryError):
    message = _("Type at least two letters of the name.")


class Personal(RegistryError):
    message = _("This looks like a personal identity number: it is not sent to any register.")


class Unavailable(RegistryError):
    """Slow, down, or out of reach."""

    message = _("The register does not answer at the moment. Try again later.")
    can_retry = True


class Busy(Unavailable):
    message = _("Many look-ups are under way at the moment. Try again in a few seconds.")


class RateLimited(Unavailable):
    message = _("The register asks us to wait. Try again in a minute.")


class BadAnswer(RegistryError):
    """An answer that cannot be read, or is about something else than was asked."""

    message = _("The register gave an answer that cannot be read. Try again later.")


class TooFarDown(RegistryError):
    message = _("The register shows no more hits than these: type more of the name.")
