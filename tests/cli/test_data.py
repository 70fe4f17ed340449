"""The learner's own data: out, in, away, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trainer.content.catalogue import Catalogue

from .running import DEBRIEF, LINES, PERSONA, assert_one_line, debriefed, interview, run, typed


def test_an_exported_session_comes_in_elsewhere_and_scores_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = debriefed()
    file, score = tmp_path / "one.json", run("score", session, "--json").json
    assert run("export", session, str(file)).code == 0
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    assert run("import", str(file)).out == f"{session}\n"
    assert run("score", session, "--json").json == score
    assert run("import", str(file)).code == 0


def test_a_paused_session_comes_in_elsewhere_and_goes_on_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = interview(*LINES).of("customer")
    session = interview(*LINES[:4]).events[0]["session"]
    file = tmp_path / "one.json"
    run("export", session, str(file))
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    assert run("import", str(file)).code == 0
    assert run("resume", session, "--json", stdin=typed(*LINES[4:])).of("customer") == whole[5:]


def test_an_export_before_the_debrief_holds_only_what_was_said() -> None:
    session = interview(*LINES).events[0]["session"]
    text = run("export", session).out
    person = Catalogue().persona(PERSONA)
    said = "".join(event["text"] for event in run("replay", session, "--json").of("customer"))
    hidden = [line for fact in person.facts for line in (fact.title, fact.id, *fact.says) if line not in said]
    assert not [line for line in hidden if json.dumps(line, ensure_ascii=False)[1:-1] in text]


def test_an_export_overwrites_nothing(tmp_path: Path) -> None:
    session = interview(LINES[0]).events[0]["session"]
    file = tmp_path / "one.json"
    file.write_text("mine", encoding="utf-8")
    assert_one_line(run("export", session, str(file)))
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": "interview-trainer/session"}']
)
def test_what_is_no_export_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    assert_one_line(run("import", str(file)))
    assert_one_line(run("verify", str(file)), code=1)
    assert run("verify", str(file), "--json").json["sound"] is False


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    for command in ("import", "verify", "restore"):
        for path in (tmp_path / "nothing.json", tmp_path, Path("\udcff")):
            assert_one_line(run(command, str(path)))


def test_an_export_is_verified_by_playing_it_again(tmp_path: Path) -> None:
    for session in (debriefed(), interview(*LINES, "/hint").events[0]["session"], interview().events[0]["session"]):
        file = tmp_path / f"{session}.json"
        run("export", session, str(file))
        done = run("verify", str(file), "--json")
        assert done.code == 0 and done.json["sound"] is True and done.json["session"] == session, done.json
        assert run("verify", str(file)).code == 0


def test_a_branch_is_verified_too(tmp_path: Path) -> None:
    branch = run("resume", debriefed(), "--at", "3", "--json", stdin=typed(*LINES[3:], "/end", *DEBRIEF))
    file = tmp_path / "branch.json"
    run("export", branch.events[0]["session"], str(file))
    assert run("verify", str(file)).code == 0


def changed_answer(data: dict[str, Any]) -> None:
    for one in [*data["lines"], *data["events"]]:
        if one.get("turn") == 3 and "customer" in (one.get("speaker"), one.get("kind")):
            one["text"] = "I confess everything."


def changed_decision(data: dict[str, Any]) -> None:
    for one in data["events"]:
        if one["kind"] == "directed" and one["turn"] == 2:
            one["direction"]["disclose"], one["direction"]["earned"] = data["events"][-1].get("x", "quiet-hut"), True


def changed_line(data: dict[str, Any]) -> None:
    for one in [*data["lines"], *data["events"]]:
        if one.get("turn") == 4 and "learner" in (one.get("speaker"), one.get("kind")):
            one["text"] = "Buy our new AI feature now!!!"


@pytest.mark.parametrize("change", [changed_answer, changed_line, changed_decision])
def test_a_changed_export_does_not_verify(change: Callable[[dict[str, Any]], None], tmp_path: Path) -> None:
    data = run("export", debriefed()).json
    change(data)
    file = tmp_path / "forged.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert_one_line(run("verify", str(file)), code=1)


def test_deleting_needs_a_yes() -> None:
    session = interview(LINES[0]).events[0]["session"]
    refused = run("delete", session)
    assert_one_line(refused)
    assert "--yes" in refused.err and run("replay", session).code == 0
    assert run("delete", session, "--yes").code == 0
    assert_one_line(run("replay", session))


def test_a_backup_brings_everything_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    session = debriefed()
    score = run("score", session, "--json").json
    file = tmp_path / "all.db"
    assert run("backup", str(file)).code == 0
    run("delete", session, "--yes")
    later = interview(LINES[0]).events[0]["session"]
    done = run("restore", str(file))
    assert done.code == 0
    assert [row["id"] for row in run("sessions", "--json").json["sessions"]] == [session]
    assert run("score", session, "--json").json == score
    assert run("doctor", "--json").json["ok"] is True
    kept = done.err.rsplit(" ", 1)[1].strip()
    assert run("restore", kept).code == 0
    assert [row["id"] for row in run("sessions", "--json").json["sessions"]] == [later]


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "all.db"
    file.write_text("mine", encoding="utf-8")
    assert_one_line(run("backup", str(file)))
    assert file.read_text(encoding="utf-8") == "mine"


def test_what_is_no_backup_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    session = interview(LINES[0]).events[0]["session"]
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    run("backup", str(tmp_path / "broken.db"))
    sound = (tmp_path / "broken.db").read_bytes()
    (tmp_path / "broken.db").write_bytes(sound[:4096] + b"\xff" * (len(sound) - 4096))
    (tmp_path / "text.db").write_text("hello", encoding="utf-8")
    for name in ("foreign.db", "broken.db", "text.db"):
        assert_one_line(run("restore", str(tmp_path / name)))
    assert [row["id"] for row in run("sessions", "--json").json["sessions"]] == [session]
