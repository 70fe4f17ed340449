"""Room `llm`: the one background thread with an event loop in which all requests of the process run."""

from __future__ import annotations

import asyncio
import atexit
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from functools import lru_cache
from typing import Any, TypeVar

from trainer.conversation.model import Stop, Stopped

Result = TypeVar("Result")

#: Seconds between two looks of a blocked thread at its signals, where a wait cannot be interrupted (Windows).
LOOK = 0.2
#: Seconds that the end of the process waits for the thread to put its things away.
LEAVE = 0.5


class Worker:
    """A thread with an event loop. Runs coroutines for threads that wait; nothing in it can print."""

    def __init__(self) -> None:
        """Start the thread; it ends with the process."""
        self._leaving = False
        self._loop = asyncio.new_event_loop()
        # What a library lets fall (a task that was never awaited, a socket) has no reader; on a screen it does harm.
        self._loop.set_exception_handler(lambda *_: None)
        self._thread = threading.Thread(target=self._loop.run_forever, name="model requests", daemon=True)
        self._thread.start()
        atexit.register(self.leave)

    def run(self, work: Callable[[], Coroutine[Any, Any, Result]], stop: Stop, within: float) -> Result:
        """Run `work()` in the loop and wait for its result.

        Whatever ends the wait early (`stop`, Ctrl-C, `within` seconds) cancels it.

        Raises:
            Stopped: `stop` was set; at once, while the work is still being cancelled.
            TimeoutError: nothing came in time, not even the fault that the work's own deadlines give.
            Exception: whatever `work` raises.
        """
        stop.check()
        done: Future[Result] = Future()
        task: list[asyncio.Task[None]] = []

        async def watched() -> None:
            try:
                result = await work()
            except asyncio.CancelledError:
                if not self._leaving:  # as the process ends, a thread that waits is to end with it, not to go on
                    _settle(done, error=Stopped())
                raise
            except BaseException as error:
                _settle(done, error=error)
            else:
                _settle(done, result=result)

        def begin() -> None:
            if not done.done():
                task.append(self._loop.create_task(watched()))

        def cancel() -> None:
            _settle(done, error=Stopped())
            self._loop.call_soon_threadsafe(cancel_once)

        def cancel_once() -> None:
            # A second time would break off the closing of the connection, and the server would never know.
            while task:
                task.pop().cancel()

        self._loop.call_soon_threadsafe(begin)
        stop.when_set(cancel)
        try:
            return _result_of(done, within)
        except BaseException:  # Ctrl-C in the waiting thread; after a fault there is nothing left to cancel
            cancel()
            raise

    def rest(self, seconds: float, stop: Stop) -> None:
        """Wait, unless `stop` is set.

        Raises:
            Stopped: it was.
        """
        self.run(lambda: asyncio.sleep(seconds), stop, seconds + LOOK)

    def soon(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run `work()` in the loop without waiting for it; what goes wrong in it is dropped."""
        if self._thread.is_alive() and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: self._loop.create_task(work()))

    def tasks(self) -> int:
        """Count what is still going on in the loop."""
        return len(asyncio.all_tasks(self._loop))

    def leave(self) -> None:
        """End the thread: cancel what runs, let it put its things away for a moment. Called as the process ends."""

        async def put_away() -> None:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for one in others:
                one.cancel()
            if others:
                await asyncio.wait(others, timeout=LEAVE / 2)
            await self._loop.shutdown_asyncgens()
            self._loop.stop()

        self._leaving = True
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(lambda: self._loop.create_task(put_away()))
            self._thread.join(LEAVE)


@lru_cache(maxsize=1)
def worker() -> Worker:
    """Give the process's worker; its thread starts with the first call."""
    return Worker()


def _settle(done: Future[Result], result: Result | None = None, error: BaseException | None = None) -> None:
    """Give the waiting thread its answer, unless it has one: the loop and the one who stops may both come."""
    with _SETTLING:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]


_SETTLING = threading.Lock()


def _result_of(done: Future[Result], within: float) -> Result:
    end = time.monotonic() + within
    while not done.done() and (left := end - time.monotonic()) > 0:
        wait([done], min(left, LOOK))
    return done.result(0)
