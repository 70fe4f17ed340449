"""Room `lab`: all bots by name."""

from __future__ import annotations

from trainer.lab.bots.bot import Bot, Briefing
from trainer.lab.bots.middling import Middling
from trainer.lab.bots.poor import KINDS, poor
from trainer.lab.bots.skilled import Skilled
from trainer.lab.bots.turning import Turning

SKILLED, MIDDLING = "skilled", "middling"
BOTS = (SKILLED, MIDDLING, *KINDS)


def bot(kind: str, briefing: Briefing, seed: int) -> Bot:
    """Give a bot of a kind of `BOTS`.

    Raises:
        KeyError: there is no such kind.
    """
    made = _made(kind, briefing, seed)
    return Turning(made, briefing) if briefing.beside else made


def _made(kind: str, briefing: Briefing, seed: int) -> Bot:
    if kind == SKILLED:
        return Skilled(briefing, seed)
    return Middling(briefing, seed) if kind == MIDDLING else poor(kind, briefing, seed)
