"""Room `scoring`: does an interviewer say anything particular, or only what could be said to anybody?

Formulas filled in with a word of the customer's, and lists of good questions, hold about one telling word a turn,
however many wordings there are of them. Somebody who listens says more.
"""

from __future__ import annotations

from functools import lru_cache

from trainer.language.text import canon, is_specific, words_in
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened


def telling(one: Listened) -> int:
    """Give the number of different telling words of a turn."""
    return _telling(one.turn.text)


def particular(mean: float) -> float:
    """Give what a mean of telling words is worth, from 0 (formulas and lists) to 1."""
    span = figures.PARTICULAR_FULL - figures.PARTICULAR_NONE
    return min(1.0, max(0.0, (mean - figures.PARTICULAR_NONE) / span))


@lru_cache(maxsize=4096)
def _telling(text: str) -> int:
    return len({stem for stem in (canon(word) for word in words_in(text)) if is_specific(stem)})
