"""The debrief: before anything is revealed, counted but never cut, kept while it is written."""

from __future__ import annotations

import json
from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk
from trainer.conversation.events import FORCE_LIMIT, INSIGHT_LIMIT
from trainer.conversation.interview import JournalError
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.widgets.notes import Notes


def desk_with_ended_call() -> ScriptedDesk:
    desk = ScriptedDesk()
    desk.put_log("s9", 6, ended=True)
    return desk


async def begin(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.debrief(app, "s9")
    await until(pilot, lambda: "Debrief · The list part · Ines" in painted(app))


async def test_counters_count_and_too_much_is_refused_and_not_cut() -> None:
    desk = desk_with_ended_call()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        app.screen.query_one("#insight", Notes).load_text("x" * (INSIGHT_LIMIT + 1))
        app.screen.query_one("#push", Notes).load_text("y" * FORCE_LIMIT)
        await until(pilot, lambda: "281 of 280 · 1 too many" in painted(app))
        assert "200 of 200" in painted(app)
        await pilot.press("f4")
        await until(pilot, lambda: "Too long: The insight" in noticed(app))
        assert desk.handed_in == []
        await pilot.press("end", "backspace", "f4")
        await until(pilot, lambda: "62 of 100" in painted(app))
        assert len(desk.handed_in[0].insight) == INSIGHT_LIMIT


async def test_what_is_written_is_kept_and_comes_back() -> None:
    desk = desk_with_ended_call()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press(*"a list", "tab", *"sundays")
        await until(pilot, lambda: json.loads(desk.store.draft("s9", "debrief") or "{}").get("push") == "sundays")
        await pilot.press("escape")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await until(pilot, lambda: app.screen.query_one("#push", Notes).text == "sundays")
        assert app.screen.query_one("#insight", Notes).text == "a list"


async def test_handing_in_nothing_is_asked_about_first() -> None:
    desk = desk_with_ended_call()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "Hand in nothing?" in painted(app))
        await pilot.press("enter")
        assert desk.handed_in == []
        await pilot.press("f4")
        await until(pilot, lambda: "Hand in nothing?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "62 of 100" in painted(app))
        assert desk.handed_in[0].insight == ""


async def test_nothing_hidden_is_on_screen_before_the_debrief_is_handed_in() -> None:
    desk = desk_with_ended_call()
    app = app_on(desk)
    async with app.run_test(size=(140, 45)) as pilot:
        await begin(app, pilot)
        for words in ("A week settled", "She fears that", "shared shopping list"):
            assert words not in painted(app)


async def test_what_was_said_can_be_read_beside_the_form() -> None:
    desk = desk_with_ended_call()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        assert "load of washing" not in painted(app)
        await pilot.press("f5", "g")
        await until(pilot, lambda: "waiting for" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query_one("#insight", Notes).has_focus)


async def test_a_debrief_that_cannot_be_stored_stays_on_screen(monkeypatch: Any) -> None:
    desk = desk_with_ended_call()

    def full(session: str, debrief: object) -> None:
        raise JournalError("The debrief could not be saved: the disk is full.")

    monkeypatch.setattr(desk, "debrief", full)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press(*"mine", "f4")
        await until(pilot, lambda: "the disk is full" in noticed(app))
        assert app.screen.query_one("#insight", Notes).text == "mine"
