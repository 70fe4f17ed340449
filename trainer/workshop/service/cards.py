"""Room `workshop.service`: a participant's scorecard as people read it, after the reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.reports.report import Report, report_of
from trainer.scoring.score import score
from trainer.storage.workshop.rows import CallRow, RoundRow, SeatRow
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.playing import Players

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore


class Cards:
    """Gives reports on calls. Every method may block on the database."""

    def __init__(self, store: WorkshopStore, players: Players) -> None:
        """Take the store, and what calls are played with."""
        self._store, self._players = store, players

    def report(self, seat: SeatRow, id: str) -> Report:
        """Give a participant the report on a call of theirs.

        Raises:
            Declined: it is not theirs, or the customer's reasons have not been shown.
        """

        def look(books: Books) -> tuple[CallRow, RoundRow] | None:
            row = books.call(id)
            round_ = books.round(seat.workshop, row.round) if row is not None and row.seat == seat.id else None
            return None if row is None or round_ is None else (row, round_)

        found = self._store.read(look)
        if found is None:
            raise Declined("not_found", "There is no such call of yours in this workshop.")
        row, round_ = found
        if round_.state != "revealed" or row.state != "debriefed":
            raise Declined("not_yet", "The scorecard comes when the facilitator shows the customer's reasons.")
        events, call = self._players.log(id), self._players.call_of(round_.content, round_.level)
        return report_of(score(events, call), events, round_.title, call.name)
