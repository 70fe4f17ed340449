"""`trainer progress`: figures with bands, what is missing, and from each point to the words behind it."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.many_sessions import calls, fill
from trainer.practice.progress.tally import SKILLS

from .running import DEBRIEF, LINES, interview, run


def test_without_a_session_it_says_what_to_do() -> None:
    done = run("progress")
    assert done.code == 0 and "No scored session yet" in done.out
    empty = run("progress", "--json").json
    assert empty["attempts"] == 0 and empty["days"] == {} and empty["tries"] == []
    assert [skill["name"] for skill in empty["skills"]] == list(SKILLS)
    assert {skill["verdict"] for skill in empty["skills"]} == {"too little"}


def test_after_one_call_it_says_what_is_missing_and_the_point_leads_to_its_words() -> None:
    session = interview(*LINES, "/end", *DEBRIEF).events[0]["session"]
    assert "too little data: 1 attempt; it takes 4" in run("progress").out
    shape = run("progress", "--json").json
    skill = next(one for one in shape["skills"] if one["name"] == "open")
    (point,) = skill["points"]
    assert skill["level"] is None and skill["change"] is None and point["session"] == session
    assert point["quote"] == LINES[point["turn"] - 1] and point["turn"] in point["turns"]["found"]
    assert point["found"] == len(point["turns"]["found"]) and point["of"] >= point["found"]
    assert shape["tries"][0]["first"]["session"] == session and shape["tries"][0]["best"] is None
    assert sum(shape["days"].values()) == shape["seconds"] > 0


def test_after_many_it_shows_bands_and_the_same_figures_in_both_forms() -> None:
    fill(Path(os.environ["TRAINER_HOME"]), 12, calls(1, 6), tallied=False)
    first = run("progress")
    assert "Reading your sessions for the first time: 0 of 12" in first.err
    again = run("progress", "--json", "--last", "5")
    assert again.err == ""
    shape = again.json
    level = next(one["level"] for one in shape["skills"] if one["name"] == "open")
    assert f"{round(100 * level['value'])} %, likely {round(100 * level['low'])} % to" in first.out
    assert "●" in first.out and "still the best of 2 attempts" in first.out
    assert max(len(line) for line in first.out.splitlines()) <= 160
    assert all(len(one["points"]) <= 5 for one in shape["skills"])
    assert run("progress", "--last", "0").code == 2
    page = run("report", "--progress", "--format", "html").out
    assert page.count("<svg") > 3 and "<h2>First and best</h2>" in page and "<script" not in page
    (row,) = [line for line in run("report", "--progress", "--format", "csv").out.splitlines() if '"open",' in line]
    assert f"{level['value']:.3f}" in row or str(level["value"]) in row
