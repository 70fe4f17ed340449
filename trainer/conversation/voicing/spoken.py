"""Room `voicing`: what a voice gives back, and what every voice is given. No locked fact can be in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trainer.conversation.directing.direction import Direction


@dataclass(frozen=True, slots=True)
class Spoken:
    """A whole short answer. `pieces` name the authored lines in it, in order; `voice` says who spoke."""

    text: str
    pieces: tuple[str, ...]
    voice: str = "authored"
    parts: tuple[str, ...] = ()
    """The words of each piece, where the voice is the authored one."""
    lines: tuple[tuple[str, str], ...] = ()
    """(name, words) of each who speaks, where two people are on the call; `text` joins them."""


@dataclass(frozen=True, slots=True)
class Try:
    """What a model wrote, and what the check found in it."""

    raw: str
    """As it came, with control characters written out; a key that stood in it is not kept."""
    flaws: tuple[str, ...]
    """Kind and words of each flaw; empty where it was shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the call, as both heard it. `speaker` is `customer` or `learner`."""

    speaker: str
    text: str


def whose(piece: str) -> tuple[str, str]:
    """Split a piece into who says it, by id, and the piece; nobody where one person is on the call."""
    who, _, rest = piece.rpartition("/")
    return who, rest


class Voice(Protocol):
    """Somebody who puts a direction into words."""

    def speak(self, direction: Direction, turn: int, used: frozenset[str]) -> Spoken:
        """Give the customer's answer. `used` names the pieces said so far; none of them is said again."""
        ...
