"""`delete`: asks, says what goes, and then nothing of it is left in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

from .running import DEBRIEF, LINES, assert_one_line, debriefed, interview, run, typed


def words_left(*words: str) -> list[str]:
    """The files in the data folder that hold one of these words."""
    home = Path(os.environ["TRAINER_HOME"])
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word.encode() in path.read_bytes() for word in words)]


def test_after_deleting_no_word_of_the_learner_is_in_any_file_of_the_data_folder(tmp_path: Path) -> None:
    session = debriefed()
    run("resume", session, "--at", "3", "--json", stdin=typed("A line of the branch alone.", "/end", *DEBRIEF))
    run("backup", str(tmp_path / "all.db"))
    run("restore", str(tmp_path / "all.db"))
    words = (LINES[0], "A line of the branch alone.", "misses.")
    assert words_left(*words)
    done = run("delete", session, "--yes")
    assert done.code == 0 and session in done.err and "before-restore-" in done.err
    assert words_left(*words) == []
    assert run("sessions", "--json").json["sessions"] == []


def test_deleting_everything_needs_a_yes_and_leaves_nothing() -> None:
    debriefed()
    interview("A paused line.")
    refused = run("delete", "--all")
    assert_one_line(refused)
    assert "--yes" in refused.err and len(run("sessions", "--json").json["sessions"]) == 2
    assert run("delete", "--all", "--yes").code == 0
    assert words_left(*LINES[:2], "A paused line.", "misses.") == []
    assert run("sessions", "--json").json["sessions"] == [] and run("doctor", "--json").json["ok"] is True


def test_either_a_session_or_everything() -> None:
    session = interview(LINES[0]).events[0]["session"]
    assert_one_line(run("delete"))
    assert_one_line(run("delete", session, "--all", "--yes"))
    assert run("replay", session).code == 0
