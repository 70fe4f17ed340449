"""Room `storage`: files beside the database that hold a session too: exports, backups, what a crash left of one.

Everything here looks into the data folder only. A copy that the learner wrote elsewhere is theirs; nobody finds it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.conversation.interview import JournalError

SHARED = "exports"
"""Folder in the data folder into which the app writes what the learner shares."""
_EARLIER = "interview-*.json"
"""Where the app wrote exports before there was that folder."""
_REPORTS = "reports"
"""Crash reports (`tui/crash.py`). They hold no words of a call and go with everything."""
_MAGIC = b"SQLite format 3\0"
_LIMIT = 100 * 1024 * 1024
"""Bytes of a file that is searched for a session's id; exports are far smaller."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What goes with a session when it is deleted."""

    sessions: tuple[str, ...]
    """Itself and its branches, which repeat its words; itself first."""
    exports: tuple[Path, ...]
    """Files in the data folder that were made of them; deleted."""
    backups: tuple[Path, ...]
    """Backups in the data folder; the sessions are taken out of them."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was deleted from the database, by id or key."""

    sessions: Sequence[str] = ()
    settings: Sequence[str] = ()
    calls: Sequence[str] = ()


def exports_of(folder: Path, ids: Sequence[str]) -> tuple[Path, ...]:
    """Give the exported files that name one of these sessions."""
    marks = [mark.encode() for id in ids for mark in {id, _dashed(id)}]
    return tuple(path for path in exports(folder) if _holds(path, marks))


def exports(folder: Path) -> list[Path]:
    """Give all files that the app exported into the data folder."""
    shared = folder / SHARED
    found = [*folder.glob(_EARLIER), *(shared.iterdir() if shared.is_dir() else ())]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def backups(folder: Path, live: Path) -> tuple[Path, ...]:
    """Give the backups of the trainer in the data folder, whatever they are called."""
    found = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    return tuple(sorted(path for path in found if path.name != live.name and _is_ours(path)))


def _drop_parts(folder: Path) -> None:
    """Delete what a backup that was killed left behind. Only while the writer's lock is held: no other is at work."""
    for path in folder.glob(".*.part"):
        with suppress(OSError):
            path.unlink()


def clear_away(folder: Path, live: Path, gone: Gone) -> None:
    """Delete what was exported of sessions, and take what is gone out of the backups in the data folder.

    Raises:
        JournalError: a backup is damaged, so that nobody can take anything out of it.
        OSError: a file cannot be deleted.
    """
    _drop_parts(folder)
    for path in exports_of(folder, gone.sessions) if gone.sessions else ():
        path.unlink(missing_ok=True)
    for path in backups(folder, live):
        try:
            _take_out(path, gone)
        except sqlite3.Error:
            raise JournalError(
                f"It is deleted, but the backup {path.name} in the data folder is damaged and may hold it; delete it."
            ) from None


def clear(folder: Path, live: Path) -> tuple[Path, ...]:
    """Delete every export, backup and crash report in the data folder, and give them.

    Raises:
        OSError: one cannot be deleted.
    """
    _drop_parts(folder)
    gone = (*exports(folder), *backups(folder, live), *sorted((folder / _REPORTS).glob("error-*.txt")))
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _take_out(backup: Path, gone: Gone) -> None:
    """Take rows out of a backup, of any schema, and write it anew.

    Raises:
        sqlite3.Error: it is damaged or cannot be written.
    """
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        for table, column, ids in _places(connection, gone):
            connection.executemany(f'DELETE FROM "{table}" WHERE "{column}" = ?', [(id,) for id in ids])
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def _places(connection: sqlite3.Connection, gone: Gone) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Give table, column and values of what is to go; what refers to a session goes before it."""
    own = {"sessions": ("id", gone.sessions), "settings": ("key", gone.settings), "calls": ("id", gone.calls)}
    tables = [str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in sorted((name for name in tables if '"' not in name), key=lambda name: name in own):
        column, ids = own.get(table, ("session", gone.sessions))
        if ids and column in {str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')}:
            yield table, column, ids


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                return False
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").fetchone()
    except sqlite3.DatabaseError:
        return path.name.endswith(".backup.db")  # damaged, but ours by its name
    except OSError:
        return False
    return found is not None


def _holds(path: Path, marks: Sequence[bytes]) -> bool:
    try:
        if path.stat().st_size > _LIMIT:
            return False
        raw = path.read_bytes()
    except OSError:
        return False
    return any(mark in raw for mark in marks)


def _dashed(id: str) -> str:
    """Give an id as the UUID that learning records name it by; itself where it is none."""
    parts = (id[:8], id[8:12], id[12:16], id[16:20], id[20:])
    return "-".join(parts) if len(id) == 32 else id
