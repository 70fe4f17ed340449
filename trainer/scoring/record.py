"""Room `scoring`: an event log read once, turn by turn, for all parts to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.conversation.directing.direction import Direction
from trainer.conversation.events import (
    CustomerSaid,
    Debriefed,
    Event,
    Fingerprinted,
    HintAsked,
    LearnerSaid,
    Marked,
    Started,
    TurnDirected,
    TurnHeard,
)
from trainer.conversation.hearing.heard import Heard, Kind
from trainer.language.text import count_words

#: Moves that are no attempt to hear something: they count in no rate.
_IDLE = (Kind.GREETING, Kind.THANKS, Kind.GOODBYE, Kind.APOLOGY, Kind.SMALL_TALK)


@dataclass(frozen=True, slots=True)
class Turn:
    """One complete turn."""

    number: int
    text: str
    heard: Heard
    direction: Direction
    answer: str
    before: str
    """The customer's line before this turn."""

    @property
    def engaged(self) -> bool:
        """Whether the turn tries to hear or bring something: not a pause, not pleasantries alone."""
        if self.heard.has(Kind.PAUSE):
            return False
        return (
            self.heard.question != "none" or not self.heard.moves or not all(m.kind in _IDLE for m in self.heard.moves)
        )

    @property
    def worn(self) -> str:
        """The device that had worn out in this turn, or empty."""
        codes = {r.code for r in self.direction.because}
        return next((code for code in ("parroted", "probed", "formula", "technique") if code in codes), "")

    @property
    def interrogates(self) -> bool:
        """Whether this was one closed question too many in a row."""
        return any(r.code == "interrogated" for r in self.direction.because)


@dataclass
class Record:
    """What happened in a session."""

    started: Started
    turns: list[Turn] = field(default_factory=list)
    debrief: Debriefed | None = None
    fingerprint: Fingerprinted = field(default_factory=Fingerprinted)
    marked: set[str] = field(default_factory=set)
    hints: int = 0
    learner_words: int = 0
    customer_words: int = 0
    told: dict[str, Turn] = field(default_factory=dict)
    """Fact → the turn in which it was first told."""
    hinted: dict[str, int] = field(default_factory=dict)
    """Fact → turn in which its tell was first dropped."""

    @property
    def engaged(self) -> list[Turn]:
        """The turns that tried to hear or bring something."""
        return [turn for turn in self.turns if turn.engaged]


def record_of(events: Sequence[Event]) -> Record:
    """Read a log. Incomplete turns (a line not yet answered) are left out.

    Raises:
        ValueError: the log does not begin with the start of a session.
    """
    if not events or not isinstance(events[0], Started):
        raise ValueError("this log does not begin with the start of a session")
    record = Record(events[0])
    text, before = "", ""
    heard: Heard | None = None
    direction: Direction | None = None
    for event in events:
        if isinstance(event, LearnerSaid):
            text = event.text
        elif isinstance(event, TurnHeard):
            heard = event.heard
        elif isinstance(event, TurnDirected):
            direction = event.direction
        elif isinstance(event, CustomerSaid):
            if event.turn and heard and direction:
                _complete(record, Turn(event.turn, text, heard, direction, event.text, before))
            before, heard, direction = event.text, None, None
        else:
            _around(record, event)
    return record


def _complete(record: Record, turn: Turn) -> None:
    record.turns.append(turn)
    record.learner_words += turn.heard.words
    record.customer_words += count_words(turn.answer)
    if turn.direction.disclose:
        record.told.setdefault(turn.direction.disclose, turn)
    for fact in turn.direction.hints:
        record.hinted.setdefault(fact, turn.number)


def _around(record: Record, event: Event) -> None:
    if isinstance(event, Debriefed):
        record.debrief = event
    elif isinstance(event, Fingerprinted):
        record.fingerprint = event
    elif isinstance(event, Marked):
        record.marked.add(event.motivation)
    elif isinstance(event, HintAsked):
        record.hints += 1
