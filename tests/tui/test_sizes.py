"""Every screen survives any size and a storm of resizes, with the keys going on."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import SOAK
from tests.transcripts.made import FILES
from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk, rows
from tests.tui.scripted_model import ModelDesk, coached
from tests.tui.scripted_progress import improved
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.judging import CallJudged
from trainer.tui.screens.calls import who_asks

SIZES = ((1, 1), (2, 2), (3, 5), (4, 24), (5, 24), (8, 3), (20, 6), (40, 10), (80, 24), (140, 45), (300, 3), (3, 100))
Way = Callable[[TrainerApp, Pilot[Any]], Awaitable[None]]


def desk() -> ScriptedDesk:
    made = ModelDesk(rows(20))
    made.coachings = [coached()]
    made.put_log("open-1", 4)
    made.put_log("ended-1", 6, ended=True)
    made.put_log("done-1", 6, ended=True)
    made.progress.entries = improved()
    return made


async def at_home(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: app._desk is not None and app._desk.done())


async def at_catalogue(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.catalogue(app)


async def at_briefing(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.briefing(app, "supper")
    await pilot.pause()
    await pilot.press("f3")


async def at_call(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.resume(app, "open-1")
    await pilot.pause()
    await pilot.press("f3", *"words")


async def at_question(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await at_call(app, pilot)
    await until(pilot, lambda: app.screen.check_action("hang_up", ()))
    await pilot.press("f4")


async def at_debrief(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.debrief(app, "ended-1")
    await pilot.pause()
    await pilot.press("f5")


async def at_scorecard(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.scorecard(app, "done-1")
    await pilot.pause()
    await pilot.press("2", "3")


async def at_challenge(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.scorecard(app, "done-1")
    await until(pilot, lambda: app.screen.check_action("export", ()) and app.screen.query("Block"))
    await pilot.press("2", "j", "j", "x", "enter", *"because")


async def at_share(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.scorecard(app, "done-1")
    await until(pilot, lambda: app.screen.check_action("export", ()) and app.screen.query("Block"))
    await pilot.press("e")
    await until(pilot, lambda: type(app.screen).__name__ == "ShareDialog")


async def at_coach(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.scorecard(app, "done-1")
    await pilot.pause()
    await pilot.press("5", "a")


async def at_calls(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.calls(app)
    await pilot.pause()


async def at_analysis(app: TrainerApp, pilot: Pilot[Any]) -> None:
    desk = await app.desk()
    navigation.analysis(app, CallJudged(desk.calls.judge(desk.calls.read(FILES / "teams.vtt")), None))
    await pilot.pause()
    await pilot.press("2", "3")


async def at_choosing(app: TrainerApp, pilot: Pilot[Any]) -> None:
    desk = await app.desk()
    app.push_screen(who_asks(desk.calls.read(FILES / "teams.vtt")))
    await pilot.pause()
    await pilot.press("space")


async def at_model(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.model(app)
    await pilot.pause()


async def at_history(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.history(app)


async def at_progress(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.progress(app)
    await pilot.pause()
    await pilot.press("2", "3", "1")


async def at_skill(app: TrainerApp, pilot: Pilot[Any]) -> None:
    desk = await app.desk()
    navigation.skill(app, "open", desk.progress.look())
    await pilot.pause()


async def at_path(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.path(app)
    await pilot.pause()


async def at_step(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.step(app, "no-script")
    await pilot.pause()


async def at_readiness(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.readiness(app)
    await pilot.pause()


async def at_help(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await pilot.press("f1")


async def at_palette(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await pilot.press("ctrl+p")


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        at_home, at_catalogue, at_briefing, at_call, at_question, at_debrief,
        at_scorecard, at_challenge, at_share, at_coach, at_calls, at_analysis, at_choosing, at_model,
        at_history, at_progress, at_skill, at_path, at_step, at_readiness, at_help, at_palette,
    )
}  # fmt: skip


#: Screens that are opened one after the other in one app: starting it costs more than a screen. Alone in full numbers.
TOGETHER = [[name] for name in WAYS] if SOAK else [list(WAYS)[n : n + 4] for n in range(0, len(WAYS), 4)]
TINY = [(1, 1), (4, 24), (8, 3), (20, 6)] if SOAK else [(4, 3)]
#: As small as can be, narrow, wide.
SHORT_STORM = ((1, 1), (4, 24), (140, 45))


async def on_each(names: list[str], size: tuple[int, int], check: Way) -> None:
    """Open each screen from home on one app and check it there; what fails names its screen."""
    app = app_on(desk())
    async with app.run_test(size=size) as pilot:
        for name in names:
            try:
                await at_home(app, pilot)
                await WAYS[name](app, pilot)
                await check(app, pilot)
                assert app.failure is None
                while len(app.screen_stack) > 1:
                    await app.pop_screen()
            except Exception as error:
                raise AssertionError(f"{name}: {error!r}") from error


@pytest.mark.parametrize("names", TOGETHER, ids="+".join)
async def test_every_screen_survives_tiny_sizes_and_a_storm_of_resizes(names: list[str]) -> None:
    async def storm(app: TrainerApp, pilot: Pilot[Any]) -> None:
        for width, height in [*SIZES, *random.Random(7).choices(SIZES, k=8)] if SOAK else SHORT_STORM:
            await pilot.resize_terminal(width, height)
            await pilot.press("down")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: len(painted(app)) > 20)

    await on_each(names, (80, 24), storm)


@pytest.mark.parametrize("names", TOGETHER, ids="+".join)
@pytest.mark.parametrize("size", TINY)
async def test_every_screen_can_be_opened_on_a_tiny_terminal(names: list[str], size: tuple[int, int]) -> None:
    async def keys(app: TrainerApp, pilot: Pilot[Any]) -> None:
        await pilot.press("down", "up", "tab", "tab")
        await pilot.pause()

    await on_each(names, size, keys)
