"""The organisation a database serves, and what day it is there."""

import datetime

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from accounts.models import Organisation


def current_organisation() -> Organisation:
    """The organisation's settings. Raises ImproperlyConfigured before ``manage.py setup`` has run."""
    organisation = Organisation.objects.first()
    if organisation is None:
        raise ImproperlyConfigured("No organisation yet: run manage.py setup.")
    return organisation


def today() -> datetime.date:
    """The local date in the active time zone, which a request sets to the organisation's."""
    return timezone.localdate()
