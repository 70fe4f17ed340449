"""Room `tui`: what the app needs of the desk, as small protocols. Importing this costs nothing: types only.

`trainer.desk.Desk` is one such desk; the tests play a scripted one. Every method here may block (disk, parsing),
so the screens call them through `asyncio.to_thread` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from trainer.content.catalogue import PersonaCard, ScenarioCard
    from trainer.content.schema import Persona, Scenario
    from trainer.conversation.events import Coached, Debrief, Event
    from trainer.conversation.interview import Interview
    from trainer.conversation.model import Stop
    from trainer.llm.assistance import VoiceInfo
    from trainer.llm.choice import Choice
    from trainer.llm.keys import Found
    from trainer.llm.providers import Provider
    from trainer.llm.route import Secret
    from trainer.scoring.scorecard import Scorecard
    from trainer.scoring.second_try import Comparison
    from trainer.tui.pathing import PathPort
    from trainer.tui.side_ports import CallsPort, DrillingPort, ProgressPort, SharingPort


class RowPort(Protocol):
    """One stored session, as a list shows it."""

    @property
    def id(self) -> str:
        """The session's id."""
        ...

    @property
    def scenario(self) -> str:
        """Id of the scenario."""
        ...

    @property
    def persona(self) -> str:
        """Id of the customer; several are joined with a comma."""
        ...

    @property
    def customer(self) -> str:
        """The customer's name."""
        ...

    @property
    def title(self) -> str:
        """The scenario's title when it was played."""
        ...

    @property
    def started_at(self) -> Any:
        """When it began: a datetime, ISO text, or seconds since 1970."""
        ...

    @property
    def turns(self) -> int:
        """Learner turns so far."""
        ...

    @property
    def status(self) -> str:
        """`open`, `ended` (the debrief is still to be written) or `debriefed`."""
        ...

    @property
    def attempt(self) -> bool:
        """Whether it counts as an attempt."""
        ...

    @property
    def branch_of(self) -> str | None:
        """The session it branched from, if any."""
        ...

    @property
    def branch_at(self) -> int:
        """The turn before which it branched off; 0 where it did not."""
        ...

    @property
    def number(self) -> int:
        """Of the attempt on its version; 0 for practice."""
        ...

    @property
    def overall(self) -> float | None:
        """0 to 100 where it was scored."""
        ...

    @property
    def low(self) -> float | None:
        """From where the overall may well lie, where that is known."""
        ...

    @property
    def high(self) -> float | None:
        """Up to where the overall may well lie."""
        ...

    @property
    def seen(self) -> bool:
        """Whether the learner had seen the customer's answers before."""
        ...

    @property
    def level(self) -> str:
        """How hard the customer made it; `plain` as written."""
        ...


class SessionPort(Protocol):
    """A session in play. Its log so far is what a resumed screen shows."""

    @property
    def id(self) -> str:
        """The session's id."""
        ...

    @property
    def events(self) -> Sequence[Event]:
        """The log so far, oldest first."""
        ...


class CataloguePort(Protocol):
    """What can be practised."""

    def scenarios(self) -> list[ScenarioCard]:
        """Give all scenarios, gentlest first."""
        ...

    def personas(self) -> list[PersonaCard]:
        """Give all customers, without spoiling."""
        ...

    def scenario(self, ref: str) -> Scenario:
        """Give one scenario."""
        ...


class StorePort(Protocol):
    """The learner's own data."""

    def save_draft(self, session: str, purpose: str, text: str) -> None:
        """Keep what is being typed; `purpose` is `line`, `notes` (prepared), `jottings` (in the call) or `debrief`."""
        ...

    def draft(self, session: str, purpose: str) -> str:
        """Give what was kept, or an empty string."""
        ...

    def drop_draft(self, session: str, purpose: str) -> None:
        """Forget it."""
        ...

    def setting(self, key: str) -> str:
        """Give a setting, or an empty string."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        ...

    def delete(self, session: str, *others: str) -> Any:
        """Delete sessions for good."""
        ...

    def count(self) -> int:
        """Count the sessions."""
        ...


class KeysPort(Protocol):
    """Where keys are found; they are never shown."""

    def find(self, choice: Choice) -> Found:
        """Give the key for a choice, and where it is from."""
        ...

    def in_environment(self, provider: Provider) -> str:
        """Give the name of the variable that holds a key of this provider's; empty where none does."""
        ...


class ModelsPort(Protocol):
    """The learner's model."""

    @property
    def keys(self) -> KeysPort:
        """Where keys are found."""
        ...

    def choice(self, option: str | None = None) -> Choice | None:
        """Give the model that is chosen, None for the authored voice. Raises ChoiceError."""
        ...

    def info(self, turns: int, option: str | None = None) -> VoiceInfo:
        """Say who will voice a session of at most so many turns. Raises ChoiceError."""
        ...

    def keep(self, choice: Choice, key: Secret | None = None) -> None:
        """Keep a choice, and its key in the keyring. Raises ChoiceError, KeyringFault."""
        ...

    def forget(self, *, key: bool = False) -> None:
        """Go back to the authored voice; with `key` forget the key as well. Raises KeyringFault."""
        ...

    def warm(self) -> None:
        """Begin to load what reaches a model, if one is chosen."""
        ...


class DraftsPort(Protocol):
    """Where what is being typed is kept."""

    def save_draft(self, session: str, purpose: str, text: str) -> None:
        """Keep what is being typed."""
        ...

    def draft(self, session: str, purpose: str) -> str:
        """Give what was kept, or an empty string."""
        ...

    def drop_draft(self, session: str, purpose: str) -> None:
        """Forget it."""
        ...


class CallDesk(Protocol):
    """As much of a desk as a call and its debrief need; `DeskPort` is one, a call on a server has another."""

    @property
    def store(self) -> DraftsPort:
        """Where what is being typed is kept."""
        ...

    def interview(self, session: Any) -> Interview:
        """Wrap a session for the interview screen."""
        ...

    def events(self, session: str) -> Sequence[Event]:
        """Give the log of a session."""
        ...

    def content_of(self, events: Sequence[Event]) -> tuple[Any, tuple[Any, ...]]:
        """Give the content a session was played with."""
        ...

    def debrief(self, session: str, debrief: Debrief) -> Scorecard | None:
        """Hand in the debrief; None where the scorecard comes later."""
        ...


class DeskPort(Protocol):
    """The desk, as the screens see it."""

    @property
    def drilling(self) -> DrillingPort:
        """Drills."""
        ...

    @property
    def progress(self) -> ProgressPort:
        """What the learner's sessions show."""
        ...

    @property
    def path(self) -> PathPort:
        """The steps to a first call."""
        ...

    @property
    def models(self) -> ModelsPort:
        """The learner's model."""
        ...

    @property
    def calls(self) -> CallsPort:
        """Calls with real customers."""
        ...

    @property
    def sharing(self) -> SharingPort:
        """What can be shared of a session."""
        ...

    @property
    def catalogue(self) -> CataloguePort:
        """What can be practised."""
        ...

    @property
    def store(self) -> StorePort:
        """The learner's own data."""
        ...

    def start(
        self, scenario: str, persona: str | None = None, *, model: str | None = None, level: str = "plain"
    ) -> SessionPort:
        """Begin a session, voiced by what is set, by the named model, or `authored`; `level`: how hard they make it."""
        ...

    def resume(self, session: str, at: int | None = None) -> SessionPort:
        """Go on with a session, or branch from it before turn `at`."""
        ...

    def next_number(self, scenario: str, persona: str | None = None) -> int:
        """Give the number that the next attempt with a customer has; 1: it counts first."""
        ...

    def branches(self, session: str) -> Sequence[RowPort]:
        """Give the second tries of a session, also those of second tries, begun first first."""
        ...

    def compare(self, one: str, two: str) -> Comparison:
        """Put a session and a second try of it side by side."""
        ...

    def interview(self, session: Any) -> Interview:
        """Wrap a session for the interview screen."""
        ...

    def events(self, session: str) -> Sequence[Event]:
        """Give the log of a stored session."""
        ...

    def content_of(self, events: Sequence[Event]) -> tuple[Scenario, tuple[Persona, ...]]:
        """Give the content a session was played with."""
        ...

    def debrief(self, session: str, debrief: Debrief) -> Scorecard:
        """Hand in the debrief of an ended session and score it."""
        ...

    def score(self, session: str) -> Scorecard:
        """Score a stored session."""
        ...

    def mark(self, session: str, motivation: str, note: str = "") -> Any:
        """Record that the learner says "I had this" of a motivation."""
        ...

    def challenge(self, session: str, turn: int, label: str, reason: str, rule: str = "") -> Any:
        """Record what the learner says otherwise of a label or an item of a turn."""
        ...

    def seen(self) -> frozenset[str]:
        """Give the ids of the customers whose answers the learner has seen."""
        ...

    def coached(self, session: str) -> Sequence[Coached]:
        """Give the coach's notes on a session, newest first."""
        ...

    def coach(self, session: str, *, again: bool = False, stop: Stop | None = None) -> Coached:
        """Give the coach's notes; `again` asks the model anew. Raises ModelFault, Stopped."""
        ...

    def history(self, limit: int = 50, offset: int = 0) -> Sequence[RowPort]:
        """Give the newest sessions first."""
        ...


def spoken_errors() -> tuple[type[Exception], ...]:
    """Give the errors whose message is one line for people, of light modules alone: home waits for them."""
    from trainer.content.findings import ContentError
    from trainer.conversation.interview import JournalError, SessionError
    from trainer.conversation.model import ModelFault
    from trainer.llm.choice import ChoiceError
    from trainer.transcripts.faults import TranscriptError

    return (ChoiceError, ContentError, JournalError, ModelFault, SessionError, TranscriptError, OSError)
