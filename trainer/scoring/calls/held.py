"""Room `scoring`: how a call was held, recorded or practised: technique and unscripted, each with how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.scoring.calls import figures, technique, unscripted
from trainer.scoring.calls.devices import worn_turns
from trainer.scoring.calls.listening import Listened
from trainer.scoring.calls.sureness import Band, label_spread, spread
from trainer.scoring.calls.technique import Habits


@dataclass(frozen=True, slots=True)
class Held:
    """What the interviewer did and what it is worth."""

    acts: tuple[Listened, ...]
    """The interviewer's turns that do something."""
    worn: dict[int, str]
    """Turn → device (`formula`, `probe`, `copy`, `label`) that had been used too often by then."""
    habits: Habits
    technique: float | None
    """0 to 5; None where `reasons` says why."""
    unscripted: float | None
    bands: dict[str, Band]
    """Part → where it may well lie; only of parts that are scored."""
    reasons: dict[str, str]
    """Part → why it has no figure."""


def held(turns: Sequence[Listened], least: int = figures.LEAST_TURNS) -> Held:
    """Judge how a call was held, of which `turns` are all turns; below `least` of the interviewer's it is not judged.

    Takes time in proportion to its length.
    """
    acts = tuple(technique.engaged(turns))
    worn = worn_turns(acts)
    habits = technique.habits_of(turns, worn)
    said = sum(one.heard is not None for one in turns)
    if said < least or len(acts) < figures.LEAST_ENGAGED:
        short = (
            f"too little to judge: {said} turns of the interviewer, {len(acts)} of them more than a sign of listening"
        )
        return Held(acts, worn, habits, None, None, {}, {"technique": short, "unscripted": short})
    asked = technique.value_of(habits)
    free = unscripted.value_of(acts, worn)
    asked_by_chance, free_by_chance = spread(turns, worn)
    bands = {"technique": Band.around(asked, asked_by_chance, label_spread(habits, len(acts)))}
    reasons: dict[str, str] = {}
    if free is None:
        reasons["unscripted"] = "the customer said nothing that a turn could have built on"
    else:
        bands["unscripted"] = Band.around(free, free_by_chance)
        free = round(free, 2)
    return Held(acts, worn, habits, round(asked, 2), free, bands, reasons)
