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


class Voice(Protocol):
    """Somebody who puts a direction into words."""

    def speak(self, direction: Direction, turn: int, used: frozenset[str]) -> Spoken:
        """Give the customer's answer. `used` names the pieces said so far; none of them is said again."""
        ...
