"""Room `practice`: what one scored session counts for progress: how often each habit, which turns, which facts.

A tally is derived from the events and nothing else. It may be stored to save time, never to be believed: `VERSION`
says how it was made, and one of another version is made anew. Here it is written and read; `counting` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from trainer.conversation.version import ENGINE_VERSION
from trainer.scoring.habit_words import HABIT_WORDS
from trainer.scoring.scorecard import SCORING_VERSION

FORCES = ("push", "pull", "anxiety", "habit")
SKILLS = (*HABIT_WORDS, *FORCES)
"""Everything that is counted: habits first, then forces."""
#: Raised when a tally of the same session may come out otherwise by a change in `counting`.
TALLY_VERSION = "1"
#: How a tally was made; one of another version is made anew.
VERSION = f"{TALLY_VERSION}/{SCORING_VERSION}/{ENGINE_VERSION}"

Turns = tuple[tuple[int, ...], tuple[int, ...]]
"""Turns in which something was found, and turns in which it could have been."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One scored session in figures; it holds no words."""

    difficulty: int
    """Of the scenario as stated, 1 to 5."""
    seen: bool
    """Whether the learner had seen this customer's answers before the call began."""
    turns: int
    talk: int
    """Seconds that the talk takes aloud (simulated), of the turns that are this session's own."""
    low: float | None
    high: float | None
    """Where the overall may well lie, 0 to 100."""
    level: str
    """How hard the customer made it."""
    counts: Mapping[str, tuple[int, int]]
    """Skill of `SKILLS` → how often it was found, of how many chances (questions, turns, or facts)."""


def text_of(figures: Tally | Mapping[str, Turns]) -> str:
    """Write a tally, or the turns behind it, as one line of JSON; counts as one row of numbers, quick to read."""
    if isinstance(figures, Tally):
        data = asdict(figures) | {"counts": [number for skill in SKILLS for number in figures.counts[skill]]}
    else:
        data = dict(figures)
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def tally_from(text: str) -> Tally:
    """Read what `text_of` wrote of a tally.

    Raises:
        ValueError: it is no tally.
    """
    try:
        data: dict[str, Any] = json.loads(text)
        counts = data["counts"]
        data["counts"] = dict(zip(SKILLS, zip(counts[::2], counts[1::2], strict=True), strict=True))
        return Tally(**data)
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("no tally of a session") from error


def turns_from(text: str) -> dict[str, Turns]:
    """Read what `text_of` wrote of the turns.

    Raises:
        ValueError: it is something else.
    """
    try:
        return {name: (tuple(found), tuple(rest)) for name, (found, rest) in json.loads(text).items()}
    except (AttributeError, TypeError, RecursionError) as error:
        raise ValueError("no turns of a tally") from error
