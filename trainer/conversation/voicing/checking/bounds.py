"""Room `voicing`, the check: what the customer may say in a turn, and what can be wrong with an answer. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Longest piece of an answer that a flaw quotes, in characters.
LONGEST_QUOTE = 60


class Kind(StrEnum):
    """All that can be wrong with an answer."""

    EMPTY = "empty"
    """No words."""
    MARKUP = "markup"
    """Something that is not speech: control characters, lists, tags, code, addresses, emoji, a gesture of its own."""
    LONG = "long"
    UNFINISHED = "unfinished"
    CHARACTER = "character"
    """Talk of models, roles and prompts, or the voice of a helper or an interviewer."""
    REFUSAL = "refusal"
    PROMPT = "prompt"
    """Words of the instruction."""
    PARROT = "parrot"
    """The learner's own words, given back."""
    REPEATS = "repeats"
    """A line that was said before."""
    NUMBER = "number"
    """A number that nobody gave, or that stood with something else."""
    DATE = "date"
    """A month, weekday or season that nobody gave."""
    NAME = "name"
    REASON = "reason"
    """A reason, need or wish that was not released."""
    GUESS = "guess"
    """The learner's guess is confirmed, denied or taken up."""
    SECRET = "secret"
    """Words of something that is still locked. Its remedy is that of `new`: a retry must not tell the two apart."""
    NEW = "new"
    """Something that was neither released nor said."""
    CONTRADICTS = "contradicts"
    """The opposite of what was released or said, or the right words about the wrong person."""
    UNSAID = "unsaid"
    """What had to be told was not told."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the customer may say in this turn. Used by code only; `secret` is never in a prompt."""

    gist: tuple[str, ...]
    """The authored pieces released for this turn, in order: reaction, the answer itself, tail."""
    must: tuple[str, ...]
    """Those of them that must really be said: a fact newly told, a detail, a profile answer, a tell."""
    said: tuple[str, ...]
    """The customer's lines shown so far, oldest first."""
    public: tuple[str, ...]
    """Bio, product, brief, belief, title, name."""
    heard: tuple[str, ...]
    """The learner's lines, oldest first; the last one is being answered."""
    secret: tuple[str, ...]
    """Every line of facts that are still locked, and the insights."""
    keys: tuple[tuple[str, ...], ...] = ()
    """For each of `must`, other authored ways to say the same: what they share are its core words."""
    prompt: str = ""
    """The instruction that was sent, to catch echoes of it."""
    sentences: int = 3
    """Most sentences; the gist may have more, and then so may the answer."""
    again: bool = False
    """Whether the customer repeats something on purpose."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with an answer."""

    kind: Kind
    words: str
    """The words of the answer that are wrong, at most LONGEST_QUOTE characters; empty where something is missing."""
    remedy: str
    """One short instruction for the next try. Names words of the answer only, never anything that is locked."""


def flaw(kind: Kind, words: str, remedy: str) -> Flaw:
    """Give a flaw, its quote cut to length; `{}` in the remedy stands for the quote."""
    quote = " ".join(words.split())
    if len(quote) > LONGEST_QUOTE:
        quote = quote[: LONGEST_QUOTE - 1].rstrip() + "…"
    return Flaw(kind, quote, remedy.replace("{}", f"“{quote}”"))
