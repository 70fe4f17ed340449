"""Room `workshop.client`: the board as it changes, by server-sent events; comes again where the line breaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from trainer.workshop.client.addresses import Addresses
from trainer.workshop.client.connection import AsyncConnection, Link
from trainer.workshop.client.faults import RemoteFault

LARGEST = 4 * 1024 * 1024
"""Characters of one board."""


async def boards(
    addresses: Addresses, token: str, told: Callable[[Link], None] | None = None, *, patience: float | None = 3.0
) -> AsyncIterator[dict[str, Any]]:
    """Give the board now and after every change, until the server says that there will be none.

    Raises:
        Unreachable: no server answered for `patience` seconds at first; once there was a board it is never given up.
        RemoteFault: the token is not (or no longer) good.
    """
    connection = AsyncConnection(addresses, token, told)
    try:
        while True:
            try:
                async for event, data in connection.stream("/stream", patience):
                    if event == "bye":
                        return
                    if event == "board" and (board := _object(data)) is not None:
                        patience = None
                        yield board
            except RemoteFault as fault:
                if fault.status:
                    raise
                if patience is not None:
                    raise
            await asyncio.sleep(1.0)
    finally:
        await connection.close()


def _object(data: str) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


class Lines:
    """Server-sent events of lines: only `event` and `data`, which is all that our server sends."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._event, self._data = "message", ""

    def take(self, line: str) -> tuple[str, str] | None:
        """Take a line; give an event and its data where one is whole."""
        if not line:
            done, self._event, self._data = (self._event, self._data), "message", ""
            return done if done[1] else None
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._event = value
        elif name == "data" and len(self._data) + len(value) < LARGEST:
            self._data += value
        return None
