"""A call with two people for tests: two shipped customers who never met."""

from __future__ import annotations

from functools import lru_cache

from trainer.content.schema import Seat
from trainer.content.version import content_hash
from trainer.conversation.call import Call
from trainer.conversation.session import Session

from . import made

FIRST, SECOND = "maren-tveit", "ilse-brandt"
MAREN, ILSE = "Maren Tveit", "Ilse Brandt"
CHIMES = tuple(
    f"I hear that for the {count} time." for count in ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
)


@lru_cache(maxsize=1)
def call() -> Call:
    """Give the call."""
    one, other = made.call_of(FIRST), made.call_of(SECOND)
    seats = tuple(Seat(persona=persona, chimes=CHIMES) for persona in (FIRST, SECOND))
    limits = one.scenario.limits.model_copy(update={"turns": 50, "minutes": 45})
    update = {"personas": (FIRST, SECOND), "together": seats, "limits": limits}
    scenario = one.scenario.model_copy(update=update)
    people = (one.persona, other.persona)
    return Call.of(scenario, people, content_hash(scenario, people))


def started(seed: int = 1, journal: made.Memory | None = None) -> Session:
    """Give a call that has begun."""
    return made.started(call(), seed, journal)
