"""The days demo data lives on: working days, seasons, growth, and days as text for COPY.

A day is a small whole number, counted from ORIGIN_YEARS before the current year.
"""

import datetime
from bisect import bisect_left

ORIGIN_YEARS = 8
HISTORY_YEARS = 4
FUTURE_DAYS = 800
GROWTH_A_YEAR = 0.05

# How much is done in a month, in hundredths: nobody is at work in July.
SEASON = (94, 96, 105, 98, 100, 122, 42, 88, 106, 104, 110, 131)


class Timeline:
    """Days around ``today``, and picks among working days weighted by season and growth."""

    def __init__(self, today: datetime.date) -> None:
        self.origin = datetime.date(today.year - ORIGIN_YEARS, 1, 1)
        self.today = self.day(today)
        self.history = self.day(datetime.date(today.year - HISTORY_YEARS, 1, 1))
        dates = [self.origin + datetime.timedelta(days=n) for n in range(self.today + FUTURE_DAYS)]
        self.iso = [date.isoformat() for date in dates]
        self.year = [date.year for date in dates]
        self.months = [date.month - 1 for date in dates]
        self._picks = [day for day, date in enumerate(dates) if date.weekday() < 5 for _ in range(self._weight(date))]
        self._starts = [bisect_left(self._picks, day) for day in range(len(dates) + 1)]

    def _weight(self, date: datetime.date) -> int:
        years = (date - self.origin).days / 365.25
        return round(SEASON[date.month - 1] / 12 * (1 + GROWTH_A_YEAR) ** years)

    def day(self, date: datetime.date) -> int:
        return (date - self.origin).days

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the picks of the days first…last begin, and how many they are (at least one)."""
        begin = self._starts[first]
        return begin, max(self._starts[last + 1] - begin, 1)

    def at(self, place: int) -> int:
        return self._picks[place]

    def pick(self, first: int, last: int, share: float) -> int:
        """Return the working day that lies at ``share`` (0 to 1) of the weighted days first…last."""
        begin, length = self.span(first, last)
        return min(max(self._picks[begin + int(share * length)], first), last) if first < last else first

    @property
    def picks(self) -> list[int]:
        return self._picks

    def stamp(self, day: int, minute: int = 0) -> str:
        """Return a moment of the working day as UTC text."""
        hours, minutes = divmod(minute % 540, 60)
        return f"{self.iso[day]} {7 + hours:02d}:{minutes:02d}:00+00"
