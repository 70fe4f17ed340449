"""Room `storage`, workshops: how its databases are opened. The one place for the settings of SQLite and PostgreSQL.

SQLite: one server per file, and in it one connection that writes and checkpoints (SQLite before 3.51.3 can lose a
commit when two do: the WAL-reset bug); the readers may only query, and nothing is mapped into memory. PostgreSQL: any
number of servers; a lock for the length of a transaction lets one of them write at a time, as on SQLite, so that no
two can lock each other out and what a write has read stays true until it is committed.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL

from trainer.conversation.interview import JournalError
from trainer.storage.policy import BUSY_MS, engine_for, file_of, url_of

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks have to do
    fcntl = None

READERS = 8
"""Connections that read at a time."""
READ_WAIT = 5.0
"""Seconds that a read waits for one of them."""
CONNECT_SECONDS = 3
"""Seconds to reach PostgreSQL."""
STATEMENT_MS = 5000
"""Milliseconds that PostgreSQL gives a statement, and a wait for a lock; as long as SQLite waits (`BUSY_MS`)."""
IDLE_MS = 10_000
"""Milliseconds after which PostgreSQL ends a transaction that says nothing, and TCP a peer that does not answer: a
server that froze with the writers' lock in its hand lets go of it."""
LOCK = 0x7472_6E72_7773
"""Number of the writers' lock of PostgreSQL, per database; spells "trnrws"."""

_OPTIONS = (
    f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={STATEMENT_MS} "
    f"-c idle_in_transaction_session_timeout={IDLE_MS} -c synchronous_commit=on"
)
_KINDS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "postgresql+psycopg": ""}


def where(url: str | Path) -> URL:
    """Read where a database is: a file's path, `sqlite:///file`, or `postgresql://host/name`.

    Raises:
        JournalError: it is none of these.
    """
    if isinstance(url, Path):
        return URL.create("sqlite", database=str(url.absolute()))
    read = url_of(url)
    if (file := file_of(read)) is not None:
        return URL.create("sqlite", database=str(file.absolute()))
    if read.drivername not in _KINDS:
        raise JournalError("Workshops are stored in a file of SQLite or in PostgreSQL: postgresql://host/name.")
    return read.set(drivername=_KINDS[read.drivername] or read.drivername)


def writing(url: URL) -> Engine:
    """Make the engine of the one connection that writes.

    Raises:
        SQLAlchemyError, ImportError: the database's driver does not work or is not installed.
    """
    if file_of(url) is not None:
        return engine_for(url).execution_options(writes=True)
    engine = create_engine(
        url, pool_size=1, max_overflow=0, isolation_level="READ COMMITTED", connect_args=_arguments(url)
    )
    event.listen(engine, "begin", _lock)
    return engine


def reading(url: URL) -> Engine:
    """Make the engine of the connections that read; each transaction sees one state of the database."""
    if file_of(url) is not None:
        engine = create_engine(
            url, poolclass=QueuePool, pool_size=READERS, max_overflow=0, pool_timeout=READ_WAIT,
            connect_args={"check_same_thread": False},
        )  # fmt: skip
        event.listen(engine, "connect", _query_only)
        event.listen(engine, "begin", _begin)
        return engine
    arguments = _arguments(url)
    return create_engine(
        url, pool_size=READERS, max_overflow=0, pool_timeout=READ_WAIT, pool_pre_ping=True, connect_args=arguments,
        isolation_level="REPEATABLE READ", execution_options={"postgresql_readonly": True},
    )  # fmt: skip


class OneServer:
    """Says that this process alone serves a file; the system takes it back when the process dies."""

    def __init__(self, file: Path | None) -> None:
        """Take the file for this process; None takes nothing (PostgreSQL has room for many).

        Raises:
            JournalError: another server has it.
            OSError: the lock file beside it cannot be made.
        """
        self._fd: int | None = None
        if file is None or fcntl is None:
            return
        # Not the database itself: closing a second handle of it would drop SQLite's own locks.
        fd = os.open(file.with_name(file.name + ".server"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            raise JournalError(
                f"Another server runs on {file.name}; stop it, name another file, or let them share a PostgreSQL."
            ) from None
        except BaseException:
            os.close(fd)
            raise
        self._fd = fd

    def close(self) -> None:
        """Let go of the file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def _arguments(url: URL) -> dict[str, Any]:
    """Give the settings of a connection to PostgreSQL; what the URL says goes first."""
    ours: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "options": _OPTIONS,
        "application_name": "trainer-workshop",
        "tcp_user_timeout": IDLE_MS,
    }
    return {key: value for key, value in ours.items() if key not in url.query}


def _lock(connection: Connection) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _query_only(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {BUSY_MS}", "trusted_schema = OFF", "mmap_size = 0", "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
