"""Room `storage`: a session's events in the database, and the row of the session that follows them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from trainer.conversation.events import (
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    HintAsked,
    LearnerSaid,
    Scored,
    Started,
    TakenBack,
    event_from,
    payload_of,
)
from trainer.conversation.interview import JournalError
from trainer.storage.tables import contents, drafts, events, sessions

_IN_CALL = (LearnerSaid, CustomerSaid, HintAsked, TakenBack, Ended)
"""Events that only an open session takes."""
_SPENDS = {LearnerSaid: "line", Debriefed: "debrief"}
"""Which draft becomes which event."""
_ELSEWHERE = "The session has gone on in another window; open it again."


def append(connection: Connection, session: str, new: Sequence[Event], now: int) -> None:
    """Write events of a session behind those it has, and bring its row up to date. `now` in milliseconds since 1970.

    Raises:
        JournalError: unknown session, or events that do not follow what is there (it went on elsewhere).
    """
    if isinstance(new[0], Started):
        _begin(connection, session, new[0], now)
    row = connection.execute(select(sessions).where(sessions.c.id == session)).first()
    if row is None:
        raise JournalError("The session is not stored here; it may have been deleted.")
    state = dict(row._mapping)
    for event in new:
        _follow(state, event)
    last = connection.execute(select(func.max(events.c.n)).where(events.c.session == session)).scalar() or 0
    connection.execute(events.insert(), [_stored(session, last + at, event, now) for at, event in enumerate(new, 1)])
    touched = not all(isinstance(event, Scored) for event in new)  # being scored anew is not the learner's doing
    changed = {"turns": state["turns"], "status": state["status"], "updated_at": now if touched else row.updated_at}
    connection.execute(sessions.update().where(sessions.c.id == session).values(changed))
    for event in new:
        _drop_spent_draft(connection, session, event)


def read(connection: Connection, session: str) -> tuple[Event, ...]:
    """Give all events of a session in order; empty where it is unknown.

    Raises:
        JournalError: a stored event cannot be read.
    """
    query = select(events.c.n, events.c.kind, events.c.payload).where(events.c.session == session).order_by(events.c.n)
    out = []
    for n, kind, payload in connection.execute(query):
        try:
            out.append(event_from(kind, json.loads(payload)))
        except (ValueError, RecursionError):
            raise JournalError(f"Event {n} of the session cannot be read; restore a backup.") from None
    return tuple(out)


def learner_lines(connection: Connection, session: str) -> tuple[str, ...]:
    """Give what the learner said in a session, in order."""
    query = select(events.c.payload).where(events.c.session == session, events.c.kind == LearnerSaid.kind)
    return tuple(str(json.loads(payload)["text"]) for (payload,) in connection.execute(query.order_by(events.c.n)))


def sessions_with(connection: Connection, kind: str) -> list[str]:
    """Give the ids of the sessions that have an event of this kind."""
    found = connection.execute(select(events.c.session).where(events.c.kind == kind).distinct())
    return sorted(str(session) for (session,) in found)


def moments(connection: Connection, session: str) -> dict[str, int]:
    """Give when the last event of each kind of a session was stored, in milliseconds since 1970."""
    query = select(events.c.kind, func.max(events.c.at)).where(events.c.session == session).group_by(events.c.kind)
    return {str(kind): int(at) for kind, at in connection.execute(query)}


def storable(text: str) -> str:
    """Give text without the lone surrogates that no database takes; almost always the same text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _begin(connection: Connection, session: str, event: Started, now: int) -> None:
    if event.session != session:
        raise JournalError("The session's first event names another session.")
    if connection.execute(select(sessions.c.id).where(sessions.c.id == session)).first() is not None:
        raise JournalError("A session of this id is stored already.")
    kept = connection.execute(select(contents.c.title, contents.c.customer).where(contents.c.hash == event.content))
    title, customer = kept.first() or (event.scenario, ", ".join(event.personas))
    connection.execute(
        sessions.insert().values(
            id=session,
            scenario=event.scenario,
            persona=",".join(event.personas),
            title=title,
            customer=customer,
            content=event.content,
            seed=str(event.seed),
            started_at=now,
            updated_at=now,
            turns=0,
            status="open",
            attempt=event.attempt,
            branch_of=event.branch_of,
            branch_at=event.branch_at,
        )
    )


def _follow(state: dict[str, Any], event: Event) -> None:
    """Bring a session's row to where it stands after `event`."""
    if isinstance(event, _IN_CALL) and state["status"] != "open":
        raise JournalError(_ELSEWHERE)
    if isinstance(event, LearnerSaid):
        if event.turn != state["turns"] + 1:
            raise JournalError(_ELSEWHERE)
        state["turns"] = event.turn
    elif isinstance(event, TakenBack):
        if event.turn != state["turns"]:
            raise JournalError(_ELSEWHERE)
        state["turns"] = event.turn - 1
    elif isinstance(event, Ended):
        state["status"] = "ended"
    elif isinstance(event, Debriefed):
        if state["status"] != "ended":
            raise JournalError("The debrief was handed in already." if state["status"] == "debriefed" else _ELSEWHERE)
        state["status"] = "debriefed"


def _stored(session: str, n: int, event: Event, now: int) -> dict[str, Any]:
    payload = json.dumps(payload_of(event), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    payload = storable(payload)
    return {"session": session, "n": n, "kind": event.kind, "payload": payload, "at": now}


def _drop_spent_draft(connection: Connection, session: str, event: Event) -> None:
    """Drop the draft that has become `event`, together with storing it: a crash can neither lose nor double it.

    A draft of something else (the next line, typed ahead) stays.
    """
    purpose = _SPENDS.get(type(event))
    if purpose is None:
        return
    here = (drafts.c.session == session, drafts.c.purpose == purpose)
    if isinstance(event, LearnerSaid):
        from trainer.language.text import clean  # with its tables of words 40 ms, not on the way to home

        draft = connection.execute(select(drafts.c.text).where(*here)).scalar() or ""
        if clean(draft, keep_newlines=True) != clean(storable(event.text), keep_newlines=True):
            return
    connection.execute(drafts.delete().where(*here))
