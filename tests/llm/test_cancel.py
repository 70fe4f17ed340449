"""Taking a turn back: at once for the one who waits, soon for the server, whatever is going on."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from trainer.conversation.model import Stop, Stopped, Written
from trainer.llm import loading
from trainer.llm.gateway import Gateway

from .conftest import PROMPT
from .faulty import FaultServer

pytestmark = pytest.mark.usefixtures("quiet")
Make = Callable[..., Gateway]
SOON = 0.1
"""Seconds (issue: Esc takes effect within 100 ms)."""


@dataclass(frozen=True)
class Note:
    act: str


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    loading.loaded(Stop(), 120)


def until_stopped(work: Callable[[Stop], object], ready: Callable[[], bool]) -> float:
    """Run `work` in a thread, stop it when it is `ready`; give the seconds until it gave up."""
    stop, ended = Stop(), []

    def run() -> None:
        with pytest.raises(Stopped):
            work(stop)
        ended.append(time.monotonic())

    thread = threading.Thread(target=run)
    thread.start()
    assert ready()
    began = time.monotonic()
    stop.set()
    thread.join(5)
    assert ended, "it went on"
    return ended[0] - began


def write(gateway: Gateway, stop: Stop, told: Callable[..., None] = lambda *_: None) -> Written:
    return gateway.write(PROMPT, stop, again=True, retried=told)


@pytest.mark.parametrize("model", ["hang", "quiet", "stall", "drip", "slow-head"])
def test_a_stop_ends_the_wait_at_once_and_lets_the_server_go(model: str, server: FaultServer, gateway: Make) -> None:
    one = gateway(model)
    took = until_stopped(lambda stop: write(one, stop), lambda: server.until_asked(model))
    assert took < SOON
    assert server.until_disconnect(model, within=1.0)
    assert server.requests(model) == 1
    assert write(gateway("ok"), Stop()).text


def test_no_stop_is_lost_on_a_server(server: FaultServer, gateway: Make) -> None:
    """A request that is let go twice at once once kept its connection, in one case of ten."""
    for _ in range(40):
        one = gateway("hang")
        until_stopped(partial(write, one), partial(server.until_asked, "hang"))
        assert server.until_disconnect("hang", within=1.0)
        server.forget()


def test_the_same_gateway_goes_on_after_a_stop(server: FaultServer, gateway: Make) -> None:
    one = gateway("stall")
    until_stopped(lambda stop: write(one, stop), lambda: server.until_asked("stall"))
    server.say("stall", "Now it works.")
    assert write(one, Stop()).text == "Now it works."


def test_a_form_can_be_stopped(server: FaultServer, gateway: Make) -> None:
    one = gateway("hang")
    took = until_stopped(lambda stop: one.fill(PROMPT, Note, stop, within=5.0), lambda: server.until_asked("hang"))
    assert took < SOON and server.until_disconnect("hang")


def test_the_wait_before_a_retry_can_be_stopped(server: FaultServer, gateway: Make) -> None:
    waiting = threading.Event()
    took = until_stopped(lambda stop: write(gateway("429-2"), stop, lambda *_: waiting.set()), lambda: waiting.wait(5))
    assert took < SOON and server.requests("429-2") == 1


def test_nothing_is_asked_after_a_stop(server: FaultServer, gateway: Make) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(Stopped):
        write(gateway("ok"), stop)
    with pytest.raises(Stopped):
        gateway("ok").fill(PROMPT, Note, stop, within=5.0)
    assert server.requests() == 0


def test_a_stop_works_while_litellm_is_being_loaded(
    server: FaultServer, gateway: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = loading.Loading()
    state.thread = threading.current_thread()  # somebody loads, and has not come to an end
    monkeypatch.setattr(loading, "_STATE", state)
    assert until_stopped(lambda stop: write(gateway("ok"), stop), lambda: True) < SOON
    assert server.requests() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no signal can be sent to a thread")
def test_ctrl_c_in_the_waiting_thread_lets_the_server_go(server: FaultServer, gateway: Make) -> None:
    main = threading.main_thread().ident
    assert main is not None

    def interrupt() -> None:
        assert server.until_asked("hang")
        signal.pthread_kill(main, signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    thread = threading.Thread(target=interrupt)
    try:
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            write(gateway("hang"), Stop())
    finally:
        thread.join(5)
        signal.signal(signal.SIGINT, before)
    assert server.until_disconnect("hang", within=1.0)
