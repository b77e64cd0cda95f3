"""What the database itself refuses about projects and costs."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from projects.models import CostKind, Project, SalesCategory
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_lost_sales_project_is_always_closed() -> None:
    lost = factories.sales_status(SalesCategory.LOST)
    customer = factories.customer()
    with pytest.raises(IntegrityError, match="always closed"), transaction.atomic():
        factories.project(customer, sales_status=lost)
    project = factories.project(customer, sales_status=lost, is_closed=True)
    with pytest.raises(IntegrityError, match="always closed"), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(is_closed=False)


def test_an_open_project_cannot_become_lost_by_an_update_of_many() -> None:
    lost = factories.sales_status(SalesCategory.LOST)
    factories.project(factories.customer())
    with pytest.raises(IntegrityError, match="always closed"), transaction.atomic():
        Project.objects.update(sales_status=lost)


def test_a_closed_project_has_a_closing_date() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.project(factories.customer(), is_closed=True, closed_on=None)


def test_an_internal_project_has_no_sales_phase() -> None:
    status = factories.sales_status()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.project(factories.customer(), is_internal=True, sales_status=status)


def test_a_project_ends_no_earlier_than_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.project(factories.customer(), starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 31))


def test_hours_are_somebody_s() -> None:
    project = factories.project(factories.customer())
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.cost(project, kind=CostKind.HOURS, person=None)
