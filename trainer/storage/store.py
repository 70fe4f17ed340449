"""Room `storage`: the learner's store of sessions. The journal that `conversation` writes to."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select
from sqlalchemy.engine import URL

from trainer.conversation.events import Event
from trainer.conversation.interview import JournalError
from trainer.storage import branches, erasing, leftovers, log, rows, tables, upkeep
from trainer.storage.calls import CallShelf
from trainer.storage.drills import DrillLog
from trainer.storage.faults import told
from trainer.storage.kept import KeptShelf
from trainer.storage.leftovers import Gone, Traces
from trainer.storage.migrations import MIGRATIONS, Migration, due, migrate, version_of
from trainer.storage.policy import FILE, engine_for, file_of, home_folder, prepare_file, url_of
from trainer.storage.rows import SessionRow
from trainer.storage.tallies import TallyShelf
from trainer.storage.writer import WriterLock

__all__ = ["JournalError", "Purpose", "SessionRow", "Store"]

Purpose = Literal["line", "notes", "jottings", "debrief"]
"""What a draft is of."""


def _now() -> int:
    return time.time_ns() // 1_000_000


class Store:
    """Sessions, drafts, settings and the content they were played with. Usable from several threads.

    Every method may raise JournalError, whose message is one line for people; then nothing of the call was stored, and
    the store goes on working when the cause is gone.
    """

    def __init__(
        self, engine: Engine, lock: WriterLock, clock: Callable[[], int] = _now, file: Path | None = None
    ) -> None:
        """Take an engine, the lock of its writers, a clock (milliseconds since 1970), its file; `open` makes them."""
        self._engine = engine
        self._lock = lock
        self._clock = clock
        self._file = file
        self._guard = threading.RLock()
        self.calls = CallShelf(self._reading, self._writing, self._forget, clock)
        """Recorded calls that the learner chose to keep."""
        self.drills = DrillLog(self._reading, self._writing, clock)
        """Answers to drills."""
        self.tallies = TallyShelf(self._reading, self._writing)
        """What scored sessions count for progress."""
        self.kept = KeptShelf(self._reading, self._writing)
        """Figures over all of it, kept to save time."""

    @classmethod
    def open(
        cls,
        home: Path | None = None,
        url: str | None = None,
        *,
        clock: Callable[[], int] = _now,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Store:
        """Open the store under `home` (default: `TRAINER_HOME`, else the user's data folder) or at a database URL.

        Makes the folder and the database, and brings an older one up to date after a backup.

        Raises:
            JournalError: it cannot be opened or written, is damaged, or is of a newer trainer.
        """
        where = url_of(url) if url else URL.create("sqlite", database=str((home or home_folder()).absolute() / FILE))
        file = file_of(where)
        with told(f"The sessions in {file.parent if file else where.host or 'memory'} cannot be opened"):
            try:
                engine = engine_for(where)
            except ImportError as error:
                raise JournalError(f"The driver of this database is missing; install {error.name}.") from None
            if file is not None:
                prepare_file(file)
            store = cls(engine, WriterLock(file.with_name(file.name + ".lock") if file else None), clock, file)
            try:
                store._bring_up_to_date(migrations, file)
            except BaseException:
                store._release()
                raise
        return store

    @property
    def folder(self) -> Path | None:
        """The data folder; None where the database is no file."""
        return self._file.parent if self._file is not None else None

    def close(self) -> None:
        """Let go of the database."""
        with self._guard, told("The sessions could not be closed"):
            try:
                with self._lock.held():  # closing checkpoints
                    self._engine.dispose()
            finally:
                self._release()

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Store events of a session in order, durable when this returns; a line's spent draft goes with it.

        Raises:
            JournalError: nothing of it was stored (disk full, read-only folder, it went on in another window, …).
        """
        if not events:
            return
        with self._writing("The turn could not be saved") as connection:
            log.append(connection, session, events, self._clock())

    def events(self, session: str) -> tuple[Event, ...]:
        """Give all events of a session; empty where it is unknown."""
        with self._reading() as connection:
            return log.read(connection, session)

    def moments(self, session: str) -> dict[str, int]:
        """Give when the last event of each kind was stored, in milliseconds since 1970."""
        with self._reading() as connection:
            return log.moments(connection, session)

    def sessions(
        self, limit: int = 50, offset: int = 0, scenario: str | None = None, status: str | None = None
    ) -> list[SessionRow]:
        """Give sessions, the one touched last first, of one scenario or status if named."""
        with self._reading() as connection:
            return rows.newest(connection, limit, offset, scenario, status)

    def count(self, scenario: str | None = None) -> int:
        """Count the sessions, or those of a scenario."""
        with self._reading() as connection:
            return rows.count(connection, scenario)

    def session(self, id: str) -> SessionRow | None:
        """Give a session by its whole id, or None."""
        with self._reading() as connection:
            return rows.one(connection, id)

    def find(self, prefix: str) -> SessionRow | None:
        """Give the session whose id begins with `prefix`, or None; JournalError where several do."""
        with self._reading() as connection:
            return rows.with_prefix(connection, prefix)

    def earlier_lines(self, session: str, limit: int = 10) -> tuple[tuple[str, ...], ...]:
        """Give the learner's lines of the sessions with other customers begun before this one, latest first."""
        with self._reading() as connection:
            row = rows.one(connection, session)
            ids = rows.earlier_than(connection, row, limit) if row else []
            return tuple(log.learner_lines(connection, id) for id in ids)

    def lines_with_same_customer(self, session: str, limit: int = 100) -> tuple[tuple[str, ...], ...]:
        """Give the learner's lines of the other sessions with the customer of this one, begun last first."""
        with self._reading() as connection:
            row = rows.one(connection, session)
            ids = rows.with_customer(connection, row, limit) if row else []
            return tuple(log.learner_lines(connection, id) for id in ids)

    def revealed(self) -> frozenset[str]:
        """Give the customers whose answers a scorecard here has shown, each as the sessions name them."""
        with self._reading() as connection:
            return rows.revealed(connection)

    def next_number(self, content: str) -> int:
        """Give the number that the next attempt on this version of the content has, from 1."""
        with self._reading() as connection:
            return branches.next_number(connection, content)

    def lineage(self, session: str) -> list[tuple[str, int]]:
        """Give a session and those it branched off, nearest first, each with its turn; the last may be deleted."""
        with self._reading() as connection:
            return branches.chain(connection, session)

    def branches(self, session: str) -> list[SessionRow]:
        """Give all sessions that branched off a session, also off one of those, begun first first."""
        with self._reading() as connection:
            found = (rows.one(connection, id) for id in branches.descendants(connection, session))
            return [row for row in found if row is not None]

    def revealed_version(self, content: str) -> bool:
        """Say whether a scorecard here has shown what this version of the content hides."""
        with self._reading() as connection:
            return branches.revealed(connection, content)

    def with_event(self, kind: str) -> list[str]:
        """Give the ids of the sessions that have an event of this kind."""
        with self._reading() as connection:
            return log.sessions_with(connection, kind)

    def set_overall(self, session: str, overall: float | None) -> None:
        """Note a session's score (0 to 100) for lists."""
        with self._writing("The score could not be saved") as connection:
            connection.execute(tables.sessions.update().where(tables.sessions.c.id == session).values(overall=overall))

    def traces(self, session: str) -> Traces:
        """Say what goes with a session when it is deleted."""
        with self._reading() as connection:
            ids = erasing.family(connection, session)
        folder = self._file.parent if self._file else None
        with told("The data folder could not be read"):
            kept = leftovers.backups(folder, self._file) if folder and self._file else ()
            return Traces(tuple(ids), leftovers.exports_of(folder, ids) if folder and ids else (), kept)

    def delete(self, session: str) -> bool:
        """Delete a session and its branches for good, also from the files in the data folder that hold them.

        The questions prepared for its scenario go with its last session. False where it was not there.

        Raises:
            JournalError: something of it could not be deleted; the line names it.
        """
        with self._writing("The session could not be deleted") as connection:
            ids = erasing.family(connection, session)
            prepared = erasing.erase(connection, ids)
        self._forget(Gone(ids, prepared))
        return bool(ids)

    def wipe(self) -> tuple[Path, ...]:
        """Delete everything for good: sessions, calls, practice, settings, and in the data folder exports, backups and
        crash reports; packs stay. Gives the files that went.

        Raises:
            JournalError: something could not be deleted; the line names it.
        """
        with self._writing("Not everything could be deleted") as connection:
            erasing.wipe(connection)
        self._forget()
        if self._file is None:
            return ()
        with self._guard, told("Not all files could be deleted"), self._lock.held():
            return leftovers.clear(self._file.parent, self._file)

    def save_draft(self, session: str, purpose: Purpose, text: str) -> None:
        """Keep what is being typed; one draft for each session and purpose."""
        with self._writing("The draft could not be saved") as connection:
            connection.execute(
                tables.drafts.delete().where(tables.drafts.c.session == session, tables.drafts.c.purpose == purpose)
            )
            values = {"session": session, "purpose": purpose, "text": log.storable(text), "at": self._clock()}
            connection.execute(tables.drafts.insert().values(values))

    def draft(self, session: str, purpose: Purpose) -> str:
        """Give the draft of a session, or an empty string."""
        query = select(tables.drafts.c.text).where(
            tables.drafts.c.session == session, tables.drafts.c.purpose == purpose
        )
        with self._reading() as connection:
            return str(connection.execute(query).scalar() or "")

    def drop_draft(self, session: str, purpose: Purpose) -> None:
        """Drop a draft that is no longer needed."""
        with self._writing("The draft could not be dropped") as connection:
            connection.execute(
                tables.drafts.delete().where(tables.drafts.c.session == session, tables.drafts.c.purpose == purpose)
            )

    def keep_content(self, hash: str, text: str) -> None:
        """Keep the canonical text of a content version; does nothing if it is kept already."""
        known = select(tables.contents.c.hash).where(tables.contents.c.hash == hash)
        with self._reading() as connection:
            if connection.execute(known).first() is not None:
                return
        title, customer = _names_in(text)
        with self._writing("The scenario could not be kept") as connection:
            if connection.execute(known).first() is None:
                connection.execute(
                    tables.contents.insert().values(hash=hash, text=text, title=title, customer=customer)
                )

    def content(self, hash: str) -> str | None:
        """Give the canonical text of a content version, or None."""
        with self._reading() as connection:
            found = connection.execute(select(tables.contents.c.text).where(tables.contents.c.hash == hash)).scalar()
        return None if found is None else str(found)

    def setting(self, key: str, default: str = "") -> str:
        """Give a setting."""
        with self._reading() as connection:
            found = connection.execute(select(tables.settings.c.value).where(tables.settings.c.key == key)).scalar()
        return default if found is None else str(found)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self._writing("The setting could not be saved") as connection:
            connection.execute(tables.settings.delete().where(tables.settings.c.key == key))
            connection.execute(tables.settings.insert().values(key=key, value=value))

    def verify(self) -> list[str]:
        """Check the whole database; give what is wrong with it, nothing where it is sound."""
        with self._raw("The sessions could not be checked") as connection:
            return upkeep.faults(connection)

    def backup(self, path: Path, files: Mapping[str, bytes] | None = None) -> None:
        """Write a copy of everything to a new file, with `files` beside it, complete or not at all."""
        with self._raw("The backup could not be written", "choose another one") as connection:
            upkeep.backup(connection, path, files)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._guard, told("The sessions could not be read"), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, doing: str) -> Iterator[Connection]:
        writer = self._engine.execution_options(writes=True)
        with self._guard, told(doing), self._lock.held(), writer.begin() as connection:
            yield connection

    @contextmanager
    def _raw(self, doing: str, *elsewhere: str) -> Iterator[sqlite3.Connection]:
        """Give the driver's own connection, outside a transaction, while no other writes."""
        if self._engine.dialect.name != "sqlite":
            raise JournalError(f"{doing}: use the tools of {self._engine.dialect.name}.")
        with self._guard, told(doing, *elsewhere), self._lock.held():
            borrowed: Any = self._engine.raw_connection()
            try:
                yield borrowed.driver_connection
            finally:
                borrowed.close()

    def _forget(self, gone: Gone | None = None) -> None:
        """Rid free pages, the write-ahead log and the files beside the database of what was deleted."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._raw("It is deleted, its traces on the disk are not") as connection:
            erasing.compact(connection)
            if gone is not None and self._file is not None:
                leftovers.clear_away(self._file.parent, self._file, gone)

    def _bring_up_to_date(self, migrations: Sequence[Migration], file: Path | None) -> None:
        with self._lock.held(), self._engine.connect() as connection:  # the first connection may switch to WAL
            version = version_of(connection)
        steps = due(version, migrations)
        if not steps:
            return
        if version and file is not None:
            with self._raw("The backup before the upgrade could not be written") as raw:
                upkeep.backup_before_migration(raw, file, version)
        with self._writing("The sessions could not be upgraded") as connection:
            migrate(connection, due(version_of(connection), migrations))  # another process may have been faster

    def _release(self) -> None:
        self._engine.dispose()
        self._lock.close()


def _names_in(text: str) -> tuple[str, str]:
    """Give the scenario's title and the customers' names of a canonical text, for lists."""
    try:
        content = json.loads(text)
        names = " & ".join(str(persona["name"]) for persona in content["personas"])
        return str(content["scenario"]["title"]), names
    except (KeyError, TypeError, ValueError, RecursionError):
        raise JournalError("The scenario could not be kept: it is no canonical content.") from None
