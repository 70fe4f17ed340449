"""Room `storage`: attempts on one version of the content, and which sessions branched off which."""

from __future__ import annotations

import json
from collections import defaultdict

from sqlalchemy import Connection, and_, select

from trainer.storage.tables import events, sessions


def next_number(connection: Connection, content: str) -> int:
    """Give the number that the next attempt on a version of the content has, from 1.

    It is above all numbers given before and above how many attempts there are: deleting one of several makes no
    second first attempt.
    """
    first = and_(events.c.session == sessions.c.id, events.c.n == 1)
    query = select(events.c.payload).select_from(sessions).join(events, first)
    found = connection.execute(query.where(sessions.c.content == content, sessions.c.attempt.is_(True)))
    numbers = [_number(payload) for (payload,) in found]
    return 1 + max([len(numbers), *numbers])


def chain(connection: Connection, session: str) -> list[tuple[str, int]]:
    """Give a session and those it branched off, nearest first, each with the turn at which it left the next one.

    The last of them may be deleted: its name is known all the same. A file that says that a session branched off itself
    ends the chain.
    """
    out: list[tuple[str, int]] = []
    at, known = session, set[str]()
    while at and at not in known:
        known.add(at)
        query = select(sessions.c.branch_of, sessions.c.branch_at).where(sessions.c.id == at)
        found = connection.execute(query).first()
        out.append((at, found.branch_at if found else 0))
        at = str(found.branch_of) if found else ""
    return out


def descendants(connection: Connection, session: str) -> list[str]:
    """Give the ids of all sessions that branched off a session, directly or off one of those, begun first first."""
    query = select(sessions.c.id, sessions.c.branch_of).where(sessions.c.branch_of != "")
    children: defaultdict[str, list[str]] = defaultdict(list)
    for id, parent in connection.execute(query.order_by(sessions.c.started_at, sessions.c.id)):
        children[parent].append(id)
    out: list[str] = []
    waiting = [session]
    while waiting:
        for child in children.pop(waiting.pop(0), []):
            if child != session:
                out.append(child)
                waiting.append(child)
    return out


def revealed(connection: Connection, content: str) -> bool:
    """Say whether a scorecard here has shown what this version of the content hides."""
    query = select(sessions.c.id).where(sessions.c.content == content, sessions.c.status == "debriefed")
    return connection.execute(query.limit(1)).first() is not None


def _number(payload: str) -> int:
    """Give the number in the start of a session; 0 of one that cannot be read or has none."""
    try:
        number = json.loads(payload)["number"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0
    return number if isinstance(number, int) else 0
