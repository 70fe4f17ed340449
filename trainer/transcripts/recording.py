"""Room `transcripts`: what a file of a call holds, before anybody has said who the interviewer is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.transcripts import limits
from trainer.transcripts.faults import TranscriptError
from trainer.transcripts.wording import said, shown, tidy_name


@dataclass(frozen=True, slots=True)
class Line:
    """One speech or caption."""

    speaker: str
    """The name as the file spells it first; empty where the file names nobody."""
    text: str
    """Clean, on one line, never empty."""
    start: float | None = None
    """Seconds from the beginning of the file's clock, 0 or more; None where the file has no usable time."""
    end: float | None = None
    """Seconds, not before `start`; None where unknown or where `start` is."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A call as its file tells it, in the order of the file."""

    file: str
    """The file's name, for messages."""
    format: str
    """What the file was read as: "text", "captions", "table" or "json"."""
    lines: tuple[Line, ...]
    """At least one."""
    notes: tuple[str, ...] = ()
    """What the learner should know about how it was read, in plain sentences: nothing is guessed without one."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Give the names in the order in which they first speak, without the empty one."""
        return tuple(dict.fromkeys(line.speaker for line in self.lines if line.speaker))

    def error(self, fault: str, remedy: str) -> TranscriptError:
        """Make an error about this recording as a whole."""
        return TranscriptError(self.file, "", fault, remedy)


class Scribe:
    """Takes down the speeches of one file as a reader finds them, within the limits, and makes the recording."""

    def __init__(self, file: str, format: str, unit: str = "line") -> None:
        """Start a sheet; `unit` is what places in this file are counted in ("line", "row", "entry")."""
        self.file, self.format, self.unit = file, format, unit
        self._lines: list[Line] = []
        self._names: dict[str, str] = {}
        self._notes: dict[str, None] = {}
        self._chars = 0
        self._odd_time = 0

    def add(self, speaker: str, text: str, start: float | None, end: float | None, at: int) -> None:
        """Take down a speech found at place `at`; one without words (a sound cue, a dash) is passed over.

        Raises:
            TranscriptError: more than a call can hold.
        """
        if len(text) > limits.SPEECH_CHARS:
            fault = f"more than {limits.SPEECH_CHARS:,} characters in one speech"
            raise self.error(at, fault, "Break it into speeches.")
        text = said(text)
        if not text:
            return
        self._chars += len(text)
        if self._chars > limits.TALK_CHARS or len(self._lines) >= limits.SPEECHES:
            raise self.error(at, "more talk than a call can hold", "Give the file of one call.")
        self._lines.append(Line(self._name(speaker, at), text, *self._times(start, end, at)))

    def _name(self, speaker: str, at: int) -> str:
        name = tidy_name(speaker)
        known = self._names.setdefault(name.casefold(), name)
        if len(self._names) > limits.SPEAKERS:
            fault = f"more than {limits.SPEAKERS} different speakers"
            raise self.error(at, fault, "Give the file of one call, with a name before each speech.")
        return known

    def _times(self, start: float | None, end: float | None, at: int) -> tuple[float | None, float | None]:
        """Keep the times that can be: finite, not negative, the end not before the start."""
        sound = all(t is None or (math.isfinite(t) and t >= 0) for t in (start, end))
        if not sound or (start is not None and end is not None and end < start):
            self._odd_time = self._odd_time or at
            return None, None
        return start, end if start is not None else None

    def note(self, text: str) -> None:
        """Add a sentence for the learner; the same one is kept once."""
        self._notes.setdefault(shown(text, 400))

    def error(self, at: int, fault: str, remedy: str) -> TranscriptError:
        """Make an error at a place of this file, or about the whole of it where `at` is 0."""
        return TranscriptError(self.file, f"{self.unit} {at:,}" if at else "", fault, remedy)

    def recording(self) -> Recording:
        """Give what was taken down.

        Raises:
            TranscriptError: not a word was said.
        """
        if not self._lines:
            raise self.error(0, "no words are said in it", "Give a transcript with the words of the call.")
        lines = _from_the_beginning(self._lines)
        kept = [_within(line) for line in lines]
        late = next((n for n, (line, old) in enumerate(zip(kept, lines, strict=True), 1) if line is not old), 0)
        if self._odd_time:
            self.note(f"A time that cannot be ({self.unit} {self._odd_time:,}); such times are left out.")
        elif late:
            self.note(f"A time that cannot be (speech {late:,}); such times are left out.")
        if _runs_back(kept):
            self.note("The times run backwards in places; the speeches stay in the order of the file.")
        return Recording(shown(self.file), self.format, tuple(kept), tuple(self._notes))


def _from_the_beginning(lines: list[Line]) -> list[Line]:
    """Count clock times with a date (seconds or milliseconds since 1970) from the first of them."""
    starts = [line.start for line in lines if line.start is not None]
    if not starts or min(starts) < 1e8:
        return lines
    first = min(starts)
    unit = 1000.0 if first > 1e11 else 1.0

    def since(time: float | None) -> float | None:
        return None if time is None else (time - first) / unit

    return [replace(line, start=since(line.start), end=since(line.end)) for line in lines]


def _within(line: Line) -> Line:
    if max(line.start or 0.0, line.end or 0.0) <= limits.LATEST_SECOND:
        return line
    return replace(line, start=None, end=None)


def _runs_back(lines: Iterable[Line]) -> bool:
    starts = [line.start for line in lines if line.start is not None]
    return any(later < earlier for earlier, later in zip(starts, starts[1:], strict=False))
