"""Room `tui`: ports beside the interview: drills, sharing, progress. See `ports` for the desk itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.content.drills.shelf import Placed
    from trainer.desk.drilling import Overview
    from trainer.desk.progress import Reading
    from trainer.desk.shared import Offer
    from trainer.practice.drills.verdict import Verdict
    from trainer.practice.progress.entries import Entry
    from trainer.practice.progress.evidence import Point


class DrillingPort(Protocol):
    """Drills."""

    def overview(self) -> Overview:
        """Say how the learner stands, and plan the day. Raises ContentError, JournalError."""
        ...

    def answer(self, drill: Placed, text: str) -> Verdict:
        """Store an answer, then judge it. Raises JournalError."""
        ...


class SharingPort(Protocol):
    """What can be shared of a session, and where it is written."""

    def offers(self, session: str) -> Sequence[Offer]:
        """Give the kinds of file, each with what will be in it."""
        ...

    def folder(self) -> str:
        """Give the folder that files are written into."""
        ...

    def write(self, session: str, kind: str, *, words: bool = True) -> str:
        """Write a new file and give its path."""
        ...


class ProgressPort(Protocol):
    """What the learner's sessions show."""

    def read(self, told: Callable[[int, int], None] | None = None) -> Reading:
        """Read it; `told` hears how many of the sessions that were never counted are counted."""
        ...

    def points(self, skill: str, entries: Sequence[Entry]) -> Sequence[Point]:
        """Give a skill's points in some attempts, each with its words."""
        ...
