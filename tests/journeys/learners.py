"""Eight ways to interview. The poor ones are written from what anybody knows of interviews and from the briefing alone.

A learner is given the customer's last line and gives the next thing to say; None hangs up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from trainer.content.catalogue import Catalogue
from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS

Learner = Callable[[str], str | None]

#: Every scenario with each of its customers.
CALLS = (
    ("game-nobody-plays", "maren-tveit"),
    ("phones-for-the-field", "dario-benko"),
    ("friday-night", "judith-okafor"),
    ("friday-night", "pim-verhoeven"),
    ("where-did-they-come-from", "ilse-brandt"),
    ("where-did-they-come-from", "tomas-reyes"),
)

#: What each product is called in a question, and what its company would like to hear about.
_WORDS = {
    "game-nobody-plays": ("Emberfall", "new levels", "items"),
    "phones-for-the-field": ("Corvane", "a better camera", "the keyboard"),
    "friday-night": ("Lanternfilm", "a larger catalogue", "new releases"),
    "where-did-they-come-from": ("Tallyroot", "conversion figures", "privacy"),
}

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
    "How do you feel about {a}?",
    "Who else is involved when you decide?",
    "What else should I have asked?",
)
_LEADING = (
    "You would use {p} more if it had {a}, wouldn't you?",
    "So {a} is what you are missing, right?",
    "Don't you think {b} could be better?",
    "Surely everybody wants {a}?",
    "You must be quite happy with {b}, aren't you?",
    "Isn't it mostly about {a} for you?",
    "I suppose you chose {p} because of {b}, correct?",
    "Wouldn't it be great to have {a}?",
)
_PITCH = (
    "We are working on {a} and I think you will love it.",
    "Our next version comes with {b}, much faster than before.",
    "Let me tell you about our roadmap, {a} is at the top of it.",
    "You should try the new settings, they make everything easier.",
    "What if we gave you {a} for free for three months?",
    "We could build that for you, our team is very quick.",
    "With our premium plan you would get {b} and much more.",
    "I'd recommend that you switch on the weekly summary.",
)
_CLOSED = (
    "Do you use {p} every day?", "Is it easy to use?", "Do you like {b}?", "Have you seen {a}?",
    "Are you alone when you use it?",
    "Did you pay for it yourself?", "Is the price all right?", "Would you buy it again?", "Do your friends use it?",
    "Was the start difficult?", "Did you compare others?", "Is there anything missing?", "Are you satisfied?",
    "Do you use it in the evening?", "Has it ever failed?", "Do you talk about it at home?",
)  # fmt: skip
_MORE = (
    "Tell me more.", "Can you tell me more about that?", "Go on.", "And what else?", "Could you expand on that?",
    "Say a bit more, please.", "Interesting. Tell me more.", "Can you elaborate?", "More about that, please.",
)  # fmt: skip
_HEAPS = (
    "family friends pictures memories distance contact", "price cost fees money budget spending",
    "{a} {b} speed quality choice",
    "fear worry pride habit comfort trust", "work boss meeting team numbers decision",
    "evening weekend home phone kids quiet",
)  # fmt: skip


def reading(lines: tuple[str, ...], scenario: str, again: bool = True) -> Learner:
    """Read lines in order, whatever is answered; from the start again until the customer has enough, if `again`."""
    product, one, two = _WORDS.get(scenario) or (_product(scenario), "more of it", "the price")
    source: Iterator[str] = cycle(lines) if again else iter(lines)

    def say(last: str) -> str | None:
        line = next(source, None)
        return None if line is None else line.format(p=product, a=one, b=two)

    return say


def _product(scenario: str) -> str:
    return Catalogue().scenario(scenario).product.name


def parrot(words: int) -> Learner:
    """Give back the customer's last words, always."""

    def say(last: str) -> str:
        return " ".join(re.sub(r"\*[^*]*\*", " ", last).split()[-words:])

    return say


POOR: dict[str, Callable[[str], Learner]] = {
    "script-reader": lambda scenario: reading(_SCRIPT, scenario, again=False),
    "stock-list": lambda scenario: reading(STOCK_QUESTIONS[:24], scenario, again=False),
    "leading": lambda scenario: reading(_LEADING, scenario),
    "pitching": lambda scenario: reading(_PITCH, scenario),
    "interrogator": lambda scenario: reading(_CLOSED, scenario),
    "parrot": lambda scenario: parrot(5),
    "whole-line parrot": lambda scenario: parrot(200),
    "tell-me-more": lambda scenario: reading(_MORE, scenario),
    "keyword-stuffer": lambda scenario: reading(_HEAPS, scenario),
}


@dataclass(frozen=True)
class Played:
    """A call that somebody played from the briefing alone: the seed, their lines, and what they made of it."""

    name: str
    persona: str
    seed: int
    lines: tuple[str, ...]
    insight: str
    forces: dict[str, str] = field(default_factory=dict)


def blind_calls(folder: str = "blind") -> list[Played]:
    """Read the calls of a folder: `# key: value` lines, then the lines as they were said; an empty one is a silence."""
    out = []
    for path in sorted((Path(__file__).parent / folder).glob("*.txt")):
        head: dict[str, str] = {}
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        while lines and lines[0].startswith("# "):
            key, _, value = lines.pop(0)[2:].partition(": ")
            head[key] = value
        forces: dict[str, str] = {f: head[f] for f in ("push", "pull", "anxiety", "habit") if f in head}
        persona = path.stem.rpartition("-")[0]
        out.append(Played(path.stem, persona, int(head["seed"]), tuple(lines), head.get("insight", ""), forces))
    return out


def without_capitals(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Type everything in lower case."""
    return tuple(line.lower() for line in lines)


def without_punctuation(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Type no punctuation."""
    return tuple(" ".join(re.sub(r"[^\w\s']", " ", line).split()) for line in lines)


def with_typing_errors(lines: tuple[str, ...], seed: int = 1) -> tuple[str, ...]:
    """Make a typing error in every eighth word of four letters or more: swap, drop or double a letter."""
    draw, count, out = random.Random(seed), 0, []
    for line in lines:
        words = line.split(" ")
        for place, word in enumerate(words):
            count += 1
            if count % 8 == 0 and len(word) >= 4:
                words[place] = _wrong(word, draw)
        out.append(" ".join(words))
    return tuple(out)


def _wrong(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    how = draw.randrange(3)
    if how == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if how == 1 else word[:at] + word[at] + word[at:]


ROUGH: dict[str, Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    "lower case": without_capitals,
    "no punctuation": without_punctuation,
    "typing errors": with_typing_errors,
}
