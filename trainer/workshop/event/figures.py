"""Room `workshop`, event: what is kept of a scorecard beside its log: whole figures, and how every fact ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trainer.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Figures:
    """What a call came to. All of it follows from the log; it is kept so that a board needs no replay."""

    overall: int | None
    """Hundredths of points, 0 to 10,000, as `low` and `high`; None where it is not scored."""
    low: int | None
    high: int | None
    parts: dict[str, float | None]
    """0 to 5 each, in tenths."""
    outcome: dict[str, Any]
    """`facts` (id → earned, volunteered, missed), `uncovered` (motivations), `turns`, `hints`, `versions`."""


def figures_of(card: Scorecard) -> Figures:
    """Give the figures of a scorecard."""
    outcome = {
        "facts": {fact.id: fact.outcome for fact in card.facts},
        "uncovered": [one.id for one in card.motivations if one.uncovered],
        "turns": card.turns,
        "hints": card.hints,
        "versions": dict(card.versions),
    }
    parts = {part.name: part.value for part in card.parts}
    return Figures(_whole(card.overall), _whole(card.low), _whole(card.high), parts, outcome)


def _whole(points: float | None) -> int | None:
    return None if points is None else round(100 * points)
