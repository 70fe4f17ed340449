"""Room `storage`, workshops: the one thread that writes. What waits is committed together (group commit).

A commit costs a synchronisation with the disk, whether it holds one write or two hundred; so all that waits goes into
one transaction, each write in a SAVEPOINT of its own, and nobody is answered before the commit.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import RootTransaction
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from trainer.conversation.interview import JournalError
from trainer.storage.faults import told
from trainer.storage.workshop.books import Books
from trainer.storage.workshop.faults import MaybeStored, StoreBusy

T = TypeVar("T")

GROUP = 200
"""Writes in one commit at most; above, an answer waits longer for the group than for the disk."""
WAITING = 5000
"""Writes that may wait; some seconds' worth, after which a participant is better told to try again."""
_DOING = "The workshop could not be saved"
_CLOSED = "The workshop's database is closed."
_TRANSIENT = ("40001", "40P01", "55P03", "57014")
"""SQLSTATEs of PostgreSQL after which the same group may well succeed: serialization, deadlock, lock, time-out."""


@dataclass(slots=True)
class _Waiting:
    """A write and who waits for it."""

    work: Callable[[Books], Any]
    future: Future[Any] = field(default_factory=Future)
    value: Any = None
    error: BaseException | None = None

    def answer(self, fault: BaseException | None = None) -> None:
        if isinstance(fault, JournalError):  # one of its own for each, for each raises it
            fault = type(fault)(*fault.args).with_traceback(None)
        error = fault or self.error
        if error is not None:
            self.future.set_exception(error)
        else:
            self.future.set_result(self.value)


class _Lost(Exception):
    """The group was not committed, and may be run again on a new connection."""


class Writer:
    """Writes for everybody, in one thread. Made by the store."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine of the one connection that writes, and start."""
        self._engine = engine
        self._connection: Connection | None = None
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(WAITING)
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="workshop-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Books], T]) -> Future[T]:
        """Let `work` wait for its turn; see `WorkshopStore.write_soon`.

        Raises:
            StoreBusy: too many wait.
            JournalError: the store is closed.
        """
        waiting = _Waiting(work)
        with self._gate:  # so that nothing comes in behind the end
            if self._closed:
                raise JournalError(_CLOSED)
            try:
                self._queue.put_nowait(waiting)
            except queue.Full:
                raise StoreBusy("Too many requests at once; try again in a moment.") from None
        return waiting.future

    def is_me(self) -> bool:
        """Say whether this is the thread that writes: it cannot wait for itself."""
        return threading.current_thread() is self._thread

    def close(self) -> None:
        """Write what waits, then stop."""
        with self._gate:
            first, self._closed = not self._closed, True
        if first:
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            group, goes_on = self._next()
            if group:
                self._serve(group)
            if not goes_on:
                self._let_go()
                return

    def _next(self) -> tuple[list[_Waiting], bool]:
        """Wait for a write, take all that wait with it, and say whether more may come."""
        group: list[_Waiting] = []
        one = self._queue.get()
        while one is not None:
            if one.future.set_running_or_notify_cancel():
                group.append(one)
            if len(group) == GROUP:
                return group, True
            try:
                one = self._queue.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _serve(self, group: list[_Waiting]) -> None:
        """Commit a group and answer it. Never raises: somebody waits for every answer."""
        fault: BaseException | None
        try:
            fault = self._stored(group)
        except BaseException as error:
            fault = error
            self._let_go()
        for one in group:
            one.answer(fault)

    def _stored(self, group: list[_Waiting]) -> BaseException | None:
        """Commit a group, once more on a new connection if this one is lost before the commit; give what went wrong."""
        for last in (False, True):
            try:
                with told(_DOING):
                    return self._transact(group)
            except _Lost as lost:
                if last:
                    return JournalError(f"{_DOING}: {lost}.")
            except JournalError as error:
                self._let_go()
                return error
        return None

    def _transact(self, group: list[_Waiting]) -> BaseException | None:
        try:
            transaction = self._begun()
            touched: set[str] = set()
            for one in group:
                touched |= self._tried(one)
            books = Books(self._open())
            books.bump(touched)
        except DBAPIError as error:
            self._again(error)
            raise
        return self._committed(transaction)

    def _begun(self) -> RootTransaction:
        return self._open().begin()

    def _open(self) -> Connection:
        if self._connection is None:
            try:
                self._connection = self._engine.connect()
            except DBAPIError as error:
                raise _Lost("the database does not answer; try again in a moment") from error
        return self._connection

    def _tried(self, one: _Waiting) -> set[str]:
        """Run one write in its SAVEPOINT and give what it touched; its error stays with it unless all are lost."""
        connection = self._open()
        books = Books(connection)
        one.value = one.error = None
        connection.exec_driver_sql("SAVEPOINT one")
        try:
            one.value = one.work(books)
            connection.exec_driver_sql("RELEASE SAVEPOINT one")
            return books.touched
        except BaseException as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                raise
            try:
                connection.exec_driver_sql("ROLLBACK TO SAVEPOINT one")
                connection.exec_driver_sql("RELEASE SAVEPOINT one")
            except DBAPIError:  # a full disk makes SQLite roll back all; its first word says why
                if isinstance(error, DBAPIError):
                    raise error from None
                raise
            one.error = explained(error, _DOING)
        return set()

    def _again(self, error: DBAPIError) -> None:
        """Drop the connection and let the group be run again, if it was the connection or a passing lock that failed.

        Raises:
            _Lost: run it again.
        """
        passing = getattr(error.orig, "sqlstate", None) in _TRANSIENT
        if error.connection_invalidated or passing:
            self._let_go()
            why = "it waited too long for another server" if passing else "the database does not answer"
            raise _Lost(f"{why}; try again in a moment") from error

    def _committed(self, transaction: RootTransaction) -> BaseException | None:
        try:
            transaction.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self._let_go()
            lost = MaybeStored("The database was lost while saving; send it again, it counts once.")
            lost.__cause__ = error
            return lost
        return None

    def _let_go(self) -> None:
        """Roll back and drop the connection; the next group makes a new one."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()  # rolls back; the one of SQLite stays open below
        except SQLAlchemyError:
            connection.invalidate()


def explained(error: BaseException, doing: str) -> BaseException:
    """Make a fault of the database one line that begins with what did not work; leave what the work itself says."""
    if not isinstance(error, SQLAlchemyError | UnicodeError):
        return error
    try:
        with told(doing):
            raise error
    except JournalError as fault:
        return fault
