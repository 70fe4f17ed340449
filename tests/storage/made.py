"""Small sessions for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from trainer.content.catalogue import Catalogue, Played
from trainer.content.version import canonical
from trainer.conversation.directing.direction import Answer, Direction, Reason, Withheld
from trainer.conversation.events import (
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    Fingerprinted,
    HintAsked,
    LearnerSaid,
    Marked,
    Started,
    TurnDirected,
    TurnHeard,
)
from trainer.conversation.hearing.heard import Heard, Kind, Move, Topic
from trainer.storage.store import Store

SECRET = "secret-fact"
"""An id that no file may hold before the debrief."""


def started(session: str = "s1", *, seed: int = 7, scenario: str = "small-shop", content: str = "h") -> Started:
    """Give the start of a session."""
    return Started(session, scenario, ("ada-lind",), seed, content)


def begin(store: Store, session: str = "s1", *, scenario: str = "small-shop", content: str = "h") -> None:
    """Store the start of a session and the customer's opening."""
    store.append(session, [started(session, scenario=scenario, content=content), CustomerSaid(0, "Hello.")])


def turn(n: int, text: str = "And then?") -> tuple[Event, ...]:
    """Give the events of one whole turn, with all that is hidden in it."""
    heard = Heard(
        moves=(Move(Kind.OPEN_QUESTION, text),), question="open", facets=("then",),
        topics=(Topic("fact", SECRET, 1.5, "about", "then"),), uptake=0.25, taken_up=("then",), details=(), refers=True,
        copied=0.0, skeleton="and then", asked_before=None, words=2, tone="calm",
    )  # fmt: skip
    direction = Direction(
        Answer.FACT, subject=SECRET, because=(Reason("open", "then"),), trust=0.3, patience=0.9, hint=SECRET,
        withheld=(Withheld(SECRET, (Reason("trust", "0.30 < 0.55"),)),),
    )  # fmt: skip
    customer = CustomerSaid(n, f"Answer {n} – “so”.", pieces=(f"fact:{SECRET}:1",), seconds=9.5)
    return LearnerSaid(n, text), TurnHeard(n, heard), TurnDirected(n, direction), customer


def call(turns: int = 3, session: str = "s1", content: str = "h") -> list[Event]:
    """Give a whole call up to its end."""
    events: list[Event] = [started(session, content=content), CustomerSaid(0, "Hello.", pieces=("opening:0",))]
    for n in range(1, turns + 1):
        events += turn(n, f"Question {n}, ünïcode 🙂?")
    return [*events, HintAsked(turns, "Ask for the last time."), Ended(turns, "learner")]


def debrief() -> Sequence[Event]:
    """Give what follows a call."""
    return [Fingerprinted(("a note",), (("Why?",),)), Debriefed("She misses them.", push="dark"), Marked("a-reason")]


def played(store: Store, session: str = "s1") -> Played:
    """Store a debriefed session over real content and give that content."""
    real = Catalogue().cast("friday-night")
    store.keep_content(real.hash, canonical(real.scenario, real.personas))
    events = call(2, session, real.hash)
    events[0] = Started(session, real.scenario.id, tuple(p.id for p in real.personas), 2**80, real.hash)
    store.append(session, events)
    store.append(session, debrief())
    return real


@contextmanager
def limited_to(pages: int) -> Iterator[None]:
    """Let every database of SQLite opened here have at most so many pages."""

    def limit(connection: Any, record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)
