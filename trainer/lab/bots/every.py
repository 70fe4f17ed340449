"""Room `lab`: all bots by name."""

from __future__ import annotations

from trainer.lab.bots.bot import Bot, Briefing
from trainer.lab.bots.poor import KINDS, poor
from trainer.lab.bots.skilled import Skilled

SKILLED = "skilled"
BOTS = (SKILLED, *KINDS)


def bot(kind: str, briefing: Briefing, seed: int) -> Bot:
    """Give a bot of a kind of `BOTS`.

    Raises:
        KeyError: there is no such kind.
    """
    return Skilled(briefing, seed) if kind == SKILLED else poor(kind, briefing, seed)
