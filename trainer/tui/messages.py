"""Room `tui`: what happened, told by workers to the screens. Small, typed, plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from trainer.content.catalogue import PersonaCard, ScenarioCard
    from trainer.content.schema import Persona, Scenario
    from trainer.conversation.events import Event
    from trainer.scoring.scorecard import Scorecard
    from trainer.tui.ports import RowPort, SessionPort


@dataclass
class DeskFailed(Message):
    """The learner's data cannot be opened; `reason` is one line for people."""

    reason: str


@dataclass
class Failed(Message):
    """Something asked of the desk did not work; `reason` is one line for people."""

    reason: str


@dataclass
class HistoryArrived(Message):
    """Stored sessions, newest first. `complete` is false while more pages are to come."""

    rows: Sequence[RowPort]
    complete: bool = True


@dataclass
class CatalogueArrived(Message):
    """All scenarios and customers."""

    scenarios: Sequence[ScenarioCard]
    personas: Sequence[PersonaCard]


@dataclass
class BriefingArrived(Message):
    """One scenario, the customers in it, and the prepared questions kept for it."""

    scenario: Scenario
    personas: Sequence[PersonaCard]
    notes: str


@dataclass
class SessionOpened(Message):
    """A session is open for its screen."""

    session: SessionPort
    scenario: Scenario
    personas: Sequence[Persona]


@dataclass
class DraftsArrived(Message):
    """What was being typed when the session was last left."""

    line: str
    notes: str


@dataclass
class EventArrived(Message):
    """An event of the call; it is already durable."""

    event: Event


@dataclass
class CallBroken(Message):
    """The stream of events failed. What was said is stored."""

    reason: str


@dataclass
class SayFailed(Message):
    """The learner's line was not stored; `text` holds their words."""

    text: str
    reason: str


@dataclass
class AnswerLate(Message):
    """No answer to turn `turn` has come for a while."""

    turn: int


@dataclass
class ScoreArrived(Message):
    """A scorecard and the log it was computed from."""

    scorecard: Scorecard
    events: Sequence[Event]
    scenario: Scenario
    personas: Sequence[Persona]


@dataclass
class Exported(Message):
    """A session was written to the file at `path`."""

    path: str


@dataclass
class Deleted(Message):
    """A session is gone."""

    session: str


@dataclass
class Kept(Message):
    """A draft was stored."""

    purpose: str
