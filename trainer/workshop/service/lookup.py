"""Room `workshop.service`: finds what a participant may ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.storage.workshop.rows import CallRow, RoundRow, SeatRow
from trainer.workshop.service.declined import Declined

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore


def call_of_seat(store: WorkshopStore, seat: SeatRow, id: str) -> tuple[CallRow, RoundRow]:
    """Give a participant's call and its round.

    Raises:
        Declined: there is none; one of somebody else's is as unknown as one that is not there.
    """

    def look(books: Books) -> tuple[CallRow, RoundRow] | None:
        row = books.call(id)
        round_ = books.round(seat.workshop, row.round) if row is not None and row.seat == seat.id else None
        return None if row is None or round_ is None else (row, round_)

    found = store.read(look)
    if found is None:
        raise Declined("not_found", "There is no such call of yours in this workshop.")
    return found
