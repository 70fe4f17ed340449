"""Room `storage`, workshops: the store that a server opens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from trainer.conversation.interview import JournalError
from trainer.storage.faults import told
from trainer.storage.migrations import Migration
from trainer.storage.policy import file_of, prepare_file
from trainer.storage.workshop.books import Books
from trainer.storage.workshop.clock import SteadyClock
from trainer.storage.workshop.faults import AliasTaken, Conflict, MaybeStored, NameTaken, StoreBusy
from trainer.storage.workshop.migrations import MIGRATIONS, bring_up_to_date
from trainer.storage.workshop.policy import OneServer, reading, where, writing
from trainer.storage.workshop.tables import schema
from trainer.storage.workshop.writer import Writer, explained

__all__ = ["AliasTaken", "Books", "Conflict", "JournalError", "MaybeStored", "NameTaken", "StoreBusy", "WorkshopStore"]

T = TypeVar("T")
_READING = "The workshop could not be read"
READY_SECONDS = 5.0
"""Seconds after which a database that has not taken a probe is not ready."""


class WorkshopStore:
    """The database of workshops, for one server; usable from all its threads."""

    def __init__(
        self, writer_engine: Engine, reader_engine: Engine, server: OneServer, clock: Callable[[], int]
    ) -> None:
        """Take two engines, the hold on the file, a clock; `open` makes them."""
        self.clock = clock
        """Gives milliseconds since 1970."""
        self.far = reader_engine.dialect.name != "sqlite"
        """Whether every read is a way over the network."""
        self._engines = (reader_engine, writer_engine)  # closed in this order: the last one checkpoints
        self._server = server
        self._reader = reader_engine
        self._writer = Writer(writer_engine)
        self._guard = threading.Lock()
        self._closed = False

    @classmethod
    def open(
        cls, url: str | Path, clock: Callable[[], int] | None = None, *, migrations: Sequence[Migration] = MIGRATIONS
    ) -> WorkshopStore:
        """Open the store in a file (made with its folder where missing) or at a URL, and bring it up to date.

        Raises:
            JournalError: another server has the file; it cannot be opened or written; it is of a newer trainer.
        """
        target = where(url)
        file = file_of(target)
        place = file.name if file else f"{target.host or 'this machine'}/{target.database or ''}"
        with told(f"The workshops in {place} cannot be opened", "name another one"):
            if file is not None:
                prepare_file(file)
            server = OneServer(file)
            engine = None
            try:
                engine = _up_to_date(target, migrations)
                return cls(engine, reading(target), server, clock or SteadyClock())
            except BaseException:
                if engine is not None:
                    engine.dispose()
                server.close()
                raise

    def write(self, work: Callable[[Books], T]) -> T:
        """Run `work` in the writer's thread; return what it returns, raise what it raises, once that is committed.

        What `work` wrote is stored whole, or not at all if it raises. It may be run twice (a lost connection) and
        together with others' writes in one transaction: so it does nothing but read and write the books, quickly.

        Raises:
            StoreBusy: too much is waiting.
            MaybeStored: the database was lost in the middle of the commit.
            JournalError: disk or database failed; nothing of it is stored.
        """
        return self.write_soon(work).result()

    def write_soon(self, work: Callable[[Books], T]) -> Future[T]:
        """Let `work` run as in `write`; the future has what `write` would give or raise.

        Raises:
            StoreBusy, JournalError: it does not even wait, see `write`.
        """
        if self._writer.is_me():
            raise RuntimeError("a write cannot wait for another one")
        return self._writer.submit(work)

    def read(self, work: Callable[[Books], T]) -> T:
        """Run `work` here on one committed state of the database; it may be run twice and cannot write.

        Raises:
            StoreBusy: too many read at once.
            JournalError: disk or database failed, or `work` tried to write.
        """
        try:
            return self._look(work)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise explained(error, _READING) from error
        except PoolTimeoutError:
            raise StoreBusy("Too many requests at once; try again in a moment.") from None
        try:
            return self._look(work)
        except (SQLAlchemyError, UnicodeError) as error:
            raise explained(error, _READING) from error

    def ready(self) -> None:
        """Write a probe.

        Raises:
            JournalError: the database takes no writes now.
        """
        probe = self.write_soon(Books.probe)
        try:
            probe.result(READY_SECONDS)
        except TimeoutError:
            probe.cancel()
            raise JournalError("The database is slow; try again in a moment.") from None

    def close(self) -> None:
        """Write what waits, then let go of the database. Once closed, all else raises JournalError."""
        with self._guard:
            self._writer.close()
            self._closed = True
            with told("The workshops could not be closed"):
                try:
                    for engine in self._engines:
                        engine.dispose()
                finally:
                    self._server.close()

    def _look(self, work: Callable[[Books], T]) -> T:
        if self._closed:
            raise JournalError("The workshop's database is closed.")
        try:
            connection = self._reader.connect()
        except DBAPIError as error:  # its words name the host, which is no business of who asks
            raise JournalError(f"{_READING}: the database does not answer; try again in a moment.") from error
        with connection, connection.begin():
            return work(Books(connection))


def _up_to_date(url: URL, migrations: Sequence[Migration]) -> Engine:
    """Make the writer's engine and bring the database up to date; the transaction holds the writers' lock."""
    try:
        engine = writing(url)
    except ImportError as error:
        raise JournalError(f"The driver of this database is missing; install {error.name}.") from None
    try:
        with engine.begin() as connection:
            bring_up_to_date(connection, migrations)
            connection.execute(schema.select()).first()
    except BaseException:
        engine.dispose()
        raise
    return engine
