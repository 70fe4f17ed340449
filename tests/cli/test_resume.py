"""Going on with a session, and trying again from a turn."""

from __future__ import annotations

import pytest

from trainer.conversation.interview import JournalError
from trainer.desk import Desk
from trainer.storage.store import Store

from .running import DEBRIEF, LINES, assert_one_line, debriefed, interview, run, typed


def test_what_was_shown_before_is_not_shown_again() -> None:
    session = interview(*LINES[:2]).events[0]["session"]
    done = run("resume", session, "--json", stdin=typed(LINES[2]))
    assert [event["event"] for event in done.events] == ["started", "learner", "customer", "ended"]
    assert done.events[0]["session"] == session and done.events[1]["turn"] == 3


def test_the_beginning_of_an_id_is_enough() -> None:
    session = interview(LINES[0]).events[0]["session"]
    assert run("resume", session[:8], "--json").events[0]["session"] == session


def test_a_line_that_was_stored_but_not_answered_is_shown_with_its_answer() -> None:
    session = interview(*LINES[:2]).events[0]["session"]
    whole = interview(*LINES[:3]).of("customer")
    desk = Desk.open()
    live = desk.resume(session)
    live.say(LINES[2])
    events = desk.events(session)
    desk.store.delete(session)
    desk.store.append(session, events[:-3])  # as if the process had died before it answered
    desk.close()
    done = run("resume", session, "--json")
    assert [event["event"] for event in done.events] == ["started", "learner", "customer", "ended"]
    assert done.of("customer") == whole[-1:]


def test_a_branch_is_a_session_of_its_own_and_the_first_one_stays_as_it_was() -> None:
    session = debriefed()
    before = run("export", session).json
    done = run("resume", session, "--at", "3", "--json", stdin=typed("What else was on the table?", "/end", *DEBRIEF))
    started = done.events[0]
    assert started["session"] != session
    assert (started["branch_of"], started["branch_at"]) == (session, 3)
    assert done.of("learner")[0]["turn"] == 3
    assert run("export", session).json == before
    rows = {row["id"]: row for row in run("sessions", "--json").json["sessions"]}
    assert rows[session]["attempt"] is True and rows[started["session"]]["attempt"] is False


def test_a_branch_with_the_same_lines_is_the_same_call() -> None:
    first = interview(*LINES)
    again = run("resume", first.events[0]["session"], "--at", "4", "--json", stdin=typed(*LINES[3:]))
    assert again.of("customer") == first.of("customer")[4:]


@pytest.mark.parametrize("turn", ["0", "-1", "99", "x", "99999999999999999999"])
def test_a_turn_that_is_not_there_is_refused(turn: str) -> None:
    session = interview(*LINES[:2]).events[0]["session"]
    assert_one_line(run("resume", session, "--at", turn, "--json"))
    assert len(run("sessions", "--json").json["sessions"]) == 1


def test_a_finished_session_says_how_to_try_again() -> None:
    refused = run("resume", debriefed(), "--json")
    assert_one_line(refused)
    assert "--at" in refused.err


@pytest.mark.parametrize("session", ["", "nothing", "../../etc/passwd", "%", "_", "\udcff\udcfe", "a\nb", "x" * 5000])
def test_an_unknown_session_is_one_line(session: str) -> None:
    for command in ("resume", "score", "replay", "export", "report"):
        assert_one_line(run(command, session))
    assert_one_line(run("delete", session, "--yes"))


def test_an_explained_session_stays_explained() -> None:
    session = interview(LINES[0], options=["--explain"]).events[0]["session"]
    assert run("resume", session, "--json", stdin=typed(LINES[1])).of("direction")


def test_a_disk_that_fails_in_the_middle_is_one_line_that_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.append
    calls = 0

    def failing(self: Store, session: str, events: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise JournalError("The turn could not be saved: the disk is full; free some space, then go on.")
        real(self, session, events)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "append", failing)
    done = interview(*LINES)
    assert done.code == 2 and done.err.count("\n") == 1 and "disk is full" in done.err
    session = done.events[0]["session"]
    assert f"trainer resume {session}" in done.err
    assert len(done.of("learner")) == len(done.of("customer")) - 1 == 1
    again = run("resume", session, "--json", stdin=typed(*LINES[1:]))
    assert [event["turn"] for event in again.of("customer")] == list(range(2, len(LINES) + 1))
