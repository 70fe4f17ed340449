"""What the tests of second tries share: calls with every customer, and everything that a log and its row hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any

from tests.journeys.learners import CALLS
from trainer.conversation.events import Debrief, LearnerSaid
from trainer.conversation.session import Session
from trainer.desk import Desk
from trainer.storage.policy import FILE

CALLS_HERE = CALLS
LINES = (
    "Hello, thanks for taking the time. What did your last evening with it look like?",
    "What happened then?",
    "It sounds like that matters to you.",
    "",
    "Tell me about the last time, from the start.",
    "You want more of it, right?",
    "Sorry, that was clumsy. How did it come about?",
    "Who else was there?",
    "What happened then?",
    "What was that like for you?",
    "Tell me more about that.",
    "And before that, how was it?",
)
DEBRIEF = Debrief("They stay in touch with people they miss.", {"pull": "a quiet place"})


def begun(desk: Desk, scenario: str = "game-nobody-plays", persona: str | None = None, seed: int = 3) -> Session:
    """Give a call that has just begun, with the authored voice."""
    return desk.start(scenario, persona, seed=seed, model="authored")


def said(session: Session, *lines: str) -> Session:
    """Say lines, as far as the customer listens."""
    for line in lines:
        if not session.over:
            session.say(line)
    return session


def debriefed(desk: Desk, *lines: str, **options: Any) -> str:
    """Play a call to its scorecard and give its id."""
    session = said(begun(desk, **options), *(lines or LINES))
    session.end()
    desk.debrief(session, DEBRIEF)
    return session.id


def folded(session: Session) -> dict[str, Any]:
    """Give all that the next turn depends on: the whole fold, not a part of it."""
    fold = ("state", "_said", "_used", "_heard", "_line", "_direction", "_usage")
    return {name: copy(getattr(session, name)) for name in fold}


def last_turn(desk: Desk, session: str) -> int:
    """Give the last turn of a session."""
    return max(event.turn for event in desk.events(session) if isinstance(event, LearnerSaid))


def stored(home: Path, session: str) -> list[tuple[Any, ...]]:
    """Give every byte that the database holds of a session: its events, its row and its drafts."""
    out: list[tuple[Any, ...]] = []
    with closing(sqlite3.connect(home / FILE)) as connection:
        for query in (
            "SELECT * FROM events WHERE session = ? ORDER BY n",
            "SELECT * FROM sessions WHERE id = ?",
            "SELECT * FROM drafts WHERE session = ? ORDER BY purpose",
        ):
            out += connection.execute(query, (session,)).fetchall()
    return out
