"""Room `lab`: all bots by name."""

from __future__ import annotations

from trainer.lab.bots.bot import Bot, Briefing
from trainer.lab.bots.poor import KINDS, poor
from trainer.lab.bots.skilled import Skilled
from trainer.lab.bots.turning import Turning

SKILLED = "skilled"
BOTS = (SKILLED, *KINDS)


def bot(kind: str, briefing: Briefing, seed: int) -> Bot:
    """Give a bot of a kind of `BOTS`.

    Raises:
        KeyError: there is no such kind.
    """
    made = Skilled(briefing, seed) if kind == SKILLED else poor(kind, briefing, seed)
    return Turning(made, briefing) if briefing.beside else made
