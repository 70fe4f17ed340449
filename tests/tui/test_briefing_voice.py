"""The briefing: who will voice the customer, where the words go, what it costs, and the authored voice instead."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted_model import MODEL, ModelDesk
from tests.tui.test_hostile import ALL, assert_plain
from trainer.conversation.events import Started
from trainer.tui import navigation
from trainer.tui.app import TrainerApp


@asynccontextmanager
async def briefing(desk: ModelDesk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await app.desk()
        navigation.briefing(app, "supper")
        await until(pilot, lambda: "Call Ines" in painted(app) and ("Voiced by" in painted(app) or desk.models.broken))
        yield app, pilot


def played_by(desk: ModelDesk) -> str:
    started = desk.sessions["s1"].log[0]
    assert isinstance(started, Started)
    return started.model


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_it_says_who_speaks_where_words_go_and_the_estimate(size: tuple[int, int]) -> None:
    async with briefing(ModelDesk(), size) as (app, _):
        text = painted(app)
        assert f"Voiced by {MODEL} · words go to OpenAI (api.openai.com)" in text
        assert "≈ $0.01 to $0.03 a session (estimate)" in text and "v: the authored voice this time" in text


async def test_an_unknown_cost_is_said_to_be_unknown() -> None:
    desk = ModelDesk(model="ollama/llama3.2")
    desk.models.estimate = "unknown"
    async with briefing(desk) as (app, _):
        assert "cost unknown" in painted(app) and "$" not in painted(app)


async def test_the_model_voices_the_call_unless_the_authored_voice_is_chosen_for_it() -> None:
    desk = ModelDesk()
    async with briefing(desk) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "turn 0 of 25" in painted(app))
        assert played_by(desk) == MODEL
    desk = ModelDesk()
    async with briefing(desk) as (app, pilot):
        await pilot.press("v")
        await until(pilot, lambda: f"nothing leaves this machine · v: {MODEL} after all" in painted(app))
        await pilot.press("v", "v", "enter")
        await until(pilot, lambda: "turn 0 of 25" in painted(app))
        assert played_by(desk) == ""


async def test_without_a_model_it_says_so_and_the_key_is_not_offered() -> None:
    async with briefing(ModelDesk(model=""), (140, 45)) as (app, pilot):
        assert "Voiced by the authored customer · nothing leaves this machine" in painted(app)
        assert "v Voice" not in painted(app)


async def test_a_model_that_cannot_be_used_is_told_and_the_authored_voice_stands_in() -> None:
    desk = ModelDesk()
    desk.models.broken = "the model in the settings cannot be read"
    async with briefing(desk) as (app, pilot):
        await until(pilot, lambda: "No model: the model in the settings cannot be read" in painted(app))
        desk.models.choice = lambda option=None: None if option == "authored" else pytest.fail("a model was asked for")
        await pilot.press("enter")
        await until(pilot, lambda: "turn 0 of 25" in painted(app))
        assert played_by(desk) == ""


async def test_a_hostile_line_is_shown_literally() -> None:
    desk = ModelDesk()
    desk.models.broken = ALL
    async with briefing(desk, (140, 45)) as (app, pilot):
        await until(pilot, lambda: "No model: a [/] b" in painted(app))
        assert_plain(app)
