"""Room `scoring`: a transcript heard turn by turn, by the same hearing as a practice call."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.conversation.hearing.contingency import Contingency, Line
from trainer.conversation.hearing.ear import Ear, Said
from trainer.conversation.hearing.hear import overhear
from trainer.conversation.hearing.heard import Heard
from trainer.language.text import stems_of
from trainer.scoring.calls.transcript import Transcript, Turn

#: Turns that each turn is heard against; what the customer said before them is kept as words only.
HEARD_AGAINST = 24
#: Characters of one turn that are heard (about an hour of talk); what is longer is no turn but a transcript in one
#: piece.
MOST_HEARD = 40_000
#: Words of a customer's turn that only nods.
NODS = 2


@dataclass(frozen=True, slots=True)
class Listened:
    """One turn of a transcript with what was heard in it; a customer's turn is not heard."""

    index: int
    turn: Turn
    heard: Heard | None = None
    contingency: float | None = None
    before: str = ""
    """The customer's last line before it."""


def listen(transcript: Transcript) -> tuple[Listened, ...]:
    """Hear every turn of the interviewer, in time proportional to the length of the call."""
    fit = Contingency([Line(not turn.is_interviewer, turn.text[:MOST_HEARD]) for turn in transcript.turns])
    return tuple(_heard(transcript, fit))


def _heard(transcript: Transcript, fit: Contingency) -> Iterator[Listened]:
    said: deque[Said] = deque(maxlen=HEARD_AGAINST)
    earlier: set[str] = set()
    informed = False
    for index, turn in enumerate(transcript.turns):
        text = turn.text[:MOST_HEARD]
        if not turn.is_interviewer:
            said.append(Said("customer", index, text))
            earlier |= stems_of(text)
            yield Listened(index, turn)
            continue
        ear = Ear({}, frozenset(), frozenset(), tuple(said), earlier=earlier)
        heard = overhear(text, ear, informed and ear.last_words <= NODS)
        informed = heard.informs
        yield Listened(index, turn, heard, fit.of(index) if heard.words else None, ear.last)
        said.append(Said("learner", index, text))
