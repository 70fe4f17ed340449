"""Room `lab`: a bot between skilled and poor: it listens every other line, and does what beginners do in between.

What makes a customer hard shows with somebody who can do it half; who listens all the time gets through to everybody.
"""

from __future__ import annotations

from trainer.lab.bots.bot import Briefing, Notes
from trainer.lab.bots.chance import Chance
from trainer.lab.bots.skilled import Skilled

#: What a beginner says in between: a list, a question for a yes, and, every other time, something that costs.
_BETWEEN = (
    "What do you use {p} for most?",
    "So it mostly saves you time, doesn't it?",
    "Who else around you has to do with it?",
    "We are about to bring out something that you will like.",
    "What did you do before there was {p}?",
    "You would want it to be a little simpler, wouldn't you?",
    "Do you come across it every week?",
    "I'd recommend that you try the new settings.",
    "How did the first days with it go?",
    "Don't you think it has become better?",
    "Which part of it do you look at first?",
    "We could build that for you quite quickly.",
)


class Middling:
    """A learner who has understood half of it, for one call."""

    def __init__(self, briefing: Briefing, seed: int) -> None:
        """Take the briefing and a seed; where in the list it begins depends on it."""
        self._skilled = Skilled(briefing, seed)
        self._product = briefing.product
        self._at = Chance(seed).below(len(_BETWEEN))
        self._turn = -1

    def line(self, said: str) -> str:
        """Listen in the first line and every other one after it; else read on."""
        self._turn += 1
        listening = self._skilled.line(said)  # asked each time: its notes are made of everything that was said
        if self._turn % 2 == 0:
            return listening
        self._at = (self._at + 1) % len(_BETWEEN)
        return _BETWEEN[self._at].format(p=self._product)

    def notes(self) -> Notes:
        """Sum up what the customer said."""
        return self._skilled.notes()
