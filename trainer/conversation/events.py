"""Room `conversation`: the events of a session. A session is its event log; everything else is a fold over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from typing import Any, ClassVar, get_args

from trainer.conversation.coached import Coaching
from trainer.conversation.directing.direction import Direction
from trainer.conversation.directing.level import PLAIN
from trainer.conversation.hearing.heard import Heard
from trainer.conversation.model import Usage
from trainer.conversation.voicing.spoken import Try

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
    model: str = ""
    """The language model that was to voice the customer; empty for the authored voice."""
    seen: bool = False
    """Whether the learner had seen what this customer hides before the call: another scorecard showed it."""
    level: str = PLAIN
    """How hard the customer made it; a log from before there were levels was played at the plain one."""
    number: int = 0
    """Of the attempt on this version of the content, as announced before the call; 0 for practice."""
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
class TurnPerceived:
    """What a model heard beside the rules (advisory): a kind of line and a public topic, with the words for it."""

    kind: ClassVar[str] = "perceived"
    turn: int
    act: str
    of: str
    """`fact` (told already) or `profile`; empty where no topic was named."""
    topic: str
    quote: str
    model: str
    prompt: str
    """Hash of the prompt."""
    usage: Usage = Usage()
    used: bool = False
    """Whether the director was given it."""


@dataclass(frozen=True, slots=True)
class TurnDirected:
    """What the director decided."""

    kind: ClassVar[str] = "directed"
    turn: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class TurnVoiced:
    """What a model was asked to say and what became of it. What was shown stands in `CustomerSaid`."""

    kind: ClassVar[str] = "voiced"
    turn: int
    model: str
    template: str
    """Name and version of the prompt's template."""
    prompt: str
    """Hash of the first prompt."""
    tries: tuple[Try, ...]
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Faulted:
    """A model failed. `action`: `retried` (asked once more) or `authored` (the authored voice stands in)."""

    kind: ClassVar[str] = "faulted"
    turn: int
    fault: str
    """A `FaultKind`."""
    action: str
    message: str = ""
    """One line for people; holds no words of the provider's."""
    rest: bool = False
    """Whether the authored voice stands in for the rest of the session."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The learner took their line back while a model was at work on the answer: it was never said."""

    kind: ClassVar[str] = "taken_back"
    turn: int


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
    lines: tuple[tuple[str, str], ...] = ()
    """(name, words) of each who spoke, where two people are on the call; `text` joins their words."""


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
    same: tuple[str, ...] = ()
    """Fingerprints of the lines of another stored call with this customer: the one most like this. No points."""
    seen: bool = False
    """Whether the learner had seen what this customer hides by the end of the call."""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """The learner says "I had this" of a motivation. Recorded as theirs, never counted."""

    kind: ClassVar[str] = "marked"
    motivation: str
    note: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Challenged:
    """The learner says otherwise of a label or an item of a turn. It stands beside ours and changes no figure."""

    kind: ClassVar[str] = "challenged"
    turn: int
    """0 for an item of the debrief."""
    part: str
    """`heard` for a label, else the part of the scorecard that the item is in."""
    rule: str
    """The aspect of a label (`question`, …), or the item's rule."""
    ours: str
    theirs: str
    reason: str
    scoring: str = ""
    """Version of the scoring that was challenged."""
    engine: str = ""
    """Version of the engine whose hearing it was."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a version of the scoring made of the session: once for each version that scored it. Shown, never read."""

    kind: ClassVar[str] = "scored"
    version: str
    overall: float | None
    parts: tuple[tuple[str, float | None], ...]
    """Part and its figure, 0 to 5."""
    low: float | None = None
    high: float | None = None
    """Between which the overall figure may well lie; None where that was not said."""
    engine: str = ""
    """Version of the engine that had played it."""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Coached:
    """A model's notes on the session, asked for after the debrief. They change no figure; older ones stay."""

    kind: ClassVar[str] = "coached"
    at: str
    """When, ISO 8601 in UTC."""
    model: str
    prompt: str
    """Name and version of the criteria."""
    coaching: Coaching
    usage: Usage = Usage()
    turn: int = 0


Event = (
    Started
    | LearnerSaid
    | TurnHeard
    | TurnPerceived
    | TurnDirected
    | TurnVoiced
    | Faulted
    | TakenBack
    | CustomerSaid
    | HintAsked
    | Ended
    | Debriefed
    | Fingerprinted
    | Marked
    | Challenged
    | Scored
    | Coached
)
KINDS: Mapping[str, type] = {kind.kind: kind for kind in get_args(Event)}


@dataclass(frozen=True, slots=True)
class Debrief:
    """The learner's debrief before it becomes an event. Insight at most 280 characters, each force at most 200."""

    insight: str = ""
    forces: Mapping[str, str] = field(default_factory=dict)


INSIGHT_LIMIT = 280
FORCE_LIMIT = 200
REASON_LIMIT = 280
"""Characters of the reason of a challenge."""


def standing(events: Sequence[Event]) -> tuple[Event, ...]:
    """Give a log without the lines that were taken back, as if they had never been typed."""
    out: list[Event] = []
    for event in events:
        if not isinstance(event, TakenBack):
            out.append(event)
            continue
        at = max((i for i, e in enumerate(out) if isinstance(e, LearnerSaid) and e.turn == event.turn), default=-1)
        del out[at : at + 1]
    return tuple(out)


def payload_of(event: Event) -> dict[str, Any]:
    """Give an event's fields as JSON-ready data, without its kind."""
    return _data(event)  # type: ignore[no-any-return]


def _data(value: Any) -> Any:
    """Give what `dataclasses.asdict` gives of what events are made of, in a third of the time: no leaf is copied."""
    kind: Any = type(value)
    if kind in _LEAVES:
        return value
    if kind is tuple or kind is list:
        return kind([_data(one) for one in value])
    if kind is dict:
        return {key: _data(one) for key, one in value.items()}
    if names := _names(kind):
        return {name: _data(getattr(value, name)) for name in names}
    return value  # a word of a closed set


_LEAVES = frozenset({str, int, float, bool, type(None)})


@lru_cache(maxsize=128)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


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
