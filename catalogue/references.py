"""The lists that several entities refer to: people and business units."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import BusinessUnit, User
from catalogue.field import Reference, Viewer


def _people(viewer: Viewer) -> QuerySet[Any]:
    return User.objects.all()


def _units(viewer: Viewer) -> QuerySet[Any]:
    return BusinessUnit.objects.all()


PERSON = Reference(User, _people, label=("first_name", "last_name"), is_person=True)
UNIT = Reference(BusinessUnit, _units)
