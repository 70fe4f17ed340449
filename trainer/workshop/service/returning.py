"""Room `workshop.service`: what a server does about rounds that it finds running when it starts.

A server that runs ends a round within a second. One that starts and finds a round long past its end, or a round that
was touched later than it is now, was away (a closed laptop, a power cut) or its wall clock was set meanwhile. Nobody's
call is ended for that: the round pauses with the time that it had left when somebody was last heard of, and the
facilitator goes on, gives more time, or ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.storage.workshop.rows import RoundRow

if TYPE_CHECKING:
    from trainer.storage.workshop.books import Books

AWAY = 60_000
"""Milliseconds past the end of a round after which no server can have been there; and by how much the clocks of two
servers of one workshop may differ."""


def left_when_lost(books: Books, round_: RoundRow, now: int) -> int | None:
    """Give the milliseconds that a running round had left when its server was lost; None where it simply goes on."""
    ends = round_.ends_at or 0
    last = _last_heard(books, round_)
    if now <= ends + AWAY and now >= last - AWAY:
        return None
    return max(0, ends - last)


def _last_heard(books: Books, round_: RoundRow) -> int:
    """Give when something was last stored for a workshop while the round was on."""
    times = [round_.begun_at or 0]
    times += [act.at for act in books.audit(round_.workshop)[-1:]]
    times += [call.touched_at for call in books.calls(round_.workshop, round_.number)]
    times += [seat.seen_at for seat in books.seats(round_.workshop)]
    return max(times)
