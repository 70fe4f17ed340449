"""Room `storage`: one writer at a time, over all processes.

SQLite before 3.51.3 can lose a commit when two connections write or checkpoint at the same instant (the WAL-reset bug),
so every write of ours happens while a lock file is held. The system lets go of the lock when a process dies.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from trainer.conversation.interview import JournalError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks have to do
    fcntl = None

WAIT = 5.0
"""Seconds to wait for another writer, as long as SQLite itself waits (`BUSY_MS` of `policy`)."""
_PAUSES = (0.001, 0.002, 0.005, 0.01, 0.02)
"""Seconds between tries; the last one repeats."""


class WriterLock:
    """A lock file beside the database. Not reentrant, not for several threads at once: the store sees to that."""

    def __init__(self, path: Path | None) -> None:
        """Take the lock file's path; None locks nothing (a database without a file)."""
        self._path = path
        self._fd: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            JournalError: another process has held it for longer than `WAIT`.
            OSError: the lock file cannot be made.
        """
        fd = self._open()
        if fd is None or fcntl is None:
            yield
            return
        self._take(fd, fcntl)
        try:
            yield
        finally:
            fcntl.flock(fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _open(self) -> int | None:
        if self._fd is None and self._path is not None and fcntl is not None:
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        return self._fd

    def _take(self, fd: int, flock: ModuleType) -> None:
        give_up = time.monotonic() + WAIT
        tries = 0
        while True:
            try:
                flock.flock(fd, flock.LOCK_EX | flock.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise JournalError("Another trainer is writing to this folder; close it and try again.") from None
            time.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
            tries += 1
