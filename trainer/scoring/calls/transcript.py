"""Room `scoring`: a recorded call as plain data. Who it was and which product is nobody's business here."""

from __future__ import annotations

from dataclasses import dataclass

INTERVIEWER, CUSTOMER = "interviewer", "customer"
#: Seconds beyond which a time is none (a year).
LATEST = 366 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said before the other side spoke."""

    speaker: str
    """`interviewer` or `customer`."""
    text: str
    """As transcribed; may be empty."""
    start: float | None = None
    """Seconds from the beginning of the call; None where the transcript has no times."""
    end: float | None = None

    @property
    def is_interviewer(self) -> bool:
        """Whether the interviewer said it."""
        return self.speaker == INTERVIEWER


@dataclass(frozen=True, slots=True)
class Transcript:
    """One recorded call, its turns in order."""

    id: str
    turns: tuple[Turn, ...]


class TranscriptFault(ValueError):
    """Data that is no transcript; the message is one line for people and names the place."""


def from_data(data: object) -> Transcript:
    """Read a transcript from plain data: `{"id": "…", "turns": [{"speaker": "interviewer"|"customer", "text": "…"}]}`.

    `id` may be missing; a turn may have `start` and `end` in seconds. Other fields are left alone.

    Raises:
        TranscriptFault: something else than that.
    """
    if not isinstance(data, dict):
        raise TranscriptFault("this is no object with “turns”")
    turns, name = data.get("turns"), data.get("id", "")
    if not isinstance(turns, list):
        raise TranscriptFault("“turns” is missing or no list")
    if not isinstance(name, str | int):
        raise TranscriptFault("“id” is no text")
    return Transcript(str(name), tuple(_turn(place, turn) for place, turn in enumerate(turns)))


def _turn(place: int, data: object) -> Turn:
    if not isinstance(data, dict):
        raise TranscriptFault(f"turn {place} is no object")
    speaker, text = data.get("speaker"), data.get("text")
    if speaker not in (INTERVIEWER, CUSTOMER):
        raise TranscriptFault(f"turn {place}: “speaker” has to be “{INTERVIEWER}” or “{CUSTOMER}”")
    if not isinstance(text, str):
        raise TranscriptFault(f"turn {place}: “text” is missing or no text")
    return Turn(speaker, text, _seconds(place, data, "start"), _seconds(place, data, "end"))


def _seconds(place: int, data: dict[object, object], name: str) -> float | None:
    value = data.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LATEST:
        raise TranscriptFault(f"turn {place}: “{name}” is no number of seconds")
    return float(value)
