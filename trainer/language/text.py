"""Room `language`: the small shared bottom. Words, stems and sentences of plain text; knows nobody above it."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from trainer.language.words import GENERIC, STOP, SYNONYMS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|\n+")
_GESTURE = re.compile(r"\*[^*\n]{1,80}\*")
#: Longer strings are no words and are not stemmed, only cut.
LONGEST_WORD = 40
_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()
"""The stemmer keeps the word it is at in itself: two threads in it get wrong stems, or an IndexError."""


class Token(NamedTuple):
    """One word: as typed, where it stands (character offsets), and the lower-case word it is taken for."""

    raw: str
    start: int
    end: int
    word: str

    @property
    def stem(self) -> str:
        """The word's canonical stem."""
        return canon(self.word)


def clean(text: str, keep_newlines: bool = False) -> str:
    """Give `text` in Unicode NFC without escape sequences, control, format and private characters.

    Newlines become spaces unless `keep_newlines`; tabs always do. Lone surrogates are dropped. Never raises.
    """
    if text.isprintable():  # nothing to drop: most lines are, and each is cleaned more than once
        return unicodedata.normalize("NFC", text).strip()
    text = _ESCAPE.sub("", text)
    out = []
    for char in unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8")):
        if char == "\n" and keep_newlines:
            out.append(char)
        elif char in "\n\r\t\u2028\u2029\x0b\x0c":
            out.append(" ")
        elif not unicodedata.category(char).startswith("C") or char == "\u200d":
            out.append(char)
    return "".join(out).strip()


def written_out(text: str) -> str:
    """Give `text` with everything that `clean` would drop written out (`\\x1b`), to be kept and looked at."""
    return "".join(map(_written_out, text.encode("utf-8", "backslashreplace").decode("utf-8")))


def _written_out(char: str) -> str:
    drops = char != "\n" and unicodedata.category(char).startswith("C")
    return char.encode("unicode_escape").decode() if drops else char


def flat(word: str) -> str:
    """Give a word in lower case with straight apostrophes."""
    return word.casefold().replace("’", "'")


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Give the words of `text` in order."""
    if text.isascii():
        low = text.lower()
        return tuple([Token(m.group(), at := m.start(), end := m.end(), low[at:end]) for m in _WORD.finditer(text)])
    return tuple([Token(word := m.group(), m.start(), m.end(), flat(word)) for m in _WORD.finditer(text)])


def words_in(text: str) -> tuple[str, ...]:
    """Give the words of `text` in lower case: those of its tokens, in a third of the time where no place is wanted."""
    plain = text.replace("’", "'")
    if plain.isascii():
        return tuple(_WORD.findall(plain.lower()))
    return tuple([flat(word) for word in _WORD.findall(text)])


@lru_cache(maxsize=4096)
def count_words(text: str) -> int:
    """Count the words of `text`."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Give the Snowball (English) stem of a lower-case word; a possessive or contraction counts as its head."""
    if len(word) > LONGEST_WORD:
        return word[:LONGEST_WORD]
    head = word.split("'", 1)[0] if word not in _WHOLE else word.replace("'", "")
    with _stemming:
        return str(_stemmer.stemWord(head))


_WHOLE = frozenset({"don't", "doesn't", "didn't", "isn't", "wasn't", "aren't", "weren't", "won't", "wouldn't", "can't",
                    "couldn't", "shouldn't", "haven't", "hasn't", "hadn't", "never", "o'clock"})  # fmt: skip


@lru_cache(maxsize=32768)
def canon(word: str) -> str:
    """Give the stem of a lower-case word, or the first word of its group of synonyms."""
    found = stem(word)
    return SYNONYMS.get(found, found)


def is_content(token_stem: str) -> bool:
    """Say whether a stem carries meaning of its own."""
    return token_stem not in STOP and len(token_stem) > 1


def is_specific(token_stem: str) -> bool:
    """Say whether a stem is more than interview talk: content, and not among the words that any script uses."""
    return is_content(token_stem) and token_stem not in GENERIC


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """Give the canonical content stems of `text`."""
    return frozenset([s for s in map(canon, words_in(text)) if is_content(s)])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names a topic: telling stems to be found in any order, or a run to be found as it stands."""

    stems: frozenset[str]
    run: tuple[str, ...] = ()
    """Given where the phrase is made of everyday words only: these must stand together, in this order."""

    def found_in(self, stems: frozenset[str], line: tuple[str, ...]) -> bool:
        """Say whether an utterance (its stems, and its stems in order) holds the phrase."""
        if not self.stems <= stems:
            return False
        return not self.run or any(
            line[i : i + len(self.run)] == self.run for i in range(len(line) - len(self.run) + 1)
        )


@lru_cache(maxsize=8192)
def phrase_of(text: str) -> Phrase:
    """Read a short phrase. Function words are dropped unless nothing particular would be left."""
    every = tuple(map(canon, words_in(text)))
    telling = frozenset(s for s in every if is_content(s))
    if any(is_specific(s) for s in telling):
        return Phrase(telling)
    return Phrase(frozenset(every), every)


def sentences(text: str) -> list[str]:
    """Split `text` at sentence ends and line breaks."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def without_gestures(text: str) -> str:
    """Give a customer's line without its gestures (*looks away*)."""
    return " ".join(_GESTURE.sub(" ", text).split())


def shingles(words: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Give every run of `size` neighbouring words."""
    line = list(words)
    for start in range(len(line) - size + 1):
        yield tuple(line[start : start + size])


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of common members, 0 to 1; 0 where both are empty."""
    return len(one & other) / len(one | other) if one or other else 0.0


def trigrams(text: str) -> frozenset[str]:
    """Give the character trigrams of the words of `text`."""
    line = " " + " ".join(words_in(text)) + " "
    return frozenset(line[i : i + 3] for i in range(len(line) - 2))
