"""Room `language`: telling a word from a typing error, and finding the word that was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.resources import files

from trainer.language.text import stem
from trainer.language.words import GENERIC, STOP

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Words of fewer letters are left alone: too many neighbours are words themselves.
LEAST_LETTERS = 3
#: Longer strings are no words; looking for their neighbours would cost their length squared.
MOST_LETTERS = 24

_BRITISH = (
    ("is", "iz"), ("our", "or"), ("re", "er"), ("ys", "yz"), ("ll", "l"), ("ogue", "og"), ("que", "ck"), ("enc", "ens"),
)  # fmt: skip

#: Words that steer how a line is understood; a typing error in one of these is mended first.
STEERING = frozenset(["what", "when", "where", "why", "how", "who", "which", "tell", "walk", "describe", "explain", "happened", "happen", "about", "more", "then", "that", "did", "does", "was", "were", "would", "could", "should", "have", "has", "had", "your", "you", "they", "there", "their", "them", "because", "sounds", "seems", "looks", "feels", "like", "said", "mention", "mentioned", "last", "time", "first", "before", "after", "really", "think", "feel", "felt", "feeling", "sorry", "thanks", "please", "with", "from", "this", "through", "someone", "something", "everything"])  # fmt: skip


@lru_cache(maxsize=1)
def common_stems() -> frozenset[str]:
    """Give the stems of common English words (about 16,000; SCOWL, see `data/README.md`)."""
    text = (files("trainer.language") / "data" / "stems.txt").read_text(encoding="ascii")
    return frozenset(text.split()) | STOP | GENERIC


def is_word(word: str) -> bool:
    """Say whether a lower-case word is a common English word, a number, or too short to doubt."""
    if len(word) < LEAST_LETTERS or not word.isascii() or not word.replace("'", "").isalpha():
        return True
    return len(word) <= MOST_LETTERS and _is_common(word)


@lru_cache(maxsize=16384)
def _is_common(word: str) -> bool:
    known = common_stems()
    if word in STEERING or stem(word) in known or word.replace("'", "") in STOP:
        return True
    return any(stem(other) in known for other in american(word))


def american(word: str) -> Iterator[str]:
    """Give the American spellings a British word may have ("summarise", "colour", "centre"): the list is American."""
    for british, other in _BRITISH:
        if british in word[2:]:
            yield word[:2] + word[2:].replace(british, other)


@lru_cache(maxsize=1)
def _runs() -> frozenset[str]:
    """Give every run of three letters in the stems of common words, with their edges."""
    return frozenset(f" {word} "[i : i + 3] for word in common_stems() for i in range(len(word)))


def sayable(word: str) -> bool:
    """Say whether a lower-case word could be one, such as a name: nearly all its runs of three letters are in other words."""
    runs = [f" {word} "[i : i + 3] for i in range(len(word))]
    return bool(runs) and sum(run in _runs() for run in runs) >= 0.7 * len(runs)


def neighbours(word: str) -> Iterator[str]:
    """Give every string one typing error away: two letters swapped, one missing, one too many, one wrong."""
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i:]
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
    for i in range(len(word)):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i + 1 :]


@lru_cache(maxsize=64)  # the odd words of a line are looked at twice, one after the other; 30 kB each
def _near(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(neighbours(word)))


def mend(word: str, nearby: Collection[str]) -> str:
    """Give the word that a typing error most likely stands for, or the word itself.

    `nearby` are the lower-case words of this conversation and its topics. Steering words win over them; other words are not
    guessed at, since a wrong guess is worse than none. A word that is known or nearby is never touched.
    """
    if len(word) > MOST_LETTERS or word in nearby or is_word(word):
        return word
    for known in (STEERING, nearby):
        for candidate in _near(word):
            if candidate in known and len(candidate) >= LEAST_LETTERS - 1:
                return candidate
    return word
