"""Who computes: one at a time, the oldest first, scores behind lines, and others while somebody waits for the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from trainer.workshop.service.gate import SCORING, Gate


class Queue:
    """A gate, threads that come to it one after the other, and the order in which they went through."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self.now = 0.0
        self.gate = Gate(clock=lambda: self.now)
        self.went: list[str] = []
        self._threads = threads

    def send(self, name: str, behind: float = 0.0) -> Future[None]:
        """Send a thread to the gate, which is held, and see it wait there."""
        before = self.gate.waiting

        def go() -> None:
            with self.gate.through(behind):
                self.went.append(name)

        sent = self._threads.submit(go)
        seen(lambda: self.gate.waiting > before)
        return sent


def seen(what: Callable[[], bool]) -> None:
    """Wait until it is so."""
    while not what():
        time.sleep(0.001)


@pytest.fixture
def queue() -> Iterator[Queue]:
    with ThreadPoolExecutor(8) as threads:
        yield Queue(threads)


def test_lines_go_before_scores_but_not_for_ever(queue: Queue) -> None:
    with queue.gate.through():
        sent = [queue.send("score", SCORING), queue.send("line")]
        queue.now = SCORING / 2
        sent.append(queue.send("later line"))
        queue.now = 1.5 * SCORING
        sent.append(queue.send("line of after"))
    for one in sent:
        one.result()
    assert queue.went == ["line", "later line", "score", "line of after"]


def test_who_waits_for_the_disk_lets_others_by_and_comes_back_before_the_later_ones(queue: Queue) -> None:
    with queue.gate.through():
        queue.now = 1.0
        first = queue.send("first")
        with queue.gate.aside():
            first.result()
            held, free = threading.Event(), threading.Event()

            def hold() -> None:
                with queue.gate.through():
                    held.set()
                    free.wait()

            holds = threading.Thread(target=hold)
            holds.start()
            held.wait()
            second = queue.send("second")

            def let_go() -> None:
                seen(lambda: queue.gate.waiting == 2)
                free.set()

            threading.Thread(target=let_go).start()
        queue.went.append("again")
    holds.join()
    second.result()
    assert queue.went == ["first", "again", "second"]


def test_never_more_than_one_also_when_it_is_entered_twice_or_left_by_an_error(queue: Queue) -> None:
    inside, most = [0], [0]

    def go(n: int) -> None:
        with pytest.raises(ValueError), queue.gate.through(), queue.gate.through():
            for _ in range(2):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1
                with queue.gate.aside():
                    time.sleep(0)
            raise ValueError(n)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(go, range(200)))
    assert most == [1] and inside == [0] and queue.gate.waiting == 0
