"""Room `tui`: what happened, told by workers to the screens. Small, typed, plain data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from trainer.content.catalogue import PersonaCard, ScenarioCard
    from trainer.content.schema import Persona, Scenario
    from trainer.conversation.events import Coached, Event
    from trainer.llm.assistance import VoiceInfo
    from trainer.llm.check import Answering, Step
    from trainer.llm.choice import Choice
    from trainer.llm.keys import Found
    from trainer.scoring.beside import Beside
    from trainer.scoring.scorecard import Scorecard
    from trainer.tui.challenging import Said
    from trainer.tui.opening import Opened
    from trainer.tui.ports import RowPort, SessionPort
    from trainer.tui.setup import Place


@dataclass
class DeskFailed(Message):
    """The learner's data cannot be opened; `reason` is one line for people."""

    reason: str


@dataclass
class Failed(Message):
    """Something asked of the desk did not work; `reason` is one line for people."""

    reason: str


@dataclass
class HandedIn(Message):
    """The debrief of a call on a server is in; what comes of it is shown later."""


@dataclass
class HistoryArrived(Message):
    """Stored sessions, newest first, maybe not all; where it was asked, how many there are in all."""

    rows: Sequence[RowPort]
    total: int = 0


@dataclass
class CatalogueArrived(Message):
    """All scenarios and customers."""

    scenarios: Sequence[ScenarioCard]
    personas: Sequence[PersonaCard]


@dataclass
class BriefingArrived(Message):
    """One scenario, the customers in it, the prepared questions kept for it, whose answers were seen, and the level."""

    scenario: Scenario
    personas: Sequence[PersonaCard]
    notes: str
    seen: Collection[str] = ()
    level: str = ""


@dataclass
class SessionOpened(Message):
    """A session was read for its screen."""

    session: SessionPort
    scenario: Scenario
    personas: Sequence[Persona]


@dataclass
class CallOpened(Message):
    """A call is open for its screen."""

    opened: Opened


@dataclass
class LineWaited(Message):
    """The learner's last line was not answered when the session was left; it is being answered now."""


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
class ScoreArrived(Message):
    """A scorecard and the log it was computed from, with what stands beside it and how each turn was labelled."""

    scorecard: Scorecard
    events: Sequence[Event]
    scenario: Scenario
    personas: Sequence[Persona]
    beside: Beside | None = None
    labels: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class Challenged(Message):
    """The learner said otherwise of a turn; `kept` is false where it could not be stored."""

    turn: int
    said: Said
    kept: bool = True


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


@dataclass
class ModelNamed(Message):
    """Which model is set, in a few words."""

    text: str


@dataclass
class VoiceArrived(Message):
    """Who will voice the next call. `problem` is one line where that cannot be told."""

    info: VoiceInfo | None
    problem: str = ""


@dataclass
class ModelSeen(Message):
    """What is set, and where its key comes from. `problem` is one line where what is set cannot be read."""

    choice: Choice | None
    info: VoiceInfo | None
    key: Found | None
    rows: Sequence[Place]
    problem: str = ""


@dataclass
class ServersSeen(Message):
    """The local servers that answer right now."""

    answering: Sequence[Answering]


@dataclass
class FieldFailed(Message):
    """What stands in a field cannot be kept; `reason` is one line for people."""

    field: str
    reason: str


@dataclass
class ModelKept(Message):
    """The model was kept, or forgotten; `told` is one line for people."""

    told: str


@dataclass
class NotesArrived(Message):
    """The coach's notes on a session, newest first, and the model that could be asked for more (empty: none)."""

    notes: Sequence[Coached]
    model: str
    fresh: bool = False
    """Whether the first of them has just been made."""
    problem: str = ""
    """Why no model could be asked, where one was chosen."""


@dataclass
class CoachFailed(Message):
    """The coach could not be asked, or was stopped; `reason` is one line for people."""

    reason: str


@dataclass
class StepArrived(Message):
    """One step of the check of a model is done."""

    step: Step


@dataclass
class CheckEnded(Message):
    """The check of a model is over; `reason` is one line where it broke off."""

    reason: str = ""
