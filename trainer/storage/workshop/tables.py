"""Room `storage`, workshops: the tables as they are today. How a database gets there stands in `migrations`.

Portable: text, integers, booleans; times are milliseconds since 1970; JSON is text. Tokens and codes are SHA-256 only.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, Text

metadata = MetaData()

workshops = Table(
    "workshops",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("version", BigInteger, nullable=False),  # of the board
    Column("code_hash", Text, nullable=False),
    Column("lobby_open", Boolean, nullable=False),
    Column("facilitator_hash", Text, nullable=False),
    Column("board_hash", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("private_key", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("frozen_version", BigInteger),
    Column("frozen_board", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

rounds = Table(
    "workshop_rounds",
    metadata,
    Column("workshop", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("scenario", Text, nullable=False),
    Column("persona", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("hints", Boolean, nullable=False),
    Column("open_content", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("ends_at", BigInteger),
    Column("left_ms", BigInteger),
    Column("begun_at", BigInteger),
)

seats = Table(
    "workshop_seats",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("alias", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("token_hash", Text),
    Column("claim_hash", Text),
    Column("claimed_hash", Text),  # of an invitation that was taken, until its new token is first used
    Column("client", Text, nullable=False),  # a keyed hash of where it was taken from
    Column("status", Text, nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("joined_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

calls = Table(
    "workshop_calls",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("seat", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # 1: the attempt; from 2: practice
    Column("kind", Text, nullable=False),
    Column("seed", Text, nullable=False),  # an integer of any size
    Column("state", Text, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("n", Integer, nullable=False),  # events in the log
    Column("head", Text, nullable=False),  # hash of the last one
    Column("begun_at", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
    Column("overall", Integer),  # hundredths of points, as low and high
    Column("low", Integer),
    Column("high", Integer),
    Column("parts", Text),
    Column("outcome", Text),
)

log = Table(
    "workshop_log",
    metadata,
    Column("call", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),  # from 1, without gaps
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)

keys = Table(
    "workshop_keys",
    metadata,
    Column("seat", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("body_hash", Text, nullable=False),
    Column("call", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

tries = Table(
    "workshop_tries",
    metadata,
    Column("bucket", Text, primary_key=True),
    Column("minute", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
)

audit = Table(
    "workshop_audit",
    metadata,
    Column("workshop", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

notes = Table(
    "workshop_notes",
    metadata,
    Column("workshop", Text, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("seat", Text),
    Column("turn", Integer),
)

drafts = Table(
    "workshop_drafts",
    metadata,
    Column("seat", Text, primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

contents = Table(
    "workshop_contents",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

schema = Table("workshop_schema", metadata, Column("version", Integer, nullable=False))
