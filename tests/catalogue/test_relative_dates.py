"""Named periods against the oracle, on any day and on those where calendars bend."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogue.relative_dates import PERIODS, period
from catalogue.types import DATETIME
from tests.oracle.periods import PERIODS as KNOWN
from tests.oracle.periods import is_in, local_day

quiet = settings(deadline=None, database=None, max_examples=150)
days = st.dates(date(1996, 1, 1), date(2104, 12, 31))


def test_the_oracle_knows_every_period() -> None:
    assert set(PERIODS) == set(KNOWN)


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_a_period_holds_exactly_the_days_of_its_name(key: str) -> None:
    @quiet
    @given(days, st.integers(1, 12))
    @example(date(2024, 2, 29), 1)  # a leap day
    @example(date(2025, 2, 28), 1)  # the year after one
    @example(date(2024, 12, 30), 1)  # Monday of 2025-W01
    @example(date(2027, 1, 1), 1)  # Friday of 2026-W53
    @example(date(2025, 3, 31), 1)  # a month end whose neighbours are shorter
    @example(date(2025, 12, 31), 1)
    @example(date(2026, 1, 1), 1)
    @example(date(2024, 2, 28), 5)  # the day before a leap day
    @example(date(2026, 4, 30), 5)  # the last of a fiscal year
    def holds(today: date, begins: int) -> None:
        first, last = period(key, today, begins)
        near = [edge + timedelta(shift) for edge in (first, last, today) for shift in range(-3, 4)]
        far = [today + timedelta(shift) for shift in range(-760, 760, 7)]
        for day in near + far:
            assert (first <= day < last) == is_in(key, day, today, begins), day

    holds()


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(KeyError):
        period("next_century", date(2026, 1, 1), 1)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Europe/Helsinki", "America/New_York"])
def test_a_day_of_moments_is_the_local_day_also_when_the_clock_changes(zone: str) -> None:
    place = ZoneInfo(zone)
    with timezone.override(place):
        for day in (date(2025, 3, 30), date(2025, 10, 26), date(2025, 3, 9), date(2025, 11, 2), date(2026, 1, 1)):
            first, last = DATETIME.bound(day), DATETIME.bound(day + timedelta(1))
            start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=30)
            for half_hours in range(150):
                moment = start + timedelta(minutes=30 * half_hours)
                assert (first <= moment < last) == (local_day(moment, place) == day), moment
