"""Room `tui`: keeps what is being typed. At most half a second after a key it is on its way to the disk, in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.worker import Worker

#: Seconds between a key and the start of storing; a key is stored within a second (FINDINGS part 5, drafts).
DELAY = 0.4


class DraftKeeper:
    """Stores the newest text of one draft, one write at a time, so that an older text never overtakes a newer one."""

    def __init__(
        self,
        store: Callable[[str], Awaitable[None]],
        failed: Callable[[str], None],
        spawn: Callable[[Callable[[], Coroutine[Any, Any, None]]], Worker[None]],
    ) -> None:
        """Take what stores a text, what is told in one line when that fails, and what runs a worker."""
        self._store, self._failed, self._spawn = store, failed, spawn
        self._newest: str | None = None
        self._busy = asyncio.Lock()
        self._worker: Worker[None] | None = None

    def note(self, text: str) -> None:
        """Take the newest text; it is stored soon."""
        self._newest = text
        if self._worker is None or self._worker.is_finished:
            self._worker = self._spawn(self._soon)

    async def flush(self) -> None:
        """Store the newest text now."""
        from trainer.tui.ports import spoken_errors

        async with self._busy:
            while self._newest is not None:
                text, self._newest = self._newest, None
                try:
                    await self._store(text)
                except spoken_errors() as error:
                    self._failed(str(error))

    async def _soon(self) -> None:
        while self._newest is not None:
            await asyncio.sleep(DELAY)
            await self.flush()
