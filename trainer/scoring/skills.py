"""Room `scoring`: what can be said of a learner's habits over several calls, each with its noise band.

One call says little: half of its turns hardly predict the other half for open questions, mirroring and building on the
last words (`docs/scoring.md`). So a habit is stated from `LEAST_SESSIONS` calls and `LEAST_TURNS` turns on, never from
one, and never as an improvement: that is a comparison of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import pstdev

from trainer.conversation.hearing.heard import Kind
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.sureness import draws
from trainer.scoring.calls.technique import engaged
from trainer.scoring.habit_words import HABIT_WORDS, LABELLED

#: Pooled calls and turns from which a habit is stated (measured: a split-half reliability of .7 takes four to five).
LEAST_SESSIONS, LEAST_TURNS = 4, 100
#: Chances (questions, turns) below which one habit is not stated though there is enough practice as a whole.
LEAST_CHANCES = 30
#: Standard deviations to either side: about 95 of 100 (normal).
NOISE = 1.96


@dataclass(frozen=True, slots=True)
class Skill:
    """One habit over several calls."""

    name: str
    """`open`, `gives_back`, `builds_on`, `tells`, `leads` or `doubles`."""
    says: str
    """What the figure counts, in words."""
    wanted: str
    """`more` or `less`."""
    chances: int
    """Questions or turns it is counted among."""
    value: float | None = None
    """A share, 0 to 1; None where there are too few chances."""
    low: float | None = None
    high: float | None = None
    """The noise band around it."""


@dataclass(frozen=True, slots=True)
class Skills:
    """A learner's habits, or why nothing is said of them."""

    sessions: int
    turns: int
    skills: tuple[Skill, ...] = ()
    reason: str = ""


def skills_of(calls: Sequence[Sequence[Listened]]) -> Skills:
    """State the habits of several calls, pooled; says why where there is too little."""
    acts = [one for call in calls for one in engaged(call)]
    if len(calls) < LEAST_SESSIONS or len(acts) < LEAST_TURNS:
        have = f"{_many(len(calls), 'call')} with {_many(len(acts), 'turn')}"
        reason = f"too little to state a habit: {have}; it takes {LEAST_SESSIONS} calls and {LEAST_TURNS} turns"
        return Skills(len(calls), len(acts), reason=reason)
    return Skills(len(calls), len(acts), tuple(_skill(acts, *habit) for habit in HABITS))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _skill(
    acts: Sequence[Listened],
    name: str,
    says: str,
    wanted: str,
    among: Callable[[Listened], bool],
    has: Callable[[Listened], bool],
) -> Skill:
    found = [float(has(one)) for one in acts if among(one)]
    if len(found) < LEAST_CHANCES:
        return Skill(name, says, wanted, len(found))
    value = sum(found) / len(found)
    drawn = [sum(found[place] for place in places) / len(found) for places in draws(len(found), figures.DRAWS)]
    error = figures.LABEL_ERROR.get(LABELLED.get(name, ""), 0.0)
    noise = NOISE * hypot(pstdev(drawn), sqrt(error * (1 - error) / len(found)))
    return Skill(name, says, wanted, len(found), value, max(0.0, value - noise), min(1.0, value + noise))


def _asks(one: Listened) -> bool:
    return one.heard is not None and one.heard.question != "none"


def _acts(one: Listened) -> bool:
    return one.heard is not None


def _fits(one: Listened) -> bool:
    return one.contingency is not None


def _has(*kinds: Kind) -> Callable[[Listened], bool]:
    return lambda one: one.heard is not None and one.heard.has(*kinds)


def _open(one: Listened) -> bool:
    return one.heard is not None and one.heard.question == "open"


def _gives_back(one: Listened) -> bool:
    return one.heard is not None and one.heard.reflection != "none" and not one.heard.informs


def _builds(one: Listened) -> bool:
    return one.contingency is not None and one.contingency > figures.MIDDLE


def _tells(one: Listened) -> bool:
    return one.heard is not None and one.heard.informs


#: Habit → among which turns it is looked for, and where it is found.
_FOUND: dict[str, tuple[Callable[[Listened], bool], Callable[[Listened], bool]]] = {
    "open": (_asks, _open),
    "gives_back": (_acts, _gives_back),
    "builds_on": (_fits, _builds),
    "tells": (_acts, _tells),
    "leads": (_asks, _has(Kind.LEADING)),
    "doubles": (_asks, _has(Kind.DOUBLE_BARRELLED, Kind.STUFFING)),
}
#: Every habit: name, what it counts, which way is better, among which turns, where it is found.
HABITS = tuple((name, says, wanted, *_FOUND[name]) for name, (says, wanted) in HABIT_WORDS.items())
