"""A driven session killed at random moments: nothing acknowledged is lost, and it goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.trials.driven import LINE
from trainer.conversation.events import CustomerSaid, LearnerSaid
from trainer.desk import Desk

#: The issue's number with `make soak`; a short form with the tests.
KILLS = 200 if os.environ.get("TRAINER_SOAK") else 12


def run_until_killed(home: Path, after: float) -> list[str]:
    """Drive the session, kill it `after` seconds past its first word, and give what it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.trials.driven", str(home)], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(after)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    assert first, "the driver did not start"
    return [first.strip(), *rest.splitlines()]


def test_a_killed_session_keeps_all_it_acknowledged_and_goes_on(tmp_path: Path) -> None:
    draw = random.Random(7)
    turns: dict[str, int] = {}
    drafts: dict[str, int] = {}
    for _ in range(KILLS):
        printed = run_until_killed(tmp_path, draw.uniform(0.0, 0.12))
        session = printed[0].split()[1]
        for line in printed[1:]:
            kind, _, number = line.partition(" ")
            if kind == "turn":
                turns[session] = int(number)
            elif kind == "draft":
                drafts[session] = int(number)
        assert_all_there(tmp_path, session, turns.get(session, 0), drafts.get(session, 0))


def assert_all_there(home: Path, session: str, turns: int, draft: int) -> None:
    desk = Desk.open(home)
    try:
        assert desk.store.verify() == []
        events = desk.events(session)
        answered = [e.turn for e in events if isinstance(e, CustomerSaid)]
        assert answered == list(range(len(answered))), "turns are whole and in order"
        assert max(answered) >= turns
        said = {e.turn: e.text for e in events if isinstance(e, LearnerSaid)}
        assert all(said[n] == LINE.format(n=n) for n in range(1, turns + 1))
        if draft > max(answered) and draft not in said:
            assert desk.store.draft(session, "line") == LINE.format(n=draft)
    finally:
        desk.close()


def test_resuming_after_a_kill_tells_what_an_unbroken_call_tells(tmp_path: Path) -> None:
    run_until_killed(tmp_path / "broken", 0.05)
    done = subprocess.run(
        [sys.executable, "-m", "tests.trials.driven", str(tmp_path / "broken")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("ended\n")
    subprocess.run(
        [sys.executable, "-m", "tests.trials.driven", str(tmp_path / "whole")], check=True, capture_output=True
    )
    assert answers(tmp_path / "broken") == answers(tmp_path / "whole")


def answers(home: Path) -> list[str]:
    desk = Desk.open(home)
    try:
        events = desk.events(desk.history(1)[0].id)
        return [e.text for e in events if isinstance(e, CustomerSaid)]
    finally:
        desk.close()
