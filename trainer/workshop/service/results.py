"""Room `workshop.service`: what is left of a workshop: each participant's scorecard, and the signed export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trainer.reports.wire import scored
from trainer.scoring.beside import beside_of
from trainer.scoring.score import score
from trainer.storage.exchange import exported
from trainer.storage.workshop.rows import CallRow, RoundRow, SeatRow
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.playing import Players

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore


class Results:
    """Gives what is left. Every method may block on the database."""

    def __init__(self, store: WorkshopStore, players: Players, clock: Callable[[], int]) -> None:
        """Take the store, what calls are played with, and a clock (milliseconds since 1970)."""
        self._store, self._players, self._clock = store, players, clock

    def scorecard(self, seat: SeatRow, id: str) -> dict[str, Any]:
        """Give a participant the scorecard of a call of theirs, and the session to keep in their own trainer.

        Raises:
            Declined: it is not theirs, or the customer's reasons have not been shown.
        """

        def look(books: Books) -> tuple[CallRow, RoundRow, str | None] | None:
            row = books.call(id)
            round_ = books.round(seat.workshop, row.round) if row is not None and row.seat == seat.id else None
            return None if row is None or round_ is None else (row, round_, books.content(round_.content))

        found = self._store.read(look)
        if found is None:
            raise Declined("not_found", "There is no such call of yours in this workshop.")
        row, round_, text = found
        if round_.state != "revealed" or row.state != "debriefed":
            raise Declined("not_yet", "The scorecard comes when the facilitator shows the customer's reasons.")
        events = self._players.log(id)
        card = score(events, self._players.call_of(round_.content, round_.level))
        return {"scored": scored(card) | beside_of(events, card).shape(), "session": exported(events, text)}
