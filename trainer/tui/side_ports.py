"""Room `tui`: ports beside the interview: recorded calls, drills, sharing, progress. The desk itself: `ports`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.content.drills.shelf import Placed
    from trainer.desk.drilling import Overview
    from trainer.desk.progress import Reading
    from trainer.desk.recorded import Judged, Tape
    from trainer.desk.shared import Offer
    from trainer.practice.drills.verdict import Verdict
    from trainer.practice.progress.entries import Entry
    from trainer.practice.progress.evidence import Point
    from trainer.scoring.calls.comparing import Comparison as Beside


class KeptPort(Protocol):
    """One recorded call that was kept, as a list shows it."""

    @property
    def id(self) -> str:
        """The call's id."""
        ...

    @property
    def kept_at(self) -> Any:
        """When it was kept, as `RowPort.started_at`."""
        ...

    @property
    def file(self) -> str:
        """Bare name of the file; a placeholder where it is masked."""
        ...

    @property
    def interviewer(self) -> str:
        """Who asks; empty where the file has no names."""
        ...

    @property
    def masked(self) -> bool:
        """Whether names and addresses were replaced."""
        ...

    @property
    def turns(self) -> int:
        """Turns of both sides."""
        ...


class CallsPort(Protocol):
    """Calls with real customers."""

    def read(self, path: Path) -> Tape:
        """Read a file. Raises TranscriptError."""
        ...

    def judge(
        self, tape: Tape, interviewer: str = "", *, mask: bool = False, told: Callable[[int], object] | None = None
    ) -> Judged:
        """Judge a call; `told` is given the number of its turns. Raises WhoIsWho, TranscriptError."""
        ...

    def compare(self, judged: Judged) -> Beside:
        """Put a call beside practice."""
        ...

    def keep(self, judged: Judged) -> KeptPort:
        """Store a call as it was judged."""
        ...

    def kept(self) -> Sequence[KeptPort]:
        """Give the kept calls, the one kept last first."""
        ...

    def again(self, call: str) -> Judged:
        """Judge a kept call."""
        ...

    def delete(self, call: str) -> None:
        """Delete a kept call for good."""
        ...


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

    def look(self, told: Callable[[int, int], None] | None = None) -> Reading:
        """Read it; `told` hears how many of the sessions that were never counted are counted."""
        ...

    def points(self, skill: str, entries: Sequence[Entry]) -> Sequence[Point]:
        """Give a skill's points in some attempts, each with its words."""
        ...
