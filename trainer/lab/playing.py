"""Room `lab`: one bot plays one call, through the same session as a person, and is scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.conversation.call import Call
from trainer.conversation.directing.tuning import LEVELS
from trainer.conversation.events import CustomerSaid, Debrief, Event
from trainer.conversation.session import Session
from trainer.lab.bots.bot import Bot, Briefing
from trainer.lab.bots.every import bot
from trainer.scoring.score import score
from trainer.scoring.scorecard import FactOutcome, MissedMoment, Scorecard

#: Turns after which a bot hangs up by itself, unless the scenario allows fewer; for each person on the call. At another
#: level as many more or less as the level gives time.
TURNS = 25


@dataclass(frozen=True, slots=True)
class Fact:
    """How one fact ended."""

    id: str
    depth: int
    outcome: str
    """`earned`, `volunteered` or `missed`."""
    turn: int | None
    why: tuple[str, ...]
    """What opened it, or what stood in the way where it was closest."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one call."""

    kind: str
    seed: int
    turns: int
    overall: float | None
    parts: dict[str, float | None]
    facts: tuple[Fact, ...]
    uncovered: tuple[str, ...]
    """Motivations."""

    @property
    def deepest(self) -> int:
        """The depth of the deepest fact that was told; 0 where none was."""
        return max((fact.depth for fact in self.facts if fact.outcome != "missed"), default=0)


class _Nowhere:
    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


def play(call: Call, kind: str, seed: int, turns: int = TURNS) -> Played:
    """Let a bot of `kind` play a call with `seed`; the same seed gives the same call.

    Raises:
        KeyError: there is no such bot.
    """
    return converse(call, bot(kind, briefing_of(call), seed), kind, seed, turns)


def converse(call: Call, learner: Bot, kind: str, seed: int, turns: int = TURNS) -> Played:
    """Let a learner play a call with `seed`; it is reported under `kind`. Whatever the learner raises comes through."""
    session = Session.start(call, _Nowhere(), "lab", seed)
    last = next(event.text for event in session.events if isinstance(event, CustomerSaid))
    for _ in range(round(turns * LEVELS[call.level].time) * len(call.personas)):
        line = None if session.over else learner.line(last)
        if line is None:
            break
        last = next(event.text for event in session.say(line) if isinstance(event, CustomerSaid))
    session.end()
    notes = learner.notes()
    session.debrief(Debrief(notes.insight, notes.forces))
    return _played(kind, seed, score(session.events, call))


def briefing_of(call: Call) -> Briefing:
    """Give what a learner is told before a call."""
    scenario, persona = call.scenario, call.persona
    beside = call.beside[0].name if call.beside else ""
    return Briefing(scenario.product.name, scenario.belief, persona.name, persona.pronoun, beside)


def _played(kind: str, seed: int, card: Scorecard) -> Played:
    closest = {moment.fact: moment for moment in card.missed_moments}
    return Played(
        kind, seed, card.turns, card.overall, {part.name: part.value for part in card.parts},
        tuple(_fact(fact, closest.get(fact.id)) for fact in card.facts),
        tuple(one.id for one in card.motivations if one.uncovered),
    )  # fmt: skip


def _fact(fact: FactOutcome, missed: MissedMoment | None) -> Fact:
    why = fact.because if fact.outcome != "missed" else missed.missing if missed else ()
    return Fact(fact.id, fact.depth, fact.outcome, fact.turn, tuple(why))
