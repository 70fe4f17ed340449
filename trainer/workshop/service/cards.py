"""Room `workshop.service`: a participant's scorecard as people read it, after the reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.reports.report import Report, report_of
from trainer.scoring.score import score
from trainer.storage.workshop.rows import SeatRow
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.gate import SCORING
from trainer.workshop.service.lookup import call_of_seat
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
        row, round_ = call_of_seat(self._store, seat, id)
        if round_.state != "revealed" or row.state != "debriefed":
            raise Declined("not_yet", "The scorecard comes when the facilitator shows the customer's reasons.")
        events, call = self._players.log(id), self._players.call_of(round_.content, round_.level)
        with self._players.gate.through(SCORING):
            return report_of(score(events, call), events, round_.title, call.name)

    def earlier(self, seat: SeatRow) -> list[tuple[int, str, str]]:
        """Give round, title and call of the seat's attempts in rounds that are revealed, the first round first."""

        def look(books: Books) -> list[tuple[int, str, str]]:
            rounds = [one for one in books.rounds(seat.workshop) if one.state == "revealed"]
            calls = ((one, books.call_of(seat.id, one.number, 1)) for one in rounds)
            return [(one.number, one.title, call.id) for one, call in calls if call and call.state == "debriefed"]

        return self._store.read(look)
