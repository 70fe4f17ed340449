"""Room `storage`: files that go out to the learner's folders and come in from them."""

from __future__ import annotations

import os
from pathlib import Path

from trainer.conversation.interview import JournalError
from trainer.storage.faults import told


def write_new(path: Path, text: str) -> Path:
    """Write a new file for the learner's eyes only (0600) and give its path; it is complete or not there.

    Raises:
        JournalError: there is a file already, or it cannot be written.
    """
    with told(f"{path.name} could not be written", "choose another one"):
        try:
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise JournalError(f"There is already a file {path.name}; give another name or move it away.") from None
        try:
            with os.fdopen(fd, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def read_at_most(path: Path, limit: int) -> bytes:
    """Read a file from outside; of a larger one no more than `limit` + 1 bytes, by which the reader knows.

    Raises:
        JournalError: it is not there or cannot be read.
    """
    with told(f"{path.name} could not be read", "choose another one"):
        if not path.is_file():
            raise JournalError(f"There is no file {path.name}; check the path.")
        with path.open("rb") as stream:
            return stream.read(limit + 1)
