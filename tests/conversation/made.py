"""What the tests of the conversation share: the shipped customers, a journal in memory, a learner who listens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.content.catalogue import Catalogue
from trainer.content.schema import Persona
from trainer.conversation.call import Call
from trainer.conversation.engine import Answered, answer, learner_line
from trainer.conversation.events import CustomerSaid, Event
from trainer.conversation.interview import JournalError
from trainer.conversation.session import Session
from trainer.language.text import is_specific, tokens

DATA = Path(__file__).parent.parent / "data"


class Memory:
    """A journal that keeps events in a list; it fails from append number `fails_at` on."""

    def __init__(self, fails_at: int = -1) -> None:
        self.events: list[Event] = []
        self.fails_at = fails_at
        self.appends = 0

    def append(self, session: str, events: Sequence[Event]) -> None:
        self.appends += 1
        if 0 <= self.fails_at < self.appends:
            raise JournalError("the disk is full")
        self.events.extend(events)


@lru_cache(maxsize=1)
def pairs() -> tuple[tuple[str, str], ...]:
    """Give (scenario, persona) for every shipped customer."""
    return tuple((card.id, persona) for card in Catalogue().scenarios() for persona in card.personas)


def persona_ids() -> list[str]:
    return [persona for _, persona in pairs()]


@lru_cache(maxsize=32)
def call_of(persona: str) -> Call:
    scenario = next(s for s, p in pairs() if p == persona)
    played = Catalogue().cast(scenario, persona)
    return Call(played.scenario, next(one for one in played.personas if one.id == persona), played.hash)


def started(call: Call, seed: int = 1, journal: Memory | None = None, session: str = "one") -> Session:
    return Session.start(call, journal or Memory(), session, seed)


_GOOD = (
    "You mentioned {}. What was that like, the last time?",
    "How did it come to {}?",
    "Tell me about {}, what happened?",
    "What is it about {} that stays with you?",
)


def good_line(session: Session) -> str:
    """Give what a listening learner says next: an open question about a word of the customer's last line."""
    last = next(e.text for e in reversed(session.events) if isinstance(e, CustomerSaid))
    public = session.call.ear.public
    words = [t.raw for t in tokens(last) if is_specific(t.stem) and t.stem not in public and len(t.raw) > 3]
    pattern = _GOOD[session.state.turn % len(_GOOD)]
    return pattern.format(words[-1] if words else "that")


def warmed(call: Call, turns: int = 4, seed: int = 1) -> Session:
    """Give a session some good turns in."""
    session = started(call, seed)
    for _ in range(turns):
        session.say(good_line(session))
    return session


def tried(session: Session, text: str) -> Answered:
    """Give what a line would bring in a session, without saying it."""
    call = session.call
    said = tuple(said for event in session.events if (said := call.said(event)))
    used = frozenset(piece for event in session.events if isinstance(event, CustomerSaid) for piece in event.pieces)
    line = learner_line(session.state.turn + 1, text)
    return answer(call, call.voice(session.started.seed), session.state, said, used, line)


def rows(path: Path) -> list[dict[str, Any]]:
    """Give the objects of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def secret_lines(call: Call, told: Sequence[str]) -> Iterator[str]:
    """Give every line that tells of a fact that was not told, or hints at it."""
    for fact in call.persona.facts:
        if fact.id not in told:
            yield from fact.says
            yield from fact.more.values()
            yield from fact.tell.says if fact.tell else ()


def lines_of(persona: Persona) -> Iterator[str]:
    """Give every line in which somebody tells of a fact, or hints at it."""
    for fact in persona.facts:
        yield from (*fact.says, *fact.more.values(), *(fact.tell.says if fact.tell else ()))
