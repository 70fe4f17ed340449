"""Room `hearing`: the measure of uptake: a small linear model of shared words, trained on rated exchanges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp, log1p

from trainer.language.text import Token, canon, is_content, tokens
from trainer.language.words import GENERIC

#: What a shared word is worth: function words say little of a topic, the words of any talk half as much as others.
FUNCTION, EVERYDAY, TELLING = 0.15, 0.6, 1.0
#: Words of an utterance beyond which its length says nothing more, and words in which runs are looked for.
LONGEST, LONGEST_RUN = 25, 150
#: Words of an utterance that is hardly one.
SHORT = 2
#: Steepness of the curve from standard deviations to 0..1 (set, so that a line with nothing in common stays below 0.3).
STEEP = 2.5

_SWAP = {"you": "i", "your": "my", "you're": "i'm", "you've": "i've", "yourself": "myself"}
_NUMBERS = {
    word: str(figure)
    for figure, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_FRACTIONS = {
    "half": "2",
    "halves": "2",
    "third": "3",
    "thirds": "3",
    "quarter": "4",
    "fourth": "4",
    "fourths": "4",
    "fifth": "5",
    "sixth": "6",
    "eighth": "8",
}
_REASON = re.compile(r"\b(?:why|how|what do you mean|what makes|explain|tell me)\b")
_YOU = re.compile(r"\byou(?!'?re all| know| guys)\b")
_THAT = re.compile(r"\b(?:that|it|this|those|they)\b")
_DOUBTS = re.compile(r"^(?:no|not|well|but|hmm|actually)\b")


def builds_on(words: Sequence[Token], asks: bool, theirs: str) -> float:
    """Give how far an utterance builds on the line before it, 0 (not at all) to 1.

    The model predicts the mean rating of three people, in standard deviations; a logistic curve brings it to 0 to 1, so
    0.5 is what people found average in the lessons it was trained on (`data/uptake.txt` says how).
    """
    found = features(words, asks, theirs)
    predicted = sum(weight * (found[name] - mean) / spread for name, (weight, mean, spread) in _model().items())
    return round(1.0 / (1.0 + exp(-STEEP * predicted)), 3)


def features(words: Sequence[Token], asks: bool, theirs: str) -> dict[str, float]:
    """Give what the model looks at, by name."""
    mine, said = [_normal(t.word) for t in words], [_normal(t.word) for t in tokens(theirs)]
    line = " ".join(t.word for t in words)
    own, other = set(mine), set(said)
    shared = _worth(own & other)
    return {
        "shared": log1p(shared),
        "share of theirs": shared / max(0.1, _worth(other)),
        "run": log1p(_run(mine[:LONGEST_RUN], said[:LONGEST_RUN])),
        "length": min(len(mine), LONGEST) / LONGEST,
        "hardly anything": float(len(mine) <= SHORT),
        "length of theirs": log1p(len(said)),
        "asks": float(asks),
        "you": float(bool(_YOU.search(line))),
        "reason": float(bool(_REASON.search(line))),
        "that": float(bool(_THAT.search(line))),
        "same figure": float(any(word.isdigit() for word in own & other)),
        "doubts": float(bool(_DOUBTS.match(line))),
    }


@lru_cache(maxsize=1)
def _model() -> dict[str, tuple[float, float, float]]:
    """Give feature → (weight, mean, standard deviation) in the training data."""
    text = (files("trainer.conversation.hearing") / "data" / "uptake.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: (float(weight), float(mean), float(spread)) for name, weight, mean, spread in rows}


def _normal(word: str) -> str:
    """Give a word's stem as the other side would have said it, with numbers as figures."""
    word = _SWAP.get(word, word)
    return _NUMBERS.get(word) or _FRACTIONS.get(word) or canon(word)


def _worth(stems: set[str]) -> float:
    worth = sorted(
        TELLING if is_content(s) and s not in GENERIC else EVERYDAY if is_content(s) else FUNCTION for s in stems
    )
    return sum(worth)


def repeats_end(mine: Sequence[str], theirs: Sequence[str], count: int) -> bool:
    """Say whether a line (lower-case words) holds the other side's very last `count` words, also as `you` for `I`."""
    if len(theirs) < count:
        return False
    own, end = [_normal(word) for word in mine], [_normal(word) for word in theirs[-count:]]
    return any(own[start : start + count] == end for start in range(len(own) - count + 1))


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """Give the length of the longest run of words that two lines share."""
    shared, none = frozenset(other), [0] * (len(other) + 1)
    best, before = 0, none
    for word in one:
        if word not in shared:
            before = none
            continue
        row = [0]
        row += [before[place] + 1 if word == theirs else 0 for place, theirs in enumerate(other)]
        best, before = max(best, max(row)), row
    return best
