"""A learner's progress without a disk: attempts with given figures, read at once or after some counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from trainer.conversation.interview import JournalError
from trainer.desk.progress import Reading
from trainer.practice.progress.entries import Entry
from trainer.practice.progress.evidence import Point
from trainer.practice.progress.progress import points, progress_of
from trainer.practice.progress.tally import SKILLS, Tally

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOSTILE = "[@click=app.quit]What[/] \x1b]0;x\x07happened\u202e then?"


def improved(count: int = 24) -> tuple[Entry, ...]:
    """Attempts of a learner who asks more open questions after eight of them, and changes in nothing else."""
    return tuple(_entry(number, 4 if number < 8 else 12) for number in range(count))


def _entry(number: int, opened: int) -> Entry:
    counts = dict.fromkeys(SKILLS, (0, 0))
    counts |= {"open": (opened, 14), "gives_back": (5 + number % 3, 20), "push": (number % 2, 5)}
    tally = Tally(2, number > 5, 20, 900, 40.0, 60.0, "plain", counts)
    at = BEGAN + timedelta(days=number)
    session, overall = f"done-{number + 1}", 50.0 + number
    return Entry(session, at, "supper", "ines", "c0ffee", "The list part", "Ines", True, overall, 1500, tally)


class ScriptedProgress:
    """Gives what it was given."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self.fails = ""
        """Why it cannot be read; empty: it can."""
        self.left_out = 0

    def look(self, told: Callable[[int, int], None] | None = None) -> Reading:
        if self.fails:
            raise JournalError(self.fails)
        if told is not None:
            told(0, len(self.entries))
        days = {one.at.date(): one.seconds for one in self.entries}
        return Reading(self.entries, progress_of(self.entries), days, 0, self.left_out)

    def points(self, skill: str, entries: Sequence[Entry]) -> list[Point]:
        return [
            Point(one.session, *one.tally.counts[skill], 4, HOSTILE, ((4,), (2,))) for one in points(skill, entries)
        ]
