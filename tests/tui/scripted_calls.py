"""Recorded calls without a store: real reading and judging, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from trainer.conversation.interview import JournalError, SessionError
from trainer.desk import recorded
from trainer.desk.recorded import Judged, Tape
from trainer.scoring.calls.comparing import Beside, Comparison

KEPT_AT = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
BESIDE = Comparison(
    6, 140,
    (Beside("open", "about half", "about two thirds", "Open questions, of your questions: about half here, …."),),
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A kept call in a list."""

    id: str
    judged: Judged
    kept_at: datetime = KEPT_AT

    @property
    def file(self) -> str:
        return self.judged.file

    @property
    def interviewer(self) -> str:
        return ", ".join(self.judged.interviewers)

    @property
    def masked(self) -> bool:
        return self.judged.masked

    @property
    def turns(self) -> int:
        return len(self.judged.transcript.turns)


@dataclass
class ScriptedCalls:
    """The calls of a scripted desk. `gate` holds judging up; `broken` is why nothing can be stored or read."""

    rows: list[Kept] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    broken: str = ""
    comparison: Comparison = BESIDE

    def __post_init__(self) -> None:
        self.gate.set()

    def read(self, path: Path) -> Tape:
        return recorded.read(path)

    def judge(
        self, tape: Tape, interviewer: str = "", *, mask: bool = False, told: Callable[[int], object] | None = None
    ) -> Judged:
        judged = recorded.judge(tape, interviewer, mask=mask, told=told)
        self.gate.wait(10)
        return judged

    def compare(self, judged: Judged) -> Comparison:
        self._works()
        return self.comparison

    def keep(self, judged: Judged) -> Kept:
        self._works()
        self.rows.insert(0, Kept(f"call-{len(self.rows) + 1}", judged))
        return self.rows[0]

    def kept(self) -> list[Kept]:
        self._works()
        return list(self.rows)

    def again(self, call: str) -> Judged:
        found = [row for row in self.rows if row.id == call]
        if not found:
            raise SessionError(f"there is no kept call {call!r}")
        return found[0].judged

    def delete(self, call: str) -> None:
        self._works()
        self.rows = [row for row in self.rows if row.id != call]

    def _works(self) -> None:
        if self.broken:
            raise JournalError(self.broken)
