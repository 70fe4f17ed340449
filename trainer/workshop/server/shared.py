"""Room `workshop.server`: one piece of work for all who ask for it at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Shared:
    """Work that anybody may ask for, done once at a time: many questions cost one write."""

    def __init__(self, work: Callable[[], Awaitable[None]]) -> None:
        """Take the work."""
        self._work = work
        self._doing: asyncio.Future[None] | None = None

    async def __call__(self) -> None:
        """Wait for the work that goes on, or begin it; raises what it raises."""
        if self._doing is None or self._doing.done():
            self._doing = asyncio.ensure_future(self._work())
        await asyncio.shield(self._doing)
