"""Room `scoring`: are two questions the same, by a fingerprint that keeps no words?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2s

from trainer.language.text import jaccard, stems_of
from trainer.scoring import weights


def fingerprint(text: str) -> str:
    """Give a question's fingerprint: short hashes of its content stems, sorted; empty where it has fewer than two."""
    stems = stems_of(text)
    if len(stems) < 2:
        return ""
    return " ".join(sorted(blake2s(stem.encode(), digest_size=3).hexdigest() for stem in stems))


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
