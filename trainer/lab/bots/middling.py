"""Room `lab`: a bot between skilled and poor: it listens every other line, and goes on with its list in between.

What makes a customer hard shows with somebody who can do it half; who listens all the time gets through to everybody.
"""

from __future__ import annotations

from trainer.lab.bots.bot import Briefing, Notes
from trainer.lab.bots.chance import Chance
from trainer.lab.bots.skilled import Skilled

#: Fair questions that a beginner brings along; every fourth or so gives away what they would like to hear.
_LIST = (
    "What do you use {p} for most?",
    "How often do you come across it in a week?",
    "Would you say that it does what you need?",
    "Who else around you has to do with it?",
    "What did you do before there was {p}?",
    "Is there something that you miss in it?",
    "How did the first days with it go?",
    "So it mostly saves you time, doesn't it?",
    "What would have to happen for you to stop?",
    "Which part of it do you look at first?",
    "Did you look at anything else at the time?",
    "Would you tell somebody else to take it?",
)


class Middling:
    """A learner who has understood half of it, for one call."""

    def __init__(self, briefing: Briefing, seed: int) -> None:
        """Take the briefing and a seed; where in the list it begins depends on it."""
        self._skilled = Skilled(briefing, seed)
        self._product = briefing.product
        self._at = Chance(seed).below(len(_LIST))
        self._turn = -1

    def line(self, said: str) -> str:
        """Listen in the first line and every other one after it; else read on."""
        self._turn += 1
        listening = self._skilled.line(said)  # asked each time: its notes are made of everything that was said
        if self._turn % 2 == 0:
            return listening
        self._at = (self._at + 1) % len(_LIST)
        return _LIST[self._at].format(p=self._product)

    def notes(self) -> Notes:
        """Sum up what the customer said."""
        return self._skilled.notes()
