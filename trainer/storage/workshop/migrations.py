"""Room `storage`, workshops: how a database of any age becomes one of today, step by step.

A step, once released, never changes. All steps that are due run in one transaction under the writers' lock, so that a
database is either old or new, also when two servers start on it at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from trainer.conversation.interview import JournalError
from trainer.storage.migrations import Migration
from trainer.storage.workshop.tables import schema

_FIRST = (
    """CREATE TABLE workshops (
        id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, state TEXT NOT NULL, settings TEXT NOT NULL,
        round INTEGER NOT NULL, version BIGINT NOT NULL, code_hash TEXT NOT NULL UNIQUE, lobby_open BOOLEAN NOT NULL,
        facilitator_hash TEXT NOT NULL UNIQUE, board_hash TEXT NOT NULL UNIQUE, public_key TEXT NOT NULL,
        private_key TEXT NOT NULL, secret TEXT NOT NULL, frozen_version BIGINT, frozen_board TEXT,
        created_at BIGINT NOT NULL, ended_at BIGINT)""",
    """CREATE TABLE workshop_rounds (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE, number INTEGER NOT NULL,
        scenario TEXT NOT NULL, persona TEXT NOT NULL, title TEXT NOT NULL, customer TEXT NOT NULL,
        content TEXT NOT NULL, level TEXT NOT NULL, minutes INTEGER NOT NULL, hints BOOLEAN NOT NULL,
        open_content BOOLEAN NOT NULL, state TEXT NOT NULL, ends_at BIGINT, left_ms BIGINT, begun_at BIGINT,
        PRIMARY KEY (workshop, number))""",
    """CREATE TABLE workshop_seats (
        id TEXT NOT NULL PRIMARY KEY, workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        name TEXT NOT NULL, name_key TEXT NOT NULL, alias TEXT NOT NULL, team TEXT NOT NULL, token_hash TEXT UNIQUE,
        claim_hash TEXT UNIQUE, status TEXT NOT NULL, consent BOOLEAN NOT NULL, joined_at BIGINT NOT NULL,
        seen_at BIGINT NOT NULL, UNIQUE (workshop, name_key), UNIQUE (workshop, alias))""",
    """CREATE TABLE workshop_calls (
        id TEXT NOT NULL PRIMARY KEY, workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
        seat TEXT NOT NULL REFERENCES workshop_seats (id) ON DELETE CASCADE, round INTEGER NOT NULL,
        number INTEGER NOT NULL, kind TEXT NOT NULL, seed TEXT NOT NULL, state TEXT NOT NULL, turns INTEGER NOT NULL,
        n INTEGER NOT NULL, head TEXT NOT NULL, begun_at BIGINT NOT NULL, touched_at BIGINT NOT NULL, overall INTEGER,
        low INTEGER, high INTEGER, parts TEXT, outcome TEXT, UNIQUE (seat, round, number))""",
    "CREATE INDEX workshop_calls_of ON workshop_calls (workshop, round)",
    """CREATE TABLE workshop_log (
        call TEXT NOT NULL REFERENCES workshop_calls (id) ON DELETE CASCADE, n INTEGER NOT NULL, kind TEXT NOT NULL,
        payload TEXT NOT NULL, at BIGINT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (call, n))""",
    """CREATE TABLE workshop_keys (
        seat TEXT NOT NULL REFERENCES workshop_seats (id) ON DELETE CASCADE, key TEXT NOT NULL,
        body_hash TEXT NOT NULL, call TEXT NOT NULL, turn INTEGER NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (seat, key))""",
    """CREATE TABLE workshop_tries (
        bucket TEXT NOT NULL, minute BIGINT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (bucket, minute))""",
    """CREATE TABLE workshop_audit (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE, n INTEGER NOT NULL, at BIGINT NOT NULL,
        actor TEXT NOT NULL, act TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (workshop, n))""",
    """CREATE TABLE workshop_notes (
        workshop TEXT NOT NULL REFERENCES workshops (id) ON DELETE CASCADE, n INTEGER NOT NULL, at BIGINT NOT NULL,
        text TEXT NOT NULL, seat TEXT, turn INTEGER, PRIMARY KEY (workshop, n))""",
    """CREATE TABLE workshop_drafts (
        seat TEXT NOT NULL REFERENCES workshop_seats (id) ON DELETE CASCADE, purpose TEXT NOT NULL,
        text TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (seat, purpose))""",
    "CREATE TABLE workshop_contents (hash TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
)
_CLAIMED = (
    "ALTER TABLE workshop_seats ADD COLUMN claimed_hash TEXT",
    "CREATE UNIQUE INDEX workshop_seats_claimed ON workshop_seats (claimed_hash)",
)
_CLIENT = ("ALTER TABLE workshop_seats ADD COLUMN client TEXT NOT NULL DEFAULT ''",)
MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first", _FIRST),
    Migration(2, "claimed", _CLAIMED),
    Migration(3, "client", _CLIENT),
)
_SCHEMA = "CREATE TABLE IF NOT EXISTS workshop_schema (version INTEGER NOT NULL)"


def bring_up_to_date(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Run the steps that are due inside the transaction of `connection`, which holds the writers' lock.

    Raises:
        JournalError: the database is of a newer trainer.
        SQLAlchemyError: a step failed; roll back.
    """
    connection.exec_driver_sql(_SCHEMA)
    stored = connection.execute(select(schema.c.version)).scalar()
    if stored is None:
        connection.execute(schema.insert().values(version=0))
    version, newest = int(stored or 0), migrations[-1].number
    if version > newest:
        raise JournalError(
            f"The database of workshops is of a newer trainer (schema {version}, here {newest}); upgrade this one."
        )
    due = [step for step in migrations if step.number > version]
    for step in due:
        for statement in step.statements:
            connection.exec_driver_sql(statement)
    if due:
        connection.execute(schema.update().values(version=newest))
