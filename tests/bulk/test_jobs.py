"""What is left to the worker is queued once, and what was lost is queued again."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import factories
from workbench.jobs import hand_over, resume_bulk_updates
from workbench.models import BulkUpdate, RunStatus

pytestmark = pytest.mark.django_db


def queued() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name="workbench.bulk_update")
    return [job.args["bulk_update"] for job in jobs]


@pytest.fixture
def waiting() -> BulkUpdate:
    user = factories.user(factories.profile())
    return BulkUpdate.objects.create(user=user, register="customers", row_count=9_000)


def test_it_is_queued_once(waiting: BulkUpdate) -> None:
    hand_over(waiting.pk)
    hand_over(waiting.pk)
    assert queued() == [waiting.pk]


def test_what_nobody_works_on_is_queued_again_and_what_is_over_is_not(waiting: BulkUpdate) -> None:
    for status in (RunStatus.DONE, RunStatus.FAILED, RunStatus.CANCELLED):
        BulkUpdate.objects.create(user=waiting.user, register="customers", status=status)
    BulkUpdate.objects.filter(pk=waiting.pk).update(status=RunStatus.RUNNING)
    assert resume_bulk_updates(0) == 1
    assert queued() == [waiting.pk]
