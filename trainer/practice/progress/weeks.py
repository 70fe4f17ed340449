"""Room `practice`: time practised by day, as a sheet of weeks. Days are the learner's own; no clock is read here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from trainer.practice.progress import figures

#: Minutes from which a day is darker.
STEPS = (1, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on."""

    monday: date
    seconds: tuple[int, ...]
    """Time practised, Monday to Sunday."""

    @property
    def total(self) -> int:
        """Seconds in this week."""
        return sum(self.seconds)


def weeks_of(days: Mapping[date, int], last: date, count: int) -> tuple[Week, ...]:
    """Give `count` weeks up to that of `last`, oldest first. `days`: seconds practised."""
    monday = last - timedelta(days=last.weekday() + 7 * (count - 1))
    out = []
    for week in range(count):
        start = monday + timedelta(days=7 * week)
        out.append(Week(start, tuple(days.get(start + timedelta(days=day), 0) for day in range(7))))
    return tuple(out)


def heat(seconds: int) -> int:
    """Give how dark a day is: 0 for nothing at all, then 1 to 4 (`STEPS`, in minutes)."""
    if seconds <= 0:
        return 0
    return max(1, sum(seconds >= 60 * least for least in STEPS))


def practised(stamps: Sequence[int], talk: int) -> int:
    """Give the seconds practised in a session from when its events were stored (milliseconds), oldest first.

    What lies between two events counts up to `figures.PAUSE`. It is at least the time that the `talk` takes aloud: the
    events of a session that came from a file were all stored at once.
    """
    between = sum(min(figures.PAUSE * 1000, max(0, later - earlier)) for earlier, later in pairwise(stamps))
    return max(round(between / 1000), talk)
