"""Room `workshop.service`: the score of a call. The server makes it of the stored log, nobody sends one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.conversation.events import Event
from trainer.scoring.beside import unrecorded
from trainer.scoring.score import score
from trainer.workshop.event.figures import figures_of

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore
    from trainer.workshop.service.playing import Live, Players


class Marking:
    """Scores calls that are debriefed."""

    def __init__(self, store: WorkshopStore, players: Players) -> None:
        """Take the store, and what calls are played with."""
        self._store, self._players = store, players

    def settle(self, live: Live, workshop: str) -> None:
        """Store the score of a debriefed call, if it is not stored: the log tells whether it is."""
        session = live.session
        card = score(session.events, session.call)
        fresh = unrecorded(session.events, card, None)
        if not fresh:
            return

        found = figures_of(card)

        def beside(books: Books, events: Sequence[Event]) -> None:
            books.set_call(
                session.id,
                overall=found.overall,
                low=found.low,
                high=found.high,
                parts=json.dumps(found.parts, sort_keys=True),
                outcome=json.dumps(found.outcome, sort_keys=True),
            )
            books.touch(workshop)

        live.journal.beside = beside
        live.journal.append(session.id, fresh)
        self._players.forget(session.id)
