"""Room `storage`: backups and the check of a database file. SQLite only."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

from trainer.conversation.interview import JournalError
from trainer.storage.attached import attach

KEPT = 3
"""Backups kept from before a migration."""


def backup(connection: sqlite3.Connection, target: Path, files: Mapping[str, bytes] | None = None) -> None:
    """Write a copy of the whole database, with files beside it, to `target`: complete or not at all.

    Outside any transaction.

    Raises:
        JournalError: there is a file at `target` already.
        sqlite3.Error, OSError: it could not be written.
    """
    if target.exists():
        raise JournalError(f"There is already a file {target.name}; give the backup another name.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection.execute("VACUUM INTO ?", (str(part),))
        if files:
            attach(part, files)
        _to_disk(part)
        os.replace(part, target)
        _to_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)


def backup_before_migration(connection: sqlite3.Connection, file: Path, version: int) -> Path:
    """Back up a database before its schema of `version` changes, beside it; only the newest `KEPT` such backups stay.

    Raises:
        sqlite3.Error, OSError: it could not be written.
    """
    target = file.with_name(f"{file.stem}-schema{version}-{time.time_ns() // 1_000_000}.backup.db")
    backup(connection, target)
    older = sorted(file.parent.glob(f"{file.stem}-schema*.backup.db"), key=lambda path: path.stat().st_mtime_ns)
    for path in older[:-KEPT]:
        path.unlink(missing_ok=True)
    return target


def faults(connection: sqlite3.Connection) -> list[str]:
    """Check the whole database; give what is wrong with it, nothing where it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    out = [] if found == ["ok"] else found
    return out + [f"events of a session that is not there ({len(strays)})"] * bool(strays)


def _to_disk(path: Path) -> None:
    """Wait until a file's or folder's content is on the disk."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError:
        if path.is_file():  # some file systems cannot sync a folder
            raise
    finally:
        os.close(fd)
