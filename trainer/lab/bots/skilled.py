"""Room `lab`: a bot that listens. One for all scenarios: it asks about what was just said, in changing ways.

It knows no scenario: its words are those of interviewing, everything else it takes from the customer's lines.
"""

from __future__ import annotations

from collections import Counter

from trainer.lab.bots.bot import Briefing, Notes
from trainer.lab.bots.chance import Chance
from trainer.lab.bots.listening import Thing, gesture_in, last_words, things_in
from trainer.lab.bots.summing_up import notes_of
from trainer.language.text import canon, tokens

#: Turns within which no wording comes back.
APART = 16
#: Lines to look back over for something that has not been asked about.
BACK = 8
_OPENINGS = (
    "Hello {name}, thank you for making the time. I have nothing to sell. How did you come to use {product}?",
    "Hi {name}, good of you to talk to me. I'd just like to hear your story: how did it begin with {product}?",
    "Hello {name}. I'd like to hear how things go on your side. What was going on when you first came to {product}?",
)
_ASKS = (
    "What happened with {x}?", "How did {x} come about?", "Tell me about {x}, the last time.",
    "What was it like with {x}?",
    "What does {x} mean to you?", "What was going on around {x}?", "What did you do about {x}?",
    "How was it before {x}?", "What changed for you with {x}?", "Take me back to {x}, would you?",
    "What went through your mind about {x}?", "What would a day without {x} be like?",
    "You mentioned {x}. What is the story there?", "I keep thinking of {x}. What is behind it?",
    "What worries you about {x}?", "What did you hope for from {x}?", "How does it usually go with {x}?",
    "Walk me through {x}, if you don't mind.", "What makes {x} stick in your memory?",
    "How did you feel about {x} at the time?",
    "What led up to {x}?", "What came after {x}?",
)  # fmt: skip
_LABELS = (
    "It sounds like {x} has stayed with you. What happened there?",
    "It seems {x} weighs more than one would think. How come?",
    "It sounds as if there is something about {x}. What is it?",
    "It looks like {x} still matters to you. In what way?",
    "It feels as though {x} was hard. What made it so?",
    "So {x} is where it hurts a little. What is it that you would lose?",
    "You seem careful about {x}. What is it you are guarding?",
    "It sounds like you are fond of {x}. What does it give you?",
)
_MIRRORS = (
    "{m}?", "{m}…", "{m}. What was that like?", "{m}. How do you mean?", "{m}. And how was that for you?",
    "{m}. What do you make of it now?",
)  # fmt: skip
_GESTURES = (
    "There was something just now ({g}). What came to your mind?",
    "I noticed that, the way you did that ({g}). What was it?",
    "A moment ago: {g}. What were you thinking of?",
)
_BACKS = (
    "Earlier you mentioned {x}. What was behind that?",
    "I'd like to go back to {x}, if I may. What happened there?",
    "You said something about {x} before. How did that feel?",
    "Going back to {x}: what made it matter?",
    "One thing you said is still with me: {x}. What is the story?",
)
_ON = ("What else was going on at the time?", "What happened after that?", "How did that leave you?")
#: Chances in ten for a label and for a mirror, where neither came shortly before.
LABELS, MIRRORS = 5, 4


class Skilled:
    """A careful interviewer for one call."""

    def __init__(self, briefing: Briefing, seed: int) -> None:
        """Take the briefing and a seed for the choice of wordings."""
        self._briefing = briefing
        self._chance = Chance(seed)
        self._said: list[str] = []
        self._asked: Counter[str] = Counter()
        self._used: list[str] = []
        self._public = {canon(t.word) for t in tokens(f"{briefing.product} {briefing.name} {briefing.belief}")}

    def line(self, said: str) -> str:
        """Take up the most inviting thing of the last answer; go back to an earlier one where it holds none."""
        self._said.append(said)
        if len(self._said) == 1:
            return self._chance.one_of(_OPENINGS).format(name=self._briefing.name, product=self._briefing.product)
        gesture = gesture_in(said)
        if gesture and not self._recent(_GESTURES):
            return self._worded(_GESTURES, g=gesture)
        thing = self._next(said)
        if thing is None:
            return self._go_back()
        self._asked[thing.stem] += 1
        if not self._recent(_LABELS, 2) and self._chance.below(10) < LABELS:
            return self._worded(_LABELS, x=thing.words)
        words = last_words(said, 4)
        if words and not self._recent(_MIRRORS, 3) and self._chance.below(10) < MIRRORS:
            return self._worded(_MIRRORS, m=words[0].upper() + words[1:])
        return self._worded(_ASKS, x=thing.words)

    def notes(self) -> Notes:
        """Sum up what the customer said."""
        return notes_of(self._said, self._briefing)

    def _next(self, said: str) -> Thing | None:
        fresh = [t for t in things_in(said) if t.stem not in self._public and not self._asked[t.stem]]
        return fresh[0] if fresh else None

    def _go_back(self) -> str:
        for line in self._said[-2 : -BACK - 2 : -1]:
            thing = self._next(line)
            if thing is not None:
                self._asked[thing.stem] += 1
                return self._worded(_BACKS, x=thing.words)
        return self._worded(_ON)

    def _recent(self, templates: tuple[str, ...], within: int = 4) -> bool:
        return any(used in templates for used in self._used[-within:])

    def _worded(self, templates: tuple[str, ...], **words: str) -> str:
        fresh = [t for t in templates if t not in self._used[-APART:]] or list(templates)
        chosen = self._chance.one_of(fresh)
        self._used.append(chosen)
        return chosen.format(**words)
