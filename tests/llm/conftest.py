"""What the tests of this room share: the fault server, gateways with short deadlines, and silence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from trainer.conversation.model import Message, Prompt
from trainer.llm import ladder
from trainer.llm.gateway import Gateway
from trainer.llm.route import Deadlines, Route, Secret
from trainer.llm.worker import worker

from .faulty import FaultServer

KEY = "sk-a-key-that-nobody-may-see-0123456789"
SHORT = Deadlines(first=0.6, idle=0.5, total=1.5)
PROMPT = Prompt((Message("system", "You are Maren."), Message("user", "What happened on Sunday?")), "test-1")
Told = list[tuple[str, str, float]]


@pytest.fixture(scope="session")
def one_server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def server(one_server: FaultServer) -> FaultServer:
    one_server.forget()
    ladder.forget()
    return one_server


@pytest.fixture
def gateway(server: FaultServer) -> Iterator[Callable[..., Gateway]]:
    """Give a maker of gateways to a model of the server, with a key and short deadlines."""
    made = []

    def make(model: str, **other: object) -> Gateway:
        route = Route(f"the model {model}", f"openai/{model}", server.url, Secret(KEY), SHORT)
        made.append(Gateway(replace(route, **other)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Nothing on the output, no task and no thread of ours is left."""
    threads = {thread.name for thread in threading.enumerate()}
    yield
    end = time.monotonic() + 1.0
    while worker().tasks() and time.monotonic() < end:
        time.sleep(0.01)
    assert worker().tasks() == 0
    left = {thread.name for thread in threading.enumerate()} - threads
    assert not {name for name in left if not name.startswith(("asyncio_", "model requests", "loading", "ThreadPool"))}
    assert capfd.readouterr() == ("", "")
