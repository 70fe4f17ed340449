"""Room `workshop.client`: small private files in the learner's folder: tokens, and lines that are on their way."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trainer.conversation.interview import JournalError
from trainer.storage.home import home_folder

FOLDER = "workshops"
LARGEST = 1 << 20
"""Bytes of such a file."""


def folder(home: Path | None = None) -> Path:
    """Give the folder of workshops, made (0700) where it is missing.

    Raises:
        JournalError: it cannot be made.
    """
    found = (home or home_folder()) / FOLDER
    try:
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and found.stat().st_mode & 0o077:
            found.chmod(0o700)
    except OSError as error:
        raise _failed(found, error) from None
    return found


def keep(path: Path, data: Mapping[str, Any]) -> None:
    """Write a file that nobody else can read (0600), whole or not at all, and durable when this returns.

    Raises:
        JournalError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dict(data), file, ensure_ascii=True, indent=1)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _failed(path, error) from None


def kept(path: Path) -> dict[str, Any] | None:
    """Read such a file; None where there is none, or one that is broken."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        data = json.loads(raw) if len(raw) <= LARGEST else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from None
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def drop(path: Path) -> None:
    """Take a file away; one that cannot be taken away stays."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _failed(path: Path, error: OSError) -> JournalError:
    return JournalError(f"{path}: {error.strerror or type(error).__name__}; make room or choose another TRAINER_HOME.")
