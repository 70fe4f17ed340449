"""Room `desk`: a certificate: sessions with their events, scores and content versions, to be played again by anybody.

What it proves is that these lines, said to these customers, score so. Who typed them, and in how many tries, no file
can tell. The hash only finds a slip; a forger makes a new one. The proof is the replay.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from trainer.content.findings import shown
from trainer.conversation.events import Event, Fingerprinted, Started
from trainer.language.text import clean
from trainer.scoring.scorecard import Scorecard
from trainer.storage.exchange import SIZE_LIMIT as SESSION_LIMIT
from trainer.storage.exchange import ExchangeError, data_of, export_session

if TYPE_CHECKING:
    from trainer.desk.desk import Desk

FORMAT = "interview-trainer/certificate"
VERSION = 1
MOST = 50
"""Sessions in one certificate."""
SIZE_LIMIT = 10 * SESSION_LIMIT
"""Bytes of a certificate that is read."""
NAME_LIMIT = 120
ABOUT = "Played again, these lines score so. It does not prove who sat at the keyboard, or how often they tried."

_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Certified(BaseModel):
    """One session of a certificate as it was read; nothing in it is believed yet."""

    model_config = ConfigDict(extra="forbid", strict=True)

    session: str = Field(max_length=64)
    claims: dict[str, Any]
    events: _Hash
    """Hash of the log."""
    log: dict[str, Any] | None = None
    """As `trainer export` writes it; None where the words were left out."""


class Certificate(BaseModel):
    """A certificate as it was read; nothing in it is believed yet."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["interview-trainer/certificate"]
    version: Literal[1]
    about: str = Field(max_length=1000)
    name: str = Field(max_length=NAME_LIMIT)
    trainer: str = Field(max_length=40)
    replayable: bool
    sessions: list[Certified] = Field(min_length=1, max_length=MOST)
    hash: _Hash


def made(desk: Desk, sessions: Sequence[str], *, words: bool = True, name: str = "") -> dict[str, Any]:
    """Give a certificate of debriefed sessions (whole ids) as JSON-ready data.

    Raises:
        ExchangeError: too many sessions, one twice, or too long a name.
    """
    from trainer.version import __version__

    if len(sessions) > MOST or len(set(sessions)) < len(sessions):
        raise ExchangeError(f"A certificate holds up to {MOST} sessions, each once.")
    if len(clean(name)) > NAME_LIMIT:
        raise ExchangeError(f"The name is too long; give at most {NAME_LIMIT} characters.")
    entries = []
    for session in sessions:
        card, log = desk.score(session), export_session(desk.store, session)
        entry = {"session": session, "claims": claims(card, desk.events(session)), "events": digest(log)}
        entries.append({**entry, "log": log} if words else entry)
    out = {
        "format": FORMAT, "version": VERSION, "about": ABOUT, "name": clean(name), "trainer": __version__,
        "replayable": words, "sessions": entries,
    }  # fmt: skip
    return {**out, "hash": digest(out)}


def claims(card: Scorecard, events: Sequence[Event]) -> dict[str, Any]:
    """Give what a certificate states of a session. No word of it is in it; every figure follows from the events."""
    started = next(event for event in events if isinstance(event, Started))
    depths = sorted({fact.depth for fact in card.facts})
    return {
        "scenario": card.scenario,
        "personas": list(started.personas),
        "content": started.content,
        "overall": card.overall, "low": card.low, "high": card.high,
        "parts": {part.name: {"value": part.value, "low": part.low, "high": part.high} for part in card.parts},
        "facts": {
            f"depth {depth}": {
                outcome: sum(fact.depth == depth and fact.outcome == outcome for fact in card.facts)
                for outcome in ("earned", "volunteered", "missed")
            }
            for depth in depths
        },
        "uncovered": sum(one.uncovered for one in card.motivations), "motivations": len(card.motivations),
        "turns": card.turns, "hints": card.hints, "attempt": card.attempt,
        "seen": any(isinstance(event, Started | Fingerprinted) and event.seen for event in events),
        "model": started.model, "level": started.level,
        "versions": card.versions,
    }  # fmt: skip


def digest(data: Any) -> str:
    """Give the SHA-256 of data as canonical JSON."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_one(raw: bytes) -> bool:
    """Say whether a file calls itself a certificate."""
    try:
        data = data_of(raw, SIZE_LIMIT)
    except ExchangeError:
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT


def read(raw: bytes) -> Certificate:
    """Read a certificate: its form, its hashes, and that it does not contradict itself. The events are not looked at.

    Raises:
        ExchangeError: it is broken, or was changed after it was made.
    """
    data = data_of(raw, SIZE_LIMIT)
    try:
        found = Certificate.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = shown(".".join(map(str, first["loc"])))
        raise ExchangeError(
            f"The certificate is broken at {where}: {shown(first['msg'])}; have it made again."
        ) from None
    if digest({key: value for key, value in data.items() if key != "hash"}) != found.hash:
        raise ExchangeError("The certificate was changed after it was made: its hash is of other content.")
    for one in found.sessions:
        if found.replayable != (one.log is not None):
            raise ExchangeError("The certificate contradicts itself: it says otherwise of whether events are in it.")
        if one.log is not None and (one.log.get("session") != one.session or digest(one.log) != one.events):
            raise ExchangeError(f"The events of session {shown(one.session)} are not those that were certified.")
    return found


def check_claims(one: Certified, scored: Scorecard, events: Sequence[Event]) -> None:
    """Compare what is claimed of a session with what came out of its events.

    Raises:
        ExchangeError: something else came out; the line names it.
    """
    ours = json.loads(json.dumps(claims(scored, events)))
    if one.claims == ours:
        return
    theirs = one.claims.get("versions")
    if isinstance(theirs, dict) and theirs.get("scoring") != ours["versions"]["scoring"]:
        made_by, here = shown(str(theirs.get("scoring"))), ours["versions"]["scoring"]
        raise ExchangeError(f"Scored with version {made_by}, here is {here}; verify it with the trainer that made it.")
    wrong = sorted(key for key in {*ours, *one.claims} if ours.get(key) != one.claims.get(key))
    raise ExchangeError(
        f"Session {shown(one.session)} does not score what is claimed: {shown(', '.join(wrong))} come out otherwise."
    )


Replay = Callable[[bytes], tuple[tuple[Event, ...], Scorecard]]
"""Plays an exported session again; gives log and scorecard, raises ExchangeError where it comes out otherwise."""


def verified(found: Certificate, replay: Replay) -> list[tuple[Certified, tuple[Event, ...]]]:
    """Play every session of a certificate again and score it anew.

    Raises:
        ExchangeError: it cannot be replayed, does not replay, or does not score what is claimed.
    """
    if not found.replayable:
        raise ExchangeError("Not replayable: the words were left out, so that nobody can check its figures.")
    out = []
    for one in found.sessions:
        events, scored = replay(json.dumps(one.log, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        started = events[0]
        if isinstance(started, Started) and started.attempt and (started.explain or started.branch_of):
            raise ExchangeError(f"Session {shown(one.session)} is practice and calls itself an attempt.")
        check_claims(one, scored, events)
        out.append((one, events))
    return out
