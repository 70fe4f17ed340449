"""Room `workshop.service`: the score of a call. The server makes it of the stored log, nobody sends one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.conversation.events import Event
from trainer.scoring.beside import unrecorded
from trainer.scoring.score import score
from trainer.scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore
    from trainer.workshop.service.playing import Live, Players

HUNDREDTHS = 100
"""Scores are stored as integers: hundredths of points of 0 to 100."""


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

        def beside(books: Books, events: Sequence[Event]) -> None:
            parts = {part.name: part.value for part in card.parts}
            outcome = {
                "turns": card.turns,
                "uncovered": [one.id for one in card.motivations if one.uncovered],
                "motivations": len(card.motivations),
                "why_no_overall": card.not_scored.get("overall", ""),
                "versions": card.versions,
            }
            books.set_call(
                session.id,
                overall=_hundredths(card.overall),
                low=_hundredths(card.low),
                high=_hundredths(card.high),
                parts=json.dumps(parts, sort_keys=True),
                outcome=json.dumps(outcome, sort_keys=True),
            )
            books.touch(workshop)

        live.journal.beside = beside
        live.journal.append(session.id, fresh)
        self._players.forget(session.id)

    def card(self, events: Sequence[Event], content: str, level: str) -> Scorecard:
        """Give the scorecard of a log."""
        return score(events, self._players.call_of(content, level))


def _hundredths(points: float | None) -> int | None:
    return None if points is None else round(points * HUNDREDTHS)
