"""Room `storage`, workshops: the books of seats."""

from __future__ import annotations

from typing import Unpack

from sqlalchemy import bindparam, select

from trainer.storage.workshop.faults import AliasTaken, NameTaken
from trainer.storage.workshop.rows import SeatFields, SeatRow
from trainer.storage.workshop.shelf import Shelf, columns, values_of
from trainer.storage.workshop.tables import seats

_SEAT = select(*columns(seats, SeatRow))
_BY_ID = _SEAT.where(seats.c.id == bindparam("id"))
_BY_TOKEN = _SEAT.where(seats.c.token_hash == bindparam("hash"))
_BY_CLAIM = _SEAT.where(seats.c.claim_hash == bindparam("hash"))
_BY_CLAIMED = _SEAT.where(seats.c.claimed_hash == bindparam("hash"))
_OF = _SEAT.where(seats.c.workshop == bindparam("of"))
_NAMED = _SEAT.where(seats.c.workshop == bindparam("of"), seats.c.name_key == bindparam("named"))
_ALIAS = select(seats.c.id).where(seats.c.workshop == bindparam("of"), seats.c.alias == bindparam("named"))
_SEEN = (
    seats.update()
    .where(seats.c.id == bindparam("one"), seats.c.seen_at < bindparam("now"))
    .values(seen_at=bindparam("now"))
)


class SeatBooks(Shelf):
    """Participants' places."""

    def new_seat(self, row: SeatRow, token_hash: str) -> None:
        """Enter a seat. After either error the write can go on, with another alias.

        Raises:
            NameTaken: a seat of the workshop has this name_key, removed ones too.
            AliasTaken: a seat of the workshop has this alias.
        """
        if self.seat_by_name(row.workshop, row.name_key) is not None:
            raise NameTaken(row.name)
        if self._connection.execute(_ALIAS, {"of": row.workshop, "named": row.alias}).first() is not None:
            raise AliasTaken(row.alias)
        self._connection.execute(seats.insert(), values_of(row) | {"token_hash": token_hash, "claim_hash": None})

    def seat(self, seat: str) -> SeatRow | None:
        """Give a seat by its id."""
        return self._one(SeatRow, _BY_ID, id=seat)

    def seat_by_token(self, token_hash: str) -> SeatRow | None:
        """Give the seat whose token has this hash, removed ones too: see its status."""
        return self._one(SeatRow, _BY_TOKEN, hash=token_hash)

    def seat_by_claim(self, claim_hash: str) -> SeatRow | None:
        """Give the re-opened seat whose claim has this hash; `set_seat(…, claim_hash=None)` spends it."""
        return self._one(SeatRow, _BY_CLAIM, hash=claim_hash)

    def seat_by_claimed(self, claim_hash: str) -> SeatRow | None:
        """Give the seat that was taken by the claim of this hash, and whose new token nobody has used yet."""
        return self._one(SeatRow, _BY_CLAIMED, hash=claim_hash)

    def seat_by_name(self, workshop: str, name_key: str) -> SeatRow | None:
        """Give a workshop's seat by its folded name."""
        return self._one(SeatRow, _NAMED, of=workshop, named=name_key)

    def seats(self, workshop: str) -> list[SeatRow]:
        """Give a workshop's seats in the order of joining, removed ones too."""
        return sorted(self._all(SeatRow, _OF, of=workshop), key=lambda row: (row.joined_at, row.id))

    def set_seat(self, seat: str, **fields: Unpack[SeatFields]) -> None:
        """Set what is named.

        Raises:
            NameTaken: another seat of the workshop has this name_key.
        """
        if not fields:
            return
        if "name_key" in fields and (row := self.seat(seat)) is not None:
            other = self.seat_by_name(row.workshop, fields["name_key"])
            if other is not None and other.id != seat:
                raise NameTaken(fields.get("name", fields["name_key"]))
        self._connection.execute(seats.update().where(seats.c.id == seat).values(**fields))

    def seen(self, seat: str, at: int) -> None:
        """Note when a seat was last heard of; an earlier time changes nothing."""
        self._connection.execute(_SEEN, {"one": seat, "now": at})
