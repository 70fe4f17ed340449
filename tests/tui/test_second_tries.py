"""Second tries on screen, on the real desk: from a missed moment into the call, out of it, and both side by side."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.desk.second_tries import LINES, begun, debriefed, said, stored
from tests.tui.conftest import app_on, painted, until
from trainer.desk import Desk
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.screens.choosing import Choosing
from trainer.tui.screens.comparing import CompareScreen
from trainer.tui.screens.dialogs import Question
from trainer.tui.screens.interview import InterviewScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.composer import Composer

SMALL, LARGE = (80, 24), (140, 45)
SAID = "You are there every day. What is such an evening like?"


@asynccontextmanager
async def scored(
    home: Path, size: tuple[int, int], *tries: int
) -> AsyncIterator[tuple[TrainerApp, Pilot[Any], Desk, str]]:
    """The scorecard of a session on screen, with second tries from these turns."""
    desk = Desk.open(home)
    session = debriefed(desk, *LINES[:6])
    for turn in tries:
        said(desk.resume(session, turn), SAID)
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        navigation.scorecard(app, session)
        await until(pilot, lambda: "Overall" in painted(app) and "Discovery" in painted(app), seconds=20)
        yield app, pilot, desk, session
    desk.close()


def region_of(app: TrainerApp, text: str) -> tuple[int, int]:
    """Where a text stands on the screen."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        line = "".join(segment.text for segment in strip)
        if text in line:
            return line.index(text) + 1, y
    raise AssertionError(f"{text!r} is not on the screen: {painted(app)}")


async def click(pilot: Pilot[Any], app: TrainerApp, text: str) -> None:
    await until(pilot, lambda: text in painted(app))
    await pilot.click(offset=region_of(app, text))


async def test_by_keys_alone_from_a_missed_moment_to_both_sides_and_back(tmp_path: Path) -> None:
    async with scored(tmp_path, SMALL) as (app, pilot, desk, session):
        before = stored(tmp_path, session)
        await pilot.press("4")
        await until(pilot, lambda: "In the way" in painted(app))
        assert "Try again from turn" in painted(app)
        view = app.screen.query_one("#missed-blocks", BlockView)
        assert view.current_block is not None
        turn = view.current_block.turn
        await pilot.press("t")
        await until(pilot, lambda: f"Try again from turn {turn}?" in painted(app) and isinstance(app.screen, Question))
        await pilot.press("y")
        await until(pilot, lambda: f"Practice, from turn {turn}" in painted(app), seconds=20)
        assert f"turn {(turn or 0) - 1} of 25" in painted(app)
        await pilot.press(*"Why", "space", *"there", "question_mark", "enter")
        await until(pilot, lambda: f"turn {turn} of 25" in painted(app) and "answering" not in painted(app))
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "In short" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await pilot.press("escape")
        await until(pilot, lambda: "Leave the call?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "In short" in painted(app))
        assert f"Over the same 1 turn from turn {turn} on" in painted(app)
        view = app.screen.query_one(BlockView)
        await until(pilot, lambda: view.has_focus and view.current is not None)
        while (pair := view.current_block) and pair.turn is None:
            await pilot.press("j")
        assert pair is not None and pair.turn == turn and pair.has_class("pair")
        assert pair.plain.index("The call") < pair.plain.index("Second try from turn") < pair.plain.index("Why there?")
        await pilot.press("ctrl+d")
        await until(pilot, lambda: "You: Why there?" in painted(app) and "trust 0." in painted(app))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and "Practice, from" in painted(app))
        await pilot.press("escape", "y", "escape")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and "Tried again 1 time" in painted(app))
        assert stored(tmp_path, session) == before
        assert [row.attempt for row in desk.branches(session)] == [False]


async def test_going_on_from_the_comparison_returns_to_the_call_beneath_and_opens_no_second_one(tmp_path: Path) -> None:
    async with scored(tmp_path, SMALL) as (app, pilot, _desk, session):
        navigation.resume(app, session, at=5)
        await until(pilot, lambda: "Practice, from turn 5" in painted(app), seconds=20)
        call = app.screen
        app.screen.query_one(Composer).put(SAID)
        await pilot.press("enter")
        await until(pilot, lambda: "turn 5 of 25" in painted(app) and "answering" not in painted(app))
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "In short" in painted(app))
        await pilot.press("o")
        await until(pilot, lambda: app.screen is call)
        assert [type(screen) for screen in app.screen_stack].count(InterviewScreen) == 1


async def test_by_mouse_from_a_missed_moment_to_both_sides_in_two_columns(tmp_path: Path) -> None:
    async with scored(tmp_path, LARGE) as (app, pilot, desk, session):
        await click(pilot, app, "4 Missed moments")
        await click(pilot, app, "Try again from turn")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await click(pilot, app, "Try again (y)")
        await until(pilot, lambda: "Practice, from turn" in painted(app), seconds=20)
        (branch,) = desk.branches(session)
        app.screen.query_one(Composer).put(SAID)
        await pilot.press("enter")
        await until(pilot, lambda: f"turn {branch.branch_at} of 25" in painted(app) and "answer" not in painted(app))
        await click(pilot, app, "Side by side")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "In short" in painted(app))
        pair = next(block for block in app.screen.query(Block) if block.has_class("pair") and block.turn)
        cells = pair.query_one(".body").region, pair.query_one(".notes").region
        assert cells[0].y == cells[1].y and cells[0].right <= cells[1].x
        await pilot.click(pair.query_one(".body"))
        await click(pilot, app, "Try again from here")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await click(pilot, app, "Not now (n)")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen))


async def test_of_several_one_is_chosen_stacked_where_there_is_no_room_and_tried_again_itself(tmp_path: Path) -> None:
    async with scored(tmp_path, SMALL, 3, 5) as (app, pilot, desk, session):
        said(desk.resume(desk.branches(session)[0].id), LINES[3])
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, Choosing) and "From turn 3" in painted(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "from turn 3 on" in painted(app))
        pair = next(block for block in app.screen.query(Block) if block.has_class("pair") and block.turn)
        assert pair.query_one(".body").region.bottom <= pair.query_one(".notes").region.y
        commands = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        commands["Copy both sides"]()
        assert SAID in app.clipboard and LINES[2] in app.clipboard
        view = app.screen.query_one(BlockView)
        view.current = next(place for place, block in enumerate(view.blocks) if block.turn == 4)
        await pilot.press("enter")
        await until(pilot, lambda: "Try again from turn 4?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "Practice, from turn 4" in painted(app), seconds=20)
        first = desk.branches(session)[0].id
        assert [(row.branch_of, row.branch_at) for row in desk.branches(session)][-1] == (first, 4)


async def test_what_cannot_be_put_side_by_side_is_one_line(tmp_path: Path) -> None:
    async with scored(tmp_path, SMALL, 3) as (app, pilot, desk, session):
        (branch,) = desk.branches(session)
        desk.store.delete(session)
        navigation.compare(app, session, branch.id)
        await until(pilot, lambda: "there is no session" in painted(app))
        await pilot.press("t", "o", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen))


async def test_the_briefing_says_before_the_call_whether_it_counts(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    begun(desk, "where-did-they-come-from", "ilse-brandt")
    app = app_on(desk)
    async with app.run_test(size=SMALL) as pilot:
        navigation.briefing(app, "where-did-they-come-from")
        await until(pilot, lambda: "Attempt 2 with Ilse Brandt: a further one" in painted(app), seconds=20)
        await pilot.press("down")
        await until(pilot, lambda: "Your first attempt with Tomas Reyes on this version: it counts." in painted(app))
    desk.close()
