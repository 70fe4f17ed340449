"""Room `workshop.server`: the board for the wall, and the facilitator's page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from trainer.workshop.server.acting import Desk


class StagePages:
    """What a facilitator and the wall see."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk, self._hall = desk, desk.hall

    def table(self) -> list[tuple[str, str, Callable[[Request], Awaitable[Response]]]]:
        """Give the paths, methods and endpoints."""
        return []
