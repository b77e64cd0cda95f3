"""The organisation a database serves, and what day it is there."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from accounts.models import Organisation

_of_request: ContextVar[Organisation | None] = ContextVar("organisation", default=None)


def current_organisation() -> Organisation:
    """The organisation's settings, read once per request.

    Raises ImproperlyConfigured before ``manage.py setup`` has run.
    """
    organisation = _of_request.get() or Organisation.objects.first()
    if organisation is None:
        raise ImproperlyConfigured("No organisation yet: run manage.py setup.")
    return organisation


@contextmanager
def in_organisation() -> Iterator[Organisation]:
    """Within this block the settings are those read at its beginning, and the active time zone is theirs."""
    organisation = current_organisation()
    token = _of_request.set(organisation)
    try:
        with timezone.override(organisation.zone):
            yield organisation
    finally:
        _of_request.reset(token)


def today() -> datetime.date:
    """The date it is now in the organisation's time zone, for everybody, requests and background work alike."""
    return timezone.localdate(timezone=current_organisation().zone)
