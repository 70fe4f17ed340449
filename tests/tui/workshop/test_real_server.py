"""The app against a real server: a whole round, and the own scorecard from the own trainer."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from tests.tui.conftest import noticed, painted, until
from tests.workshop.client.hosted import Server
from trainer.desk import Desk
from trainer.tui.app import TrainerApp, _open_desk
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.interview import InterviewScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.screens.workshop import attending
from trainer.tui.screens.workshop.attending import AttendingScreen
from trainer.tui.widgets.composer import Composer
from trainer.workshop.client.addresses import read_addresses
from trainer.workshop.client.attending import Attendance
from trainer.workshop.client.seats import take
from trainer.workshop.service.joining import Participant

LINES = ("What did your last evening there look like?", "How did that go?", "Who was with you?")


async def test_a_round_on_a_server_ends_with_the_scorecard_in_the_own_trainer(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attending, "LOOK", 0.1)
    made, steering = server.open(), server.hall.steering
    seat = (await asyncio.to_thread(take, read_addresses(server.address), made.code, "Ann"))[0]
    port = Attendance(seat)
    app = TrainerApp(_open_desk, typing=False, go=lambda app: cast(Any, app.push_screen(AttendingScreen(port))))
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Waiting for the facilitator" in painted(app), seconds=20)
        steering.start(made.workshop)
        await until(pilot, lambda: "Enter: call Maren Tveit" in painted(app), seconds=10)
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, InterviewScreen) and "turn 0 of 25" in painted(app), seconds=10
        )
        for turn, line in enumerate(LINES, start=1):
            app.screen.query_one(Composer).put(line)
            await pilot.press("enter")
            await until(pilot, lambda t=turn: f"turn {t} of 25" in painted(app), seconds=10)  # type: ignore[misc]
        await pilot.press("f4", "y")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen) and "Maren Tveit" in painted(app), seconds=10)
        await pilot.press(*"Habit.", "f4")
        await until(pilot, lambda: "Your debrief is in" in painted(app), seconds=10)
        steering.end(made.workshop)
        steering.reveal(made.workshop)
        await until(pilot, lambda: "S opens it" in painted(app), seconds=20)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and "Overall" in painted(app), seconds=20)
        await pilot.press("ctrl+q")
    assert server.said(made.workshop) == [3]
    desk = Desk.open()
    try:
        (kept,) = desk.history()
        assert (kept.status, kept.turns, kept.attempt) == ("debriefed", 3, True)
    finally:
        desk.close()


async def test_who_comes_back_after_the_reveal_finds_the_scorecard_in_the_own_trainer(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attending, "LOOK", 0.1)
    made, hall = server.open(2), server.hall
    seat = (await asyncio.to_thread(take, read_addresses(server.address), made.code, "Ann"))[0]
    hall.steering.start(made.workshop)
    who = hall.doors.who(seat.token)
    assert isinstance(who, Participant)
    call = hall.calls.open(who.seat)["id"]
    hall.calls.say(who.seat, call, 1, LINES[0], "key-of-a-line-that-is-said")
    hall.steering.end(made.workshop)
    hall.steering.reveal(made.workshop)
    hall.steering.start(made.workshop)
    for told in (True, False):  # opened twice: it comes once
        app = TrainerApp(
            _open_desk, typing=False, go=lambda app: cast(Any, app.push_screen(AttendingScreen(Attendance(seat))))
        )
        app.animation_level = "none"
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Enter: call Maren Tveit" in painted(app), seconds=20)  # noqa: B023
            if told:
                await until(pilot, lambda: "Round 1 has been revealed" in noticed(app), seconds=20)  # noqa: B023
            else:
                assert "has been revealed" not in noticed(app)
            await pilot.press("ctrl+q")
    desk = Desk.open()
    try:
        assert [(kept.id, kept.status, kept.turns) for kept in desk.history()] == [(call, "debriefed", 1)]
    finally:
        desk.close()
