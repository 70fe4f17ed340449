"""Room `tui`: opens a call for its screen. Blocks, on the disk and on a model that answers a line left waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.conversation.directing.level import PLAIN, Level
from trainer.conversation.directing.tuning import LEVELS
from trainer.conversation.events import CustomerSaid, Event, LearnerSaid, Started

if TYPE_CHECKING:
    from trainer.content.schema import Persona, Scenario
    from trainer.tui.elsewhere import Elsewhere
    from trainer.tui.ports import DeskPort, SessionPort

#: Purpose of the draft that holds what is noted during the call. Prepared questions are another one (`notes`): those
#: are compared with what is asked, and the customer's words noted down must not be.
JOTTINGS = "jottings"


@dataclass(frozen=True, slots=True)
class Way:
    """How a call is opened."""

    opening: Callable[[DeskPort], SessionPort]
    """Begins or resumes the session."""
    resumes: str = ""
    """The session that is gone on with, if any."""
    prepared: str | None = None
    """The questions prepared for it."""
    elsewhere: Elsewhere | None = None
    """Where the customer is on a server."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A call, open, with what was being typed when it was last left."""

    session: SessionPort
    scenario: Scenario
    personas: Sequence[Persona]
    line: str
    jottings: str
    model: str
    """Who voices it from here on; empty for the authored voice."""
    known: int
    """Events that were stored before it was opened; whatever follows them has just happened."""

    @property
    def level(self) -> Level:
        """How hard the customer makes it."""
        return LEVELS[next((event.level for event in self.session.events if isinstance(event, Started)), PLAIN)]


def _elsewhere(elsewhere: Elsewhere) -> Opened:
    """Give a call on a server, which is open already. Blocks on the disk.

    Raises:
        JournalError: what was being typed cannot be read.
    """
    session = elsewhere.session()
    scenario, personas = elsewhere.content_of(session.events)
    line, jottings = (elsewhere.store.draft(session.id, purpose) for purpose in ("line", JOTTINGS))
    return Opened(session, scenario, personas, line, jottings, "", len(session.events))


def opened(desk: DeskPort | None, way: Way, unanswered: Callable[[], object]) -> Opened:
    """Open a call; `unanswered` is told, from this thread, if a line has waited for its answer and now gets it.

    No desk is needed where the call is on a server.

    Raises:
        one of `ports.spoken_errors`: it cannot be opened.
    """
    if desk is None:
        assert way.elsewhere is not None  # a call is either on this machine or on a server
        return _elsewhere(way.elsewhere)
    before = desk.events(way.resumes) if way.resumes else ()
    if _waits(before):
        unanswered()
    session = way.opening(desk)
    scenario, personas = desk.content_of(session.events)
    if way.prepared:
        desk.store.save_draft(session.id, "notes", way.prepared)
    line, jottings = desk.store.draft(session.id, "line"), desk.store.draft(session.id, JOTTINGS)
    known = len(before) if before and _is(before[0], session.id) else len(session.events)
    return Opened(session, scenario, personas, line or "", jottings or "", _model(desk, session, way), known)


def _model(desk: DeskPort, session: SessionPort, way: Way) -> str:
    """Give the model in play: a session that is gone on with takes the one that is set now."""
    model = next((event.model for event in session.events if isinstance(event, Started)), "")
    if not model or not way.resumes:
        return model
    choice = desk.models.choice()
    return choice.name if choice else ""


def _waits(events: Sequence[Event]) -> bool:
    spoken = [event for event in events if isinstance(event, LearnerSaid | CustomerSaid)]
    return bool(spoken) and isinstance(spoken[-1], LearnerSaid)


def _is(event: Event, session: str) -> bool:
    return isinstance(event, Started) and event.session == session
