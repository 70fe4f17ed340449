"""Learners with given habits: each turn is drawn by rates, its words are taken from lists and from what was said.

They play real interviews through the engine. A rate is of the same thing as the habit of `trainer.scoring.skills` that
it is named for, so that a learner can be made who changes in one habit and in no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.conversation.call import Call
from trainer.conversation.events import CustomerSaid, Debrief, Event
from trainer.conversation.session import Session
from trainer.lab.bots.chance import Chance
from trainer.lab.bots.listening import Thing, things_in

#: Turns of a call, as an ordinary scenario allows.
TURNS = 22


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a learner does what; shares, 0 to 1."""

    open: float = 0.45
    """Of the questions."""
    gives_back: float = 0.25
    """Of the turns."""
    builds_on: float = 0.4
    """Of questions and reflections: takes up a thing of the last answer; else one of earlier, or of the product."""
    tells: float = 0.15
    """Of the turns."""
    leads: float = 0.15
    """Of the questions; a leading question is a closed one."""
    doubles: float = 0.1
    """Of the questions."""


_OPEN = (
    "What happened with {x}?", "How did {x} come about?", "What was it like with {x}?", "How was it before {x}?",
    "What changed for you with {x}?", "What went through your mind about {x}?", "How did you decide about {x}?",
    "What did you do about {x} the last time?", "How does it usually go with {x}?", "What led up to {x}?",
)  # fmt: skip
_CLOSED = (
    "Did you choose {x} yourself?", "Is {x} still the same today?", "Was {x} there from the start?",
    "Do you think of {x} often?", "Did anybody help you with {x}?", "Has {x} changed since then?",
    "Is {x} important on most days?", "Did {x} take long?", "Were you alone with {x}?", "Did you talk about {x}?",
)  # fmt: skip
_LEADING = (
    "Isn't {x} the main reason, though?", "Don't you think {x} could be better?",
    "Wouldn't you say that {x} is a nuisance?", "Isn't {x} a little annoying for everybody?",
    "Don't you agree that {x} should be easier?",
)  # fmt: skip
_DOUBLE_OPEN = (
    "What happened with {x}? How did you feel about it afterwards?",
    "How did {x} come about? What did the others say to it?",
    "What was it like with {x} at first? How does it go nowadays?",
)  # fmt: skip
_DOUBLE_CLOSED = (
    "Is {x} still the same today? Do you tell others about it?",
    "Did you choose {x} yourself? Do you still like it?",
    "Was {x} there from the start? Did anybody help you?",
)  # fmt: skip
_LABELS = (
    "It sounds like {x} was hard on you.", "It seems {x} has stayed with you.", "It sounds as if {x} weighs on you.",
    "It looks like {x} still matters to you.", "It sounds like you care about {x}.",
)  # fmt: skip
_TELLS = (
    "We are working on a new version of {p} and it will be much faster.",
    "I would recommend the weekly summary of {p}, it saves most people a lot of time.",
    "Our next release brings a better search, I am sure you will like it.",
    "You should try the new settings, they make everything easier.",
    "By the way, most of our customers set that up in the first week.",
    "Let me tell you about our plans: {p} is going to have shared folders.",
)
_STOCK = ("the price", "the weekly summary", "the support team", "the first invoice", "the settings page", "the manual")


class Habitual:
    """A learner for one call."""

    def __init__(self, rates: Rates, product: str, seed: int) -> None:
        """Take how often it does what, the product's name and a seed."""
        self._rates, self._product, self._chance = rates, product, Chance(seed)
        self._earlier: list[Thing] = []
        self._used: list[str] = []

    def line(self, said: str) -> str:
        """Give the next line after what the customer has said."""
        fresh = [thing for thing in things_in(said) if thing.stem not in {old.stem for old in self._earlier}]
        line = self._drawn(fresh)
        self._earlier += fresh[:3]
        return line

    def _drawn(self, fresh: Sequence[Thing]) -> str:
        rates = self._rates
        draw = self._share()
        if draw < rates.tells:
            return self._worded(_TELLS)
        builds = self._share() < rates.builds_on
        x = fresh[0].words if builds and fresh else self._aside()
        if draw < rates.tells + rates.gives_back:
            return self._worded(_LABELS, x)
        opens, leads, doubles = (self._share() < rate for rate in (rates.open, self._of_closed(), rates.doubles))
        if doubles:
            return self._worded(_DOUBLE_OPEN if opens else _DOUBLE_CLOSED, x)
        if opens:
            return self._worded(_OPEN, x)
        return self._worded(_LEADING if leads else _CLOSED, x)

    def _of_closed(self) -> float:
        """Give the share of single closed questions that lead, so that `leads` of all questions do."""
        return min(1.0, self._rates.leads / max(1e-9, (1 - self._rates.open) * (1 - self._rates.doubles)))

    def _aside(self) -> str:
        return self._chance.one_of(_STOCK)

    def _share(self) -> float:
        return self._chance.below(1 << 30) / (1 << 30)

    def _worded(self, templates: tuple[str, ...], x: str = "") -> str:
        fresh = [one for one in templates if one not in self._used[-len(templates) + 1 :]] or list(templates)
        chosen = self._chance.one_of(fresh)
        self._used.append(chosen)
        line = chosen.format(x=x, p=self._product)
        return line[0].upper() + line[1:]


class _Nowhere:
    def append(self, session: str, events: Sequence[Event]) -> None:
        """Keep nothing."""


def play(call: Call, rates: Rates, seed: int, turns: int = TURNS) -> tuple[Event, ...]:
    """Play one call whole, debrief included; the same seed gives the same events."""
    session = Session.start(call, _Nowhere(), f"{call.persona.id}-{seed}", seed)
    learner = Habitual(rates, call.scenario.product.name, seed)
    last = next(event.text for event in session.events if isinstance(event, CustomerSaid))
    for _ in range(turns):
        if session.over:
            break
        last = next(event.text for event in session.say(learner.line(last)) if isinstance(event, CustomerSaid))
    session.end()
    session.debrief(Debrief(call.scenario.belief[:280]))
    return session.events
