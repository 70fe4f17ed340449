"""The drills in the app: today's session, one drill after the other, what is written is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from trainer.desk import Desk
from trainer.tui.app import TrainerApp
from trainer.tui.screens.drill import DrillScreen
from trainer.tui.screens.drills import DrillsScreen
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.composer import Composer

SIZES = [(80, 24), (140, 45)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_days_session_by_keys_alone(size: tuple[int, int]) -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "Begin today's drills" in painted(app))
        assert "3 drills, about 3 minutes" in painted(app) and "No drill was done yet" in painted(app)
        await pilot.press("t")
        await until(pilot, lambda: "1 of 3" in painted(app))
        while isinstance(app.screen, DrillScreen):
            drill = app.screen.drill
            if drill.id == "silence-ring":
                await pilot.press("enter")
            else:
                app.screen.query_one(Composer).put(drill.item.passes[0])
                await pilot.press("enter")
            await until(pilot, lambda: "Yes." in painted(app))
            last = "Done" in painted(app)
            if last:
                assert "3 of 3 passed" in painted(app)
            await pilot.press("enter")
            if last:
                await until(pilot, lambda: isinstance(app.screen, DrillsScreen))
            else:
                await until(pilot, lambda: "Yes." not in painted(app))
        await until(pilot, lambda: "3 drills done" in painted(app))
        assert "3 days in a row" in painted(app) and "t Today" not in painted(app)
    assert [passed for _, _, passed in desk.drilling.given] == [True, True, True]


@pytest.mark.parametrize("size", SIZES)
async def test_a_choice_by_mouse(size: tuple[int, int]) -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "Silent or speak" in painted(app))
        await _click(pilot, app, "Silent or speak")
        await until(pilot, lambda: "Her voice got lower" in painted(app) and "Why it matters" in painted(app))
        await _click(pilot, app, "Her voice got lower")
        await until(pilot, lambda: "1 of 1" in painted(app) and "Stay silent" in painted(app))
        await _click(pilot, app, "Speak")
        await until(pilot, lambda: "Not yet." in painted(app) and "Try it again" in painted(app))
        await _click(pilot, app, "Try it again")
        await until(pilot, lambda: "Stay silent" in painted(app) and "Not yet." not in painted(app))
    assert desk.drilling.given == [("silence-ring", "speak", False)]


async def test_a_failed_drill_says_why_shows_a_better_wording_and_comes_again_at_the_end() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await _today(pilot, app)
        drill = app.screen.drill  # type: ignore[attr-defined]
        app.screen.query_one(Composer).put("Why?! Tell me right now.")
        await pilot.press("enter")
        await until(pilot, lambda: "Not yet." in painted(app))
        assert "1 of 4" in painted(app).replace("1 of 3", "1 of 4") and "For example" in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: "2 of 4" in painted(app))
        assert app.screen._queue[-1] is drill  # type: ignore[attr-defined]


async def test_what_is_written_is_kept_when_the_drill_is_left() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await _today(pilot, app)
        app.screen.query_one(Composer).put("half an ans")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DrillsScreen))
        await pilot.press("t")
        await until(
            pilot, lambda: bool(app.screen.query(Composer)) and app.screen.query_one(Composer).text == "half an ans"
        )
    assert desk.drilling.given == []


async def test_an_answer_that_cannot_be_stored_stays_where_it_was_written() -> None:
    desk = ScriptedDesk()
    desk.drilling.refuses = "The answer could not be saved: the disk is full."
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await _today(pilot, app)
        app.screen.query_one(Composer).put("your brother")
        await pilot.press("enter")
        await until(pilot, lambda: "the disk is full" in painted(app))
        assert app.screen.query_one(Composer).text == "your brother"
        desk.drilling.refuses = ""
        await pilot.press("enter")
        await until(pilot, lambda: len(desk.drilling.given) == 1)


async def test_an_empty_answer_is_not_handed_in() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await _today(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: "Write what you would say first" in painted(app))
    assert desk.drilling.given == []


@pytest.mark.parametrize("size", [(10, 4), (24, 8), (40, 10)])
async def test_a_tiny_terminal_crashes_nothing(size: tuple[int, int]) -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=size) as pilot:
        await pilot.press("d")
        await until(
            pilot, lambda: isinstance(app.screen, DrillsScreen) and app.screen.query_one(Choices).option_count > 3
        )
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, DrillScreen))
        await pilot.resize_terminal(1, 1)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "1 of 3" in painted(app))


async def test_on_the_real_desk_an_answer_is_stored_and_counted(tmp_path: Path) -> None:
    app = TrainerApp(lambda: Desk.open(tmp_path), typing=False)  # type: ignore[arg-type,return-value]
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: "8 drills, about 8 minutes" in painted(app), seconds=20)
        await pilot.press("t")
        await until(pilot, lambda: "1 of 8" in painted(app))
        drill = app.screen.drill  # type: ignore[attr-defined]
        app.screen.query_one(Composer).put(drill.item.better[0])
        await pilot.press("enter")
        await until(pilot, lambda: "Yes." in painted(app), seconds=20)
        await pilot.press("escape")
        await until(pilot, lambda: "7 drills, about 7 minutes" in painted(app), seconds=20)
    desk = Desk.open(tmp_path)
    assert [(row.drill, row.passed) for row in desk.drilling.answers()] == [(drill.id, True)]
    desk.close()


async def _today(pilot, app: TrainerApp) -> None:  # type: ignore[no-untyped-def]
    await pilot.press("d")
    await until(pilot, lambda: "Begin today's drills" in painted(app))
    await pilot.press("t")
    await until(pilot, lambda: "1 of 3" in painted(app))
    await until(pilot, lambda: app.screen.query_one(Composer).has_focus)


async def _click(pilot, app: TrainerApp, words: str) -> None:  # type: ignore[no-untyped-def]
    """Click on the row of the list that shows these words."""
    region = app.screen.query_one(Choices).region
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    row = next(at for at in range(region.y, region.bottom) if words in lines[at])
    await pilot.click(offset=(lines[row].index(words) + 2, row))
