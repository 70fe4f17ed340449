"""Room `cli`, workshops: opens the app at a workshop, for commands that are given in a terminal without `--plain`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp
    from trainer.workshop.client.seats import Seat


def taking_part(seat: Seat) -> int:
    """Open the app where a participant is, and give the exit code."""
    from trainer.tui.app import run
    from trainer.tui.screens.workshop.attending import AttendingScreen
    from trainer.workshop.client.attending import Attendance

    def show(app: TrainerApp) -> None:
        app.push_screen(AttendingScreen(Attendance(seat)))

    return run(show)


def board(where: str, token: str) -> int:
    """Open the app at the board, and give the exit code."""
    from trainer.tui.app import run
    from trainer.tui.screens.workshop.board import BoardScreen
    from trainer.workshop.client.addresses import read_addresses
    from trainer.workshop.client.listening import boards

    def feed() -> AsyncIterator[dict[str, Any]]:
        return boards(read_addresses(where), token, patience=None)

    def show(app: TrainerApp) -> None:
        app.push_screen(BoardScreen(feed, alone=True))

    return run(show)
