"""Who said it? Guesses the customer of every line from all the other lines, to show that they do not sound alike.

`python -m tests.content.attribution FOLDER…` prints the figures for the persona files of those folders.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trainer.content.lint.spoken import spoken
from trainer.content.loading import load_persona
from trainer.content.schema import Persona
from trainer.language.text import flat, tokens, without_gestures

Line = tuple[str, frozenset[str]]
"""Who says it, and its marks: words, pairs of words, runs of three letters."""
LEAST_WORDS = 3
"""A shorter line ("Mm. Yes.") is anybody's."""
SMOOTHING = 0.5
A_CALL = 20
"""Lines that a customer says in a call of ordinary length."""


@dataclass(frozen=True)
class Told:
    """How many lines, or bundles of lines, were given to whoever says them."""

    tried: int
    right: int
    chance: float
    """Share that is right by always naming the customer with the most of them."""
    per_customer: dict[str, float]

    @property
    def share(self) -> float:
        """The share of lines that was right."""
        return self.right / self.tried


def lines_of(persona: Persona, pools_only: bool) -> list[Line]:
    """Give the lines of a customer; `pools_only` leaves out what is on their own topics, by which anybody is known."""
    found = []
    for text in spoken(persona):
        words = without_gestures(text.words)
        if (not pools_only or text.path[0] == "lines") and len(tokens(words)) >= LEAST_WORDS:
            found.append((persona.id, marks(words)))
    return found


def marks(words: str) -> frozenset[str]:
    """Give the marks of a line: what it is made of, and how."""
    line = [token.word for token in tokens(words)]
    letters = f" {flat(words)} "
    grams = {letters[at : at + 3] for at in range(len(letters) - 2)}
    pairs = {f"p {one} {next_one}" for one, next_one in zip(line, line[1:], strict=False)}
    return frozenset(grams | pairs | {f"w {word}" for word in line})


def attribute(personas: Iterable[Persona], pools_only: bool = False, together: int = 1) -> Told:
    """Guess the customer of each line, or of so many lines `together`, with those lines themselves left out.

    Multinomial naive Bayes over the marks; those that stand in no other line say nothing and are left out too.
    """
    lines = [line for persona in personas for line in lines_of(persona, pools_only)]
    often = Counter(mark for _, found in lines for mark in found)
    bundles = _bundled([(who, [mark for mark in found if often[mark] > 1]) for who, found in lines], together)
    sizes = Counter(who for who, _ in bundles)
    seen: dict[str, Counter[str]] = {who: Counter() for who in sizes}
    for who, found in bundles:
        seen[who].update(found)
    whole = {who: counts.total() for who, counts in seen.items()}
    smooth = SMOOTHING * sum(1 for count in often.values() if count > 1)
    order = sorted(seen)
    rows = {mark: tuple(_log(seen[who][mark]) for who in order) for mark, count in often.items() if count > 1}
    right: Counter[str] = Counter()
    for own, found in bundles:
        out = found.total()
        # By columns: what each customer makes of all marks. Only the own column leaves the bundle out.
        told = [rows[mark] if n == 1 else tuple(n * log for log in rows[mark]) for mark, n in found.items()]
        columns = dict(zip(order, map(math.fsum, zip(*told, strict=True)), strict=True)) if told else {}
        if told:
            columns[own] = math.fsum(n * _log(seen[own][mark] - n) for mark, n in found.items())
        scores = {}
        for who in order:
            less = who == own
            size = math.log(whole[who] - out * less + smooth)
            scores[who] = math.log(sizes[who] - less) - out * size + columns.get(who, 0.0)
        right[own] += max(scores, key=lambda who: (scores[who], who)) == own
    most = max(sizes.values()) / len(bundles)
    return Told(len(bundles), right.total(), most, {who: right[who] / sizes[who] for who in sizes})


@cache
def _log(count: int) -> float:
    return math.log(count + SMOOTHING)


def _bundled(lines: list[tuple[str, list[str]]], together: int) -> list[tuple[str, Counter[str]]]:
    """Put lines of each customer together that stand far apart in the file, as they would come in a call."""
    out = []
    for who in dict.fromkeys(who for who, _ in lines):
        own = [found for name, found in lines if name == who]
        step = max(1, len(own) // together)
        for first in range(step):
            out.append((who, Counter(mark for found in own[first::step] for mark in found)))
    return out


def main(folders: list[str]) -> None:
    """Print the figures."""
    personas = [load_persona(path) for folder in folders for path in sorted(Path(folder).glob("*.yaml"))]
    for pools_only, together in ((False, 1), (False, A_CALL), (True, 1), (True, A_CALL)):
        told = attribute(personas, pools_only, together)
        worst = min(told.per_customer, key=lambda who: told.per_customer[who])
        what = "pools only" if pools_only else "all lines"
        print(
            f"{what}, {together} together: {len(personas)} customers, {told.tried} tried, {told.share:.3f} right, "
            f"chance {told.chance:.3f}, lowest {told.per_customer[worst]:.3f} ({worst})"
        )


if __name__ == "__main__":
    main(sys.argv[1:] or ["personas"])
