"""Room `storage`: how a database of any age becomes one of today, step by step.

A step, once released, never changes: it is written out here and does not follow `tables`. All steps that are due run
in one transaction, so that a database is either old or new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, select

from trainer.conversation.interview import JournalError
from trainer.storage.tables import schema_version


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from the version before `number` to `number`."""

    number: int
    name: str
    statements: tuple[str, ...]


_FIRST = (
    """CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY, scenario TEXT NOT NULL, persona TEXT NOT NULL, title TEXT NOT NULL,
        customer TEXT NOT NULL, content TEXT NOT NULL, seed TEXT NOT NULL, started_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL, turns INTEGER NOT NULL, status TEXT NOT NULL, attempt BOOLEAN NOT NULL,
        branch_of TEXT NOT NULL, branch_at INTEGER NOT NULL, overall FLOAT)""",
    "CREATE INDEX sessions_newest ON sessions (updated_at, id)",
    "CREATE INDEX sessions_of_scenario ON sessions (scenario, updated_at, id)",
    "CREATE INDEX sessions_by_status ON sessions (status, updated_at, id)",
    """CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, n INTEGER NOT NULL, kind TEXT NOT NULL,
        payload TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (session, n))""",
    """CREATE TABLE contents (
        hash TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, title TEXT NOT NULL, customer TEXT NOT NULL)""",
    """CREATE TABLE drafts (
        session TEXT NOT NULL, purpose TEXT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (session, purpose))""",
    "CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE schema_version (version INTEGER NOT NULL)",
    "INSERT INTO schema_version (version) VALUES (0)",
)
_CALLS = (
    """CREATE TABLE calls (
        id TEXT NOT NULL PRIMARY KEY, kept_at BIGINT NOT NULL, file TEXT NOT NULL, format TEXT NOT NULL,
        interviewer TEXT NOT NULL, masked BOOLEAN NOT NULL, turns INTEGER NOT NULL, analysis TEXT NOT NULL,
        payload TEXT NOT NULL)""",
    "CREATE INDEX calls_newest ON calls (kept_at, id)",
)
_DRILLS = (
    """CREATE TABLE drill_answers (
        n INTEGER NOT NULL PRIMARY KEY, drill TEXT NOT NULL, hash TEXT NOT NULL, at BIGINT NOT NULL,
        text TEXT NOT NULL, passed BOOLEAN, reason TEXT NOT NULL, judge TEXT NOT NULL)""",
    "CREATE INDEX drill_answers_of ON drill_answers (drill, n)",
)
_TALLIES = (
    """CREATE TABLE tallies (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE, version TEXT NOT NULL,
        seconds INTEGER NOT NULL, figures TEXT NOT NULL, turns TEXT NOT NULL)""",
)
_KEPT = (
    "CREATE INDEX drill_answers_open ON drill_answers (n) WHERE passed IS NULL",
    "CREATE TABLE drill_hours (hour BIGINT NOT NULL PRIMARY KEY, answers INTEGER NOT NULL)",
    """CREATE TABLE drill_cards (
        drill TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL, version TEXT NOT NULL, card TEXT NOT NULL)""",
    """CREATE TABLE own_drills (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE, version TEXT NOT NULL,
        drills TEXT NOT NULL)""",
    """CREATE TABLE kept (
        name TEXT NOT NULL PRIMARY KEY, version TEXT NOT NULL, basis TEXT NOT NULL, figures TEXT NOT NULL,
        digest TEXT NOT NULL)""",
    "INSERT INTO drill_hours SELECT at - at % 3600000, count(*) FROM drill_answers GROUP BY at - at % 3600000",
)
MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first", _FIRST),
    Migration(2, "calls", _CALLS),
    Migration(3, "drills", _DRILLS),
    Migration(4, "tallies", _TALLIES),
    Migration(5, "kept", _KEPT),
)


def version_of(connection: Connection) -> int:
    """Give the schema version of a database; 0 for an empty one.

    Raises:
        JournalError: the database holds something else.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    if "schema_version" not in tables:
        raise JournalError("The database is not one of the trainer; set TRAINER_HOME to another folder.")
    version = connection.execute(select(schema_version.c.version)).scalar()
    if version is None:
        raise JournalError("The database does not say its version; restore a backup.")
    return int(version)


def due(version: int, migrations: Sequence[Migration] = MIGRATIONS) -> tuple[Migration, ...]:
    """Give the steps that a database of `version` still needs.

    Raises:
        JournalError: the database is newer than this program.
    """
    newest = migrations[-1].number
    if version > newest:
        raise JournalError(f"The database is of a newer trainer (schema {version}, here {newest}); upgrade this one.")
    return tuple(step for step in migrations if step.number > version)


def migrate(connection: Connection, steps: Sequence[Migration]) -> None:
    """Run steps inside the transaction of `connection`; make a backup before.

    Raises:
        SQLAlchemyError: a step failed; roll back.
    """
    for step in steps:
        for statement in step.statements:
            connection.exec_driver_sql(statement)
    if steps:
        connection.execute(schema_version.update().values(version=steps[-1].number))
