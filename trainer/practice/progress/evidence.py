"""Room `practice`: from a point back to what was said: which turn of a session stands for its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.practice.progress.tally import Turns


@dataclass(frozen=True, slots=True)
class Point:
    """One attempt in one skill, with the words behind it."""

    session: str
    found: int
    of: int
    turn: int | None
    """The turn that stands for it; None where no turn does (a fact that never came near)."""
    quote: str
    """The learner's words in that turn."""
    turns: Turns
    """All turns in which it was found, and those in which it could have been."""


def telling(turns: Turns, wanted: str) -> int | None:
    """Give the turn that stands for a figure: of what is wanted the last time, of a fault the first.

    Where it was never found, the first turn in which it could have been.
    """
    found, rest = turns
    if found:
        return found[-1] if wanted == "more" else found[0]
    return rest[0] if rest else None


def point_of(session: str, count: tuple[int, int], turns: Turns, wanted: str, lines: Sequence[str]) -> Point:
    """Put a point together; `lines` are what the learner said, turn by turn from the first."""
    turn = telling(turns, wanted)
    quote = lines[turn - 1] if turn is not None and 0 < turn <= len(lines) else ""
    return Point(session, *count, turn, quote, turns)
