"""Room `storage`, workshops: the books of workshops and their rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from sqlalchemy import bindparam, select

from trainer.storage.workshop.rows import Mark, RoundFields, RoundRow, WorkshopFields, WorkshopRow
from trainer.storage.workshop.shelf import Shelf, columns, values_of
from trainer.storage.workshop.tables import rounds, workshops

_WORKSHOP = select(*columns(workshops, WorkshopRow))
_BY_ID = _WORKSHOP.where(workshops.c.id == bindparam("id"))
_BY_CODE = _WORKSHOP.where(workshops.c.code_hash == bindparam("hash"))
_BY_FACILITATOR = _WORKSHOP.where(workshops.c.facilitator_hash == bindparam("hash"))
_BY_BOARD = _WORKSHOP.where(workshops.c.board_hash == bindparam("hash"))
_VERSIONS = select(workshops.c.id, workshops.c.version).where(workshops.c.id.in_(bindparam("ids", expanding=True)))
_MARKS = select(
    workshops.c.id, workshops.c.version, workshops.c.state, workshops.c.round, workshops.c.frozen_version
).where(workshops.c.id.in_(bindparam("ids", expanding=True)))
_BUMP = (
    workshops.update().where(workshops.c.id == bindparam("one")).values({workshops.c.version: workshops.c.version + 1})
)
_ROUNDS = select(*columns(rounds, RoundRow)).where(rounds.c.workshop == bindparam("of")).order_by(rounds.c.number)
_ROUND = _ROUNDS.where(rounds.c.number == bindparam("nth"))


class WorkshopBooks(Shelf):
    """Workshops, the versions of their boards, and their rounds."""

    def new_workshop(self, row: WorkshopRow, *, code_hash: str, facilitator_hash: str, board_hash: str) -> None:
        """Enter a workshop; its version starts where the row says."""
        hashes = {"code_hash": code_hash, "facilitator_hash": facilitator_hash, "board_hash": board_hash}
        self._connection.execute(workshops.insert(), values_of(row) | hashes)

    def workshop(self, workshop: str) -> WorkshopRow | None:
        """Give a workshop by its id."""
        return self._one(WorkshopRow, _BY_ID, id=workshop)

    def workshop_by_code(self, code_hash: str) -> WorkshopRow | None:
        """Give the workshop that a join code's hash opens."""
        return self._one(WorkshopRow, _BY_CODE, hash=code_hash)

    def by_facilitator(self, token_hash: str) -> WorkshopRow | None:
        """Give the workshop whose facilitator's token has this hash."""
        return self._one(WorkshopRow, _BY_FACILITATOR, hash=token_hash)

    def by_board(self, token_hash: str) -> WorkshopRow | None:
        """Give the workshop whose board's token has this hash."""
        return self._one(WorkshopRow, _BY_BOARD, hash=token_hash)

    def workshops(self) -> list[WorkshopRow]:
        """Give all workshops, the newest first."""
        return sorted(self._all(WorkshopRow, _WORKSHOP), key=lambda row: (-row.created_at, row.id))

    def set_workshop(self, workshop: str, **fields: Unpack[WorkshopFields]) -> None:
        """Set what is named; does not touch the version."""
        if fields:
            self._connection.execute(workshops.update().where(workshops.c.id == workshop).values(**fields))

    def drop_workshop(self, workshop: str) -> None:
        """Erase a workshop with all its seats, calls, logs, notes; contents are shared and stay."""
        self._connection.execute(workshops.delete().where(workshops.c.id == workshop))

    def touch(self, workshop: str) -> None:
        """Note that the board has changed: its version grows by one when this write is committed.

        Until then `workshop` and `versions` give the version before.
        """
        self.touched.add(workshop)

    def versions(self, workshops_: Iterable[str]) -> dict[str, int]:
        """Give the boards' versions of these workshops, in one query; unknown ones are left out."""
        ids = sorted(set(workshops_))
        if not ids:
            return {}
        return {str(row[0]): int(row[1]) for row in self._connection.execute(_VERSIONS, {"ids": ids})}

    def marks(self, workshops_: Iterable[str]) -> dict[str, Mark]:
        """Give how far these workshops are, in one query; unknown ones are left out."""
        ids = sorted(set(workshops_))
        found = self._connection.execute(_MARKS, {"ids": ids}) if ids else ()
        return {str(row[0]): Mark(int(row[1]), str(row[2]), int(row[3]), row[4] is not None) for row in found}

    def bump(self, touched: Iterable[str]) -> None:
        """Raise the versions of boards; for the writer alone, once a group, in one order on all servers."""
        if many := [{"one": one} for one in sorted(set(touched))]:
            self._connection.execute(_BUMP, many)

    def rounds(self, workshop: str) -> list[RoundRow]:
        """Give a workshop's rounds in order."""
        return self._all(RoundRow, _ROUNDS, of=workshop)

    def round(self, workshop: str, number: int) -> RoundRow | None:
        """Give a round."""
        return self._one(RoundRow, _ROUND, of=workshop, nth=number)

    def put_round(self, row: RoundRow) -> None:
        """Enter a round, or set all of it where it is there."""
        values = values_of(row)
        self._put(rounds, values, [name for name in values if name not in ("workshop", "number")])

    def set_round(self, workshop: str, number: int, **fields: Unpack[RoundFields]) -> None:
        """Set what is named."""
        if fields:
            here = (rounds.c.workshop == workshop, rounds.c.number == number)
            self._connection.execute(rounds.update().where(*here).values(**fields))

    def drop_round(self, workshop: str, number: int) -> None:
        """Take a round out; calls made in it stay."""
        self._connection.execute(rounds.delete().where(rounds.c.workshop == workshop, rounds.c.number == number))
