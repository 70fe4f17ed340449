"""Room `storage`, workshops: the books of the facilitator's acts (hash-chained) and notes."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import bindparam, func, select

from trainer.storage.log import storable
from trainer.storage.workshop import chain
from trainer.storage.workshop.rows import AuditRow, NoteRow
from trainer.storage.workshop.shelf import Shelf, columns, values_of
from trainer.storage.workshop.tables import audit, notes

_AUDIT = select(*columns(audit, AuditRow)).where(audit.c.workshop == bindparam("of")).order_by(audit.c.n)
_LAST = (
    select(audit.c.n, audit.c.hash, audit.c.at)
    .where(audit.c.workshop == bindparam("of"))
    .order_by(audit.c.n.desc())
    .limit(1)
)  # fmt: skip
_NOTES = select(*columns(notes, NoteRow)).where(notes.c.workshop == bindparam("of")).order_by(notes.c.n)
_COUNT = select(func.max(notes.c.n)).where(notes.c.workshop == bindparam("of"))


class ActBooks(Shelf):
    """What the facilitator did and wrote down."""

    def audit_add(self, workshop: str, at: int, actor: str, act: str, data: str = "{}") -> AuditRow:
        """Enter an act, with details as JSON, and give it with its number and hash; times never go back."""
        last = self._connection.execute(_LAST, {"of": workshop}).first()
        n, previous = (int(last[0]) + 1, str(last[1])) if last else (1, chain.start(workshop))
        at = max(at, int(last[2])) if last else at
        data = storable(data)
        row = AuditRow(workshop, n, at, actor, act, data, hash="")
        row = replace(row, hash=chain.link(previous, asdict(row), chain.ACT))
        self._connection.execute(audit.insert(), values_of(row))
        return row

    def audit(self, workshop: str) -> list[AuditRow]:
        """Give a workshop's acts in order."""
        return self._all(AuditRow, _AUDIT, of=workshop)

    def note_add(self, workshop: str, at: int, text: str, seat: str | None = None, turn: int | None = None) -> NoteRow:
        """Enter a note and give it with its number."""
        n = int(self._connection.execute(_COUNT, {"of": workshop}).scalar() or 0) + 1
        row = NoteRow(workshop, n, at, storable(text), seat, turn)
        self._connection.execute(notes.insert(), values_of(row))
        return row

    def notes(self, workshop: str) -> list[NoteRow]:
        """Give a workshop's notes in order."""
        return self._all(NoteRow, _NOTES, of=workshop)
