"""Room `workshop.service`: a call for nobody before the first participant comes.

Word lists are read and a customer's ear is made when they are first needed: a fifth of a second for whoever happens to
be first, and for all who say something at that moment.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.conversation.call import Call
from trainer.conversation.events import Debrief, Event
from trainer.conversation.session import Session
from trainer.scoring.score import score

LINES = (
    "Hello, thanks for taking the time. What hapened the last time you used it?",
    "It sounds as if that was annoying. Would you recognise it, or summarise it for Brzezinski?",
)
"""With a typing error, British spellings and a name: each is looked up in another list."""


class _Nowhere:
    def append(self, session: str, events: Sequence[Event]) -> None:
        pass


def rehearse(call: Call) -> None:
    """Play a short call and score it; nothing of it is kept."""
    session = Session.start(call, _Nowhere(), "rehearsal", 1)
    for line in LINES:
        if not session.over:
            session.say(line)
    session.end()
    session.debrief(Debrief("They come because of the people."))
    score(session.events, session.call)
