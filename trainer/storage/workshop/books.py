"""Room `storage`, workshops: all that a write or a read can do, by name. Every value is a bound parameter."""

from __future__ import annotations

from trainer.storage.workshop.books_acts import ActBooks
from trainer.storage.workshop.books_calls import CallBooks
from trainer.storage.workshop.books_requests import RequestBooks
from trainer.storage.workshop.books_seats import SeatBooks
from trainer.storage.workshop.books_workshops import WorkshopBooks
from trainer.storage.workshop.tables import schema


class Books(WorkshopBooks, SeatBooks, CallBooks, ActBooks, RequestBooks):
    """The workshops' books inside one write or one read. Not to be kept after it, nor used by another thread."""

    def probe(self) -> None:
        """Write something that changes nothing."""
        self._connection.execute(schema.update().values({schema.c.version: schema.c.version}))
