"""Room `scoring`: are two questions the same? By shared stems and letters, or by a fingerprint that keeps no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2s
from math import sqrt

from trainer.language.text import jaccard, stems_of, trigrams
from trainer.scoring import weights


def fingerprint(text: str) -> str:
    """Give a question's fingerprint: short hashes of its content stems, sorted; empty where it has fewer than two."""
    stems = stems_of(text)
    if len(stems) < 2:
        return ""
    return " ".join(sorted(blake2s(stem.encode(), digest_size=3).hexdigest() for stem in stems))


def on_list(asked: Sequence[str], questions: Iterable[str]) -> list[int]:
    """Give the places in `asked` of questions that stand, in the same or nearly the same words, on a list."""
    known = [_marks(q) for q in questions if stems_of(q)]
    index: dict[str, list[int]] = {}
    for place, (stems, _) in enumerate(known):
        for stem in stems:
            index.setdefault(stem, []).append(place)
    out = []
    for place, text in enumerate(asked):
        stems, grams = _marks(text)
        near = {p for stem in stems for p in index.get(stem, ())}
        if any(_alike(stems, grams, *known[p]) >= weights.ALIKE for p in near):
            out.append(place)
    return out


def on_prints(asked: Sequence[str], prints: Iterable[str]) -> list[int]:
    """Give the places in `asked` of questions whose fingerprint is like one of `prints`."""
    known = [frozenset(text.split()) for text in prints if text]
    index: dict[str, list[int]] = {}
    for place, marks in enumerate(known):
        for mark in marks:
            index.setdefault(mark, []).append(place)
    out = []
    for place, text in enumerate(asked):
        mine = frozenset(fingerprint(text).split())
        near = {p for mark in mine for p in index.get(mark, ())}
        if any(jaccard(mine, known[p]) >= weights.ALIKE_PRINTS for p in near):
            out.append(place)
    return out


@lru_cache(maxsize=8192)
def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    return stems_of(text), trigrams(text)


def _alike(stems: frozenset[str], grams: frozenset[str], other: frozenset[str], other_grams: frozenset[str]) -> float:
    cosine = len(grams & other_grams) / sqrt(len(grams) * len(other_grams)) if grams and other_grams else 0.0
    return 0.5 * jaccard(stems, other) + 0.5 * cosine
