"""A call and a second try of it on the command line: how one gets there, side by side, and what deleting says."""

from __future__ import annotations

import re

import pytest

from trainer.scoring.side_by_side import NOT_SHOWN, ONE_TRY

from .running import LINES, assert_one_line, debriefed, interview, run, typed

AGAIN = ("Every day. What is the best part of such an evening?", "Tell me about the last one of those.")


def tried(session: str, *lines: str, at: int = 5) -> str:
    return str(run("resume", session, "--at", str(at), "--json", stdin=typed(*lines)).events[0]["session"])


def test_the_scorecard_names_the_command_for_every_missed_moment_and_it_works() -> None:
    session = debriefed()
    moments = run("score", session, "--json").json["missed_moments"]
    named = re.findall(rf"Again: trainer (resume {session} --at (\d+))", run("score", session).out)
    assert moments and [int(turn) for _, turn in named] == [one["turn"] for one in moments]
    done = run(*named[0][0].split(), "--plain", stdin=typed("What was that like?"))
    assert done.code == 0 and f"Practice: a second try from turn {named[0][1]}; it never counts" in done.err
    branch = re.search(rf"Side by side: trainer compare {session} (\w+)", done.err)
    assert branch and run("compare", session, branch[1]).code == 0


def test_both_stand_side_by_side_with_what_each_opened_and_earned() -> None:
    session = debriefed()
    branch = tried(session, *AGAIN)
    text = run("compare", session, branch).out
    assert f"The call: {session} (first attempt)" in text
    assert f"Second try from turn 5: {branch} (practice)" in text
    for line in (*AGAIN, *LINES[4:6]):
        assert f"    You: {line}" in text
    assert "The call goes on for 1 more turn: trainer replay" in text
    assert "Over the same 2 turns from turn 5 on:" in text and ONE_TRY in text
    assert text.count("trust 0.") >= 6


def test_the_data_says_the_same_and_marks_the_branch_as_practice() -> None:
    session = debriefed()
    branch = tried(session, *AGAIN)
    shape = run("compare", session, branch, "--json").json
    assert shape["at"] == 5 and shape["shared"] == 4 and shape["even"] == 2 and shape["not_shown"] is None
    one, two = shape["sides"]
    assert (one["session"], one["attempt"], one["counts"], one["branch_of"]) == (session, True, "first", None)
    assert (two["session"], two["attempt"], two["counts"], two["branch_of"]) == (branch, False, "practice", session)
    assert [turn["learner"] for turn in two["turns"]] == list(AGAIN)
    scored = {fact["id"]: fact["turn"] for fact in run("score", session, "--json").json["facts"]}
    assert one["opened"] == [id for id in one["opened"] if scored[id] >= 5]
    trust = shape["trust"]
    for turn in two["turns"]:
        assert turn["trust"] == pytest.approx(trust + turn["gained"], abs=0.002)
        trust = turn["trust"]


def test_before_a_scorecard_only_what_was_said_is_told() -> None:
    session = str(interview(*LINES).events[0]["session"])
    branch = tried(session, *AGAIN)
    text = run("compare", session, branch).out
    assert NOT_SHOWN in text and AGAIN[0] in text and "trust" not in text and "told “" not in text
    shape = run("compare", session, branch, "--json").json
    assert shape["not_shown"] == NOT_SHOWN and shape["trust"] is None
    for side in shape["sides"]:
        assert side["opened"] is side["hinted"] is side["only_here"] is None
        assert all(turn["told"] is turn["kept"] is turn["trust"] is None for turn in side["turns"])


def test_a_second_try_in_which_nothing_was_said_is_said_to_be_that() -> None:
    session = debriefed()
    assert "nothing was said from turn 5 on yet" in run("compare", session, tried(session)).out


def test_what_cannot_be_compared_is_one_line() -> None:
    one, two = (str(interview(LINES[0], seed=seed).events[0]["session"]) for seed in (1, 2))
    for arguments in ((one, two), (one, one), (one, "nothing"), ("", one)):
        assert_one_line(run("compare", *arguments))
        assert_one_line(run("compare", *arguments, "--json"))


def test_deleting_an_original_takes_its_second_tries_along_and_says_so() -> None:
    session = debriefed()
    branch = tried(session, *AGAIN)
    twig = tried(branch, "And then?", at=6)
    done = run("delete", twig, "--yes")
    assert done.code == 0 and {row["id"] for row in run("sessions", "--json").json["sessions"]} == {session, branch}
    done = run("delete", session, "--yes")
    assert session in done.err and branch in done.err and run("sessions", "--json").json["sessions"] == []
    assert_one_line(run("compare", session, branch))
