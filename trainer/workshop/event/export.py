"""Room `workshop`, event: all of a workshop as one bundle of JSON that anybody can play again, signed by its host.

No token, code or secret is in it. The words of those who did not agree to be read may be left out: their figures then
rest on the host's signature alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from trainer.storage.workshop.chain import canonical, head_of
from trainer.workshop.event.board import Board, Played, RoundAt, Seat, Standing, board_of
from trainer.workshop.event.board import as_data as board_data
from trainer.workshop.event.figures import Figures
from trainer.workshop.event.settings import EventSettings
from trainer.workshop.event.settings import as_data as settings_data

FORMAT = "interview-trainer/workshop"
VERSION = 1
ABOUT = (
    "Played again, these lines score so, and the board follows from the scores. The signature says that the host whose "
    "public key this is wrote it so; compare it with the key the host gives. It does not prove who sat at a keyboard."
)


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it is exported."""

    number: int
    scenario: str
    persona: str
    """Who was called; of two people on one call the first."""
    content: str
    """Hash of the canonical content."""
    level: str
    minutes: int
    hints: bool
    open_content: bool
    state: str


@dataclass(frozen=True, slots=True)
class Member:
    """A seat as it is exported."""

    id: str
    name: str
    alias: str
    team: str
    consent: bool
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it is exported. Its id is that of its session."""

    id: str
    seat: str
    round: int
    number: int
    seed: int
    state: str
    turns: int
    figures: Figures | None
    """None while it is not scored."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a log, as it is stored."""

    n: int
    kind: str
    payload: str
    """JSON."""
    at: int
    """Milliseconds since 1970."""
    hash: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the facilitator, as it is stored."""

    n: int
    at: int
    actor: str
    act: str
    data: str
    """JSON."""
    hash: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that a bundle is made of."""

    trainer: str
    """Version of the trainer."""
    workshop: str
    title: str
    version: int
    state: str
    round: int
    left: int | None
    frozen: bool
    settings: EventSettings
    rounds: tuple[Round, ...]
    contents: Mapping[str, str]
    """Hash → canonical text, of every round."""
    members: tuple[Member, ...]
    calls: tuple[Call, ...]
    logs: Mapping[str, tuple[Entry, ...]]
    """Call → its events in order."""
    audit: tuple[Act, ...]


def standing_of(material: Material) -> Standing:
    """Give what the board of a workshop is made of."""
    on, settings = material, material.settings
    return Standing(
        on.workshop, on.title, on.version, on.state, on.round,
        tuple(RoundAt(one.number, one.state, one.open_content) for one in on.rounds),
        tuple(Seat(one.id, one.name, one.alias, one.team, one.removed) for one in on.members),
        tuple(map(_played, on.calls)),
        on.left, on.frozen, settings.names, settings.mode, settings.teams, settings.top,
    )  # fmt: skip


def board_in(material: Material) -> Board:
    """Give the board that an export holds: the facilitator's, complete."""
    return board_of(standing_of(material), facilitator=True)


def bundle(material: Material, public_key: str, *, every_word: bool = True) -> dict[str, Any]:
    """Give a workshop as JSON-ready data, to be signed; `public_key` is hex. Everything is in a fixed order.

    Without `every_word` the logs of those who did not agree to be read stay out; their heads are in it.
    """
    agreed = {one.id for one in material.members if one.consent}
    calls = sorted(material.calls, key=lambda call: (call.round, call.seat, call.number))
    told = [call.id for call in calls if every_word or call.seat in agreed]
    logs = {call.id: [asdict(entry) for entry in material.logs[call.id]] for call in calls}
    audit = [asdict(act) for act in material.audit]
    data = {
        "format": FORMAT,
        "version": VERSION,
        "about": ABOUT,
        "trainer": material.trainer,
        "workshop": {
            "id": material.workshop, "title": material.title, "version": material.version, "state": material.state,
            "round": material.round, "left": material.left, "frozen": material.frozen,
        },
        "settings": settings_data(material.settings),
        "rounds": [asdict(one) for one in sorted(material.rounds, key=lambda one: one.number)],
        "contents": {one.content: material.contents[one.content] for one in material.rounds},
        "seats": [asdict(one) for one in sorted(material.members, key=lambda one: one.id)],
        "calls": [asdict(call) for call in calls],
        "every_word": every_word,
        "logs": {call: logs[call] for call in told},
        "audit": audit,
        "board": board_data(board_in(material)),
        "heads": {
            "calls": {call.id: head_of(call.id, logs[call.id]) for call in calls},
            "audit": head_of(material.workshop, audit),
        },
        "public_key": public_key,
    }  # fmt: skip
    out: dict[str, Any] = json.loads(canonical(data))
    return out


def signed(data: Mapping[str, Any], private_key: str) -> dict[str, Any]:
    """Give a bundle with its signature: Ed25519 (RFC 8032) over the canonical JSON of all of it. `private_key` is hex.

    Raises:
        ValueError: the key is none, or not the one whose public key stands in the bundle.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if public_of(private_key) != data["public_key"]:
        raise ValueError("the workshop's key is not the one that its export names")
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).sign(signed_bytes(data))
    return {**data, "signature": signature.hex()}


def public_of(private_key: str) -> str:
    """Give the public key (hex) of a private one: 32 bytes in hex, drawn by chance by whoever makes the workshop.

    Raises:
        ValueError: it is none.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).public_key().public_bytes_raw().hex()


def signed_bytes(data: Mapping[str, Any]) -> bytes:
    """Give what the signature covers: everything but itself."""
    rest = {key: value for key, value in data.items() if key != "signature"}
    return canonical(rest).encode("utf-8", "surrogatepass")


def _played(call: Call) -> Played:
    found = call.figures
    figures = (found.overall, found.low, found.high, found.parts) if found else (None, None, None, None)
    return Played(call.seat, call.round, call.number, call.state, call.turns, *figures)
