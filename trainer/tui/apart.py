"""Room `tui`: long blocking work in a thread that nobody has to wait for when the app is left."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def apart(work: Callable[[], Result]) -> Result:
    """Run `work` in a daemon thread and give its result, or raise what it raises.

    `asyncio.to_thread` is for what ends by itself: the end of the process waits for its threads. A model may take
    its time, and whoever leaves meanwhile is let go.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(set_it: Callable[[Any], None], value: object) -> None:
        if not done.done():
            set_it(value)

    def run() -> None:
        try:
            result = work()
        except BaseException as error:
            _hand_over(loop, settle, done.set_exception, error)
        else:
            _hand_over(loop, settle, done.set_result, result)

    threading.Thread(target=run, name="apart", daemon=True).start()
    return await done


def _hand_over(loop: asyncio.AbstractEventLoop, *call: Any) -> None:
    try:
        loop.call_soon_threadsafe(*call)
    except RuntimeError:  # the loop is gone: the app was left, and nobody waits
        return
