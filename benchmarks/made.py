"""Large things to measure with, made from the shipped content: a long session, a full store, many scenarios."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from trainer.content.catalogue import Catalogue
from trainer.conversation.call import Call
from trainer.conversation.events import (
    CustomerSaid,
    Debriefed,
    Ended,
    Event,
    LearnerSaid,
    Started,
    TurnDirected,
    TurnHeard,
)
from trainer.conversation.session import Session

_LINES = (
    "What did you do the last time, from the start?",
    "You said something about a picture. What was on it?",
    "It sounds like that matters to you.",
    "Who else is there when you do that?",
    "What happened then?",
    "Do you like the levels?",
)


class Nowhere:
    """A journal that keeps nothing."""

    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


def long_session(turns: int) -> tuple[tuple[Event, ...], Call]:
    """Give the log of a debriefed session of so many turns: one real call, its turns repeated with other numbers."""
    played = Catalogue().cast("game-nobody-plays")
    call = Call(played.scenario, played.personas[0], played.hash)
    session = Session.start(call, Nowhere(), "made", 1)
    for number in range(24):
        session.say(_LINES[number % len(_LINES)])
    body = [
        e for e in session.events if isinstance(e, LearnerSaid | TurnHeard | TurnDirected | CustomerSaid) and e.turn
    ]
    real = max(e.turn for e in body)
    out: list[Event] = list(session.events[:2])
    for number in range(1, turns + 1):
        for event in body:
            if event.turn == (number - 1) % real + 1:
                fresh = replace(event, turn=number)
                if isinstance(fresh, LearnerSaid):
                    fresh = replace(fresh, text=f"{fresh.text} {number}")
                out.append(fresh)
    return (*out, Ended(turns, "learner"), Debriefed("She shares pictures with the friends who moved away.")), call


def store_sessions(home: Path, count: int) -> None:
    """Fill a store with so many short sessions."""
    from trainer.content.version import canonical
    from trainer.storage.store import Store

    played = Catalogue().cast("game-nobody-plays")
    store = Store.open(home)
    store.keep_content(played.hash, canonical(played.scenario, played.personas))
    for number in range(count):
        name = uuid.uuid5(uuid.NAMESPACE_OID, str(number)).hex
        started = Started(name, played.scenario.id, (played.personas[0].id,), number, played.hash)
        store.append(name, (started, CustomerSaid(0, "Hello?"), LearnerSaid(1, _LINES[0]), CustomerSaid(1, "Well.")))
    store.close()


def many_scenarios(root: Path, count: int) -> Path:
    """Make a library folder with so many scenarios, copied from a shipped one."""
    (root / "scenarios").mkdir(parents=True)
    (root / "personas").mkdir()
    source = Path(__file__).resolve().parent.parent
    text = (source / "scenarios" / "game-nobody-plays.yaml").read_text(encoding="utf-8")
    shutil.copy(source / "personas" / "maren-tveit.yaml", root / "personas")
    for number in range(count):
        name = f"scenario-{number}"
        (root / "scenarios" / f"{name}.yaml").write_text(
            text.replace("id: game-nobody-plays", f"id: {name}"), encoding="utf-8"
        )
    return root
