"""Room `scoring`: did the questions of a recorded call grow out of what was said, or could they stand on a list?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS
from trainer.language.likeness import on_list
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.particular import particular, telling


class Act(NamedTuple):
    """What one turn that does something counts for: read once, where a call is drawn many times."""

    turn: int
    fit: float | None
    """Its contingency; of a worn device, which shares words with what was said and builds on nothing, at most 0."""
    asks: bool
    listed: bool
    """It asks what stands on the list of stock questions."""
    telling: int
    """Its telling words."""


def acted(one: Listened, worn: dict[int, str]) -> Act:
    """Give what a turn counts for."""
    asks = one.heard is not None and one.heard.question != "none"
    fit = one.contingency
    if fit is not None and one.index in worn:
        fit = min(0.0, fit)
    return Act(one.index, fit, asks, asks and _listed(one.turn.text), telling(one))


def value_of(acts: Sequence[Listened], worn: dict[int, str]) -> float | None:
    """Give unscripted, 0 to 5, from the turns that do something; None where nothing can be compared.

    It is the mean contingency of the questions, on a curve that never quite reaches either end, less what a list of
    stock questions, words that could be said to anybody, and worn devices take away.
    """
    return value_from([acted(one, worn) for one in acts], len(worn))


def value_from(acts: Sequence[Act], worn: int) -> float | None:
    """Give what `value_of` does, from what each turn counts for and the number of worn ones."""
    asked = [one for one in acts if one.asks]
    fits = _compared(acts)
    if not fits:
        return None
    count = max(1, len(acts))
    value = curve(sum(fits.values()) / len(fits))
    listed = sum([one.listed for one in asked]) / len(asked) if asked else 0.0
    value -= figures.LIST_COST * max(0.0, listed - figures.LIST_FREE)
    value -= figures.PLAIN_LOSS * (1.0 - particular(sum([one.telling for one in acts]) / count))
    value -= figures.WORN_LOSS * max(0.0, worn / count - figures.WORN_FREE)
    return min(5.0, max(0.0, value))


@lru_cache(maxsize=1024)
def _listed(text: str) -> bool:
    """Say whether a question stands on the list of stock questions. The turns of a call are drawn many times."""
    return bool(on_list([text], STOCK_QUESTIONS))


def compared(acts: Sequence[Listened], worn: dict[int, str]) -> dict[int, float]:
    """Give turn → contingency of the turns that the part goes by: the questions, or where those are few all that act.

    A worn device shares words with what was said and builds on nothing: it counts as fitting no better than elsewhere.
    """
    return _compared([acted(one, worn) for one in acts])


def _compared(acts: Sequence[Act]) -> dict[int, float]:
    questions = {one.turn: one.fit for one in acts if one.fit is not None and one.asks}
    if len(questions) >= figures.LEAST_ASKED:
        return questions
    return {one.turn: one.fit for one in acts if one.fit is not None}


def curve(mean: float) -> float:
    """Give what a mean contingency is worth, 0 to 5: it never quite reaches either end."""
    return 5.0 / (1.0 + exp(-figures.STEEP * (mean - figures.MIDDLE)))
