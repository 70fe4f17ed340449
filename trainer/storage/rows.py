"""Room `storage`: sessions as lists show them, without reading their events."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from trainer.conversation.directing.level import PLAIN
from trainer.conversation.events import Scored
from trainer.conversation.interview import JournalError
from trainer.storage.tables import events, sessions


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a list."""

    id: str
    scenario: str
    personas: tuple[str, ...]
    title: str
    """The scenario's title as it was played; its id where the content was not kept."""
    customer: str
    """The customer's name; their id where the content was not kept."""
    content: str
    """Hash of the canonical content."""
    seed: int
    started_at: datetime
    """UTC."""
    updated_at: datetime
    """When the last event was stored; UTC."""
    turns: int
    """Learner lines."""
    status: str
    """`open`, `ended` or `debriefed`."""
    attempt: bool
    """False for practice (explained, or a branch)."""
    branch_of: str
    """The session it branched off, or empty."""
    branch_at: int
    """The turn before which it branched off; 0 where it did not."""
    overall: float | None
    """0 to 100; None before it was scored, or where it could not be."""
    seen: bool = False
    """Whether the learner had seen what the customer hides before the call began."""
    level: str = PLAIN
    """How hard the customer made it."""
    low: float | None = None
    high: float | None = None
    """Between which the overall may well lie; None where it is certain, or was scored before this was recorded."""
    number: int = 0
    """Of the attempt on its version; 0 for practice, and where attempts were not counted yet."""

    @property
    def persona(self) -> str:
        """The id of the customer; several are joined with a comma."""
        return ",".join(self.personas)


def newest(
    connection: Connection, limit: int, offset: int, scenario: str | None = None, status: str | None = None
) -> list[SessionRow]:
    """Give sessions, the one touched last first."""
    query = newest_query(scenario, status).limit(limit).offset(offset)
    return [_row(found) for found in connection.execute(query)]


def newest_query(scenario: str | None, status: str | None) -> Select[Any]:
    """Give the query behind `newest`; each of its forms is answered from an index."""
    query = _rows().order_by(sessions.c.updated_at.desc(), sessions.c.id.desc())
    if scenario is not None:
        query = query.where(sessions.c.scenario == scenario)
    if status is not None:
        query = query.where(sessions.c.status == status)
    return query


def count(connection: Connection, scenario: str | None = None) -> int:
    """Count the sessions, or those of a scenario."""
    query = select(func.count()).select_from(sessions)
    if scenario is not None:
        query = query.where(sessions.c.scenario == scenario)
    return int(connection.execute(query).scalar_one())


def one(connection: Connection, session: str) -> SessionRow | None:
    """Give a session by its id."""
    found = connection.execute(_rows().where(sessions.c.id == session)).first()
    return None if found is None else _row(found)


def with_prefix(connection: Connection, prefix: str) -> SessionRow | None:
    """Give the session whose id is `prefix` or begins with it; None where there is none.

    Raises:
        JournalError: several ids begin with it.
    """
    if not prefix:
        return None
    exact = one(connection, prefix)
    if exact is not None:
        return exact
    begins = func.substr(sessions.c.id, 1, len(prefix)) == prefix
    found = [_row(row) for row in connection.execute(_rows().where(begins).order_by(sessions.c.id).limit(4))]
    if len(found) > 1:
        raise JournalError(f"Several sessions begin so: {', '.join(row.id for row in found)}; give more of the id.")
    return found[0] if found else None


def earlier_than(connection: Connection, row: SessionRow, limit: int) -> list[str]:
    """Give the ids of the sessions with other customers begun before `row`, latest first.

    With the same customer the same words may well fit again; on another one they are a list.
    """
    begun = select(sessions.c.started_at).where(sessions.c.id == row.id).scalar_subquery()
    query = (
        select(sessions.c.id)
        .where(sessions.c.turns > 0)
        .where(sessions.c.persona != row.persona)
        .where(sessions.c.started_at <= begun)
        .order_by(sessions.c.started_at.desc(), sessions.c.id.desc())
        .limit(limit)
    )
    return [str(found.id) for found in connection.execute(query)]


def with_customer(connection: Connection, row: SessionRow, limit: int) -> list[str]:
    """Give the ids of the other sessions with the customer of `row` in which something was said, begun last first."""
    query = (
        select(sessions.c.id)
        .where(sessions.c.turns > 0, sessions.c.persona == row.persona, sessions.c.id != row.id)
        .order_by(sessions.c.started_at.desc(), sessions.c.id.desc())
        .limit(limit)
    )
    return [str(found.id) for found in connection.execute(query)]


def revealed(connection: Connection) -> frozenset[str]:
    """Give the customers of the debriefed sessions; a scorecard shows what they hide.

    As `SessionRow.persona`, and each by themselves where two were on one call.
    """
    query = select(sessions.c.persona).where(sessions.c.status == "debriefed").distinct()
    names = [str(found.persona) for found in connection.execute(query)]
    return frozenset([*names, *(one for name in names for one in name.split(","))])


def _rows() -> Select[Any]:
    """Give the query of sessions, each with its start and its last figures, which say more than the columns do.

    A list reads two events of a session, not its log: the figures stand at its end.
    """
    first, last = events.alias("first"), events.alias("last")
    start = and_(first.c.session == sessions.c.id, first.c.n == 1)
    figures = (
        select(last.c.payload)
        .where(last.c.session == sessions.c.id, last.c.kind == Scored.kind)
        .order_by(last.c.n.desc())
        .limit(1)
        .scalar_subquery()
    )
    scored = case((sessions.c.status == "debriefed", figures), else_=None).label("scored")
    return select(sessions, first.c.payload.label("start"), scored).outerjoin(first, start)


def _row(found: Any) -> SessionRow:
    values = dict(found._mapping)
    start, figures = _fields(values.pop("start")), _fields(values.pop("scored"))
    values["seen"] = start.get("seen") is True
    values["level"] = str(start.get("level", PLAIN))  # logs from before there were levels do not name one
    values["number"] = number if isinstance(number := start.get("number"), int) else 0
    if figures.get("overall") == values["overall"]:
        values["low"], values["high"] = figures.get("low"), figures.get("high")
    values["personas"] = tuple(values.pop("persona").split(","))
    values["seed"] = int(values["seed"])
    for time in ("started_at", "updated_at"):
        values[time] = datetime.fromtimestamp(values[time] / 1000, UTC)
    values["attempt"] = bool(values["attempt"])
    return SessionRow(**values)


def _fields(payload: str | None) -> dict[str, Any]:
    """Give the fields of a stored event; none of one that cannot be read, for a list does not fail by it."""
    try:
        fields = json.loads(payload or "{}")
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
