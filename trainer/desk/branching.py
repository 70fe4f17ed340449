"""Room `desk`: second tries: which sessions belong together, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.conversation.call import Call
    from trainer.conversation.events import Event
    from trainer.scoring.second_try import Comparison
    from trainer.storage.store import Store


def compared(store: Store, call: Call, one: Sequence[Event], two: Sequence[Event]) -> Comparison:
    """Put two sessions side by side from the turn on in which they part. Nothing is stored or scored by it.

    Raises:
        SessionError: they have no turn in common, or are one.
        JournalError: what is stored cannot be read.
    """
    from trainer.conversation.interview import SessionError
    from trainer.scoring.second_try import ApartError, compare

    ids = [_id(log) for log in (one, two)]
    try:
        at = parting(store.lineage(ids[0]), store.lineage(ids[1]))
        return compare(call, one, two, at=at, revealed=store.revealed_version(call.content))
    except ApartError as error:
        raise SessionError(str(error)) from None


def parting(one: Sequence[tuple[str, int]], two: Sequence[tuple[str, int]]) -> int | None:
    """Give the turn in which two sessions part by their lineages; None where those never meet.

    Each lineage is a session and those it branched off, nearest first, each with the turn at which it left the next.
    """
    places = {id: place for place, (id, _) in enumerate(two)}
    for place, (id, _) in enumerate(one):
        if id in places:
            turns = [at for _, at in (*one[:place], *two[: places[id]]) if at]
            return min(turns, default=None)
    return None


def _id(log: Sequence[Event]) -> str:
    from trainer.conversation.events import Started

    return next((event.session for event in log if isinstance(event, Started)), "")
