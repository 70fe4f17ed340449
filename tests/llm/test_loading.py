"""litellm comes late, quietly and without holding anything up; and goes as quietly."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from trainer.conversation.model import FaultKind, ModelFault, Stop
from trainer.llm import loading

from .faulty import FaultServer
from .misdeeds import OK

ROOT = Path(__file__).parents[2]
HEAVY = ("litellm", "openai", "tiktoken", "boto3", "httpx", "aiohttp", "pydantic", "jinja2", "keyring", "asyncio")
STALL = 0.3
"""Seconds (issue: the longest that the event loop of the screens may stand still while litellm loads)."""
EXIT = 1.0
"""Seconds. 0.1 were measured, 1.1 without `gc.freeze`; generous, as the machine may be busy."""


def child(code: str, timeout: float = 120, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=timeout, cwd=ROOT,
        env={**os.environ, **environment}, check=False,
    )  # fmt: skip


def test_the_room_is_imported_without_anything_heavy() -> None:
    modules = sorted(path.stem for path in (ROOT / "trainer" / "llm").glob("*.py") if path.stem != "__init__")
    mine = ["asking", "clients", "faults", "gateway", "ladder", "loading", "rehearsal", "route"]
    assert set(mine) <= set(modules)
    names = ", ".join(f"trainer.llm.{name}" for name in mine)
    done = child(f"import sys, {names}; print(*sys.modules)")
    assert done.returncode == 0, done.stderr
    heavy = set(done.stdout.split()) & set(HEAVY)
    assert not heavy - {"asyncio"}


CALL = """
import sys, time
from trainer.conversation.model import Message, Prompt, Stop
from trainer.llm.gateway import Gateway
from trainer.llm.route import Route, Secret
door = Gateway(Route("m", "openai/ok", sys.argv[1], Secret("sk-key-of-a-child")))
prompt = Prompt((Message("user", "Hello"),), "test-1")
for _ in range(2):
    text = door.write(prompt, Stop(), again=True, retried=lambda *_: None).text
fault = Gateway(Route("m", "openai/401", sys.argv[1], Secret("sk-key-of-a-child")))
stop = Stop()
try:
    fault.write(prompt, stop, again=True, retried=lambda *_: None)
except Exception as error:
    assert type(error).__name__ == "ModelFault", error
open(sys.argv[2], "w").write(f"{text}\\n{time.monotonic()}")
"""


def test_a_process_that_asked_a_model_prints_nothing_and_ends_at_once(server: FaultServer, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OPENAI_API_KEY=sk-stray\n")
    note = tmp_path / "note"
    done = subprocess.run(
        [sys.executable, "-c", CALL, server.url, str(note)], capture_output=True, text=True, timeout=120,
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "LITELLM_LOG": "DEBUG"}, check=False,
    )  # fmt: skip
    ended = time.monotonic()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text, last = note.read_text().splitlines()
    assert text == OK
    assert ended - float(last) < EXIT
    assert "sk-stray" not in str(server.asked())


LEAVING = """
import sys, threading, time
from trainer.conversation.model import Message, Prompt, Stop
from trainer.llm.gateway import Gateway
from trainer.llm.route import Route, Secret
door = Gateway(Route("m", "openai/hang", sys.argv[1], Secret("sk-key-of-a-child")))
prompt = Prompt((Message("user", "Hello"),), "test-1")
work = lambda: door.write(prompt, Stop(), again=True, retried=lambda *_: None)
threading.Thread(target=work, daemon=True).start()
sys.stdin.readline()
"""


def test_a_process_that_ends_in_the_middle_of_a_request_does_so_quietly(server: FaultServer) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LEAVING, server.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert server.until_asked("hang", within=60)
    began = time.monotonic()
    output = process.communicate("\n", timeout=30)
    assert (process.returncode, *output) == (0, "", "")
    assert time.monotonic() - began < 2 * EXIT
    assert server.until_disconnect("hang")


TICKING = """
import asyncio, time
from trainer.conversation.model import Stop
from trainer.llm import loading

async def main():
    worst, last = 0.0, time.perf_counter()
    loading.begin()
    ready = asyncio.get_running_loop().run_in_executor(None, loading.loaded, Stop(), 120)
    while not ready.done():
        await asyncio.sleep(0.01)
        now = time.perf_counter()
        worst, last = max(worst, now - last - 0.01), now
    await ready
    return worst

print(asyncio.run(main()))
"""


def test_the_event_loop_goes_on_while_litellm_is_loaded() -> None:
    """A busy machine holds up any loop: the best of three tries counts."""
    stalls: list[float] = []
    while len(stalls) < 3 and not (stalls and stalls[-1] <= STALL):
        done = child(TICKING)
        assert done.returncode == 0 and not done.stderr, done.stderr
        stalls.append(float(done.stdout))
    assert min(stalls) <= STALL


@pytest.mark.parametrize("broken", ["raise ImportError", "raise SystemExit(3)", "import nothing_at_all"])
def test_a_broken_litellm_is_one_line(broken: str, tmp_path: Path) -> None:
    (tmp_path / "litellm").mkdir()
    (tmp_path / "litellm" / "__init__.py").write_text(broken)
    code = """
from trainer.conversation.model import Message, Prompt, Stop, ModelFault
from trainer.llm.gateway import Gateway
from trainer.llm.route import Route
try:
    Gateway(Route("m", "openai/ok", "http://127.0.0.1:9/v1")).write(
        Prompt((Message("user", "x"),), "t-1"), Stop(), again=True, retried=print)
except ModelFault as fault:
    print(fault.kind.value, "|", fault)
"""
    done = child(code, PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]))
    assert done.returncode == 0 and not done.stderr, done.stderr
    kind, _, line = done.stdout.strip().partition(" | ")
    assert kind == "server" and "install the trainer again" in line and "\n" not in line


def test_loading_that_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    state = loading.Loading()
    state.thread = threading.current_thread()
    monkeypatch.setattr(loading, "_STATE", state)
    with pytest.raises(ModelFault) as caught:
        loading.loaded(Stop(), 0.05)
    assert caught.value.kind is FaultKind.TIMEOUT and "try again" in str(caught.value)
