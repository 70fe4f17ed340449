"""Room `storage`: what each scored session counts for progress, kept so that nobody has to read all events for it.

A tally is derived from the events and goes with its session. Its texts are of no concern here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, select

from trainer.conversation.events import Challenged, Coached, LearnerSaid, Marked, Scored
from trainer.storage.kept import drop
from trainer.storage.shelf import Shelf
from trainer.storage.tables import events, sessions, tallies


@dataclass(frozen=True, slots=True)
class Tallied:
    """What is kept of one session: which version made it, seconds practised, figures and the turns behind them."""

    session: str
    version: str
    seconds: int
    figures: str
    turns: str


@dataclass(frozen=True, slots=True)
class TalliedRow:
    """A debriefed session with the figures of its tally, without reading its events."""

    id: str
    scenario: str
    persona: str
    title: str
    customer: str
    content: str
    started_at: datetime
    """UTC."""
    attempt: bool
    overall: float | None
    seconds: int
    figures: str


#: Events that come when a result is read again; they are no practice.
_AFTERWARDS = tuple(event.kind for event in (Scored, Coached, Challenged, Marked))
_ROW = ("id", "scenario", "persona", "title", "customer", "content", "started_at", "attempt", "overall")


class TallyShelf(Shelf):
    """The tallies of a store. Every method may raise JournalError, whose message is one line for people."""

    def version(self, session: str) -> str:
        """Give the version of a session's tally; empty where it has none."""
        query = select(tallies.c.version).where(tallies.c.session == session)
        with self._reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def missing(self, version: str) -> list[str]:
        """Give the debriefed sessions without a tally of this version, the one begun first first."""
        here = and_(tallies.c.session == sessions.c.id, tallies.c.version == version)
        query = select(sessions.c.id).outerjoin(tallies, here).where(tallies.c.session.is_(None))
        query = query.where(sessions.c.status == "debriefed").order_by(sessions.c.started_at, sessions.c.id)
        with self._reading() as connection:
            return [str(id) for (id,) in connection.execute(query)]

    def rows(self, version: str) -> list[TalliedRow]:
        """Give the debriefed sessions with a tally of this version, the one begun first first."""
        query = (
            select(*(sessions.c[name] for name in _ROW), tallies.c.seconds, tallies.c.figures)
            .join(tallies, tallies.c.session == sessions.c.id)
            .where(sessions.c.status == "debriefed", tallies.c.version == version)
            .order_by(sessions.c.started_at, sessions.c.id)
        )
        with self._reading() as connection:
            return [_row(found) for found in connection.execute(query)]

    def keep(self, made: Tallied) -> None:
        """Store a tally in the place of an older one; does nothing if its session has meanwhile been deleted."""
        with self._writing("The figures for progress could not be kept") as connection:
            drop(connection)
            connection.execute(tallies.delete().where(tallies.c.session == made.session))
            if connection.execute(select(sessions.c.id).where(sessions.c.id == made.session)).first() is not None:
                connection.execute(tallies.insert().values({name: getattr(made, name) for name in made.__slots__}))

    def drop(self, session: str) -> None:
        """Drop a tally, so that it is made anew."""
        with self._writing("The figures for progress could not be dropped") as connection:
            drop(connection)
            connection.execute(tallies.delete().where(tallies.c.session == session))

    def turns(self, ids: Sequence[str]) -> dict[str, str]:
        """Give session → the turns behind its figures, of those that have a tally."""
        query = select(tallies.c.session, tallies.c.turns).where(tallies.c.session.in_(ids))
        with self._reading() as connection:
            return {str(found.session): str(found.turns) for found in connection.execute(query)}

    def stamps(self, session: str) -> list[int]:
        """Give when each event of a session was stored, up to its debrief: milliseconds since 1970, in order."""
        query = select(events.c.at).where(events.c.session == session, events.c.kind.not_in(_AFTERWARDS))
        with self._reading() as connection:
            return [int(at) for (at,) in connection.execute(query.order_by(events.c.n))]

    def lines(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Give session → the payloads of what the learner said in it, in order."""
        query = (
            select(events.c.session, events.c.payload)
            .where(events.c.session.in_(ids), events.c.kind == LearnerSaid.kind)
            .order_by(events.c.session, events.c.n)
        )
        out: dict[str, list[str]] = {}
        with self._reading() as connection:
            for session, payload in connection.execute(query):
                out.setdefault(str(session), []).append(str(payload))
        return out


def _row(found: Any) -> TalliedRow:
    id, scenario, persona, title, customer, content, begun, attempt, overall, seconds, figures = found
    at = datetime.fromtimestamp(begun / 1000, UTC)
    return TalliedRow(id, scenario, persona, title, customer, content, at, bool(attempt), overall, seconds, figures)
