"""An interview with a model on the command line: what is printed, what a fault prints, what is kept and carried."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.faulty import FaultServer
from tests.llm.wire import Asked
from trainer.desk import Desk
from trainer.storage.store import Store

from .running import LINES, SCENARIO, assert_one_line, interview, run, typed

KEY = "sk-nobody-may-see-this-0123456789"
DEBRIEF = ("She looks at her friends' pictures.", "pull: pictures")


def obedient(asked: Asked) -> str:
    """Say the material of the prompt as it stands there."""
    labels = ("First, in feeling: ", "Then: ", "At the end: ")
    lines = str(asked.body["messages"][0]["content"]).splitlines()
    return " ".join(line.removeprefix(label) for line in lines for label in labels if line.startswith(label))


@pytest.fixture(scope="module")
def one_server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def server(one_server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> FaultServer:
    one_server.forget()
    one_server.say("ok", obedient)
    monkeypatch.setenv("TRAINER_MODEL_URL", one_server.url)
    monkeypatch.setenv("TRAINER_MODEL_KEY", KEY)
    return one_server


def at_the_second_try(server: FaultServer) -> None:
    """Let the model fall out of its part at every first try: two requests a turn, so a budget is soon used up."""
    server.say("ok", lambda asked: obedient(asked) if server.requests("ok") % 2 == 0 else "I am an AI model.")


def kept(home: str) -> str:
    """Give everything that is stored, as text."""
    return "".join(path.read_bytes().decode("latin-1") for path in Path(home).rglob("*") if path.is_file())


def test_a_model_voices_the_customer_and_the_end_says_how_often(server: FaultServer) -> None:
    done = interview(*LINES, "/end", *DEBRIEF, options=["--model", "ok"])
    assert done.code == 0 and not done.of("fault")
    voices = [event["voice"] for event in done.of("customer")]
    assert voices == ["authored", *["model"] * len(LINES)]
    voice = done.of("scored")[0]["voice"]
    assert (voice["model"], voice["voiced"], voice["authored"]) == ("ok", len(LINES), 0)
    assert voice["cost"] is None and voice["tokens"] > 0, "nobody knows the price of this server: not 0"
    assert done.err.count("\n") == 1 and "goes to" in done.err and "unknown" in done.err
    assert KEY not in done.out + done.err + kept(os.environ["TRAINER_HOME"])


def test_the_environment_chooses_a_model_and_authored_ignores_all_settings(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_MODEL", "ok")
    assert interview(LINES[0]).of("customer")[1]["voice"] == "model"
    server.forget()
    plain = interview(LINES[0], options=["--model", "authored"])
    assert plain.of("customer")[1]["voice"] == "authored" and not plain.err and server.requests() == 0


def test_a_fault_is_an_event_and_the_interview_goes_on(server: FaultServer) -> None:
    done = interview(*LINES[:3], "/end", options=["--model", "500"])
    events = [event for event in done.events if event.get("turn")]
    assert [event["event"] for event in events[:3]] == ["learner", "fault", "customer"]
    assert events[1] == {"event": "fault", "kind": "server", "turn": 1, "action": "authored"}
    assert [event["voice"] for event in done.of("customer")] == ["authored"] * 4
    assert done.code == 0 and server.requests("500") == 3


def test_plain_lines_name_who_stands_in_and_say_what_to_do(server: FaultServer) -> None:
    done = run("interview", SCENARIO, "--plain", "--model", "401", stdin=typed(LINES[0], LINES[1], "/end"))
    assert done.out.count("Maren (authored): ") == 2
    assert "key" in done.err and "rest of the call" in done.err and KEY not in done.err
    assert "voiced 0 of 2 answers; the authored voice stood in for 2 (100%)" in done.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--model", "no/such//name"], "name"),
        (["--model", ""], "name"),
        (["--model", "x" * 300], "name"),
        (["--model", "\x1b[31m"], "name"),
    ],
)
def test_a_model_that_cannot_be_one_is_refused_in_one_line(server: FaultServer, options: list[str], said: str) -> None:
    done = interview(LINES[0], options=options)
    assert_one_line(done)
    assert said in done.err and not done.raw


def test_a_budget_ends_the_call_and_is_carried_across_resume(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAINER_MODEL_URL")
    at_the_second_try(server)
    run("model", "set", "ok", "--url", server.url, "--budget", "1000 tokens")
    first = interview(*LINES[:1], options=[])
    assert [event["reason"] for event in first.of("ended")] == ["paused"]
    session = first.events[0]["session"]
    turns = 0
    for _ in range(40):
        more = run("resume", session, "--json", stdin=typed("And what happened then?"))
        turns += len([event for event in more.of("customer") if event["turn"]])
        if more.of("ended")[-1]["reason"] == "budget":
            break
    assert more.of("ended") == [{"event": "ended", "reason": "budget"}]
    assert 8 <= turns <= 20 and "debrief" in more.err
    after = run("resume", session, "--json", stdin=typed(*DEBRIEF))
    assert after.of("scored") and after.of("ended")[0]["reason"] == "budget"


def test_input_after_the_budget_is_passed_over_up_to_the_end(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAINER_MODEL_URL")
    at_the_second_try(server)
    run("model", "set", "ok", "--url", server.url, "--budget", "1000 tokens")
    lines = [f"And what was it like the time before, number {n}?" for n in range(40)]
    done = interview(*lines, "/end", *DEBRIEF)
    assert [event["reason"] for event in done.of("ended")] == ["budget"]
    assert len(done.of("learner")) == len(done.of("customer")) - 1 < 40
    assert done.of("scored"), "the debrief is read all the same"


def test_a_session_with_a_model_is_exported_checked_and_taken_in_elsewhere(
    server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.say("ok", lambda asked: obedient(asked) if server.requests("ok") != 2 else "As an AI model, no.\x1b[31m")
    open_one = interview(*LINES[:4], options=["--model", "ok"])
    done = interview(*LINES, "/end", *DEBRIEF, options=["--model", "ok"])
    files = []
    for name, events in (("open", open_one.events), ("done", done.events)):
        file = tmp_path / f"{name}.json"
        file.write_bytes(run("export", events[0]["session"]).raw)
        files.append(file)
    server.forget()
    for file in files:
        assert run("verify", str(file)).code == 0
        assert KEY not in file.read_text("utf-8")
    assert server.requests() == 0, "played again without the model"
    assert "As an AI" not in files[0].read_text("utf-8"), "what was not shown is told after the debrief only"
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.delenv("TRAINER_MODEL_URL")
    for file, first in zip(files, (open_one, done), strict=True):
        taken = run("import", str(file))
        assert taken.code == 0, taken.err
        log = run("replay", first.events[0]["session"], "--json")
        assert [e["text"] for e in log.events if e.get("event") == "customer"] == [
            event["text"] for event in first.of("customer")
        ]


def test_a_forged_line_of_a_model_is_not_taken_in(server: FaultServer, tmp_path: Path) -> None:
    done = interview(*LINES[:3], options=["--model", "ok"])
    data = json.loads(run("export", done.events[0]["session"]).out)
    text = data["lines"][2]["text"]
    for line in (*data["lines"], *data["events"]):
        if line.get("text") == text:
            line["text"] = "The truth is that I only come because I am lonely."
    file = tmp_path / "forged.json"
    file.write_text(json.dumps(data), "utf-8")
    checked = run("verify", str(file))
    assert checked.code == 1 and "answers otherwise" in checked.err


def test_ctrl_c_while_the_model_is_silent_pauses_and_keeps_the_line(server: FaultServer, tmp_path: Path) -> None:
    environment = {**os.environ, "TRAINER_HOME": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", "interview", SCENARIO, "--json", "--model", "hang"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdin is not None
    process.stdin.write(typed(LINES[0]))
    process.stdin.flush()
    assert server.until_asked("hang", within=60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    events = [json.loads(line) for line in out.splitlines()]
    assert events[-1] == {"event": "ended", "reason": "paused"} and process.returncode == 0
    assert server.until_disconnect("hang") and b"Traceback" not in err
    store = Store.open(tmp_path)
    waiting = store.events(events[0]["session"])[-1]
    store.close()
    assert waiting.kind == "learner"


def test_the_coach_needs_a_model_and_says_so(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    done = interview(*LINES, "/end", *DEBRIEF, options=["--model", "authored"])
    monkeypatch.delenv("TRAINER_MODEL_URL")
    refused = run("coach", done.events[0]["session"])
    assert_one_line(refused)
    assert "trainer model set" in refused.err


def test_the_desk_of_a_session_keeps_no_key(server: FaultServer) -> None:
    interview(LINES[0], options=["--model", "401"])
    desk = Desk.open()
    try:
        log = desk.events(desk.history()[0].id)
    finally:
        desk.close()
    assert KEY not in repr(log)
