"""Room `storage`: figures that are kept to save time, and never believed over what they rest on.

Each is kept with the version that made it and with its basis: what changes whenever the figures may. One of another
version or basis, or one that is damaged, is not given, so whoever asks makes it anew. The texts are of no concern here.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, select

from trainer.storage.shelf import Shelf
from trainer.storage.tables import contents, kept, own_drills, sessions

PROGRESS = "progress"
"""Name of the figures over all scored sessions."""


class KeptShelf(Shelf):
    """What a store keeps. Every method may raise JournalError, whose message is one line for people."""

    def basis(self) -> str:
        """Give what figures over all scored sessions rest on; it changes with every session and score."""
        with self._reading() as connection:
            return _basis(connection)

    def progress(self, version: str) -> str | None:
        """Give the figures over all scored sessions; None where there are none of this version that hold today."""
        query = select(kept.c.basis, kept.c.figures, kept.c.digest)
        with self._reading() as connection:
            found = connection.execute(query.where(kept.c.name == PROGRESS, kept.c.version == version)).first()
            holds = found is not None and found.basis == _basis(connection) and found.digest == _digest(found.figures)
        return str(found.figures) if holds and found is not None else None

    def keep_progress(self, version: str, basis: str, figures: str) -> None:
        """Keep figures over all scored sessions; does nothing where `basis` no longer is what they rest on."""
        with self._writing("The figures for progress could not be kept") as connection:
            if _basis(connection) == basis:
                drop(connection)
                values = {"name": PROGRESS, "version": version, "basis": basis, "figures": figures}
                connection.execute(kept.insert().values(**values, digest=_digest(figures)))

    def own_drills(self, session: str, version: str) -> str | None:
        """Give the drills made of a session; None where none of this version are kept."""
        c = own_drills.c
        query = select(c.drills).where(c.session == session, c.version == version)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else str(found)

    def keep_own_drills(self, session: str, version: str, drills: str) -> None:
        """Keep the drills made of a session; does nothing if it has meanwhile been deleted."""
        with self._writing("The drills of your own calls could not be kept") as connection:
            connection.execute(own_drills.delete().where(own_drills.c.session == session))
            if connection.execute(select(sessions.c.id).where(sessions.c.id == session)).first() is not None:
                connection.execute(own_drills.insert().values(session=session, version=version, drills=drills))


def drop(connection: Connection) -> None:
    """Drop the figures over all scored sessions, so that they are made anew."""
    connection.execute(kept.delete().where(kept.c.name == PROGRESS))


def _basis(connection: Connection) -> str:
    """Give counts and sums over the debriefed sessions and how much content is kept, which may let one be scored."""
    c = sessions.c
    sums = (func.count(), func.sum(c.started_at), func.max(c.updated_at), func.sum(c.overall), func.count(c.overall))
    row = connection.execute(select(*sums).where(c.status == "debriefed")).one()
    known = connection.execute(select(func.count()).select_from(contents)).scalar_one()
    return " ".join(map(str, (*row, known)))


def _digest(figures: str) -> str:
    return hashlib.sha256(figures.encode("utf-8", "replace")).hexdigest()
