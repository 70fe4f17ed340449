"""Recorded calls at the desk: judged, put beside practice, and kept where the learner asks for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.conversation.events import Event
    from trainer.desk.recorded import Judged, Tape
    from trainer.scoring.calls.analyse import Analysis
    from trainer.scoring.calls.comparing import Comparison
    from trainer.storage.calls import CallRow, KeptCall
    from trainer.storage.store import Store

#: Practice sessions that a call is put beside: the learner's last ones. Older ones tell of somebody else.
SESSIONS = 10


class Calls:
    """The learner's recorded calls. Every method may block on the disk; call it off the event loop."""

    def __init__(self, store: Store, events: Callable[[str], tuple[Event, ...]]) -> None:
        """Take the store, and what gives the log of a session."""
        self._store, self._events = store, events

    def read(self, path: Path) -> Tape:
        """Read a file of a call. Raises TranscriptError."""
        from trainer.desk import recorded  # 40 ms: whoever practises may never need it

        return recorded.read(path)

    def judge(
        self, tape: Tape, interviewer: str = "", *, mask: bool = False, told: Callable[[int], object] | None = None
    ) -> Judged:
        """Judge a call as `recorded.judge` does. Raises WhoIsWho, TranscriptError."""
        from trainer.desk import recorded

        return recorded.judge(tape, interviewer, mask=mask, told=told)

    def compare(self, judged: Judged) -> Comparison:
        """Put a call beside the learner's last attempts, heard and judged in the same way. Raises JournalError."""
        from trainer.scoring.calls.comparing import compare

        return compare(judged.analysis, self._practice())

    def keep(self, judged: Judged) -> CallRow:
        """Store a call as it was judged: masked where it is masked. Raises JournalError."""
        from datetime import UTC, datetime

        from trainer.scoring.calls.analyse import ANALYSIS_VERSION
        from trainer.storage.calls import CallRow, KeptCall, KeptTurn

        turns = tuple(KeptTurn(turn.speaker, turn.text, turn.start, turn.end) for turn in judged.transcript.turns)
        row = CallRow(
            uuid.uuid4().hex, datetime.now(UTC), judged.file, judged.format, ", ".join(judged.interviewers),
            judged.masked, len(turns), ANALYSIS_VERSION,
        )  # fmt: skip
        return self._store.calls.keep(KeptCall(row, turns, judged.notes))

    def kept(self) -> list[CallRow]:
        """Give the kept calls, the one kept last first. Raises JournalError."""
        return self._store.calls.rows()

    def find(self, call: str) -> CallRow:
        """Give a kept call by the beginning of its id.

        Raises:
            SessionError: there is none.
            JournalError: there are several, or they cannot be read.
        """
        from trainer.conversation.interview import SessionError

        row = self._store.calls.find(call)
        if row is None:
            raise SessionError(f"there is no kept call {call!r}; `trainer calls` lists them")
        return row

    def again(self, call: str) -> Judged:
        """Judge a kept call with the analysis of today. Raises SessionError, JournalError."""
        from trainer.conversation.interview import SessionError

        kept = self._store.calls.call(self.find(call).id)
        if kept is None:
            raise SessionError(f"there is no kept call {call!r}; `trainer calls` lists them")
        return _judged(kept)

    def delete(self, call: str) -> None:
        """Delete a kept call for good, by its whole id. Raises JournalError."""
        self._store.calls.delete(call)

    def _practice(self) -> list[Analysis]:
        """Give the learner's last debriefed attempts as calls, analysed."""
        from trainer.desk.levels import counts
        from trainer.scoring.calls.analyse import analyse
        from trainer.scoring.calls.comparing import transcript_of

        rows = [row for row in self._store.sessions(10 * SESSIONS, status="debriefed") if counts(row)]
        return [analyse(transcript_of(self._events(row.id))) for row in rows[:SESSIONS]]


def practised_here() -> bool:
    """Say whether there is a store at all; looking makes none."""
    from trainer.storage.policy import FILE, home_folder

    return (home_folder() / FILE).is_file()


def _judged(kept: KeptCall) -> Judged:
    from trainer.scoring.calls.analyse import ANALYSIS_VERSION
    from trainer.scoring.calls.transcript import Transcript, Turn

    row, notes = kept.row, kept.notes
    if row.analysis != ANALYSIS_VERSION:
        notes += (f"It was kept with analysis version {row.analysis}; this is version {ANALYSIS_VERSION}.",)
    turns = tuple(Turn(turn.speaker, turn.text, turn.start, turn.end) for turn in kept.turns)
    names = (row.interviewer,) if row.interviewer else ()
    from trainer.desk import recorded

    return recorded.judged(row.file, row.format, names, notes, row.masked, Transcript(row.file, turns))
