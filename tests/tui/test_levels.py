"""The level of a call: chosen in the briefing by key or mouse, remembered, and shown in the call and in lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import Row, ScriptedDesk
from trainer.conversation.directing.tuning import LEVELS
from trainer.conversation.events import Started
from trainer.tui import navigation
from trainer.tui.app import TrainerApp


@asynccontextmanager
async def briefing(
    desk: ScriptedDesk, size: tuple[int, int] = (80, 24), chosen: str = "plain"
) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await app.desk()
        navigation.briefing(app, "supper")
        await until(pilot, lambda: "Call Ines" in painted(app) and f"[{chosen}]" in painted(app))
        yield app, pilot


def shows(app: TrainerApp, *words: str) -> bool:
    return all(word in painted(app) for word in words)


def begun_at(desk: ScriptedDesk) -> str:
    started = desk.sessions["s1"].log[0]
    assert isinstance(started, Started)
    return started.level


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_all_levels_are_shown_and_what_the_chosen_one_is_like(size: tuple[int, int]) -> None:
    async with briefing(ScriptedDesk(), size) as (app, pilot):
        for level in (LEVELS["plain"], LEVELS["guarded"], LEVELS["closed"], LEVELS["gentle"], LEVELS["plain"]):
            await until(pilot, partial(shows, app, f"[{level.name}]", level.says))
            assert all(name in painted(app) for name in LEVELS)
            await pilot.press("l")


async def test_a_level_is_chosen_by_key_played_shown_and_remembered() -> None:
    desk = ScriptedDesk()
    async with briefing(desk) as (app, pilot):
        await pilot.press("l")
        await until(pilot, lambda: "[guarded]" in painted(app) and desk.store.settings.get("level") == "guarded")
        await pilot.press("enter")
        await until(pilot, lambda: "turn 0 of 24" in painted(app))
        assert begun_at(desk) == "guarded" and "· guarded" in painted(app).splitlines()[0]
    async with briefing(desk, chosen="guarded") as (app, _):
        assert "[plain]" not in painted(app)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_a_level_is_chosen_by_the_mouse(size: tuple[int, int]) -> None:
    desk = ScriptedDesk()
    async with briefing(desk, size) as (app, pilot):
        await pilot.click("#level-closed")
        await until(pilot, lambda: "[closed]" in painted(app))
        await pilot.click("#level .says")  # no level stands there
        await pilot.press("enter")
        await until(pilot, lambda: "turn 0 of 24" in painted(app))
        assert begun_at(desk) == "closed"


async def test_the_plain_level_is_played_where_nothing_was_chosen_or_what_was_is_unknown() -> None:
    for kept in ({}, {"level": "[b]brutal"}):
        desk = ScriptedDesk()
        desk.store.settings.update(kept)
        async with briefing(desk) as (app, pilot):
            await pilot.press("enter")
            await until(pilot, partial(shows, app, "turn 0 of 25"))
            assert begun_at(desk) == "plain" and "plain" not in painted(app).splitlines()[0]


async def test_lists_tell_a_level_that_is_not_the_plain_one() -> None:
    desk = ScriptedDesk((Row("one", level="closed"), replace(Row("two"), title="Another")))
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Last results" in painted(app))
        assert painted(app).count("· closed") == 1
        navigation.history(app)
        await until(pilot, lambda: "2 sessions" in painted(app))
        assert painted(app).count("· closed") == 1 and "plain" not in painted(app)
        await pilot.press("slash", *"closed")
        await until(pilot, lambda: "1 of 2 sessions" in painted(app))
