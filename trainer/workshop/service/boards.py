"""Room `workshop.service`: the board from what is stored. Frozen it stands still, save for the facilitator."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from trainer.storage.workshop.rows import CallRow, Mark, RoundRow, SeatRow, WorkshopRow
from trainer.workshop.event.board import Place, Played, RoundAt, Seat, Standing, board_for, places_of
from trainer.workshop.service.declined import Declined
from trainer.workshop.service.rounds import settings_of

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books
    from trainer.storage.workshop.store import WorkshopStore


STALE = 2000
"""Milliseconds for which a participant's place may be that of a moment ago."""


class Boards:
    """Gives boards. Every method may block on the database."""

    def __init__(self, store: WorkshopStore, clock: Callable[[], int]) -> None:
        """Take the store and a clock (milliseconds since 1970)."""
        self._store, self._clock = store, clock
        self._guard = threading.Lock()
        self._places: dict[str, tuple[object, int, Mapping[str, Place]]] = {}

    def board(self, workshop: str, *, facilitator: bool) -> tuple[int, bytes]:
        """Give the version and the board as JSON.

        Raises:
            Declined: there is no such workshop.
        """
        return self._store.read(lambda books: board_in(books, workshop, self._clock(), facilitator=facilitator))

    def place(self, row: WorkshopRow, seat: str) -> Place | None:
        """Give a participant's own place; none while the board is frozen. It may be `STALE` old.

        After a reveal everybody asks at once; the ranks of all are made once.
        """
        mark, now = (row.round, row.state, row.frozen_version), self._clock()
        with self._guard:
            kept = self._places.get(row.id)
            if kept is None or kept[0] != mark or now - kept[1] > STALE:
                _, standing = self._store.read(lambda books: standing_in(books, row.id, now))
                kept = self._places[row.id] = (mark, now, places_of(standing))
        return kept[2].get(seat)

    def marks(self, workshops: list[str]) -> dict[str, Mark]:
        """Give how far workshops are."""
        return self._store.read(lambda books: books.marks(workshops))


def board_in(books: Books, workshop: str, now: int, *, facilitator: bool) -> tuple[int, bytes]:
    """Give version and board of a workshop within a transaction."""
    row, standing = standing_in(books, workshop, now)
    stored = None if row.frozen_board is None else row.frozen_board.encode()
    return version_for(row, facilitator=facilitator), board_for(standing, facilitator=facilitator, stored=stored)


def version_for(row: WorkshopRow, *, facilitator: bool) -> int:
    """Give the version of the board that is shown. One that is frozen has that of its freezing, which is one more than
    was seen before: a number that went on would tell that something happens."""
    if facilitator or row.frozen_version is None:
        return row.version
    return row.frozen_version + 1


def standing_in(books: Books, workshop: str, now: int) -> tuple[WorkshopRow, Standing]:
    """Give all that the board of a workshop is made of."""
    row = books.workshop(workshop)
    if row is None:
        raise Declined("not_found", "There is no such workshop here.")
    settings, rounds = settings_of(row), books.rounds(workshop)
    current = next((one for one in rounds if one.number == row.round), None)
    return row, Standing(
        workshop=workshop,
        title=row.title,
        version=row.version,
        state=row.state,
        round=row.round,
        rounds=tuple(RoundAt(one.number, one.state, one.open_content) for one in rounds),
        seats=tuple(map(_seat, books.seats(workshop))),
        played=tuple(map(_played, books.calls(workshop))),
        left=left_of(current, now),
        frozen=row.frozen_board is not None,
        names=settings.names,
        mode=settings.mode,
        teams=settings.teams,
        top=settings.top,
    )


def left_of(round_: RoundRow | None, now: int) -> int | None:
    """Give the seconds that a round has left; None where no time runs."""
    if round_ is None or round_.state not in ("running", "paused"):
        return None
    left = round_.left_ms if round_.state == "paused" else (round_.ends_at or now) - now
    return max(0, -(-(left or 0) // 1000))


def _seat(row: SeatRow) -> Seat:
    return Seat(row.id, row.name, row.alias, row.team, row.status == "removed")


def _played(row: CallRow) -> Played:
    parts = json.loads(row.parts) if row.parts else None
    return Played(row.seat, row.round, row.number, row.state, row.turns, row.overall, row.low, row.high, parts)
