"""Room `storage`: puts a backup in the place of the learner's database, and says which SQLite does it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from trainer.conversation.interview import JournalError
from trainer.storage.attached import take_off
from trainer.storage.faults import told
from trainer.storage.policy import BUSY_MS, FILE, home_folder
from trainer.storage.store import Store
from trainer.storage.writer import WriterLock

OLDEST_SQLITE = (3, 27)
"""The first that can write a compact copy (`VACUUM INTO`), which backups are."""
_MAGIC = b"SQLite format 3\0"


def sqlite_here() -> tuple[str, bool]:
    """Give the version of SQLite, and whether it is new enough."""
    return sqlite3.sqlite_version, sqlite3.sqlite_version_info >= OLDEST_SQLITE


def restore(
    file: Path,
    home: Path | None = None,
    *,
    beside: Mapping[str, bytes] | None = None,
    found: Callable[[Mapping[str, bytes]], object] = dict,
) -> Path:
    """Put a backup in the place of the database under `home`; give the file that now keeps what was there before.

    `beside` goes into that file too; `found` is given the files that came in the backup, once it is restored.

    The backup is checked and brought up to date in a copy first. The pages are then written through SQLite, never by
    moving files: another trainer that has the database open sees the old content or the new one.

    Raises:
        JournalError: the file is no sound backup or cannot be read, or the data folder cannot be written.
    """
    live = (home or home_folder()).absolute() / FILE
    with tempfile.TemporaryDirectory(prefix="trainer-restore-") as folder:
        copy, files = _checked_copy(file, Path(folder))
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        kept = live.with_name(f"before-restore-{stamp}.backup.db")
        store = Store.open(live.parent)
        try:
            store.backup(kept, beside)
        finally:
            store.close()
        with told("The backup could not be restored"):
            _write_over(copy, live)
    found(files)
    return kept


def _checked_copy(file: Path, folder: Path) -> tuple[Path, dict[str, bytes]]:
    copy = folder / FILE
    with told(f"{file.name} could not be read"):
        if not file.is_file():
            raise JournalError(f"There is no file {file.name}; check the path.")
        shutil.copyfile(file, copy)
        with copy.open("rb") as stream:
            begins = stream.read(len(_MAGIC))
    if begins != _MAGIC or not _is_ours(copy):
        raise JournalError(f"{file.name} is no backup of the trainer; give a file that `trainer backup` wrote.")
    with told(f"{file.name} is damaged; use another backup"):
        files = take_off(copy)
    store = Store.open(folder)
    try:
        faults = store.verify()
    finally:
        store.close()
    if faults:
        raise JournalError(f"{file.name} is damaged ({faults[0]}); use another backup.")
    return copy, files


def _is_ours(copy: Path) -> bool:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return found is not None


def _write_over(copy: Path, live: Path) -> None:
    lock = WriterLock(live.with_name(live.name + ".lock"))
    try:
        with lock.held(), closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(live)) as target:
            target.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            target.execute("PRAGMA synchronous = FULL")
            source.backup(target)
    finally:
        lock.close()
