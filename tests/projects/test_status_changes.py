"""When the sales status of a project last changed is kept with it, whatever happens to its changes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from projects.models import Project, SalesCategory, StatusChange
from tests import factories

pytestmark = pytest.mark.django_db
EARLY, LATE = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def project() -> Project:
    return factories.project(factories.customer(), sales_status=factories.sales_status(SalesCategory.WON))


def change(project: Project, at: datetime) -> StatusChange:
    return StatusChange.objects.create(project=project, new_status=project.sales_status, changed_at=at)


def kept(project: Project) -> datetime | None:
    return Project.objects.values_list("status_changed_at", flat=True).get(pk=project.pk)


def test_the_latest_counts_in_whichever_order_changes_are_told(project: Project) -> None:
    assert kept(project) is None
    change(project, LATE)
    change(project, EARLY)
    assert kept(project) == LATE


def test_a_change_taken_away_leaves_the_one_before(project: Project) -> None:
    change(project, EARLY)
    change(project, LATE).delete()
    assert kept(project) == EARLY
    StatusChange.objects.all().delete()
    assert kept(project) is None


def test_a_change_moved_in_time_or_to_another_project_is_told_to_both(project: Project) -> None:
    other = factories.project(factories.customer(), sales_status=project.sales_status)
    changed = change(project, EARLY)
    StatusChange.objects.filter(pk=changed.pk).update(changed_at=LATE)
    assert kept(project) == LATE
    StatusChange.objects.filter(pk=changed.pk).update(project=other)
    assert (kept(project), kept(other)) == (None, LATE)


def test_no_change_of_the_project_is_noted_for_it(project: Project) -> None:
    tracked: Any = project  # has events from pghistory
    before = tracked.events.count()
    change(project, EARLY)
    assert tracked.events.count() == before
