"""Room `workshop.service`: one model for everybody. Where it fails or is slow, nobody waits behind the others.

A call of its own gives a failing model up after three faults. In a workshop two hundred calls would each find that out
for themselves, every time waiting to the deadline, and hold all threads of the server meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from trainer.conversation.helped import Assistance, Assisted
from trainer.conversation.model import FaultKind, Filled, Model, ModelFault, Prompt, Retried, Stop, Written
from trainer.workshop.service.gate import Gate

MOST = 24
"""Requests at once: half of the server's threads, so that all else goes on however long the model takes."""
FAILURES = 6
"""Faults in a row, of all calls together, after which nobody asks for `REST` seconds."""
REST = 30.0
_OURS = frozenset(
    {FaultKind.CONTEXT, FaultKind.CONTENT_FILTER, FaultKind.EMPTY, FaultKind.UNFIT, FaultKind.BAD_REQUEST}
)
"""Faults that say something about one prompt, and nothing about the model."""
Shape = TypeVar("Shape")


def shared(assistance: Assistance | None, gate: Gate) -> Assistance | None:
    """Give the help of a model as all calls of a server share it."""
    return replace(assistance, model=Shared(assistance.model, gate)) if isinstance(assistance, Assisted) else assistance


class Shared:
    """A model behind a count of requests and of faults; a `Model`."""

    def __init__(self, model: Model, gate: Gate, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the model, who computes (others, while this waits), and a clock in seconds that never goes back."""
        self._model, self._gate, self._clock = model, gate, clock
        self._guard = threading.Lock()
        self._asking = self._failures = 0
        self._until = 0.0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        """Write an answer, as the model does; refuses at once where too many ask or the model rests.

        Raises:
            ModelFault, Stopped: as the model.
        """
        with self._counted(), self._gate.aside():
            return self._model.write(prompt, stop, again=again, retried=retried)

    def fill(self, prompt: Prompt, form: type[Shape], stop: Stop, *, within: float) -> Filled[Shape]:
        """Fill in a form, as the model does; refuses as `write`.

        Raises:
            ModelFault, Stopped: as the model.
        """
        with self._counted(), self._gate.aside():
            return self._model.fill(prompt, form, stop, within=within)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._guard:
            if self._clock() < self._until:
                raise ModelFault(FaultKind.CONNECT, "The model has failed for everybody; it is left alone for a while.")
            if self._asking >= MOST:
                raise ModelFault(FaultKind.RATE_LIMIT, "Too many ask the model at once.")
            self._asking += 1
        try:
            yield
        except ModelFault as fault:
            if fault.kind not in _OURS:
                self._failed()
            raise
        else:
            with self._guard:
                self._failures = 0
        finally:
            with self._guard:
                self._asking -= 1

    def _failed(self) -> None:
        with self._guard:
            self._failures += 1
            if self._failures >= FAILURES:
                self._until, self._failures = self._clock() + REST, FAILURES - 1  # one more try after the rest
