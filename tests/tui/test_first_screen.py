"""The first screen: light, painted before anything is opened, and honest when the data folder cannot be opened."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest
from textual.widgets import OptionList

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk, rows
from trainer.conversation.interview import JournalError
from trainer.tui import navigation
from trainer.tui.app import TrainerApp

HEAVY = ("pydantic", "sqlalchemy", "yaml", "jinja2", "typer", "litellm", "snowballstemmer")
LOOK = f"""
import asyncio, sys, threading
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
held = threading.Event()
async def main():
    app = TrainerApp(lambda: held.wait(20))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        held.set()
        print([name for name in {HEAVY!r} if name in sys.modules])
        app.exit()
asyncio.run(main())
"""


def test_importing_the_app_and_painting_home_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60)
    assert "[]" in done.stdout.splitlines(), done.stdout + done.stderr


async def test_home_is_painted_before_the_desk_is_open() -> None:
    held = threading.Event()

    def slow() -> ScriptedDesk:
        held.wait(10)
        return ScriptedDesk(rows())

    app = TrainerApp(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Choose a scenario" in painted(app)
        assert "Continue" not in painted(app)
        held.set()
        await until(pilot, lambda: "Continue" in painted(app))
        assert "Last results" in painted(app)


async def test_whoever_goes_on_before_home_is_painted_still_gets_an_open_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is asked for after the first frame of home is not called while another screen covers it.
    monkeypatch.setattr(TrainerApp, "call_after_refresh", lambda *_, **__: True)
    app = TrainerApp(ScriptedDesk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "Begin today's drills" in painted(app))


@pytest.mark.parametrize("rounds", range(4, 9))
async def test_a_key_at_any_moment_of_the_start_leads_on(rounds: int) -> None:
    opened: list[ScriptedDesk] = []

    def opening() -> ScriptedDesk:
        opened.append(ScriptedDesk())
        return opened[-1]

    app = TrainerApp(opening)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(rounds):  # with Textual 8 the sixth round of the loop lay before the first frame
            await asyncio.sleep(0)
        navigation.drills(app)
        await until(pilot, lambda: "Begin today's drills" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Choose a scenario" in painted(app))
        assert len(opened) == 1, "once, also when home comes back"


async def test_a_first_run_says_what_to_expect() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nothing here yet" in painted(app))


async def test_on_a_first_run_enter_leads_to_the_scenarios() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nothing here yet" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "2 scenarios" in painted(app))


async def test_continue_is_under_the_cursor_unless_the_learner_has_moved_it() -> None:
    app = app_on(ScriptedDesk(rows()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Continue" in painted(app))
        option = app.screen.query_one(OptionList).highlighted_option
        assert option is not None and option.id == "go:open-1"


async def test_a_data_folder_that_cannot_be_opened_is_one_line_and_can_be_tried_again() -> None:
    tries: list[int] = []

    def opening() -> ScriptedDesk:
        tries.append(1)
        if len(tries) == 1:
            raise JournalError("The data folder is read-only; make the folder writable.")
        return ScriptedDesk(rows())

    app = TrainerApp(opening)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "read-only; make the folder writable" in painted(app))
        await pilot.press("r")
        await until(pilot, lambda: "Continue" in painted(app))
        assert "read-only" not in painted(app)


async def test_keys_pressed_before_the_desk_is_open_work_and_wait_for_it() -> None:
    held = threading.Event()

    def slow() -> ScriptedDesk:
        held.wait(10)
        return ScriptedDesk(rows())

    app = TrainerApp(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "Reading the scenarios" in painted(app))
        held.set()
        await until(pilot, lambda: "Nobody washes at night" in painted(app))


async def test_kept_settings_are_used() -> None:
    desk = ScriptedDesk()
    desk.store.settings = {"theme": "paper", "typing": "off", "keymap": '{"home.new": "z"}'}
    app = TrainerApp(lambda: desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.theme == "paper")
        assert app.typing is False
        await pilot.press("z")
        await until(pilot, lambda: "Choose a scenario" in painted(app) and len(app.screen_stack) == 2)


async def test_settings_that_make_no_sense_are_passed_over() -> None:
    desk = ScriptedDesk()
    desk.store.settings = {"theme": "no such theme", "keymap": "{not json"}
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nothing here yet" in painted(app))
        assert app.theme == "evening"


async def test_the_app_can_begin_at_another_screen() -> None:
    app = app_on(ScriptedDesk(), go=lambda app: navigation.catalogue(app))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "2 scenarios" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Nothing here yet" in painted(app))
