"""`trainer workshop join` on lines against a real server: rounds, the reveal, the participant's own trainer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.cli.running import DEBRIEF, LINES, Done, assert_one_line, run, typed
from tests.workshop.client.hosted import Server
from trainer.workshop.service.hall import Opened


def join(server: Server, made: Opened, *lines: str, name: str = "Ann", options: tuple[str, ...] = ("--json",)) -> Done:
    return run("workshop", "join", server.address, made.code, "--name", name, *options, stdin=typed(*lines))


@contextmanager
def facilitating(act: Callable[[threading.Event], None]) -> Iterator[None]:
    """Let the facilitator act beside a participant; what goes wrong there fails the test."""
    stop, faults = threading.Event(), list[BaseException]()

    def run_act() -> None:
        try:
            act(stop)
        except BaseException as error:
            faults.append(error)

    thread = threading.Thread(target=run_act, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
    assert not faults and not thread.is_alive()


def when(stop: threading.Event, server: Server, made: Opened, state: str) -> None:
    """Wait until the first participant's call in this round is so."""
    while not stop.wait(0.05):
        seats = server.hall.telling.whole(made.workshop)["seats"]
        if seats and seats[0]["call"] and seats[0]["call"]["state"] == state:
            return


def test_two_rounds_are_told_as_an_interview_is_and_kept_as_attempts(server: Server) -> None:
    made, steering = server.open(2), server.hall.steering

    def act(stop: threading.Event) -> None:
        steering.start(made.workshop)
        for last in (False, True):
            when(stop, server, made, "debriefed")
            steering.end(made.workshop)
            steering.reveal(made.workshop)
            steering.end(made.workshop) if last else steering.start(made.workshop)

    with facilitating(act):
        done = join(server, made, *LINES, "/end", *DEBRIEF, "/end", "/hint", "Hello?", "/end", "It is habit.", "/end")
    assert done.code == 0, done.err
    first = ["started", "customer", *["learner", "customer"] * 7, "ended", "scored"]
    second = ["started", "customer", "hint", "learner", "customer", "ended", "scored"]
    assert [event["event"] for event in done.events] == first + second
    started, ended, scored = done.of("started"), done.of("ended"), done.of("scored")
    assert [(one["seed"], one["round"]) for one in started] == [(None, 1), (None, 2)]
    assert started[0]["content"] == started[1]["content"] and started[0]["personas"] == ["maren-tveit"]
    assert [one["reason"] for one in ended] == ["learner", "learner"]
    assert isinstance(scored[0]["overall"], float) and scored[1]["overall"] is None
    assert "Kept in your own trainer as an attempt" in done.err
    rows = run("sessions", "--json").json["sessions"]
    assert {row["id"] for row in rows} == {one["session"] for one in started}
    assert run("score", started[0]["session"], "--json").json["overall"] == scored[0]["overall"]


def test_people_read_the_briefing_the_call_the_reveal_and_their_card(server: Server) -> None:
    made, steering = server.open(), server.hall.steering
    steering.start(made.workshop)

    def act(stop: threading.Event) -> None:
        when(stop, server, made, "debriefed")
        steering.end(made.workshop)
        steering.reveal(made.workshop)

    with facilitating(act):
        done = join(server, made, *LINES, "/end", *DEBRIEF, options=("--plain",))
    assert done.code == 0, done.err
    assert "Round 1 of 1" in done.err and "Your brief: " in done.err and "You are Ann." in done.err
    talk, _, after = done.out.partition("What Maren Tveit hid:")
    assert f"You: {LINES[0]}" in talk and talk.count("Maren: ") == len(LINES) + 1 and "Depth" not in talk
    assert "Depth 3" in after and "The surface story: " in after and "Overall: " in after and "Place 1 of 1." in after


def test_the_end_of_input_is_a_pause_and_the_same_command_goes_on(server: Server) -> None:
    made = server.open()
    server.hall.steering.start(made.workshop)
    done = join(server, made, LINES[0])
    assert done.code == 0 and done.events[-1] == {"event": "ended", "reason": "paused"}
    assert "Come back with the same command" in done.err
    again = join(server, made, LINES[1], name=" ann ")
    assert "Ann again" in again.err
    assert [event["turn"] for event in again.of("learner")] == [1, 2]
    assert server.said(made.workshop) == [2]


def test_reveals_that_went_by_while_nobody_was_here_come_once_each(server: Server) -> None:
    made, steering = server.open(3), server.hall.steering
    for _ in range(2):  # the client ends before each reveal; the last debrief is handed in without it
        steering.start(made.workshop)
        done = join(server, made, LINES[0])
        assert done.code == 0 and done.events[-1] == {"event": "ended", "reason": "paused"}
        steering.end(made.workshop)
        steering.reveal(made.workshop)
    first, second = (run("sessions", "--json").json["sessions"], done.of("scored"))
    assert len(first) == 1 and len(second) == 1, "the first came while the second round was on"
    steering.start(made.workshop)
    done = join(server, made, LINES[0])
    assert [event["event"] for event in done.events][:2] == ["scored", "started"]
    (scored,) = done.of("scored")
    assert scored["round"] == 2 and scored["session"] != second[0]["session"]
    assert "Round 2 (" in done.err and "has been revealed meanwhile" in done.err
    rows = run("sessions", "--json").json["sessions"]
    assert {row["id"] for row in rows} == {scored["session"], second[0]["session"]}
    assert all(row["status"] == "debriefed" for row in rows)
    assert run("delete", scored["session"], "--yes").code == 0
    again = join(server, made, LINES[1])
    assert not again.of("scored")
    assert len(run("sessions", "--json").json["sessions"]) == 1, "what was deleted does not come back"
    steering.end(made.workshop)
    steering.reveal(made.workshop)
    steering.end(made.workshop)
    last = join(server, made)
    assert [event["round"] for event in last.of("scored")] == [3]
    assert len(run("sessions", "--json").json["sessions"]) == 2


def test_a_round_that_is_over_goes_on_to_the_debrief(server: Server) -> None:
    made, steering = server.open(), server.hall.steering
    steering.start(made.workshop)
    assert join(server, made, *LINES[:2]).code == 0
    steering.end(made.workshop)

    def act(stop: threading.Event) -> None:
        when(stop, server, made, "debriefed")
        steering.reveal(made.workshop)

    with facilitating(act):
        done = join(server, made, *DEBRIEF)
    assert [event["event"] for event in done.events][-2:] == ["ended", "scored"]
    assert done.of("ended")[0]["reason"] == "facilitator"


def test_whoever_comes_back_for_the_debrief_and_writes_none_can_still_write_it(server: Server) -> None:
    made = server.open()
    server.hall.steering.start(made.workshop)
    join(server, made, LINES[0])
    server.hall.steering.end(made.workshop)
    done = join(server, made)
    assert done.code == 0 and "No debrief was handed in" in done.err
    assert server.hall.telling.whole(made.workshop)["seats"][0]["call"]["state"] == "ended"


def test_a_debrief_that_is_too_long_is_refused_whole(server: Server) -> None:
    made = server.open()
    server.hall.steering.start(made.workshop)
    done = join(server, made, LINES[0], "/end", "x" * 300, "/end")
    assert done.code == 2 and "Traceback" not in done.err
    assert done.err.splitlines()[-1].startswith("trainer: ")


@pytest.mark.parametrize(("code", "exit_code"), [("CCCC-CCCC", 1), ("\x1b[31m", 1)])
def test_a_code_that_opens_nothing_is_refused(server: Server, code: str, exit_code: int) -> None:
    done = run("workshop", "join", server.address, code, "--name", "Ann", "--json")
    assert_one_line(done, exit_code)


def test_wrong_addresses_names_and_teams_are_refused(server: Server) -> None:
    made = server.open(teams=["Red", "Blue"], mode="teams")
    assert_one_line(run("workshop", "join", "ftp://x", made.code, "--name", "Ann", "--json"))
    assert_one_line(run("workshop", "join", server.address, made.code, "--name", "\u200b", "--json"))
    done = run("workshop", "join", server.address, made.code, "--name", "Ann", "--json")
    assert_one_line(done)
    assert "Red, Blue" in done.err


def test_a_server_that_is_not_there_is_code_3() -> None:
    assert_one_line(run("workshop", "join", "127.0.0.1:9", "ABCD-EFGH", "--name", "Ann", "--json"), 3)
