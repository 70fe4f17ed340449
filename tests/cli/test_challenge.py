"""The learner says otherwise: kept beside ours, shown with it, given as a corpus; no figure changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from trainer.scoring import beside, scorecard

from .running import LINES, assert_one_line, debriefed, interview, run

REASON = "It could be answered yes or no."


def challenged(session: str, *more: str) -> Any:
    done = run("challenge", session, "--turn", "4", "--label", "closed", "--reason", REASON, "--json", *more)
    assert done.code == 0, done.err
    return done.json


def test_a_challenge_changes_no_figure_and_is_shown_with_the_scorecard() -> None:
    session = debriefed()
    before = run("score", session, "--json").json
    made = challenged(session)
    assert (made["rule"], made["ours"], made["theirs"], made["reason"]) == ("question", "open", "closed", REASON)
    after = run("score", session, "--json").json
    assert after.pop("challenges") == [made] and before.pop("challenges") == []
    assert after == before
    told = f"Question: you say closed (heard: open), because “{REASON}”"
    assert f"- Turn 4. {told}" in run("score", session).out.split("\n")
    for format in ("md", "html"):
        assert told in run("report", session, "--format", format).out
    assert run("report", session, "--format", "json").json["challenges"] == [made]


def test_an_item_is_challenged_and_shown_where_it_stands() -> None:
    session = debriefed()
    item = next(item for item in run("score", session, "--json").json["items"] if item["turn"] == 6)
    done = run("challenge", session, "--turn", "6", "--rule", item["rule"], "--label", "wrong", "--reason", "I did not")
    assert done.out == f"Turn 6, {item['part']} {item['rule']}. You say: wrong, because “I did not”\n"
    lines = [line for line in run("score", session).out.split("\n") if "You say: wrong" in line]
    assert len(lines) == 1 and lines[0].startswith(f"- Turn 6, {item['part']}")


def test_the_latest_on_one_thing_is_theirs() -> None:
    session = debriefed()
    challenged(session)
    run("challenge", session, "--turn", "4", "--rule", "question", "--label", "open", "--reason", "No, it was open")
    (one,) = run("score", session, "--json").json["challenges"]
    assert (one["theirs"], one["reason"]) == ("open", "No, it was open")


@pytest.mark.parametrize(
    "options, words",
    [
        (("--turn", "99", "--label", "open", "--reason", "x"), "turn 99 is not in this session"),
        (("--turn", "4", "--label", "blue", "--reason", "x"), "'blue' is no label"),
        (("--turn", "4", "--label", "none", "--reason", "x"), "name one with --rule"),
        (("--turn", "4", "--label", "open", "--reason", "  "), "needs a reason"),
        (("--turn", "4", "--label", "open", "--reason", "x" * 281), "shorten it to 280"),
        (("--turn", "-1", "--label", "open", "--reason", "x"), "--turn"),
        (("--turn", "4", "--label", "open"), "--reason"),
        (("--turn", "4", "--label", "\x1b[31mred", "--reason", "x"), "is no label"),
    ],
)
def test_what_cannot_be_challenged_is_refused_in_one_line(options: tuple[str, ...], words: str) -> None:
    session = debriefed()
    refused = run("challenge", session, *options)
    assert_one_line(refused)
    assert words in refused.err and "\x1b" not in refused.err
    assert run("score", session, "--json").json["challenges"] == []


def test_before_the_debrief_there_is_nothing_to_challenge() -> None:
    session = interview(*LINES).events[0]["session"]
    refused = run("challenge", session, "--turn", "1", "--label", "open", "--reason", "x")
    assert_one_line(refused)
    assert "trainer resume" in refused.err


def test_a_reason_that_would_steer_a_terminal_is_plain_text_everywhere() -> None:
    session = debriefed()
    evil = "\x1b]0;x\x07<b>{{ 7*7 }}</b> [link](http://x)"
    run("challenge", session, "--turn", "4", "--label", "closed", "--reason", evil)
    for command in (("score", session), ("report", session, "--format", "html"), ("export", "--labels")):
        out = run(*command).out
        assert "{{ 7*7 }}" in out and "\x1b" not in out and "\x07" not in out
    assert "<b>{{" not in run("report", session, "--format", "html").out


def test_labels_go_out_as_a_corpus_that_names_no_session(tmp_path: Path) -> None:
    sessions = [debriefed(seed=seed) for seed in (1, 2)]
    for session in sessions:
        challenged(session)
    done = run("export", "--labels")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [set(row) for row in rows] == [
        {"session", "turn", "context", "text", "aspect", "ours", "theirs", "reason", "scoring", "engine"}
    ] * 2
    assert {(row["aspect"], row["ours"], row["theirs"], row["text"]) for row in rows} == {
        ("question", "open", "closed", LINES[3])
    }
    assert len({row["session"] for row in rows}) == 2 and not any(session in done.out for session in sessions)
    assert "question: the same label for 0 of 2; too few" in done.err and "no sample" in done.err
    assert run("export", "--labels").out == done.out
    file = tmp_path / "labels.jsonl"
    assert run("export", "--labels", str(file)).raw == b""
    assert file.read_text(encoding="utf-8") == done.out
    assert_one_line(run("export", "--labels", str(file)))


def test_another_database_gives_the_same_session_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = debriefed()
    challenged(session)
    here = json.loads(run("export", "--labels").out)
    run("export", session, str(tmp_path / "one.json"))
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    run("import", str(tmp_path / "one.json"))
    there = json.loads(run("export", "--labels").out)
    assert here.pop("session") != there.pop("session")
    assert here == there


def test_without_a_label_there_is_no_corpus_and_a_session_has_to_be_named() -> None:
    done = run("export", "--labels")
    assert (done.code, done.raw) == (0, b"") and "No label was challenged yet" in done.err
    assert_one_line(run("export"))
    assert_one_line(run("export", "--labels", "one", "two"))


def test_a_newer_version_scores_anew_and_both_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    session = debriefed()
    before = run("score", session, "--json").json
    monkeypatch.setattr("trainer.scoring.score.SCORING_VERSION", "99")
    for _ in range(2):
        after = run("score", session, "--json").json
        (earlier,) = after["earlier"]
        assert earlier == {"version": scorecard.SCORING_VERSION, "overall": before["overall"], "parts": before["parts"]}
        assert after["versions"]["scoring"] == "99" and before["earlier"] == []
    told = f"Scored earlier with version {scorecard.SCORING_VERSION}: {before['overall']:.0f}; now"
    for command in (("score", session), ("report", session), ("report", session, "--format", "html")):
        assert told in run(*command).out


def test_figures_in_a_file_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = debriefed()
    file = tmp_path / "one.json"
    run("export", session, str(file))
    data = json.loads(file.read_text(encoding="utf-8"))
    (scored,) = [entry for entry in data["events"] if entry["kind"] == "scored"]
    data["events"].append({**scored, "version": "98", "overall": 100.0})
    file.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    assert run("verify", str(file)).code == 0
    assert run("import", str(file)).code == 0
    shown = run("score", session, "--json").json
    assert shown["overall"] == scored["overall"] and shown["earlier"] == []
    assert beside.SEEN not in run("score", session).out
