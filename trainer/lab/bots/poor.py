"""Room `lab`: bots that interview badly, each in its own way. None may reach what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainer.lab.bots.bot import Bot, Briefing, Notes
from trainer.lab.bots.chance import Chance
from trainer.lab.bots.listening import last_words, things_in

_SCRIPT = (
    "Could you introduce yourself and tell me what you do?",
    "How did you first come across {p}?",
    "What does a typical week with {p} look like?",
    "Walk me through the last time you used {p}.",
    "What is the main thing you want to get done with it?",
    "What was the hardest part about that?",
    "What have you tried before to solve it?",
    "What do you like best about {p}?",
    "What frustrates you about {p}?",
    "Who else is involved when you decide?",
    "How do you feel about the price?",
    "What would you change if you could change one thing?",
    "What else should I have asked?",
)
_LEADING = (
    "You would use {p} more if it could do more, wouldn't you?",
    "So that is what you are missing, right?",
    "Don't you think it could be better?",
    "Surely everybody wants that?",
    "You must be quite happy with {p}, aren't you?",
    "Isn't it mostly about the features for you?",
    "I suppose you chose {p} because it is simple, correct?",
    "Wouldn't it be great to have more of that?",
)
_PITCH = (
    "We are working on a new version and I think you will love it.",
    "Our next release is much faster than before.",
    "Let me tell you about our roadmap.",
    "You should try the new settings, they make everything easier.",
    "What if we gave you the premium plan for free for three months?",
    "We could build that for you, our team is very quick.",
    "I'd recommend that you switch on the weekly summary.",
)
_CLOSED = (
    "Do you use {p} every day?", "Is it easy to use?", "Do you like it?", "Are you alone when you use it?",
    "Did you pay for it yourself?", "Is the price all right?", "Would you buy it again?", "Do your friends use it?",
    "Was the start difficult?", "Did you compare others?", "Is there anything missing?", "Are you satisfied?",
    "Do you use it in the evening?", "Has it ever failed?", "Do you talk about it at home?", "Did anyone help you?",
)  # fmt: skip
_HASTY = (
    "Why?", "And then?", "Okay, next: what is the biggest problem?", "Quickly, what do you need from us?",
    "Fine. What else?", "What should we build?", "Good, and the price?", "So what is the conclusion?",
)  # fmt: skip
_TOPICS = (
    "family friends memories distance contact", "price cost fees money budget", "speed quality choice design",
    "fear worry pride habit comfort trust", "work boss meeting team numbers", "evening weekend home phone quiet",
)  # fmt: skip

Line = Callable[[int, str], str | None]


class Poor:
    """A bot that goes on in one way, whatever it hears, and believes what the business believes."""

    def __init__(self, briefing: Briefing, line: Line) -> None:
        """Take the briefing and what to say in turn n (from 0) after a line."""
        self._briefing, self._line, self._turn = briefing, line, -1

    def line(self, said: str) -> str | None:
        """Give the next line."""
        self._turn += 1
        return self._line(self._turn, said)

    def notes(self) -> Notes:
        """Give back what the business believed before the call."""
        return Notes(self._briefing.belief[:280])


def _reading(lines: Sequence[str], product: str, *, again: bool = True) -> Line:
    def say(turn: int, said: str) -> str | None:
        if turn >= len(lines) and not again:
            return None
        return lines[turn % len(lines)].format(p=product)

    return say


def _random(chance: Chance, product: str) -> Line:
    every = (*_SCRIPT, *_LEADING, *_CLOSED, *_HASTY)
    return lambda turn, said: chance.one_of(every).format(p=product)


def _stuffed(turn: int, said: str) -> str:
    """Heap topics, with the customer's own words among them."""
    words = " ".join(thing.stem for thing in things_in(said)[:4])
    return f"{_TOPICS[turn % len(_TOPICS)]} {words}"


def _parrot(turn: int, said: str) -> str:
    return last_words(said, 5) or said or "Hm."


def _labelling(turn: int, said: str) -> str:
    feeling = ("hard", "important", "strange", "heavy", "lonely", "a relief")[turn % 6]
    return f"It sounds like that was {feeling} for you."


def poor(kind: str, briefing: Briefing, seed: int) -> Bot:
    """Give a poor bot of a kind of `KINDS`.

    Raises:
        KeyError: there is no such kind.
    """
    product = briefing.product
    lines: dict[str, Line] = {
        "script": _reading(_SCRIPT, product, again=False),
        "hasty": _reading(_HASTY, product),
        "leading": _reading(_LEADING, product),
        "pitching": _reading(_PITCH, product),
        "interrogator": _reading(_CLOSED, product),
        "parrot": _parrot,
        "labelling": _labelling,
        "probing": lambda turn, said: "Tell me more." if turn % 2 else "Can you tell me more about that?",
        "silent": lambda turn, said: "",
        "stuffer": _stuffed,
        "random": _random(Chance(seed), product),
    }
    return Poor(briefing, lines[kind])


KINDS = (
    "script", "hasty", "leading", "pitching", "interrogator", "parrot", "labelling", "probing", "silent", "stuffer",
    "random",
)  # fmt: skip
