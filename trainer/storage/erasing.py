"""Room `storage`: what is deleted is gone: from every table, from free pages, and from the write-ahead log.

`secure_delete` alone does not do it: when SQLite moves rows between pages, copies may stay in what is unused of a page
(seen in 2 of 200 random databases, SQLite 3.40). So the file is written anew (`VACUUM`) after every deletion.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection, MetaData, Table, select

from trainer.conversation.interview import JournalError
from trainer.storage.drills import forget
from trainer.storage.kept import drop
from trainer.storage.tables import schema_version, sessions, settings

PREPARED = "prepared:"
"""Beginning of the settings that keep the questions prepared for a scenario; its id follows."""


def family(connection: Connection, session: str) -> list[str]:
    """Give the ids of a session and of its branches, and of theirs: a branch repeats the turns before it.

    The session comes first; nothing where it is not stored.
    """
    found: list[str] = []
    waiting = [session]
    while waiting:
        one = waiting.pop()
        if connection.execute(select(sessions.c.id).where(sessions.c.id == one)).first() is not None:
            found.append(one)
        branches = connection.execute(select(sessions.c.id).where(sessions.c.branch_of == one).order_by(sessions.c.id))
        waiting += [id for (id,) in branches if id not in found]
    return found


def erase(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Delete all rows of these sessions from every table that names a session in a column `session`, and answers to
    drills made of them.

    The tables are those of the database, not a list, so that one that comes later is not forgotten. The questions that
    were prepared for a scenario go with its last session; gives the keys of the settings they were kept under.
    """
    played = select(sessions.c.scenario).where(sessions.c.id.in_(ids)).distinct()
    scenarios = [scenario for (scenario,) in connection.execute(played)]
    for table in _tables(connection):
        column = table.c.get("session")
        if column is not None:
            connection.execute(table.delete().where(column.in_(ids)))
    for id in ids:
        forget(connection, id)
    drop(connection)  # figures name sessions
    connection.execute(sessions.delete().where(sessions.c.id.in_(ids)))
    left = select(sessions.c.scenario).where(sessions.c.scenario.in_(scenarios)).distinct()
    others = {scenario for (scenario,) in connection.execute(left)}
    prepared = [PREPARED + scenario for scenario in scenarios if scenario not in others]
    connection.execute(settings.delete().where(settings.c.key.in_(prepared)))
    return prepared


def wipe(connection: Connection) -> None:
    """Empty every table; the schema stays, so that another trainer that has the database open goes on."""
    for table in _tables(connection):
        if table.name != schema_version.name:
            connection.execute(table.delete())


def compact(connection: sqlite3.Connection) -> None:
    """Write the database anew and empty its log. Outside any transaction; takes as much disk again while it runs.

    Raises:
        JournalError: another trainer is reading; the log still holds what was deleted.
        sqlite3.Error: it could not be written.
    """
    connection.execute("VACUUM")
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise JournalError("It is deleted, but another trainer holds traces of it; they go when that one is closed.")


def _tables(connection: Connection) -> list[Table]:
    """Give the tables of the database, those that refer to others first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return list(reversed(metadata.sorted_tables))
