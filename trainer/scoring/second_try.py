"""Room `scoring`: two calls from one state, side by side: what was said, what it opened and what it earned. Pure.

Told is what a scorecard tells and no more: a fact by its title, never by words that were not said; and of facts, trust
and reasons nothing at all (`revealed` is false) before a scorecard has shown what this customer hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.content.schema import Persona
from trainer.conversation.call import Call
from trainer.conversation.directing.reasons import sentence
from trainer.conversation.events import CustomerSaid, Ended, Event, standing
from trainer.scoring.record import Record, Turn, record_of


class ApartError(ValueError):
    """Two sessions have no state in common; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A fact that a turn touched: its title, and what opened it or what was missing. No words of the customer's."""

    id: str
    title: str
    depth: int
    force: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What one turn brought."""

    told: Touched | None
    """The fact told for the first time."""
    earned: bool
    """Whether the learner's moves released it; else it was volunteered."""
    hinted: Touched | None
    """The locked fact that the customer hinted at."""
    kept: tuple[Touched, ...]
    """Facts that the turn came near to and did not open."""
    before: float
    """Trust before the turn, 0 to 1."""
    trust: float
    """After it."""
    patience: float
    """After the turn; at 0 the call ends."""

    @property
    def gained(self) -> float:
        """By how much the turn moved trust."""
        return round(self.trust - self.before, 3)


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of one side."""

    turn: int
    said: str
    answer: str
    effect: Effect | None
    """None before anything may be told."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two calls, from the turn on in which they part."""

    session: str
    attempt: bool
    number: int
    """Of the attempt, 0 for practice."""
    branch_of: str
    branch_at: int
    steps: tuple[Step, ...]
    ended: str
    """Why the call ended; empty while it can go on."""

    def told(self, turns: int | None = None) -> list[tuple[int, Touched]]:
        """Give the facts told in the first so many turns (all where None), each with its turn."""
        return [(s.turn, s.effect.told) for s in self.steps[:turns] if s.effect and s.effect.told]

    def hinted(self, turns: int | None = None) -> list[tuple[int, Touched]]:
        """Give the facts hinted at in the first so many turns (all where None), each with its turn."""
        return [(s.turn, s.effect.hinted) for s in self.steps[:turns] if s.effect and s.effect.hinted]

    def trust(self, turns: int, before: float) -> float:
        """Give the trust after so many turns; `before` where there are none."""
        effects = [s.effect.trust for s in self.steps[:turns] if s.effect]
        return effects[-1] if effects else before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two calls side by side."""

    at: int
    """The first turn in which they are two; before it they are one."""
    before: str
    """What the customer had said last then."""
    trust: float | None
    """Then, 0 to 1; None before anything may be told."""
    patience: float | None
    sides: tuple[Side, Side]
    revealed: bool

    @property
    def even(self) -> int:
        """How many turns both have from there on: over those they can be compared."""
        return min(len(side.steps) for side in self.sides)

    def only(self, side: int, turns: int | None = None) -> list[tuple[int, Touched]]:
        """Give what of this side's (0 or 1) first so many turns (all where None) the other never told, with turns."""
        others = {fact.id for _, fact in self.sides[1 - side].told()}
        return [(turn, fact) for turn, fact in self.sides[side].told(turns) if fact.id not in others]


def compare(call: Call, one: Sequence[Event], two: Sequence[Event], *, at: int | None, revealed: bool) -> Comparison:
    """Put two logs of one content side by side.

    `at`: the turn in which they part as far as one is known to be a branch of the other. `revealed`: a scorecard has
    shown what this version of the content hides.

    Raises:
        ApartError: they do not begin in the same state, or they are one session.
        ValueError: a log does not begin with the start of a session.
    """
    records = (record_of(standing(one)), record_of(standing(two)))
    starts = [record.started for record in records]
    if starts[0].session == starts[1].session:
        raise ApartError("this is one session; name it and a second try of it")
    if len({(start.content, start.seed) for start in starts}) > 1:
        raise ApartError("these two calls have no turn in common; compare a session with a second try of it")
    shared = _shared(*records)
    parting = min(shared + 1, at or shared + 1)
    first = call.cast.first
    last = records[0].turns[parting - 2].direction if parting > 1 else None
    trust, patience = (last.trust, last.patience) if last else (first.trust, first.patience)
    sides = [
        _side(call.persona, record, log, parting, trust, revealed)
        for record, log in zip(records, (one, two), strict=True)
    ]
    return Comparison(
        parting,
        _before(one, parting),
        trust if revealed else None,
        patience if revealed else None,
        (sides[0], sides[1]),
        revealed,
    )


def _shared(one: Record, two: Record) -> int:
    """Give how many turns two calls have in common from the opening on."""
    pairs = zip(one.turns, two.turns, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one.turns), len(two.turns)))


def _before(events: Sequence[Event], at: int) -> str:
    said = (event for event in events if isinstance(event, CustomerSaid))
    return next((event.text for event in said if event.turn == at - 1), "")


def _side(persona: Persona, record: Record, log: Sequence[Event], at: int, trust: float, revealed: bool) -> Side:
    steps = []
    for turn in record.turns[at - 1 :]:
        steps.append(Step(turn.number, turn.text, turn.answer, _effect(persona, turn, trust) if revealed else None))
        trust = turn.direction.trust
    start = record.started
    ended = next((event.reason for event in log if isinstance(event, Ended)), "")
    closed = record.turns[-1].direction.closing if record.turns else ""
    return Side(
        start.session, start.attempt, start.number, start.branch_of, start.branch_at, tuple(steps), ended or closed
    )


def _effect(persona: Persona, turn: Turn, before: float) -> Effect:
    decided = turn.direction
    facts = {fact.id: fact for fact in persona.facts}

    def touched(id: str | None, why: Sequence[str] = ()) -> Touched | None:
        fact = facts.get(id or "")
        return None if fact is None else Touched(fact.id, fact.title, fact.depth, fact.force.value, tuple(why))

    reasons = [sentence(reason) for reason in decided.because] if decided.earned else []
    kept = (touched(one.fact, [sentence(reason) for reason in one.missing]) for one in decided.withheld)
    return Effect(
        touched(decided.disclose, reasons), decided.earned, touched(decided.hint), tuple(k for k in kept if k),
        before, decided.trust, decided.patience,
    )  # fmt: skip
