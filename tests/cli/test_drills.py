"""Drills at the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import LIBRARY, assert_one_line, run, typed
from trainer.storage.store import Store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    return tmp_path


def test_one_answer_is_judged_and_stored(home: Path) -> None:
    done = run("drill", "mirror-key", "--answer", "your brother", "--json")
    assert done.code == 0 and done.json["passed"] is True and done.json["quote"] == "your brother"
    assert {"passed", "reason", "quote", "better"} <= done.json.keys()
    wrong = run("drill", "mirror-key", "--answer", "Why do you keep the key?", "--json")
    assert wrong.code == 0 and (wrong.json["passed"], wrong.json["reason"]) == (False, "asks")
    store = Store.open(home)
    assert [(row.text, row.passed) for row in store.drills.answers()] == [
        ("your brother", True), ("Why do you keep the key?", False),
    ]  # fmt: skip
    store.close()


def test_without_an_answer_it_asks_for_one_and_tells_the_verdict_in_words() -> None:
    done = run("drill", "open-grill", stdin=typed("what makes you light the old one"))
    assert "I still light the old one" in done.out and "Yes." in done.out and "Also good" in done.out
    machine = run("drill", "open-grill", "--json", stdin=typed("Is it broken?"))
    assert machine.json["reason"] == "closed" and "I still light the old one" in machine.err


def test_no_answer_stores_nothing(home: Path) -> None:
    assert run("drill", "open-grill", "--json").code == 2
    store = Store.open(home)
    assert store.drills.count() == 0
    store.close()


def test_an_unknown_drill_is_one_line_with_the_nearest() -> None:
    done = run("drill", "miror-key", "--answer", "x", "--json")
    assert_one_line(done)
    assert "mirror-key" in done.err
    assert_one_line(run("drill", "own:nobody:3", "--answer", "x"))
    assert_one_line(run("drill", "../../etc/passwd", "--answer", "x"))
    assert_one_line(run("drills", "tomorrow"))


def test_the_list_says_how_each_drill_stands() -> None:
    run("drill", "mirror-key", "--answer", "Why?", "--json")
    listed = run("drills", "--json").json
    by_id = {one["id"]: one for one in listed["drills"]}
    assert by_id["mirror-key"]["passed"] is False and by_id["mirror-key"]["tries"] == 1
    assert by_id["open-grill"]["passed"] is None and by_id["open-grill"]["customer"]
    assert listed["answers"] == 1 and listed["streak"] == 1 and len(listed["skills"]) >= 12
    plain = run("drills")
    assert "mirror-key  not yet" in plain.out and "open-grill  new" in plain.out


def test_the_days_session_goes_drill_by_drill_and_the_end_of_input_is_a_pause(home: Path) -> None:
    plan = run("drills", "today", "--json").json
    assert len(plan["drills"]) == 8 and plan["done"] == 0
    done = run("drills", "today", stdin=typed("first answer", "second answer"))
    assert "1 of 8" in done.out and "3 of 8" in done.out and "is kept" in done.err
    again = run("drills", "today", "--json").json
    assert again["done"] == 2 and len(again["drills"]) == 6


def test_all_answers_are_exported_as_lines(home: Path) -> None:
    assert run("export", "--drills").code == 0
    run("drill", "mirror-key", "--answer", "your \x1b[31mbrother", "--json")
    (line,) = run("export", "--drills").out.splitlines()
    assert json.loads(line)["drill"] == "mirror-key" and "\x1b" not in line
    assert run("export", "--drills", str(home / "out.jsonl")).code == 0
    assert (home / "out.jsonl").read_text("utf-8").strip() == line
    assert_one_line(run("export", "--drills", "a", "b"))


def test_lint_looks_at_drills_too_and_names_line_and_remedy(tmp_path: Path) -> None:
    text = (LIBRARY / "drills" / "mirror.yaml").read_text("utf-8")
    folder = tmp_path / "drills"
    folder.mkdir()
    (folder / "mirror.yaml").write_text(text.replace("- your brother\n", "- Why does he come?\n"), "utf-8")
    done = run("lint", str(folder), "--json")
    assert done.code == 1
    (finding,) = done.json["findings"]
    assert finding["rule"] == "right-fails" and finding["line"] > 0 and "asks" in finding["remedy"]
    assert run("lint", str(LIBRARY / "drills")).code == 0
    assert "drills" in run("lint", "--schema").json


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_an_answer_outlives_a_kill_right_after_it_was_typed(home: Path) -> None:
    """The verdict is on the screen, or not yet: the answer is stored either way."""
    command = [sys.executable, "-m", "trainer", "drills", "today"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=LIBRARY,
        env=dict(os.environ),
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"an answer worth keeping\n")
        process.stdin.flush()
        for line in process.stdout:
            if b"2 of 8" in line:
                break
        process.kill()
    store = Store.open(home)
    assert [row.text for row in store.drills.answers()] == ["an answer worth keeping"]
    store.close()
