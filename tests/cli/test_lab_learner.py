"""`trainer lab --learner`: a model that plays too, through the real gateway and a server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.llm.faulty import FaultServer
from tests.llm.wire import Asked

from .running import run

COMMAND = ("lab", "game-nobody-plays", "--bots", "silent", "--seeds", "1", "--workers", "1", "--learner-calls", "1")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    with FaultServer() as server:
        monkeypatch.setenv("TRAINER_MODEL_URL", server.url)
        monkeypatch.setenv("TRAINER_MODEL_KEY", "sk-of-nobody-0123456789")
        yield server


def reply(asked: Asked) -> str:
    if "The call is over" in str(asked.body["messages"][-1]["content"]):
        return json.dumps({"insight": "The pictures.", "push": "", "pull": "", "anxiety": "", "habit": ""})
    return f"What was the {len(asked.body['messages'])}th thing that happened there?"


def test_its_calls_stand_beside_those_of_the_bots(server: FaultServer) -> None:
    server.say("ok", reply)
    done = run(*COMMAND, "--learner", "ok", "--json")
    (found,) = json.loads(done.out)["lab"]
    bots = {bot["kind"]: bot for bot in found["bots"]}
    assert set(bots) == {"silent", "model"} and bots["model"]["calls"] == 1 and bots["model"]["overall"] > 0
    assert "plays 1" in done.err


def test_a_model_that_cannot_be_asked_ends_in_one_line_and_no_report(server: FaultServer) -> None:
    done = run(*COMMAND, "--learner", "unauthorized")
    assert done.code == 3 and done.raw == b""
    *_, last = done.err.splitlines()
    assert last.startswith("trainer: ") and "unauthorized" in last and "Traceback" not in done.err
