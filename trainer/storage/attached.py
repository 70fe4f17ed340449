"""Room `storage`: files that travel in a backup beside the tables, so that everything is in one file.

They stand in a table of their own, which only backups have: it is put in when one is written and taken out before one
is restored. What is in it comes from outside: names are checked here, what the files say by whoever takes them in.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from trainer.conversation.interview import JournalError

_TABLE = "attached_files"
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}")
"""Names from the data folder on, with `/`; no part begins with a dot."""
SIZE_LIMIT = 200 * 1024 * 1024
"""Bytes of all files in a backup; packs are texts and far smaller."""


def attach(backup: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a backup that has none. Raises sqlite3.Error."""
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute(f"CREATE TABLE {_TABLE} (name TEXT NOT NULL PRIMARY KEY, content BLOB NOT NULL)")
        connection.executemany(f"INSERT INTO {_TABLE} VALUES (?, ?)", sorted(files.items()))


def take_off(backup: Path) -> dict[str, bytes]:
    """Take the files out of a copy of a backup and give them by name; none where it has none.

    Raises:
        JournalError: they are not as a backup has them.
        sqlite3.Error: it cannot be read or written.
    """
    with closing(sqlite3.connect(backup)) as connection, connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_TABLE,)).fetchone() is None:
            return {}
        try:
            size = connection.execute(f"SELECT sum(length(content)) FROM {_TABLE}").fetchone()[0] or 0
            if size > SIZE_LIMIT:
                raise JournalError(f"The files in the backup are larger than {SIZE_LIMIT // 1024 // 1024} MB.")
            rows = connection.execute(f"SELECT name, content FROM {_TABLE} ORDER BY name").fetchall()
        except sqlite3.OperationalError:
            raise JournalError("The backup is damaged: its files cannot be read; use another backup.") from None
        for name, content in rows:
            if not (isinstance(name, str) and _NAME.fullmatch(name) and isinstance(content, bytes)):
                raise JournalError("The backup is damaged: it holds a file of a strange name; use another backup.")
        connection.execute(f"DROP TABLE {_TABLE}")
    return dict(rows)
