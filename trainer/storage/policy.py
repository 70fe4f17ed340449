"""Room `storage`: how databases are opened. The one place for SQLite's settings.

WAL with full synchronisation: a commit that was reported survives a power cut (with NORMAL, in 12 of 12 it did not).
Writes begin immediately: a read that turns into a write cannot fail with "database is locked" in the middle.
One connection reads, writes and checkpoints: two in one process could meet the WAL-reset bug (see `writer`).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL, make_url

from trainer.conversation.interview import JournalError
from trainer.storage.home import home_folder as home_folder

FILE = "trainer.db"
BUSY_MS = 5000
"""Milliseconds that SQLite waits for another process."""
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def prepare_file(path: Path) -> None:
    """Make the database's folder (0700) and file (0600) where they are missing.

    Raises:
        OSError: they cannot be made.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def engine_for(url: URL) -> Engine:
    """Make the engine of a database; SQLite gets one connection and the settings above.

    Raises:
        SQLAlchemyError: no such kind of database, or its driver is not installed.
    """
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def url_of(url: str) -> URL:
    """Read a database URL.

    Raises:
        JournalError: it is none.
    """
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise JournalError("The database URL cannot be read; write it as postgresql+psycopg://host/name.") from None


def file_of(url: URL) -> Path | None:
    """Give the file of an SQLite database; None for one in memory and for other databases."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def _connected(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
