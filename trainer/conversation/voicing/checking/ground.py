"""Room `voicing`, the check: what an answer stands on, read once from the bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from trainer.conversation.voicing.checking.bounds import Bounds
from trainer.conversation.voicing.checking.wordlists import forms_of, is_free
from trainer.language.text import (
    Token,
    canon,
    is_content,
    is_specific,
    sentences,
    shingles,
    tokens,
    without_gestures,
    words_in,
)

#: Where one thing said ends and the next begins.
_BREAK = re.compile(r"[.!?…,;:()\"“”]|\s[–—-]\s")
_ENDINGS = ("er", "ers", "ing", "ly", "ed", "y", "ness", "'s")
_JOINT = frozenset({"and", "but", "or", "while", "because", "though", "although", "then", "so"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two breaks, with the number of the sentence they stand in."""

    words: tuple[Token, ...]
    sentence: int

    @property
    def stems(self) -> tuple[str, ...]:
        """The canonical stems of all its words, in order."""
        return tuple(word.stem for word in self.words)

    @property
    def content(self) -> tuple[str, ...]:
        """The stems that carry meaning, in order."""
        return tuple(s for s in self.stems if is_content(s))


@lru_cache(maxsize=4096)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """Cut a text into clauses, at punctuation and before a joining word."""
    out: list[Clause] = []
    for place, sentence in enumerate(sentences(text)):
        held: list[Token] = []
        last = 0
        for token in tokens(sentence):
            if held and (_BREAK.search(sentence, last, token.start) or token.word in _JOINT):
                out.append(Clause(tuple(held), place))
                held = []
            held.append(token)
            last = token.end
        if held:
            out.append(Clause(tuple(held), place))
    return tuple(out)


@lru_cache(maxsize=8192)
def all_stems(text: str) -> frozenset[str]:
    """Give the canonical stems of all words of a text, function words and other forms of irregular verbs too."""
    found = frozenset(map(canon, words_in(text)))
    return found.union(*(forms_of(one) for one in found))


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """Give the lower-case words of a text, in order."""
    return words_in(text)


@lru_cache(maxsize=4096)
def runs_of(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Give every run of `size` words in a text."""
    return frozenset(shingles(plain_words(text), size))


@lru_cache(maxsize=4096)
def plain_sentences(text: str) -> frozenset[tuple[str, ...]]:
    """Give the sentences of a text, each as its lower-case words."""
    return frozenset(plain_words(sentence) for sentence in sentences(text))


@dataclass(frozen=True)
class Ground:
    """The bounds of a turn, read. Everything in it is found once and kept."""

    bounds: Bounds

    @cached_property
    def given(self) -> tuple[str, ...]:
        """Every text the customer may draw on."""
        return (*self.bounds.gist, *self.bounds.said, *self.bounds.public)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """What the customer says or has said."""
        return (*self.bounds.gist, *self.bounds.said)

    @cached_property
    def gist_stems(self) -> frozenset[str]:
        """All stems of what was released for this turn."""
        return frozenset().union(*map(all_stems, self.bounds.gist))

    @cached_property
    def gist_words(self) -> frozenset[str]:
        """All lower-case words of what was released for this turn."""
        return frozenset(word for piece in self.bounds.gist for word in plain_words(piece))

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """All stems the customer says or has said."""
        return frozenset().union(*map(all_stems, self.own))

    @cached_property
    def given_stems(self) -> frozenset[str]:
        """All stems that were given."""
        return frozenset().union(*map(all_stems, self.given))

    def is_given(self, token: Token) -> bool:
        """Say whether a word was given, as it stands or with another ending ("owner" for "owns")."""
        return _is_in(token, self.given_stems)

    def is_said(self, token: Token) -> bool:
        """Say whether a word stands in what the customer says or has said, as it is or with another ending."""
        return _is_in(token, self.own_stems)

    @cached_property
    def secret_sentences(self) -> frozenset[tuple[str, ...]]:
        """The sentences of what is locked, each as its lower-case words."""
        return frozenset().union(*map(plain_sentences, self.bounds.secret))

    @cached_property
    def secret_runs(self) -> frozenset[tuple[str, ...]]:
        """Runs of four words of what is locked that stand in nothing that was given."""
        locked = frozenset().union(*(runs_of(line, 4) for line in self.bounds.secret))
        return locked.difference(*(runs_of(line, 4) for line in self.given))

    @cached_property
    def secret_stems(self) -> frozenset[str]:
        """Telling stems of what is locked: in nothing that was given, and no everyday words."""
        locked = frozenset().union(*map(all_stems, self.bounds.secret))
        return frozenset(s for s in locked - self.given_stems if is_specific(s) and not is_free(s))

    @cached_property
    def heard_stems(self) -> frozenset[str]:
        """Telling stems of the line that is being answered, beyond everyday words and the customer's own."""
        line = self.bounds.heard[-1] if self.bounds.heard else ""
        return frozenset(s for s in all_stems(line) - self.own_stems if is_content(s) and not is_free(s))

    @cached_property
    def _verbatim(self) -> frozenset[tuple[str, ...]]:
        pieces = (*self.bounds.gist, " ".join(self.bounds.gist))
        return frozenset().union(*map(plain_sentences, (*pieces, *map(without_gestures, pieces))))

    def is_authored(self, sentence: str) -> bool:
        """Say whether a sentence stands word for word in what was released."""
        return plain_words(sentence) in self._verbatim

    def fresh(self, text: str) -> Iterator[str]:
        """Give the sentences of an answer that are not authored word for word."""
        return (sentence for sentence in sentences(text) if not self.is_authored(sentence))


def _is_in(token: Token, stems: frozenset[str]) -> bool:
    return token.stem in stems or any(
        token.word.endswith(end) and len(token.word) > len(end) + 2 and canon(token.word[: -len(end)]) in stems
        for end in _ENDINGS
    )


@lru_cache(maxsize=16)
def ground_of(bounds: Bounds) -> Ground:
    """Read the bounds of a turn."""
    return Ground(bounds)
