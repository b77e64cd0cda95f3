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
def read_once() -> Iterator[Organisation]:
    """Within this block the settings are those read at its beginning."""
    organisation = current_organisation()
    token = _of_request.set(organisation)
    try:
        yield organisation
    finally:
        _of_request.reset(token)


def today() -> datetime.date:
    """The local date in the active time zone, which a request sets to the organisation's."""
    return timezone.localdate()
