"""Room `scoring`: did the questions of a recorded call grow out of what was said, or could they stand on a list?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp

from trainer.conversation.hearing.ordinary import STOCK_QUESTIONS
from trainer.language.likeness import on_list
from trainer.scoring.calls import figures
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.particular import mean_telling, particular


def value_of(acts: Sequence[Listened], worn: dict[int, str]) -> float | None:
    """Give unscripted, 0 to 5, from the turns that do something; None where nothing can be compared.

    It is the mean contingency of the questions, on a curve that never quite reaches either end, less what a list of
    stock questions, words that could be said to anybody, and worn devices take away.
    """
    asked = [one for one in acts if one.heard is not None and one.heard.question != "none"]
    fits = compared(acts, worn)
    if not fits:
        return None
    value = curve(sum(fits.values()) / len(fits))
    listed = sum([_listed(one.turn.text) for one in asked]) / len(asked) if asked else 0.0
    value -= figures.LIST_COST * max(0.0, listed - figures.LIST_FREE)
    value -= figures.PLAIN_LOSS * (1.0 - particular(mean_telling(acts)))
    value -= figures.WORN_LOSS * max(0.0, len(worn) / max(1, len(acts)) - figures.WORN_FREE)
    return min(5.0, max(0.0, value))


@lru_cache(maxsize=1024)
def _listed(text: str) -> bool:
    """Say whether a question stands on the list of stock questions. The turns of a call are drawn many times."""
    return bool(on_list([text], STOCK_QUESTIONS))


def compared(acts: Sequence[Listened], worn: dict[int, str]) -> dict[int, float]:
    """Give turn → contingency of the turns that the part goes by: the questions, or where those are few all that act.

    A worn device shares words with what was said and builds on nothing: it counts as fitting no better than elsewhere.
    """
    fits = {
        one.index: min(0.0, one.contingency) if one.index in worn else one.contingency
        for one in acts
        if one.contingency is not None
    }
    asked = {one.index for one in acts if one.heard is not None and one.heard.question != "none"}
    questions = {index: fit for index, fit in fits.items() if index in asked}
    return questions if len(questions) >= figures.LEAST_ASKED else fits


def curve(mean: float) -> float:
    """Give what a mean contingency is worth, 0 to 5: it never quite reaches either end."""
    return 5.0 / (1.0 + exp(-figures.STEEP * (mean - figures.MIDDLE)))
