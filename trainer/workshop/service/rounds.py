"""Room `workshop.service`: which round is on, and whether one may speak in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainer.storage.workshop.rows import RoundRow, WorkshopRow
from trainer.workshop.event.settings import EventSettings, read_settings
from trainer.workshop.service.declined import Declined

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books


def settings_of(row: WorkshopRow) -> EventSettings:
    """Give what was set for a workshop."""
    return read_settings(json.loads(row.settings))


def round_on(books: Books, workshop: str) -> tuple[WorkshopRow, RoundRow]:
    """Give a workshop and its round.

    Raises:
        Declined: no round has begun.
    """
    row = books.workshop(workshop)
    round_ = books.round(workshop, row.round) if row is not None and row.round else None
    if row is None or round_ is None:
        raise Declined("not_yet", "No round has begun yet; the facilitator starts it.")
    return row, round_


def must_run(workshop: WorkshopRow, round_: RoundRow, now: int, of: int | None = None) -> None:
    """See that one may speak in the round now; `of` is the round that the call belongs to.

    Raises:
        Declined: it pauses or is over.
    """
    if workshop.state == "ended" or (of is not None and of != round_.number):
        raise Declined("over", "This round is over.")
    if round_.state == "paused":
        raise Declined("paused", "The facilitator has paused the round; your words are kept.", after=2)
    if round_.state != "running" or (round_.ends_at is not None and now >= round_.ends_at):
        raise Declined("over", "The time of this round is up; write the debrief.")
