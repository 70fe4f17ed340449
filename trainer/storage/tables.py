"""Room `storage`: the tables as they are today. How a database gets there stands in `migrations`.

Portable to PostgreSQL: text, integers, floats; times are milliseconds since 1970 (UTC); JSON is text.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scenario", Text, nullable=False),
    Column("persona", Text, nullable=False),  # ids, joined by commas
    Column("title", Text, nullable=False),
    Column("customer", Text, nullable=False),  # names, as people read them
    Column("content", Text, nullable=False),  # hash
    Column("seed", Text, nullable=False),  # an integer of any size
    Column("started_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("turns", Integer, nullable=False),  # learner lines
    Column("status", Text, nullable=False),  # open, ended, debriefed
    Column("attempt", Boolean, nullable=False),
    Column("branch_of", Text, nullable=False),
    Column("branch_at", Integer, nullable=False),
    Column("overall", Float),
    Index("sessions_newest", "updated_at", "id"),
    Index("sessions_of_scenario", "scenario", "updated_at", "id"),
    Index("sessions_by_status", "status", "updated_at", "id"),
)

events = Table(
    "events",
    metadata,
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),  # from 1, without gaps
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

contents = Table(
    "contents",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("text", Text, nullable=False),  # canonical
    Column("title", Text, nullable=False),
    Column("customer", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("session", Text, primary_key=True),
    Column("purpose", Text, primary_key=True),  # line, notes, debrief
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

calls = Table(  # recorded calls that the learner chose to keep
    "calls",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kept_at", BigInteger, nullable=False),
    Column("file", Text, nullable=False),  # bare name; a placeholder where masked
    Column("format", Text, nullable=False),
    Column("interviewer", Text, nullable=False),  # as people read it
    Column("masked", Boolean, nullable=False),
    Column("turns", Integer, nullable=False),  # of both sides
    Column("analysis", Text, nullable=False),  # version that judged it when it was kept
    Column("payload", Text, nullable=False),  # turns and notes
    Index("calls_newest", "kept_at", "id"),
)

drill_answers = Table(  # nothing is changed or taken away, but that a verdict is filled in once
    "drill_answers",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("drill", Text, nullable=False),
    Column("hash", Text, nullable=False),  # of what was asked
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("passed", Boolean),  # null until it is judged
    Column("reason", Text, nullable=False),
    Column("judge", Text, nullable=False),  # version
    Index("drill_answers_of", "drill", "n"),
)
Index(  # what a crash left without a verdict: nearly always nothing
    "drill_answers_open",
    drill_answers.c.n,
    sqlite_where=drill_answers.c.passed.is_(None),
    postgresql_where=drill_answers.c.passed.is_(None),
)

drill_hours = Table(  # answers by the hour; counted anew where they do not add up
    "drill_hours",
    metadata,
    Column("hour", BigInteger, primary_key=True, autoincrement=False),  # its first millisecond
    Column("answers", Integer, nullable=False),
)

drill_cards = Table(  # where each drill stands: folded from its answers, made anew at any time
    "drill_cards",
    metadata,
    Column("drill", Text, primary_key=True),
    Column("n", Integer, nullable=False),  # the last judged answer that is in it
    Column("version", Text, nullable=False),  # how it was made
    Column("card", Text, nullable=False),
)

own_drills = Table(  # drills made of a session: derived from its events, made anew at any time
    "own_drills",
    metadata,
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, nullable=False),
    Column("drills", Text, nullable=False),
)

tallies = Table(  # what a scored session counts for progress: derived from its events, made anew at any time
    "tallies",
    metadata,
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, nullable=False),  # how it was made
    Column("seconds", Integer, nullable=False),  # time practised
    Column("figures", Text, nullable=False),
    Column("turns", Text, nullable=False),  # behind the figures
)

kept = Table(  # figures over everything, with what they rest on; made anew at any time
    "kept",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),  # how they were made
    Column("basis", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("digest", Text, nullable=False),  # of the figures, by which damage is noticed
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))
