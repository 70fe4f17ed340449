"""One model for all calls: a slow or failing one holds up nobody else, and is asked again after a rest."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from trainer.conversation.helped import Assisted
from trainer.conversation.model import FaultKind, ModelFault, Prompt, Stop, Written
from trainer.desk.library import library
from trainer.workshop.service.gate import Gate
from trainer.workshop.service.hall import Hall
from trainer.workshop.service.modelling import FAILURES, MOST, REST, Shared

from .event import LINES, Clock, Event

PROMPT = Prompt((), "test-1")


class Double:
    """A model that fails with a kind, or waits until it is let go."""

    name = "double"

    def __init__(self, kind: FaultKind | None = None) -> None:
        self.kind, self.asked = kind, 0
        self.go = threading.Event()

    def write(self, prompt: Prompt, stop: Stop, **more: Any) -> Written:
        self.asked += 1
        if self.kind is None:
            self.go.wait()
            return Written("Well.")
        raise ModelFault(self.kind, "It does not answer.")

    def fill(self, prompt: Prompt, form: type[Any], stop: Stop, **more: Any) -> Any:
        raise ModelFault(FaultKind.TIMEOUT, "It does not answer.")


def nobody(kind: FaultKind, message: str, wait: float) -> None:
    """Hear of a retry."""


def fault_of(model: Shared) -> FaultKind | None:
    try:
        model.write(PROMPT, Stop(), again=True, retried=nobody)
    except ModelFault as fault:
        return fault.kind
    return None


def test_a_model_that_fails_for_everybody_is_left_alone_for_a_while() -> None:
    now = [0.0]
    double = Double(FaultKind.TIMEOUT)
    model = Shared(double, Gate(), lambda: now[0])
    assert [fault_of(model) for _ in range(FAILURES)] == [FaultKind.TIMEOUT] * FAILURES
    assert fault_of(model) is FaultKind.CONNECT and double.asked == FAILURES
    now[0] = REST
    assert fault_of(model) is FaultKind.TIMEOUT, "it is asked once more"
    assert fault_of(model) is FaultKind.CONNECT, "and left alone again at once"
    now[0] = 2 * REST
    double.kind = None
    double.go.set()
    assert fault_of(model) is None
    double.kind = FaultKind.TIMEOUT
    assert fault_of(model) is FaultKind.TIMEOUT and fault_of(model) is FaultKind.TIMEOUT, "all is forgiven"


@pytest.mark.parametrize("kind", [FaultKind.CONTEXT, FaultKind.EMPTY])
def test_faults_of_one_prompt_are_nobody_elses(kind: FaultKind) -> None:
    double = Double(kind)
    model = Shared(double, Gate(), lambda: 0.0)
    assert {fault_of(model) for _ in range(3 * FAILURES)} == {kind}


def test_a_model_that_hangs_holds_up_so_many_and_nobody_else(hall: Hall, clock: Clock) -> None:
    double = Double()
    event = Event(Hall(hall.store, library(), clock, Assisted(double)), clock)
    seats = [event.join(f"P{n:02}") for n in range(MOST + 4)]
    event.steering.start(event.id)
    calls = [event.call(seat) for seat in seats]
    with ThreadPoolExecutor(len(seats)) as threads:
        said = [
            threads.submit(event.hall.calls.say, seat, call, 1, LINES[0], event.key())
            for seat, call in zip(seats, calls, strict=True)
        ]
        done = next(one for one in iter(lambda: [f for f in said if f.done()], None) if len(one) == 4)
        assert all(one.result()[-1]["voice"] == "authored" for one in done)
        assert event.whole()["state"] == "running"
        double.go.set()
        assert len([one.result() for one in said]) == MOST + 4
