"""Room `practice`, drills: which feelings a line names, by families of words (`data/feelings.txt`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from trainer.language.text import Token, stem

#: Words that colour without naming what is felt.
_VAGUE = frozenset(map(stem, ("hard", "tough", "difficult", "rough", "challenging", "interesting", "important", "big",
                              "bad", "unpleasant", "tricky", "good", "nice", "great", "awful", "terrible", "horrible",
                              "emotional", "intense", "complicated", "experience", "situation", "different", "strange", "weird", "not-ideal", "significant", "crazy", "wild")))  # fmt: skip


#: After one of these a word of several senses is a feeling ("you felt lost", "it sounds heavy").
_FEELS = frozenset(
    ("feel", "feels", "felt", "feeling", "sound", "sounds", "sounded", "seem", "seems", "seemed", "look", "looks")
    + ("looked", "be", "been", "were", "was", "are", "is", "am", "i'm", "you're", "youre", "it's", "its", "that's")
    + ("must", "got", "get", "gets", "left", "made", "makes", "make")
)
#: Words that may stand between it and the feeling.
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class _Word:
    stems: tuple[str, ...]
    surely: bool
    """It has no other sense."""


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Give every word for a feeling, to mend typing errors with."""
    text = (files("trainer.practice.drills") / "data" / "feelings.txt").read_text(encoding="utf-8")
    lines = [line.partition(":")[2] for line in text.splitlines() if not line.startswith("#")]
    return frozenset(part for line in lines for word in line.split() for part in word.rstrip("?").split("-"))


@lru_cache(maxsize=1)
def families() -> dict[str, tuple[_Word, ...]]:
    """Give each family of feelings with its words."""
    text = (files("trainer.practice.drills") / "data" / "feelings.txt").read_text(encoding="utf-8")
    out = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(":")
            out[name] = tuple(
                _Word(tuple(map(stem, word.rstrip("?").split("-"))), not word.endswith("?")) for word in words.split()
            )
    return out


def named(words: Sequence[Token]) -> dict[str, Token]:
    """Give the families named in some words, each with the first word of it, in the order in which they come."""
    order = [stem(word.word) for word in words]
    found: dict[str, Token] = {}
    for at, token in enumerate(words):
        felt = any(word.word in _FEELS for word in words[max(0, at - _BETWEEN) : at]) or len(words) <= _BETWEEN
        for family, known in families().items():
            if family not in found and any(
                tuple(order[at : at + len(word.stems)]) == word.stems and (felt or word.surely) for word in known
            ):
                found[family] = token
    return found


def vague(words: Iterable[Token]) -> Token | None:
    """Give a word that colours without naming a feeling, if there is one."""
    return next((word for word in words if stem(word.word) in _VAGUE), None)
