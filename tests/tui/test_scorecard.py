"""The scorecard: every point with its turn and words; what was hidden; another try; "I had this"."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.scripted_card import scorecard
from trainer.tui import navigation, results
from trainer.tui.app import TrainerApp
from trainer.tui.widgets.blocks import BlockView


@asynccontextmanager
async def result(desk: ScriptedDesk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    """A scorecard on screen."""
    desk.put_log("done-1", 6, ended=True)
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        navigation.scorecard(app, "done-1")
        await until(pilot, lambda: "Overall" in painted(app) and "Discovery" in painted(app))
        yield app, pilot


async def test_the_overview_gives_figures_in_words_and_says_what_is_not_scored() -> None:
    async with result(ScriptedDesk(), (140, 45)) as (app, _):
        text = painted(app)
        assert "62 of 100" in text and "3.1 of 5 You got beneath the surface" in text
        assert "Not scored, because fewer than two answers to build on" in text
        assert "The feature request that hides a habit" in text and "1 hint asked for" in text


async def test_too_short_a_call_is_not_scored_and_says_why() -> None:
    desk = ScriptedDesk()
    desk.card = replace(desk.card, overall=None, overall_reason="only 3 turns; 6 are needed")
    async with result(desk) as (app, _):
        assert "Not scored, because only 3 turns; 6 are needed" in painted(app)
        assert "of 100" not in painted(app)


async def test_margin_notes_stand_at_their_turns() -> None:
    notes = results.margin(scorecard())
    assert notes[4][0] == "✓ earned: They keep one shared shopping list: you took up her words; trust was enough"
    assert notes[2][0].startswith("−0.40 The question carried its own answer. Try: What were you hoping")
    assert notes[5][0].startswith("✗ closest to: She fears that he notices the list. In the way: trust 0.42")
    assert set(notes) == {1, 2, 4, 5, 6}


async def test_enter_on_evidence_leads_to_its_turn_in_the_transcript() -> None:
    async with result(ScriptedDesk()) as (app, pilot):
        view = app.screen.query_one("#overview-blocks", BlockView)
        for index, block in enumerate(view.blocks):
            if block.ref == "leading-question":
                view.current = index
        await pilot.press("enter")
        transcript = app.screen.query_one("#transcript-blocks", BlockView)
        await until(pilot, lambda: transcript.current_block is not None and transcript.current_block.turn == 2)
        assert transcript.has_focus


async def test_i_had_this_is_recorded_as_the_learners_own_and_shown() -> None:
    desk = ScriptedDesk()
    async with result(desk) as (app, pilot):
        await pilot.press("m")
        assert desk.marks == []
        await pilot.press("3")
        await until(pilot, lambda: "I had this" in painted(app))
        await pilot.press("m")
        await until(pilot, lambda: "you say you had this (not counted)" in painted(app))
        assert desk.marks == ["one-list"]


async def test_what_was_hidden_shows_every_fact_with_how_it_ended_and_why() -> None:
    async with result(ScriptedDesk(), (140, 45)) as (app, pilot):
        await pilot.press("3")
        await until(pilot, lambda: "A week settled without a call" in painted(app))
        text = painted(app)
        for words in ("✓ earned", "✗ missed", "· volunteered", "Because you took up her words", "She hardly cooks"):
            assert words in text


async def test_the_arrows_and_the_numbers_go_through_the_tabs() -> None:
    async with result(ScriptedDesk()) as (app, pilot):
        await pilot.press("right")
        await until(pilot, lambda: "You 1" in painted(app))
        await pilot.press("4")
        await until(pilot, lambda: "In the way: trust 0.42" in painted(app))
        await pilot.press("left", "left", "left")
        await until(pilot, lambda: "Evidence" in painted(app) or "Discovery" in painted(app))


async def test_transcript_and_scorecard_can_be_copied_as_text() -> None:
    async with result(ScriptedDesk()) as (app, _):
        commands = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        commands["Copy the whole scorecard"]()
        assert "OVERVIEW" in app.clipboard and "WHAT WAS HIDDEN" in app.clipboard and "−0.4" in app.clipboard
        commands["Copy the whole transcript"]()
        assert app.clipboard.startswith("TRANSCRIPT") and "Ines: Hi. Sure" in app.clipboard


async def test_export_tells_the_path() -> None:
    async with result(ScriptedDesk()) as (app, pilot):
        await pilot.press("e")
        await until(pilot, lambda: "Share this session as" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "interview-done-1.html" in noticed(app))
        assert app.clipboard == "interview-done-1.html"


async def test_the_keys_in_the_footer_follow_the_block_under_the_cursor() -> None:
    async with result(ScriptedDesk()) as (app, pilot):
        assert "Try again from here" not in painted(app)
        await pilot.press("2", "j")
        await until(pilot, lambda: "Try again from here" in painted(app))
