"""Room `storage`: what went wrong with the database, in one line that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from trainer.conversation.interview import JournalError

_ELSEWHERE = "make the folder writable or set TRAINER_HOME to another one"
_BY_CODE = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space, then go on",
    sqlite3.SQLITE_IOERR: "the disk refused it (full, over quota, or faulty); free some space, then go on",
    sqlite3.SQLITE_READONLY: f"the folder or the file is read-only; {_ELSEWHERE}",
    sqlite3.SQLITE_CANTOPEN: f"the file cannot be opened; {_ELSEWHERE}",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; move it away and restore a backup",
    sqlite3.SQLITE_NOTADB: "the file is no database of the trainer; move it away and restore a backup",
    sqlite3.SQLITE_BUSY: "another trainer is writing; try again in a moment",
    sqlite3.SQLITE_LOCKED: "another trainer is writing; try again in a moment",
    sqlite3.SQLITE_PERM: f"the file may not be touched; {_ELSEWHERE}",
    sqlite3.SQLITE_AUTH: f"the file may not be touched; {_ELSEWHERE}",
    sqlite3.SQLITE_TOOBIG: "it is too long",
    sqlite3.SQLITE_NOMEM: "memory is full; close something, then go on",
    sqlite3.SQLITE_PROTOCOL: "another trainer holds the file; try again in a moment",
}
_PRIMARY = 0xFF
_BY_STATE = {
    "08": "the database does not answer; try again in a moment",
    "28": "the database does not take this name and password; check the URL",
    "3D": "there is no such database; make it or check the URL",
    "25006": "the database is read-only; name the one that takes writes",
    "40": "another server is writing; try again in a moment",
    "42501": "the database's role may not do this; give it the right to make and change tables",
    "53100": "the database's disk is full; free some space, then go on",
    "53": "the database is overloaded; try again in a moment",
    "55P03": "another server is writing; try again in a moment",
    "57014": "the database took too long; try again in a moment",
    "57P": "the database does not answer; try again in a moment",
}
"""By the beginning of an SQLSTATE of PostgreSQL (its manual, appendix A), the longest first."""


@contextmanager
def told(doing: str, elsewhere: str = "set TRAINER_HOME to another one") -> Iterator[None]:
    """Turn every fault of database and disk into a JournalError: `doing` (what did not work), why, and what to do.

    `elsewhere` ends the advice where a folder is at fault.

    Raises:
        JournalError: anything below went wrong.
    """
    try:
        yield
    except DBAPIError as error:
        raise JournalError(f"{doing}: {_reason(error.orig)}.") from error
    except SQLAlchemyError as error:
        raise JournalError(f"{doing}: {_one_line(error)}.") from error
    except sqlite3.Error as error:
        raise JournalError(f"{doing}: {_reason(error)}.") from error
    except OSError as error:
        raise JournalError(f"{doing}: {_of_system(error, elsewhere)}.") from error
    except (ValueError, OverflowError) as error:
        raise JournalError(f"{doing}: {_one_line(error)}.") from error


def _reason(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    known = _BY_CODE.get(code & _PRIMARY) if isinstance(code, int) else None
    state = str(getattr(error, "sqlstate", None) or "")
    known = known or next((_BY_STATE[state[:n]] for n in (5, 3, 2) if state[:n] in _BY_STATE), None)
    return known or _one_line(error)


def _of_system(error: OSError, elsewhere: str) -> str:
    if isinstance(error, PermissionError):
        return f"no permission; make the folder writable or {elsewhere}"
    reason = (error.strerror or type(error).__name__).lower()
    return f"{reason}; check the folder or {elsewhere}"


def _one_line(error: object) -> str:
    return " ".join(str(error).split("\n")[0].split())[:200].rstrip(".")
