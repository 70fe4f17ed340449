"""Room `hearing`: how much better a turn fits the customer's last words than other things this customer said.

Uptake asks how much of the last line comes back. Contingency asks whether the turn could have been said elsewhere
just as well: that is what tells listening from reading a list. Everything is local: the turn, the last lines, other
lines of theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, log1p
from sys import intern

from trainer.conversation.hearing.cues import weight
from trainer.language.text import canon, is_content, jaccard, words_in

#: Words of a customer line from which it says something; lines and words of the last that a turn can build on.
SUBSTANTIAL, LAST_LINES, LAST_WORDS = 4, 2, 120
#: Lines to look back over for them, where the customer hardly says anything.
REACH = 40
#: Words at the very end of the last line: what a listener picks up.
TAIL = 15
#: Other lines that a turn is compared with, spread over the call, so that long calls take no longer per turn.
MOST_OTHERS = 60
#: Lines in which somebody was named that "he" or "she" may stand for; the interviewer's questions a turn may repeat.
NAMED_WITHIN, REPEATED_WITHIN = 6, 60
#: Share of common content stems at which a turn repeats an earlier one of the interviewer's.
REPEATS = 0.6

#: Points for what speaks for or against building on the last words; set by hand, rounded. Logarithms of summed word
#: weights.
POINTS: dict[str, tuple[float, str]] = {
    "last lines": (1.0, "words shared with what was just said"),
    "last line": (0.3, "words of the very last line count more"),
    "last words": (0.5, "and the end of it most"),
    "elsewhere": (-0.6, "words that fit other lines of theirs as well"),
    "own matter": (-0.2, "each word that might have been shared and is not"),
    "who": (0.5, "he, she or they, where somebody was just spoken of"),
    "who not": (-0.8, "he or she, where nobody was"),
    "figure": (0.4, "a figure they have just named"),
    "points": (0.2, "that, it, then: it needs what went before"),
    "repeats": (-0.5, "the interviewer had asked this before"),
}
_HE = frozenset(["he", "him", "his", "he's", "he'd", "he'll"])
_SHE = frozenset(["she", "her", "hers", "she's", "she'd", "she'll"])
_THEY = frozenset(["they", "them", "their", "they're", "they've"])
_MEN = _HE | frozenset(
    [
        "husband",
        "father",
        "dad",
        "brother",
        "son",
        "boyfriend",
        "man",
        "guy",
        "boy",
        "grandfather",
        "uncle",
        "boss",
        "partner",
        "doctor",
        "colleague",
        "friend",
        "manager",
    ]
)
_WOMEN = _SHE | frozenset(
    [
        "wife",
        "mother",
        "mom",
        "mum",
        "sister",
        "daughter",
        "girlfriend",
        "woman",
        "girl",
        "grandmother",
        "aunt",
        "boss",
        "partner",
        "doctor",
        "colleague",
        "friend",
        "manager",
    ]
)
_SEVERAL = _THEY | frozenset(["people", "friends", "kids", "children", "parents", "guys", "family", "colleagues"])
_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_POINTS = re.compile(r"\b(?:that|those|these|this|it|then|there)\b")


@dataclass(frozen=True)
class Line:
    """One turn of a call as this measure sees it."""

    customer: bool
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(map(intern, words_in(self.text)))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Their stems, in order."""
        return tuple(map(canon, self.words))

    @cached_property
    def last_content(self) -> frozenset[str]:
        """Content stems of its last words, as many as a listener keeps. Others weigh nothing."""
        return frozenset(filter(is_content, self.stems[-LAST_WORDS:]))

    @cached_property
    def content(self) -> frozenset[str]:
        """Its content stems."""
        return frozenset(filter(is_content, self.stems))


class Contingency:
    """Measures the turns of one call; built once from all its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines of the call in order."""
        self._lines = lines
        self._substantial = [i for i, line in enumerate(lines) if line.customer and len(line.words) >= SUBSTANTIAL]
        spoken = [line for line in lines if line.customer]
        counts = Counter(stem for line in spoken for stem in line.content)
        full = log(len(spoken) + 2)
        self._weights = {s: weight(s) * log((len(spoken) + 2) / (n + 0.5)) / full for s, n in counts.items()}

    def of(self, place: int) -> float | None:
        """Give the contingency of the turn at `place`: 0 is no better than elsewhere, 1 is clearly built on it.

        None where the customer has said nothing yet, or the turn has no words.
        """
        turn, context = self._lines[place], self._context(place)
        if not context or not turn.words:
            return None
        found = self._shared(turn.content, context, place) | _people(turn, self._lines, place, context)
        found["repeats"] = float(self._repeats(place))
        return round(sum(points * found[name] for name, (points, _) in POINTS.items()), 3)

    def _shared(self, mine: frozenset[str], context: Sequence[int], place: int) -> dict[str, float]:
        last = self._lines[context[0]]
        others = self._others(place, context)
        fits = [log1p(self._weigh(mine & self._lines[i].last_content)) for i in others]
        near = log1p(self._weigh(mine & frozenset().union(*(self._lines[i].last_content for i in context))))
        return {
            "last lines": near,
            "last line": log1p(self._weigh(mine & last.last_content)),
            "last words": log1p(self._weigh(mine & frozenset(last.stems[-TAIL:]))),
            "elsewhere": sum(fits) / len(fits) if fits else near / 2,
            "own matter": log1p(self._weigh(mine)),
        }

    def _weigh(self, stems: frozenset[str]) -> float:
        if not stems:
            return 0.0
        known = self._weights
        # Sorted: the order in which a set gives its members must not touch the sum.
        return sum(sorted([known[stem] if stem in known else weight(stem) for stem in stems]))

    def _context(self, place: int) -> list[int]:
        """Give the customer's last lines before a turn, the last first: until two of them say something."""
        out: list[int] = []
        said = 0
        for i in range(place - 1, max(-1, place - 1 - REACH), -1):
            line = self._lines[i]
            if not line.customer or (out and len(line.words) < SUBSTANTIAL):
                continue
            out.append(i)
            said += len(line.words) >= SUBSTANTIAL
            if said == LAST_LINES:
                break
        return out

    def _others(self, place: int, context: Sequence[int]) -> list[int]:
        """Give the other lines to compare with; not the answer to the turn, which shares its words whatever it is."""
        apart = {*context, place + 1}
        found = [i for i in self._substantial if i not in apart]
        step = max(1, -(-len(found) // MOST_OTHERS))
        return found[::step]

    def _repeats(self, place: int) -> bool:
        mine = self._lines[place].content
        if len(mine) < 2:
            return False
        before = [line for line in self._lines[max(0, place - 2 * REPEATED_WITHIN) : place] if not line.customer]
        return any(jaccard(mine, line.content) >= REPEATS for line in before)


def _people(turn: Line, lines: Sequence[Line], place: int, context: Sequence[int]) -> dict[str, float]:
    """Give what pronouns, figures and pointing words say about belonging here."""
    mine = frozenset(turn.words)
    near = frozenset().union(*(lines[i].words for i in context))
    around = frozenset().union(*(line.words for line in lines[max(0, place - NAMED_WITHIN) : place]))
    figures = {word for word in mine if word.isdigit() or word in _NUMBERS}
    he, she = bool(mine & _HE), bool(mine & _SHE)
    spoken_of = (he and near & _MEN) or (she and near & _WOMEN) or (mine & _THEY and near & _SEVERAL)
    unknown = (he and not around & _MEN) or (she and not around & _WOMEN)
    return {
        "who": float(bool(spoken_of)),
        "who not": float(bool(unknown)),
        "figure": float(bool(figures & near)),
        "points": float(bool(_POINTS.search(" ".join(turn.words)))),
    }
