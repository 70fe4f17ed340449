"""The coach's tab: notes with their evidence, older ones, asking and stopping; no figure hangs on any of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted_model import MODEL, ModelDesk, coached
from tests.tui.test_hostile import TRIED, assert_plain
from trainer.conversation.model import FaultKind, ModelFault
from trainer.tui import coaching, navigation
from trainer.tui.app import TrainerApp
from trainer.tui.widgets.blocks import BlockView


@asynccontextmanager
async def coach_tab(desk: ModelDesk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    desk.put_voiced("done-1", 6, ended=True)
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await app.desk()
        navigation.scorecard(app, "done-1")
        await until(pilot, lambda: "Discovery" in painted(app))
        await pilot.press("5")
        await until(pilot, lambda: app.screen.query_one("#coach-blocks", BlockView).blocks)
        yield app, pilot


async def test_the_overview_says_which_share_the_model_voiced_and_what_it_used() -> None:
    async with coach_tab(ModelDesk(), (140, 45)) as (app, pilot):
        await pilot.press("1")
        told = f"{MODEL} voiced 5 of 6 answers; the authored voice stood in for 1 (17%)."
        await until(pilot, lambda: told in painted(app) and "The model used ≈ $0.07" in painted(app))


async def test_an_authored_session_says_nothing_of_models_in_its_overview() -> None:
    desk = ModelDesk(model="")
    desk.put_log("done-2", 6, ended=True)
    app = app_on(desk)
    async with app.run_test(size=(140, 45)) as pilot:
        navigation.scorecard(app, "done-2")
        await until(pilot, lambda: "Discovery" in painted(app))
        assert "voiced" not in painted(app) and "The model used" not in painted(app)


async def test_notes_show_criterion_verdict_agreement_turn_words_and_that_they_change_no_figure() -> None:
    desk = ModelDesk()
    desk.coachings = [coached()]
    async with coach_tab(desk, (140, 60)) as (app, _):
        text = painted(app)
        for words in (
            "They change no figure",
            f"3 Mar 2026, 14:30 · {MODEL} · coach-1",
            "Ask about the last time before you offer anything.",
            "Try: What were you after the last time?",
            "✓ met grows out of their last words 3 of 3",
            "✗ not met leaves the answer to them 2 of 3",
            "≠ disputed an open question 3 of 3",
            "The model says met; the rules heard a closed question. It counts nothing.",
            "? unclear stops after the question 1 of 3",
            "The coach: met (3 of 3): “run a week without a call”",
            "The scorecard, which counts: partly: you left out what would make her leave",
        ):
            assert words in text, words


async def test_enter_on_a_note_leads_to_its_turn_in_the_transcript() -> None:
    desk = ModelDesk()
    desk.coachings = [coached()]
    async with coach_tab(desk) as (app, pilot):
        view = app.screen.query_one("#coach-blocks", BlockView)
        view.current = next(i for i, block in enumerate(view.blocks) if block.ref == "note")
        await pilot.press("enter")
        transcript = app.screen.query_one("#transcript-blocks", BlockView)
        await until(pilot, lambda: transcript.current_block is not None and transcript.current_block.turn == 2)


async def test_older_notes_stay_within_reach() -> None:
    desk = ModelDesk()
    old = coached("2026-02-01T10:00:00+00:00")
    desk.coachings = [coached(), replace(old, coaching=replace(old.coaching, next="An older thing to try."))]
    async with coach_tab(desk, (140, 45)) as (app, pilot):
        assert "notes 1 of 2" in painted(app) and "An older thing" not in painted(app)
        await pilot.press("o")
        await until(pilot, lambda: "notes 2 of 2" in painted(app) and "An older thing to try." in painted(app))
        await pilot.press("o")
        await until(pilot, lambda: "notes 1 of 2" in painted(app))


async def test_without_a_model_it_says_what_to_do_and_offers_no_asking() -> None:
    async with coach_tab(ModelDesk(model=""), (140, 45)) as (app, pilot):
        assert "none is set. At home, Model (v) sets one" in painted(app)
        assert not app.screen.query_one("#ask-coach").display and "Ask the coach" not in painted(app)
        await pilot.press("a")
        assert "reading your lines" not in painted(app)


async def test_stored_notes_are_shown_without_a_model_too() -> None:
    desk = ModelDesk(model="")
    desk.coachings = [coached()]
    async with coach_tab(desk, (140, 45)) as (app, _):
        assert "They change no figure" in painted(app)


@pytest.mark.parametrize("by", ["key", "mouse"])
async def test_asking_shows_progress_and_then_the_notes(by: str) -> None:
    desk = ModelDesk()
    desk.coach_gate.clear()
    async with coach_tab(desk) as (app, pilot):
        assert "Nobody has been asked yet" in painted(app)
        if by == "key":
            await pilot.press("a")
        else:
            await pilot.click("#ask-coach")
        await until(pilot, lambda: f"{MODEL} is reading your lines … 0 s. Esc stops it." in painted(app))
        await until(pilot, lambda: "lines … 1 s" in painted(app))
        await pilot.press("a")
        desk.coach_gate.set()
        await until(pilot, lambda: "The coach's notes are here" in painted(app) and "Try next" in painted(app))
        assert desk.coach_asked == [False] and "Ask again (a)" in painted(app)
        await pilot.press("a")
        await until(pilot, lambda: desk.coach_asked == [False, True] and "notes 1 of 2" in painted(app))


async def test_esc_stops_the_coach_and_nothing_is_kept() -> None:
    desk = ModelDesk()
    desk.coach_gate.clear()
    async with coach_tab(desk) as (app, pilot):
        await pilot.press("a")
        await until(pilot, lambda: "Esc stops it" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped; nothing was kept." in painted(app))
        assert desk.coachings == [] and app.screen.query("#coach-blocks")


async def test_a_fault_is_one_line_and_the_scorecard_stands() -> None:
    desk = ModelDesk()
    desk.coach_fault = ModelFault(FaultKind.QUOTA, "the account has no credit left; top it up")
    async with coach_tab(desk) as (app, pilot):
        await pilot.press("a")
        await until(pilot, lambda: "the account has no credit left; top it up" in painted(app))
        await pilot.press("1")
        await until(pilot, lambda: "62 of 100" in painted(app))


async def test_a_model_that_cannot_be_read_is_told_in_its_tab() -> None:
    desk = ModelDesk()
    desk.models.broken = "the model in the settings cannot be read; set it again"
    async with coach_tab(desk) as (app, _):
        assert "cannot be read; set it again" in painted(app)


async def test_leaving_the_app_does_not_wait_for_the_coach() -> None:
    desk = ModelDesk()
    desk.coach_gate.clear()
    async with asyncio.timeout(30):
        async with coach_tab(desk) as (app, pilot):
            await pilot.press("a")
            await until(pilot, lambda: "Esc stops it" in painted(app))
            await pilot.press("ctrl+q")
    assert desk.coach_gate.is_set() and desk.coachings == []


@pytest.mark.parametrize("text", TRIED)
async def test_hostile_notes_are_shown_literally(text: str) -> None:
    desk = ModelDesk()
    desk.coachings = [coached(text, text), coached(text=text)]
    async with coach_tab(desk, (100, 60)) as (app, pilot):
        assert_plain(app)
        assert len(app.screen.query_one("#coach-blocks", BlockView).blocks) > 8
        desk.coach_fault = ModelFault(FaultKind.SERVER, text)
        await pilot.press("o", "a")
        await until(pilot, lambda: desk.coach_asked and "reading" not in painted(app))
        assert_plain(app)


def test_every_criterion_has_words_for_people() -> None:
    titles = [block.body.plain for block in coaching.blocks([coached()], 0, MODEL) if block.ref == "last_words"]
    assert titles == ["✓ met  grows out of their last words  3 of 3"]
