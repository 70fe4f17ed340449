"""Room `practice`: what one scored session counts for progress: how often each habit, which turns, which facts.

A tally is derived from the events and nothing else. It may be stored to save time, never to be believed: `VERSION`
says how it was made, and one of another version is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from trainer.conversation.call import ENGINE_VERSION, Call
from trainer.conversation.events import CustomerSaid, Event, Fingerprinted, Started
from trainer.scoring.calls.technique import engaged
from trainer.scoring.manner import listened
from trainer.scoring.record import record_of
from trainer.scoring.scorecard import SCORING_VERSION, Scorecard
from trainer.scoring.skills import HABITS

FORCES = ("push", "pull", "anxiety", "habit")
SKILLS = (*(habit[0] for habit in HABITS), *FORCES)
"""Everything that is counted: habits first, then forces."""
#: Raised when a tally of the same session may come out otherwise by a change in this module.
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
    counts: Mapping[str, tuple[int, int]]
    """Skill of `SKILLS` → how often it was found, of how many chances (questions, turns, or facts)."""


def tally_of(events: Sequence[Event], card: Scorecard, call: Call) -> tuple[Tally, dict[str, Turns]]:
    """Count a scored session; beside the figures give, for each skill, the turns that they come from.

    A fact counts for its force where it was earned, not where it was volunteered.

    Raises:
        ValueError: the log does not begin with the start of a session.
    """
    record = record_of(events)
    started = record.started
    turns = {**_habits(events), **_forces(card)}
    counts = {name: (len(found), len(found) + len(rest)) for name, (found, rest) in turns.items()}
    counts |= {force: _told(card, force) for force in FORCES}
    own = [e.seconds for e in events if isinstance(e, CustomerSaid) and e.turn >= max(1, started.branch_at)]
    tally = Tally(
        call.scenario.difficulty, _seen(events), len(record.turns), round(sum(own)), card.low, card.high, counts
    )
    return tally, turns


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


def _habits(events: Sequence[Event]) -> dict[str, Turns]:
    record = record_of(events)
    numbers = [turn.number for turn in record.turns]
    acts = engaged(listened(record))
    out: dict[str, Turns] = {}
    for name, _, _, among, has in HABITS:
        chances = [(numbers[(one.index - 1) // 2], has(one)) for one in acts if among(one)]
        out[name] = tuple(n for n, found in chances if found), tuple(n for n, found in chances if not found)
    return out


def _forces(card: Scorecard) -> dict[str, Turns]:
    closest = {moment.fact: moment.turn for moment in card.missed_moments}
    out: dict[str, Turns] = {}
    for force in FORCES:
        facts = [fact for fact in card.facts if fact.force == force]
        found = sorted(fact.turn for fact in facts if fact.outcome == "earned" and fact.turn)
        missed = sorted(closest[fact.id] for fact in facts if fact.outcome == "missed" and fact.id in closest)
        out[force] = tuple(found), tuple(missed)
    return out


def _told(card: Scorecard, force: str) -> tuple[int, int]:
    outcomes = [fact.outcome for fact in card.facts if fact.force == force]
    return outcomes.count("earned"), len(outcomes)


def _seen(events: Sequence[Event]) -> bool:
    return any(isinstance(event, Started | Fingerprinted) and event.seen for event in events)
