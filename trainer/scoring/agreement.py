"""Room `scoring`: how far our labels and people's agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Pairs below which no kappa is told: at 30 pairs that agree in 70 %, two labels being equally frequent, its 95 %
#: interval is ± 0.33 (Cohen 1960, the large-sample standard error).
FEWEST = 30


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two labelled the same alike."""

    aspect: str
    n: int
    same: int
    """Pairs with one label."""
    kappa: float | None
    """Cohen's kappa, at most 1, 0 at chance; None below `FEWEST` pairs, or where both always gave one and the same."""

    def sentence(self) -> str:
        """Say it in a line."""
        text = f"{self.aspect}: the same label for {self.same} of {self.n}"
        if self.n < FEWEST:
            return f"{text}; too few for more than a count ({FEWEST} are needed)"
        if self.kappa is None:
            return f"{text} ({self.same / self.n:.0%}); no kappa, for there is only one label"
        return f"{text} ({self.same / self.n:.0%}), kappa {self.kappa:.2f}"


def agreement(aspect: str, pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Compare pairs of labels, ours and theirs, of one aspect."""
    n, same = len(pairs), sum(ours == theirs for ours, theirs in pairs)
    return Agreement(aspect, n, same, kappa(pairs) if n >= FEWEST else None)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa (Cohen 1960: agreement beyond the chance of both sides' own frequencies).

    None without pairs, or where both sides gave one and the same label throughout.
    """
    n = len(pairs)
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ours[label] * theirs[label] for label in ours) / n**2 if n else 1.0
    if chance == 1.0:
        return None
    return (sum(one == other for one, other in pairs) / n - chance) / (1.0 - chance)


def by_aspect(labelled: Iterable[tuple[str, str, str]]) -> list[Agreement]:
    """Compare labels given as (aspect, ours, theirs), aspect by aspect in alphabetical order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for aspect, ours, theirs in labelled:
        found.setdefault(aspect, []).append((ours, theirs))
    return [agreement(aspect, pairs) for aspect, pairs in sorted(found.items())]
