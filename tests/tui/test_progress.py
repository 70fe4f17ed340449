"""Progress in the app: figures with bands, what moved, and from every point to the turn behind it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.scripted_progress import improved
from trainer.tui.app import TrainerApp
from trainer.tui.screens.progress import ProgressScreen
from trainer.tui.screens.skill import SkillScreen
from trainer.tui.widgets.blocks import BlockView


@asynccontextmanager
async def at_progress(
    desk: ScriptedDesk, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen) and "Reading …" not in painted(app))
        await until(pilot, lambda: "Counting" not in painted(app))
        yield app, pilot


def practised() -> ScriptedDesk:
    desk = ScriptedDesk()
    desk.progress.entries = improved()
    desk.put_log("done-24", 6, ended=True)
    return desk


async def test_without_a_session_it_says_what_is_needed() -> None:
    async with at_progress(ScriptedDesk()) as (app, pilot):
        assert "No scored session yet" in painted(app)
        await pilot.press("2", "3", "1", "enter", "down", "escape")
        await until(pilot, lambda: "New interview" in painted(app))


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_each_skill_has_its_share_its_band_and_what_can_be_said_of_change(size: tuple[int, int]) -> None:
    async with at_progress(practised(), size) as (app, _):
        text = painted(app)
        assert "open questions, of all questions ↑ improved" in text
        assert "86 %, likely" in text and "●" in text and "═" in text
        assert "turns that give back what was said no change shown" in text
        assert "24 attempts · 10 h 00 min" in text
    assert text.count("too little data") >= 1


async def test_from_a_skill_to_its_points_and_on_to_the_turn_and_its_words() -> None:
    async with at_progress(practised()) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SkillScreen) and "12 of 14" in painted(app))
        text = painted(app)
        assert "× one attempt ● estimate" in text and "100┤" in text
        assert "Improved: 29 % up to attempt 8, 86 % since" in text
        assert "Turn 4" in text and "est. 86 %" in text
        await pilot.press("enter")
        await until(pilot, lambda: "Scorecard" in painted(app) and bool(app.screen.query("#transcript-blocks Block")))
        view = app.screen.query_one("#transcript-blocks", BlockView)
        await until(pilot, lambda: view.current_block is not None and view.current_block.turn == 4)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SkillScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "New interview" in painted(app))


async def test_with_the_mouse_from_home_to_a_point() -> None:
    app = app_on(practised())
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: "Progress" in painted(app))
        menu = app.screen.query_one(OptionList)
        row = [option.id for option in menu.options].index("do:progress")
        await pilot.click(OptionList, offset=(4, row))
        await until(pilot, lambda: "↑ improved" in painted(app))
        await pilot.click("#skills-list", offset=(4, 1))
        await until(pilot, lambda: isinstance(app.screen, SkillScreen) and "12 of 14" in painted(app))


async def test_words_of_the_learner_are_painted_as_words() -> None:
    async with at_progress(practised()) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "[@click=app.quit]What[/]" in painted(app))
        assert "\x1b]0;" not in painted(app) and "\u202e" not in painted(app)


async def test_first_and_best_and_the_weeks_with_their_numbers() -> None:
    async with at_progress(practised()) as (app, pilot):
        await pilot.press("2")
        await until(pilot, lambda: "first 50 (likely 40 to 60), best since 73 (likely 40 to 60)" in painted(app))
        assert "within its noise (24 attempts)" in painted(app)
        await pilot.press("right")
        await until(
            pilot, lambda: "Mon" in painted(app) and "Week of" in painted(app) and "█ from 40 min" in painted(app)
        )
        await pilot.press("left", "enter")
        await until(pilot, lambda: "Scorecard" in painted(app))


async def test_what_cannot_be_read_is_said_in_a_line() -> None:
    desk = practised()
    desk.progress.fails = "The sessions could not be read: the disk is gone."
    async with at_progress(desk) as (app, _):
        assert "the disk is gone" in painted(app)
    desk.progress.fails, desk.progress.left_out = "", 2
    async with at_progress(desk) as (app, _):
        assert "2 sessions left out" in painted(app)


def test_the_charts_are_loaded_by_their_own_screen_alone() -> None:
    code = "import sys, trainer.tui.app, trainer.tui.screens.progress, trainer.cli.app; print('plotext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr
