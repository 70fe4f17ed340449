"""Room `cli`, workshops: opens the app at a workshop, for commands that are given in a terminal without `--plain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.workshop.client.seats import Seat


def taking_part(seat: Seat) -> int:
    """Open the app where a participant is."""
    raise NotImplementedError


def board(where: str, token: str) -> int:
    """Open the app at the board."""
    raise NotImplementedError
