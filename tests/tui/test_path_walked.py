"""The path walked whole, on the real desk: from the first page to the readiness report, by keys, and by the mouse."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.tui.conftest import until
from tests.tui.walking import SEED, Walker
from trainer.desk import Desk
from trainer.practice.path.pages import pages
from trainer.tui.app import TrainerApp
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.path import PathScreen
from trainer.tui.screens.path_readiness import ReadinessScreen
from trainer.tui.screens.path_step import StepScreen

#: Steps whose drills are done on the screen, by keys and by the mouse. The answers of the others are given at the desk,
#: which takes no time; with `TRAINER_SOAK=1` all are done on the screen.
ALL = tuple(range(1, 13)) if os.environ.get("TRAINER_SOAK") else ()
BY_KEYS, BY_MOUSE = ALL or (1, 5, 9), ALL or (2, 8)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    monkeypatch.setattr("trainer.desk.desk.secrets.randbelow", lambda most: SEED)  # the customer's seed
    return Desk.open(tmp_path)


def app_on(desk: Desk) -> TrainerApp:
    app = TrainerApp(lambda: desk, typing=False)  # type: ignore[arg-type,return-value]
    app.animation_level = "none"
    return app


async def test_the_whole_path_by_keys_alone_at_80_by_24(desk: Desk, tmp_path: Path) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        walker = Walker(app, pilot, desk)
        await pilot.press("f")
        await walker.see("1 What a customer interview is for", "0 of 12 steps shown")
        await pilot.press("enter")
        for number, page in enumerate(pages(), 1):
            await walker.at(StepScreen)
            await walker.see(f"step {number} of 12", "Not shown yet")
            await walker.read_through()
            if number in BY_KEYS:
                await pilot.press("d")
                await walker.drill("keys", typed=number == 1)
            else:
                walker.answers(page)
            if number in BY_KEYS and page.practice.turns:
                await walker.see("Shown by its drills")
            if number == 1 or not page.practice.turns:
                await pilot.press("i")
                await walker.at(BriefingScreen)
                await walker.see(f"[{page.practice.level}]", walker.announcement(page))
                if page.practice.turns:
                    await pilot.press("enter")
                    await walker.call(page.practice.turns)
                    await pilot.press("escape", "y")  # a part of a call is left as it is
                else:
                    walker.elsewhere(page.practice.scenario, page.practice.level)
                    await pilot.press("escape")
                await walker.at(StepScreen)
                await walker.see("Shown in a call")
            await pilot.press("n")
        await walker.at(ReadinessScreen)
        await walker.see("All 12 steps are shown")
        await walker.read_through()
        await walker.see("After the call, before anything else")
        await pilot.press("x")
        await walker.see("Kept in")
    kept = (tmp_path / "readiness.md").read_text("utf-8")
    assert "All 12 steps are shown" in kept and "BESIDE YOU IN THE CALL" in kept and "trainer analyze" in kept
    desk.close()


async def test_the_whole_path_by_mouse_at_140_by_45(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(140, 45)) as pilot:
        walker = Walker(app, pilot, desk)
        await walker.see("Path to a first call")
        await walker.click("Path to a first call")
        await walker.see("0 of 12 steps shown")
        await walker.click("What a customer interview is for")
        for number, page in enumerate(pages(), 1):
            await walker.at(StepScreen)
            await walker.see(f"step {number} of 12")
            await walker.scroll_through()
            await walker.see("What you have shown")
            if number in BY_MOUSE:
                await walker.click("Do its")
                await walker.drill("mouse")
            else:
                walker.answers(page)
            if not page.practice.turns:
                await walker.click("Call ")
                await walker.at(BriefingScreen)
                await walker.see(f"[{page.practice.level}]", walker.announcement(page))
                walker.elsewhere(page.practice.scenario, page.practice.level)
                await pilot.press("escape")
                await walker.at(StepScreen)
                await walker.see("Shown in a call")
            await until(pilot, lambda: bool(app.screen.query_one("#ways").region.height))
            await walker.click("Readiness report" if number == 12 else "Next step")
        await walker.at(ReadinessScreen)
        await walker.see("All 12 steps are shown", "12 of 12 shown")
        await walker.click("Keep it as a file")
        await walker.see("Kept in")
        await pilot.press("escape")
        await walker.at(PathScreen)
        await walker.see("12 of 12 steps shown")
    assert len(json.loads(desk.store.setting("path-read"))) == 12
    desk.close()
