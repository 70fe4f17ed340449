"""Room `storage`: recorded calls that the learner chose to keep. Nothing comes in here unasked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from trainer.conversation.interview import JournalError
from trainer.storage.leftovers import Gone
from trainer.storage.log import storable
from trainer.storage.shelf import Reading, Shelf, Writing
from trainer.storage.tables import calls

#: Calls that a list gives at most; nobody keeps that many, and a list is read by people.
MOST = 1000


@dataclass(frozen=True, slots=True)
class CallRow:
    """One kept call in a list."""

    id: str
    kept_at: datetime
    """UTC."""
    file: str
    """The bare name of the file it came from; a placeholder where it is masked."""
    format: str
    interviewer: str
    """As people read it; empty where the file had no names."""
    masked: bool
    """Whether names and addresses were replaced before it was stored."""
    turns: int
    """Of both sides."""
    analysis: str
    """Version of the analysis when it was kept."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """What one side said."""

    speaker: str
    """`interviewer` or `customer`."""
    text: str
    start: float | None = None
    """Seconds; None where the file had no times."""
    end: float | None = None


@dataclass(frozen=True, slots=True)
class KeptCall:
    """A kept call, whole."""

    row: CallRow
    turns: tuple[KeptTurn, ...]
    notes: tuple[str, ...]
    """How its file was read."""


class CallShelf(Shelf):
    """The kept calls of a store. Every method may raise JournalError, whose message is one line for people."""

    def __init__(
        self, reading: Reading, writing: Writing, forget: Callable[[Gone], None], clock: Callable[[], int]
    ) -> None:
        """Take the store's ways to read and to write, to wipe what was deleted, and its clock."""
        super().__init__(reading, writing)
        self._forget, self._clock = forget, clock

    def keep(self, call: KeptCall) -> CallRow:
        """Store a call and give its row as stored: `kept_at` is now."""
        row = call.row
        values = {name: getattr(row, name) for name in row.__slots__ if name != "kept_at"}
        turns = [[turn.speaker, turn.text, turn.start, turn.end] for turn in call.turns]
        values["payload"] = json.dumps({"turns": turns, "notes": call.notes}, ensure_ascii=False, allow_nan=False)
        texts = {name: storable(value) for name, value in values.items() if isinstance(value, str)}
        with self._writing("The call could not be kept") as connection:
            connection.execute(calls.insert().values({**values, **texts, "kept_at": self._clock()}))
            found = connection.execute(_rows().where(calls.c.id == texts["id"])).one()
        return _row(found)

    def rows(self) -> list[CallRow]:
        """Give the kept calls, the one kept last first."""
        query = _rows().order_by(calls.c.kept_at.desc(), calls.c.id.desc()).limit(MOST)
        with self._reading() as connection:
            return [_row(found) for found in connection.execute(query)]

    def find(self, prefix: str) -> CallRow | None:
        """Give the call whose id is `prefix` or begins with it; None where there is none.

        Raises:
            JournalError: several ids begin with it.
        """
        if not prefix:
            return None
        begins = func.substr(calls.c.id, 1, len(prefix)) == prefix
        with self._reading() as connection:
            found = [_row(row) for row in connection.execute(_rows().where(begins).order_by(calls.c.id).limit(4))]
        found = [row for row in found if row.id == prefix] or found
        if len(found) > 1:
            raise JournalError(f"Several calls begin so: {', '.join(row.id for row in found)}; give more of the id.")
        return found[0] if found else None

    def call(self, id: str) -> KeptCall | None:
        """Give a kept call by its whole id, or None.

        Raises:
            JournalError: what is stored cannot be read.
        """
        with self._reading() as connection:
            found = connection.execute(select(calls).where(calls.c.id == id)).first()
        if found is None:
            return None
        try:
            payload = json.loads(found.payload)
            turns = tuple(_turn(*turn) for turn in payload["turns"])
            notes = tuple(str(note) for note in payload["notes"])
        except (KeyError, TypeError, ValueError, RecursionError):
            raise JournalError(f"The call {id[:12]} cannot be read; delete it or restore a backup.") from None
        return KeptCall(_row(found), turns, notes)

    def delete(self, id: str) -> bool:
        """Delete a call for good, also from the backups in the data folder; False where it was not there."""
        with self._writing("The call could not be deleted") as connection:
            gone = connection.execute(calls.delete().where(calls.c.id == id)).rowcount > 0
        self._forget(Gone(calls=(id,)))
        return gone


def _rows() -> Any:
    return select(*(calls.c[name] for name in CallRow.__slots__))


def _row(found: Any) -> CallRow:
    values = {name: getattr(found, name) for name in CallRow.__slots__}
    values["kept_at"] = datetime.fromtimestamp(values["kept_at"] / 1000, UTC)
    values["masked"] = bool(values["masked"])
    return CallRow(**values)


def _turn(speaker: object, text: object, start: object, end: object) -> KeptTurn:
    if speaker not in ("interviewer", "customer") or not isinstance(text, str):
        raise ValueError("no turn of a call")
    times = [float(time) if isinstance(time, int | float) else None for time in (start, end)]
    return KeptTurn(str(speaker), text, *times)
