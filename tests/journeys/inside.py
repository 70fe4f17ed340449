"""Plays whole interviews inside this process: the same session and scoring as the command line runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.journeys.learners import Learner
from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Debrief, Event
from trainer.conversation.session import Session
from trainer.reports.wire import scored
from trainer.scoring.score import score

CATALOGUE = Catalogue()


class Nowhere:
    """A journal that keeps nothing."""

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


@dataclass(frozen=True)
class Whole:
    """A whole interview: what the customer said, the opening first, and the scorecard as the command line prints it."""

    said: tuple[str, ...]
    scored: dict[str, Any]


@cache
def call_of(scenario: str, persona: str) -> Call:
    played = CATALOGUE.cast(scenario, persona)
    return Call.of(played.scenario, played.personas, played.hash)


def converse(
    scenario: str,
    persona: str,
    learner: Learner | Sequence[str],
    *,
    seed: int = 1,
    turns: int = 25,
    insight: str = "",
    forces: Mapping[str, str] | None = None,
) -> Whole:
    """Play a call with a learner, who sees each answer, or with fixed lines; then hand in the debrief and score."""
    call = call_of(scenario, persona)
    session = Session.start(call, Nowhere(), "inside", seed)
    last = _answer(session.events)
    fixed = None if callable(learner) else iter(learner)
    for _ in range(turns if fixed is None else 1000):
        line = None if session.over else next(fixed, None) if fixed is not None else learner(last)  # type: ignore[operator]
        if line is None:
            break
        last = _answer(session.say(line))
    session.end()
    session.debrief(Debrief(insight, dict(forces or {})))
    said = tuple(event.text for event in session.events if isinstance(event, CustomerSaid))
    return Whole(said, scored(score(session.events, call)))


def _answer(events: Sequence[Event]) -> str:
    return next(event.text for event in events if isinstance(event, CustomerSaid))
