"""Room `storage`, workshops: what the books give and take. No type of SQLAlchemy leaves the room.

Times are milliseconds since 1970, `settings`, `parts`, `outcome`, `payload` and `data` JSON as text. Cheap to import.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A workshop. Of its code and tokens the database has hashes only, and gives none."""

    id: str
    title: str
    state: str
    settings: str
    round: int
    version: int
    """Of the board; grows by one with every group of writes that touched it."""
    lobby_open: bool
    public_key: str
    private_key: str = field(repr=False)
    secret: str = field(repr=False)
    created_at: int
    frozen_version: int | None = None
    frozen_board: str | None = None
    ended_at: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a workshop is, in short."""

    version: int
    state: str
    round: int
    frozen: bool


class WorkshopFields(TypedDict, total=False):
    """What of a workshop can be set; its version only by `touch`."""

    title: str
    state: str
    settings: str
    round: int
    code_hash: str
    lobby_open: bool
    frozen_version: int | None
    frozen_board: str | None
    ended_at: int | None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round: whom it interviews, for how long, and how far it is."""

    workshop: str
    number: int
    """From 1."""
    scenario: str
    persona: str
    title: str
    customer: str
    content: str
    """Hash of the content, see `content`."""
    level: str
    minutes: int
    hints: bool
    open_content: bool
    state: str
    ends_at: int | None = None
    left_ms: int | None = None
    begun_at: int | None = None


class RoundFields(TypedDict, total=False):
    """What of a round can be set on its way; `put_round` sets all."""

    state: str
    minutes: int
    ends_at: int | None
    left_ms: int | None
    begun_at: int | None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A participant's place in a workshop."""

    id: str
    workshop: str
    name: str
    name_key: str
    alias: str
    team: str
    """Empty: none."""
    status: str
    consent: bool
    joined_at: int
    seen_at: int
    claimed_hash: str | None = field(default=None, repr=False)
    """Of the invitation by which it was taken again; None once the new token was used."""
    client: str = field(default="", repr=False)
    """A keyed hash of the address and program that it was taken from; seats of one client have one."""


class SeatFields(TypedDict, total=False):
    """What of a seat can be set; a token or claim of None works no more. Name and name_key belong together."""

    name: str
    name_key: str
    team: str
    token_hash: str | None
    claim_hash: str | None
    claimed_hash: str | None
    status: str
    consent: bool


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call: a participant's session in a round. `n` and `head` say how far its log was when this was read."""

    id: str
    workshop: str
    seat: str
    round: int
    number: int
    """1: the attempt; from 2: practice."""
    kind: str
    seed: str
    state: str
    turns: int
    n: int
    head: str
    begun_at: int
    touched_at: int
    overall: int | None = None
    """Hundredths of points, as `low` and `high`; None: not scored."""
    low: int | None = None
    high: int | None = None
    parts: str | None = None
    outcome: str | None = None


class CallFields(TypedDict, total=False):
    """What of a call can be set apart from its log."""

    state: str
    overall: int | None
    low: int | None
    high: int | None
    parts: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class LogRow:
    """An event of a call as it is stored."""

    call: str
    n: int
    kind: str
    payload: str
    at: int
    hash: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What a request that was answered under an idempotency key has said, and where its answer is."""

    seat: str
    key: str
    body_hash: str
    call: str
    turn: int
    kind: str
    at: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An act of the facilitator."""

    workshop: str
    n: int
    at: int
    actor: str
    act: str
    data: str
    hash: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note of the facilitator, on a seat and a turn if named."""

    workshop: str
    n: int
    at: int
    text: str
    seat: str | None = None
    turn: int | None = None
