"""A participant's screens on a scripted workshop: lobby, call, debrief, reveal, board."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.workshop.scripted import ScriptedCall, ScriptedWorkshop, call, me
from tests.workshop.client.test_small import board, row
from trainer.conversation.events import Ended
from trainer.tui.app import TrainerApp
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.interview import InterviewScreen
from trainer.tui.screens.workshop import attending
from trainer.tui.screens.workshop.attending import AttendingScreen
from trainer.tui.screens.workshop.board import BoardScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.notes import Notes
from trainer.workshop.client.faults import RemoteFault
from trainer.workshop.client.remote import RoundNow

SIZES = [(80, 24), (140, 45)]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attending, "LOOK", 0.1)
    monkeypatch.setattr(attending, "AWAY", 0.1)


def app_in(port: ScriptedWorkshop) -> TrainerApp:
    return app_on(ScriptedDesk(), go=lambda app: cast(Any, app.push_screen(AttendingScreen(port))))


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_lobby_through_a_call_to_the_reveal_by_keys(size: tuple[int, int]) -> None:
    port = ScriptedWorkshop(me())
    app = app_in(port)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Waiting for the facilitator to start" in painted(app))
        assert "Monday" in painted(app) and "Ann. The board shows your name" in painted(app) and "Red" in painted(app)
        port.now = me("running", left=600)
        await until(pilot, lambda: "Enter: call Ines Duarte" in painted(app))
        assert "round 1 of 2 · running · 10:00 left" in painted(app) and "Find out why they cook." in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and "Hello, Ines here." in painted(app))
        assert port.call is not None
        port.call.now = RoundNow("paused", 75.0)
        await until(pilot, lambda: "paused, 1:15 left" in painted(app) and "has paused the round" in painted(app))
        port.call.now = RoundNow("paused", None)
        await pilot.press(*"Hm?", "enter")
        await until(pilot, lambda: "Answer 1." in painted(app) and "turn 1 of 12" in painted(app))
        port.call.put(Ended(1, "time"))
        await until(pilot, lambda: "Enter: write what you understood" in painted(app))
        port.now = me("debriefing", call=call("ended"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen) and "why does Ines Duarte" in painted(app))
        app.screen.query_one("#insight", Notes).load_text("Company.")
        port.now = me("debriefing", call=call("debriefed"))
        await pilot.press("f4")
        await until(pilot, lambda: "Your debrief is in" in painted(app))
        assert [debrief.insight for debrief in port.call.handed_in] == ["Company."]
        port.now = me("revealed", call=call("debriefed"), place={"rank": 2, "of": 3, "overall": 50.0})
        await until(pilot, lambda: "She cooks to have people around." in painted(app))
        assert "Place 2 of 3." in painted(app) and "could not be kept" in noticed(app)
        await pilot.press("escape", "y")
        await until(pilot, lambda: port.closed and not isinstance(app.screen, AttendingScreen))


async def test_a_broken_way_is_shown_in_the_call_and_the_words_stay() -> None:
    port = ScriptedWorkshop(me("running", left=600))
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter: call" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Hello, Ines here." in painted(app))
        assert port.call is not None
        port.call.gate.clear()
        await pilot.press(*"Hm?", "enter", *"next")
        port.lose("There does not answer.")
        await until(pilot, lambda: "Reconnecting … There does not answer." in painted(app))
        port.lose("")
        port.call.gate.set()
        await until(pilot, lambda: "Answer 1." in painted(app) and "Reconnecting" not in painted(app))
        port.call.refuses = "The facilitator has paused the round; your words are kept."
        await pilot.press("enter")
        await until(pilot, lambda: "paused the round" in painted(app))
        assert app.screen.query_one(Composer).text == "next"


@pytest.mark.parametrize("late", [False, True], ids=["told-at-once", "next-round-is-on"])
async def test_whoever_still_writes_at_the_reveal_is_brought_to_it(late: bool) -> None:
    port = ScriptedWorkshop(me("debriefing", call=call("ended")))
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter: write what you understood" in painted(app))
        port.call = ScriptedCall()
        port.call.put(Ended(0, "facilitator"))
        port.call.now = RoundNow("debriefing")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen) and "why does Ines Duarte" in painted(app))
        await pilot.press(*"Company")
        state = me("running", round=2, left=600) if late else me("revealed", call=call("debriefed"))
        port.now = state
        await until(pilot, lambda: isinstance(app.screen, AttendingScreen))
        assert "has shown what was hidden" in noticed(app) and not port.call.handed_in
        expected = "Enter: call Ines Duarte" if late else "She cooks to have people around."
        await until(pilot, lambda: expected in painted(app))


async def test_a_call_that_opens_while_the_next_round_begins_is_of_the_round_it_was_asked_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port, ready = ScriptedWorkshop(me("running", left=600)), asyncio.Event()
    open_at_once = port.open

    async def slow(me: Any) -> Any:
        await ready.wait()
        return await open_at_once(me)

    monkeypatch.setattr(port, "open", slow)
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter: call" in painted(app))
        await pilot.press("enter")
        port.now = me("running", round=2, left=600)
        await until(pilot, lambda: "round 2 of 2" in painted(app))
        port.call = ScriptedCall()
        port.call.put(Ended(0, "facilitator"))
        ready.set()
        await until(pilot, lambda: "has shown what was hidden" in noticed(app))
        assert isinstance(app.screen, AttendingScreen)


async def test_whoever_writes_a_debrief_is_not_away() -> None:
    port = ScriptedWorkshop(me("debriefing", call=call("ended")))
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter: write what you understood" in painted(app))
        port.call = ScriptedCall()
        port.call.put(Ended(0, "time"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        port.call.now, before = RoundNow("debriefing"), port.looks
        await until(pilot, lambda: port.looks > before + 1)


async def test_what_was_being_typed_is_there_again_when_one_comes_back_to_the_call() -> None:
    port = ScriptedWorkshop(me("running", left=600))
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter: call" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Hello, Ines here." in painted(app))
        await pilot.press(*"half", "escape", "y")
        port.now = me("running", left=600, call=call("open"))
        await until(pilot, lambda: isinstance(app.screen, AttendingScreen) and "Enter: go on with it" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query(Composer) and app.screen.query_one(Composer).text == "half")


async def test_a_seat_that_was_taken_away_is_told() -> None:
    port = ScriptedWorkshop(me())
    port.fault = RemoteFault("This token is not known here; ask the facilitator.", "unauthorized", 401)
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "ask the facilitator" in painted(app))


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_shows_ranks_ties_and_progress(size: tuple[int, int]) -> None:
    port = ScriptedWorkshop(me("running", left=600))
    rows = [row(1, "Ann", 61.0, low=50, high=70), row(1, "[b]Bo[/b]", 58.0), row(None, "Di", None)]
    port.board = board(*rows, more=4)
    app = app_in(port)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Enter: call" in painted(app))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen) and "1= Ann" in painted(app))
        text = painted(app)
        assert (
            "[b]Bo[/b]" in text and "61.0 (50 to 70)" in text and "in call, turn 3" in text and "… and 4 more" in text
        )
        assert "3 joined" in text and "round 1 of 2" in text and "left" in text
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: "1= Ann" in painted(app))
        await pilot.press("down", "escape")
        await until(pilot, lambda: isinstance(app.screen, AttendingScreen))


async def test_a_reveal_that_went_by_is_fetched_once_and_told() -> None:
    port = ScriptedWorkshop(me("running", left=600, round=2))
    missed = {"round": 1, "title": "Supper club", "customer": "Ines Duarte", "call": "call-0"}
    port.now["revealed"] = [missed, {"round": "x"}, {**missed, "round": 2, "call": "call-now"}, "nonsense"]
    app = app_in(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "could not be kept" in noticed(app))
        port.now = me("running", left=500, round=2, revealed=port.now["revealed"], title="Tuesday")
        await until(pilot, lambda: "Tuesday" in painted(app))
    assert port.cards == ["call-0"]
    port.brought.add("call-0")
    again = ScriptedWorkshop(port.now)
    async with app_in(again).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Enter: call" in painted(cast(TrainerApp, pilot.app)))
    assert again.cards == []


@pytest.mark.parametrize("size", SIZES)
async def test_what_customers_of_earlier_rounds_hid_is_a_key_away(size: tuple[int, int]) -> None:
    port = ScriptedWorkshop(me("running", left=600, round=2))
    app = app_in(port)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Enter: call" in painted(app))
        assert "Earlier rounds" not in painted(app)
        port.now["revealed"] = [{"round": 1, "title": "Supper club", "customer": "Ines Duarte", "call": None}]
        await until(pilot, lambda: "Earlier rounds" in painted(app))
        await pilot.press("e")
        await until(pilot, lambda: "She cooks to have people around." in painted(app) and "Round 1" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AttendingScreen))
