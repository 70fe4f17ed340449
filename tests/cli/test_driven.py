"""Interviews in processes of their own, driven answer by answer, paused, killed and left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.driver import WAIT, Driver, environment

from .running import DEBRIEF, LINES, SCENARIO, run, typed


def uninterrupted(home: Path) -> list[str]:
    with Driver(SCENARIO, seed=4, home=home) as driver:
        for line in LINES:
            driver.say(line)
        return driver.said()


def test_a_driver_gets_each_answer_at_once_and_the_score_in_the_end(tmp_path: Path) -> None:
    with Driver(SCENARIO, home=tmp_path) as driver:
        answers = [driver.say(line) for line in LINES]
        assert all(answers) and driver.turn == len(LINES)
        assert driver.hint()
        scored = driver.end(DEBRIEF[0], {"pull": "a quiet place"})
        assert scored["overall"] is not None and driver.process.returncode == 0


def test_going_on_after_the_end_of_input_equals_never_having_stopped(tmp_path: Path) -> None:
    whole = uninterrupted(tmp_path)
    for stop in (0, 3):
        with Driver(SCENARIO, seed=4, home=tmp_path) as first:
            for line in LINES[:stop]:
                first.say(line)
            first.pause()
        assert first.process.returncode == 0
        with Driver.resumed(first.session, tmp_path) as second:
            assert second.session == first.session
            for line in LINES[stop:]:
                second.say(line)
            assert first.said() + second.said() == whole


def test_a_call_stopped_after_every_line_is_the_same_call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = uninterrupted(tmp_path)
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    done = run("interview", SCENARIO, "--json", "--seed", "4")
    session, said = done.events[0]["session"], [event["text"] for event in done.of("customer")]
    for line in LINES:
        done = run("resume", session, "--json", stdin=typed(line))
        assert done.events[-1]["reason"] == "paused"
        said += [event["text"] for event in done.of("customer")]
    assert said == whole
    scored = run("resume", session, "--json", stdin=typed("/end", *DEBRIEF)).events[-1]
    assert isinstance(scored["overall"], float)


def test_two_calls_at_once_in_one_home_do_not_touch_each_other(tmp_path: Path) -> None:
    whole = uninterrupted(tmp_path)
    with Driver(SCENARIO, seed=4, home=tmp_path) as one, Driver("friday-night", seed=4, home=tmp_path) as other:
        for line in LINES:
            one.say(line)
            other.say(line)
        assert one.said() == whole
        assert len(other.said()) == len(whole) and other.said() != whole
        for driver in (one, other):
            assert driver.end(DEBRIEF[0])["overall"] is not None


def test_what_was_answered_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    with Driver(SCENARIO, seed=4, home=tmp_path) as driver:
        for line in LINES[:3]:
            driver.say(line)
        driver.kill()
    with Driver.resumed(driver.session, tmp_path) as again:
        for line in LINES[3:]:
            again.say(line)
        assert driver.said() + again.said() == uninterrupted(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind there")
def test_an_interrupt_is_a_pause(tmp_path: Path) -> None:
    with Driver(SCENARIO, home=tmp_path) as driver:
        driver.say(LINES[0])
        driver.process.send_signal(signal.SIGINT)
        assert driver.process.wait(WAIT) == 0
        driver.leave()
        assert driver.events[-1] == {"event": "ended", "reason": "paused"}
    with Driver.resumed(driver.session, tmp_path) as again:
        assert again.say(LINES[1])


@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind there")
def test_an_interrupt_in_the_debrief_hands_nothing_in(tmp_path: Path) -> None:
    with Driver(SCENARIO, home=tmp_path) as driver:
        driver.say(LINES[0])
        driver.send("/end")
        driver.wait_for("ended")
        driver.process.send_signal(signal.SIGINT)
        assert driver.process.wait(WAIT) == 0
    with Driver.resumed(driver.session, tmp_path) as again:
        again.wait_for("ended")
        again.send(DEBRIEF[0])
        again.leave()
        assert again.events[-1]["event"] == "scored"


def test_a_reader_that_goes_away_ends_the_process_quietly(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", "interview", SCENARIO, "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    _, err = process.communicate(typed(*LINES), WAIT)
    assert (process.returncode, err) == (0, b"")


def test_closed_standard_streams_are_no_traceback(tmp_path: Path) -> None:
    code = "import os, sys; os.closerange(0, 2); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    for arguments in (["interview", SCENARIO, "--json"], ["interview", SCENARIO, "--plain"], ["scenarios"], []):
        done = subprocess.run(
            [sys.executable, "-c", code, "-m", "trainer", *arguments],
            capture_output=True,
            env=environment(tmp_path),
            timeout=WAIT,
        )
        assert b"Traceback" not in done.stderr and done.returncode in (0, 2)


def test_a_full_device_behind_stdout_is_one_line(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no such device here")
    with full.open("wb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "scenarios"],
            stdout=stream,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
            timeout=WAIT,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"trainer: ") and done.stderr.count(b"\n") == 1
