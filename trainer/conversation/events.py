"""Room `conversation`: the events of a session. A session is its event log; everything else is a fold over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from trainer.conversation.directing.direction import Direction
from trainer.conversation.hearing.heard import Heard

#: Raised when the meaning of stored events changes; older logs are read by a migration.
EVENTS_VERSION = 1


@dataclass(frozen=True, slots=True)
class Started:
    """A session began. `attempt` is false for practice (`--explain`, a branch)."""

    kind: ClassVar[str] = "started"
    session: str
    scenario: str
    personas: tuple[str, ...]
    seed: int
    content: str
    """Hash of the canonical content."""
    explain: bool = False
    attempt: bool = True
    branch_of: str = ""
    branch_at: int = 0
    engine: str = ""
    """Version of hearing, directing and voicing that played it."""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class LearnerSaid:
    """The learner's line, as typed (cleaned of control characters)."""

    kind: ClassVar[str] = "learner"
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class TurnHeard:
    """How the line was heard."""

    kind: ClassVar[str] = "heard"
    turn: int
    heard: Heard


@dataclass(frozen=True, slots=True)
class TurnDirected:
    """What the director decided."""

    kind: ClassVar[str] = "directed"
    turn: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class CustomerSaid:
    """The customer's answer. `pieces` name the authored lines in it; `seconds` is simulated time of the turn."""

    kind: ClassVar[str] = "customer"
    turn: int
    text: str
    voice: str = "authored"
    closing: bool = False
    pieces: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class HintAsked:
    """The learner asked for a hint and got `text`."""

    kind: ClassVar[str] = "hint"
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The call ended: `learner`, `patience`, `time`, `budget` or `facilitator`. A pause is no event."""

    kind: ClassVar[str] = "ended"
    turn: int
    reason: str


@dataclass(frozen=True, slots=True)
class Debriefed:
    """What the learner made of the call. Empty strings where nothing was written."""

    kind: ClassVar[str] = "debriefed"
    insight: str
    push: str = ""
    pull: str = ""
    anxiety: str = ""
    habit: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Fingerprinted:
    """What the unscripted part compares with: the learner's notes and earlier questions, as they were at the end."""

    kind: ClassVar[str] = "fingerprinted"
    notes: tuple[str, ...] = ()
    earlier: tuple[tuple[str, ...], ...] = ()
    """Fingerprints of the questions of each earlier session, latest first (at most 10); they hold no words."""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """The learner says "I had this" of a motivation. Recorded as theirs, never counted."""

    kind: ClassVar[str] = "marked"
    motivation: str
    note: str = ""
    turn: int = 0


Event = (
    Started
    | LearnerSaid
    | TurnHeard
    | TurnDirected
    | CustomerSaid
    | HintAsked
    | Ended
    | Debriefed
    | Fingerprinted
    | Marked
)
KINDS: Mapping[str, type] = {
    kind.kind: kind
    for kind in (
        Started, LearnerSaid, TurnHeard, TurnDirected, CustomerSaid, HintAsked, Ended, Debriefed, Fingerprinted, Marked
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Debrief:
    """The learner's debrief before it becomes an event. Insight at most 280 characters, each force at most 200."""

    insight: str = ""
    forces: Mapping[str, str] = field(default_factory=dict)


INSIGHT_LIMIT = 280
FORCE_LIMIT = 200


def payload_of(event: Event) -> dict[str, Any]:
    """Give an event's fields as JSON-ready data, without its kind."""
    return asdict(event)


def event_from(kind: str, payload: Mapping[str, Any]) -> Event:
    """Build an event of `kind` from its stored payload.

    Raises:
        ValueError: the kind is unknown or the payload does not fit it (pydantic's ValidationError is one).
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind of event: {kind!r}")
    return _adapter(kind).validate_python(dict(payload))  # type: ignore[no-any-return]


@lru_cache(maxsize=len(KINDS))
def _adapter(kind: str) -> Any:
    from pydantic import TypeAdapter  # 50 ms: only when a log is read

    return TypeAdapter(KINDS[kind])
