"""A second call with somebody whose answers were shown: playable, and said wherever its score is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.scoring.beside import SEEN

from .running import DEBRIEF, LINES, SCENARIO, debriefed, interview, run, typed

BEFORE = "You have seen what Maren Tveit hides: this call shows how you ask, and its score says so."


def seen(session: str) -> bool:
    """What the scorecard and the list say, in every form."""
    card = run("score", session, "--json").json["seen"]
    for command in (("score", session), ("report", session), ("report", session, "--format", "html")):
        assert (SEEN in run(*command).out.replace("&#39;", "'")) == card
    return bool(card)


def listed(session: str) -> bool:
    rows = {row["id"]: row["seen"] for row in run("sessions", "--json").json["sessions"]}
    line = next(line for line in run("sessions").out.splitlines() if line.startswith(session))
    assert ("answers seen before" in line) == rows[session]
    return bool(rows[session])


def test_the_second_call_says_before_and_after_that_the_answers_were_seen() -> None:
    first = debriefed()
    assert not seen(first) and not listed(first)
    done = interview(*LINES, "/end", *DEBRIEF, seed=2)
    second = str(done.events[0]["session"])
    assert BEFORE in done.err and done.events[0]["seen"] is True and done.events[-1]["seen"] is True
    assert seen(second) and listed(second)
    assert not seen(first) and not listed(first)


def test_a_call_that_was_not_debriefed_shows_nothing() -> None:
    interview(*LINES, "/end", "x" * 281)
    done = interview(*LINES, "/end", *DEBRIEF, seed=2)
    assert "seen" not in done.events[0] and not seen(done.events[0]["session"])


def test_a_call_that_was_open_while_another_was_debriefed_says_so_in_its_score() -> None:
    paused = interview(*LINES[:4], seed=2).events[0]["session"]
    debriefed()
    done = run("resume", paused, "--json", stdin=typed(*LINES[4:], "/end", *DEBRIEF))
    assert BEFORE in done.err and seen(paused)


def test_a_branch_of_a_debriefed_call_is_seen_and_one_of_an_open_call_is_not() -> None:
    opened = interview(*LINES).events[0]["session"]
    early = run("resume", opened, "--at", "3", "--json").events[0]
    assert "seen" not in early
    debriefed()
    late = run("resume", opened, "--at", "3", "--json").events[0]
    assert late["seen"] is True and listed(late["session"])


def test_an_imported_scorecard_shows_the_answers_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, file = debriefed(), tmp_path / "one.json"
    run("export", session, str(file))
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    run("import", str(file))
    assert not seen(session)
    assert interview(*LINES, seed=2).events[0]["seen"] is True


def test_a_seen_call_goes_out_and_comes_in_before_and_after_its_debrief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debriefed()
    paused = interview(*LINES[:4], seed=2).events[0]["session"]
    over = debriefed(seed=3)
    for session in (paused, over):
        run("export", session, str(tmp_path / session))
        assert run("verify", str(tmp_path / session)).code == 0
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "elsewhere"))
    for session in (paused, over):
        assert run("import", str(tmp_path / session)).code == 0
        assert listed(session)
    assert seen(over)


def test_another_customer_of_the_scenario_is_not_known() -> None:
    debriefed()
    from trainer.content.catalogue import Catalogue

    card = next(card for card in Catalogue().scenarios() if card.id != SCENARIO)
    assert "seen" not in interview(*LINES, scenario=card.id).events[0]


def test_a_call_in_the_words_of_another_with_her_says_so_and_costs_nothing() -> None:
    debriefed()
    copied = run("score", debriefed(seed=2), "--json").json
    assert copied["likeness"]["lines"] == copied["likeness"]["of"] >= 4
    assert not [item for item in copied["items"] if item["rule"] == "listed"]
