"""Scorecards, reports and replays of stored sessions."""

from __future__ import annotations

import json

import pytest

from trainer.content.catalogue import Catalogue

from .running import DEBRIEF, LINES, PERSONA, assert_one_line, debriefed, interview, run


def test_the_score_of_a_stored_session_is_what_was_printed_at_its_end() -> None:
    done = interview(*LINES, "/end", *DEBRIEF)
    assert run("score", done.events[0]["session"], "--json").json == done.events[-1]


@pytest.mark.parametrize("command", [("score",), ("score", "--json"), ("report", "--format", "html"), ("report",)])
def test_before_the_debrief_nothing_hidden_is_told_only_what_to_do(command: tuple[str, ...]) -> None:
    paused = interview(*LINES).events[0]["session"]
    ended = interview(*LINES, "/end", "x" * 281).events[0]["session"]
    for session in (paused, ended):
        refused = run(command[0], session, *command[1:])
        assert_one_line(refused)
        assert f"trainer resume {session}" in refused.err


def test_a_report_comes_as_markdown_page_or_json() -> None:
    session = debriefed()
    card = run("report", session, "--format", "json").json
    titles = [fact.title for fact in Catalogue().persona(PERSONA).facts]
    assert [fact["title"] for fact in card["facts"]] == titles and card["session"] == session
    page = run("report", session, "--format", "html").out
    assert page.startswith("<!doctype html>") and "<script" not in page and "http://" not in page
    text = run("report", session).out
    assert text == run("report", session, "--format", "md").out and text.startswith("# ")
    for report in (page, text):
        assert Catalogue().persona(PERSONA).name in report and "Who else is around then?" in report


def test_an_unknown_format_is_one_line_that_names_the_known() -> None:
    refused = run("report", debriefed(), "--format", "pdf")
    assert_one_line(refused)
    assert "md" in refused.err and "html" in refused.err


def test_a_replay_prints_what_was_said_and_nothing_else() -> None:
    done = interview(*LINES, "/end", *DEBRIEF)
    session = done.events[0]["session"]
    replayed = run("replay", session, "--json")
    assert replayed.events == done.events[:-1]
    plain = run("replay", session).out
    assert [line.partition(": ")[2] for line in plain.splitlines()[::2]] == [e["text"] for e in done.of("customer")]
    assert not [fact.title for fact in Catalogue().persona(PERSONA).facts if fact.title in plain]


def test_an_explained_session_replays_without_its_decisions() -> None:
    session = interview(*LINES, options=["--explain"]).events[0]["session"]
    assert not run("replay", session, "--json").of("direction")


def test_scoring_again_gives_the_same_bytes() -> None:
    session = debriefed()
    assert run("score", session, "--json").raw == run("score", session, "--json").raw
    assert (
        json.loads(run("report", session, "--format", "json").out)["overall"]
        == run("score", session, "--json").json["overall"]
    )
