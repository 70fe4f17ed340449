"""Recorded calls for the tests, from our own texts: calls that somebody played from the briefing alone."""

from __future__ import annotations

from functools import cache

from tests.conversation import made
from tests.journeys.learners import blind_calls
from trainer.conversation.events import CustomerSaid
from trainer.conversation.session import Session
from trainer.language.text import without_gestures
from trainer.scoring.calls.transcript import CUSTOMER, INTERVIEWER, Transcript, Turn


@cache
def honest(name: str) -> Transcript:
    """Give a blind call as a transcript."""
    played = next(call for call in blind_calls() if call.name == name)
    call = made.call_of(played.persona)
    session = Session(call, made.Memory(), made.started(call, played.seed).events)
    turns: list[Turn] = []
    for line in played.lines:
        if session.over:
            break
        said = next(event for event in session.say(line) if isinstance(event, CustomerSaid))
        turns += [Turn(INTERVIEWER, line), Turn(CUSTOMER, without_gestures(said.text))]
    return Transcript(name, tuple(turns))


def dialogue(*lines: str) -> Transcript:
    """Give a transcript in which the two speak in turn, the interviewer first."""
    return Transcript("made", tuple(Turn((INTERVIEWER, CUSTOMER)[place % 2], line) for place, line in enumerate(lines)))
