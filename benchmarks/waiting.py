"""What a measurement on a shared machine waits for that is not the server: the client's own loop, and the processor."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Coroutine
from types import TracebackType
from typing import Any

TICK = 0.02
"""Seconds between two looks at how late the client's loop is."""
PAUSE, WORK = 0.1, 0.005
"""Seconds between two pieces of work of the process beside, and of processor time that each takes: about a line's."""


class Late:
    """How many milliseconds too late an event loop comes to what is due."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.times: list[float] = []

    async def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work and look meanwhile."""
        ticking = asyncio.create_task(self._tick())
        try:
            await work
        finally:
            ticking.cancel()

    async def _tick(self) -> None:
        while True:
            due = time.perf_counter() + TICK
            await asyncio.sleep(TICK)
            self.times.append(1000 * (time.perf_counter() - due))


class Waits:
    """How many milliseconds a piece of work of a process of its own waits for a core."""

    def __enter__(self) -> Waits:
        """Begin."""
        command = [sys.executable, "-m", "benchmarks.waiting"]
        self.times: list[float] = []
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it and take what it found."""
        self._process.terminate()
        said, _ = self._process.communicate()
        self.times = [json.loads(line) for line in said.splitlines()]


def main() -> None:
    """Work a little again and again until the end; print how long each piece waited, in milliseconds."""
    while True:
        time.sleep(PAUSE)
        began, used = time.perf_counter(), time.process_time()
        while time.process_time() - used < WORK:
            pass
        waited = time.perf_counter() - began - (time.process_time() - used)
        print(round(1000 * waited, 2), flush=True)


if __name__ == "__main__":
    main()
