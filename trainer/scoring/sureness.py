"""Room `scoring`: how sure the figures of a scorecard are, in words and bands."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, hypot

from trainer.scoring import weights
from trainer.scoring.calls.sureness import Band
from trainer.scoring.scorecard import Part, Scorecard


def of_turns(count: int) -> str:
    """Say in words how far `count` turns bear a figure (split-half reliability of most rates: `docs/scoring.md`)."""
    if count >= weights.FAIR_TURNS:
        return "fairly sure for this call; one call says little about a skill"
    return f"a rough figure from {count} turns; one call says little about a skill"


def of_insight(value: float, clear: bool) -> Band | None:
    """Give the band of an insight that was compared by words; None where nothing was in doubt."""
    if clear:
        return None
    return _rounded(value - weights.UNSURE_BELOW, value + weights.UNSURE_ABOVE)


def moved(band: Band | None, by: float) -> Band | None:
    """Give a band moved by a figure that is certain itself."""
    return band and _rounded(band.low + by, band.high + by)


def of_overall(overall: float, parts: Sequence[tuple[Part, float]]) -> tuple[float, float] | None:
    """Give where the overall may well lie, 0 to 100 in steps of 5, from the scored parts and their shares (sum 1).

    The doubts of the parts are taken as independent. None where every part is certain.
    """
    below = [
        20 * share * (part.value - part.low) for part, share in parts if part.value is not None and part.low is not None
    ]
    above = [
        20 * share * (part.high - part.value)
        for part, share in parts
        if part.value is not None and part.high is not None
    ]
    if not below and not above:
        return None
    low, high = 5.0 * floor((overall - hypot(*below)) / 5), 5.0 * ceil((overall + hypot(*above)) / 5)
    return max(0.0, low), min(100.0, high)


def part_in_words(part: Part) -> str:
    """Give a scored part as people read it: `3½ of 5, likely 2½ to 4½`, or the figure alone where it is certain.

    Raises:
        ValueError: the part is not scored.
    """
    if part.value is None:
        raise ValueError(f"{part.name} is not scored")
    if part.low is None or part.high is None:
        return f"{part.value:.1f} of 5"
    return f"{halves(part.value)} of 5, likely {halves(part.low)} to {halves(part.high)}"


def overall_in_words(card: Scorecard) -> str:
    """Give a scored overall as people read it: `90 of 100, likely 85 to 95`.

    Raises:
        ValueError: it is not scored.
    """
    if card.overall is None:
        raise ValueError("the overall is not scored")
    if card.low is None or card.high is None:
        return f"{card.overall:.0f} of 100"
    return f"{card.overall:.0f} of 100, likely {card.low:.0f} to {card.high:.0f}"


def halves(value: float) -> str:
    """Give a figure to the next half, as people write it: 0, ½, 1, 1½ …"""
    whole, half = divmod(int(2 * value + 0.5), 2)
    return f"{whole or '' if half else whole}{'½' if half else ''}"


def _rounded(low: float, high: float) -> Band:
    return Band(max(0.0, floor(2 * low) / 2), min(5.0, ceil(2 * high) / 2))
