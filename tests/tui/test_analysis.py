"""Recorded calls in the app: read, who asks, the result, masked and kept only when asked, deleted."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.transcripts.made import FILES
from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.test_hostile import ALL, TRIED
from trainer.desk import Desk
from trainer.tui import navigation, recorded
from trainer.tui.app import TrainerApp
from trainer.tui.judging import path_of
from trainer.tui.screens.analysis import AnalysisScreen
from trainer.tui.screens.calls import CallsScreen
from trainer.tui.screens.choosing import Choosing
from trainer.tui.widgets.blocks import BlockView

TEAMS = FILES / "teams.vtt"


def two(folder: Path) -> Path:
    """A file that does not tell who asks."""
    file = folder / "two.txt"
    file.write_text("Zoe: Hello.\nYan: Hello.\nZoe: Nice day.\nYan: Yes.\n", "utf-8")
    return file


async def at_calls(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: "A real call" in painted(app) and app._desk is not None and app._desk.done())
    await pilot.press("a")
    await until(pilot, lambda: isinstance(app.screen, CallsScreen) and "File" in painted(app))


async def give(app: TrainerApp, pilot: Pilot[Any], path: Path | str) -> None:
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def opened(app: TrainerApp, pilot: Pilot[Any], path: Path | str = TEAMS) -> AnalysisScreen:
    await at_calls(app, pilot)
    await give(app, pilot, path)
    # The first file of a process brings the hearing with it.
    await until(
        pilot,
        lambda: isinstance(app.screen, AnalysisScreen) and bool(app.screen.query("#overview-blocks Block")),
        seconds=20,
    )
    assert isinstance(app.screen, AnalysisScreen)
    return app.screen


async def test_a_file_is_read_and_judged_and_nothing_is_stored() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(app, pilot)
        text = painted(app)
        for words in (
            "teams.vtt", "not kept", " of 5, likely ", "Not scored, because nobody knows this customer's hidden facts",
            "% of the time", "Ana Lopes is taken as interviewer",
        ):  # fmt: skip
            assert words in text, words
        await pilot.press("2")
        await until(pilot, lambda: "3 You" in painted(app) and "✓ You asked for something" in painted(app))
        await pilot.press("3")
        await until(pilot, lambda: "Beside your practice" in painted(app) and "Open questions" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "No call is kept." in painted(app))
        assert desk.calls.rows == []


@pytest.mark.parametrize(
    ("given", "said"),
    [("/no/such/file.txt", "is not there"), ("/", "folder"), ("x" * 400, "cannot be read"), ("", "drag the file")],
)
async def test_a_bad_path_is_told_at_the_line(given: str, said: str) -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await give(app, pilot, given)
        await until(pilot, lambda: said in painted(app))
        assert app.screen.query_one(Input).has_focus and app.failure is None
        await give(app, pilot, TEAMS)
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen))


async def test_what_is_done_is_told_while_the_app_goes_on() -> None:
    desk = ScriptedDesk()
    desk.calls.gate.clear()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await give(app, pilot, TEAMS)
        await until(pilot, lambda: "Hearing 8 turns" in painted(app))
        await pilot.press("f1")
        await until(pilot, lambda: "Keys that work here" in painted(app))
        await pilot.press("escape")
        desk.calls.gate.set()
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen))


async def test_who_leaves_before_the_result_is_not_brought_back() -> None:
    desk = ScriptedDesk()
    desk.calls.gate.clear()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await give(app, pilot, TEAMS)
        await until(pilot, lambda: "Hearing 8 turns" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        desk.calls.gate.set()
        await pilot.pause(0.1)
        assert len(app.screen_stack) == 1 and app.failure is None


async def test_who_asks_is_asked_where_it_cannot_be_told(tmp_path: Path) -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await give(app, pilot, two(tmp_path))
        await until(pilot, lambda: isinstance(app.screen, Choosing) and "3 words in 2 turns" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen))
        assert isinstance(app.screen, AnalysisScreen)
        assert app.screen._call.judged.interviewers == ("Yan",)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press("enter")
        await until(
            pilot,
            lambda: isinstance(app.screen, AnalysisScreen) and app.screen._call.judged.interviewers == ("Zoe",),
        )


async def test_several_may_ask(tmp_path: Path) -> None:
    file = tmp_path / "three.txt"
    file.write_text("Zoe: Hi.\nYan: Hi.\nXan: Why?\nYan: So.\nZoe: Good.\n", "utf-8")
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await give(app, pilot, file)
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press("space", "down", "down", "space")
        await until(pilot, lambda: painted(app).count("●") == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen))
        assert isinstance(app.screen, AnalysisScreen)
        assert app.screen._call.judged.interviewers == ("Zoe", "Xan")


async def test_masking_shows_nobody_and_goes_back() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(app, pilot)
        assert "Ana Lopes" in painted(app)
        await pilot.press("m")
        await until(pilot, lambda: "names masked" in painted(app) and "Person 1" in painted(app))
        assert "Ana" not in painted(app) and "teams" not in painted(app)
        await pilot.press("m")
        await until(pilot, lambda: "names masked" not in painted(app) and "Ana Lopes" in painted(app))


@pytest.mark.parametrize(("keys", "masked"), [(("enter",), True), (("down", "enter"), False)])
async def test_keeping_asks_and_is_masked_unless_chosen_otherwise(keys: tuple[str, ...], masked: bool) -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("s")
        await until(pilot, lambda: "Keep this call?" in painted(app))
        await pilot.press("escape")
        assert desk.calls.rows == []
        await pilot.press("s")
        await until(pilot, lambda: "Keep this call?" in painted(app))
        await pilot.press(*keys)
        await until(pilot, lambda: len(desk.calls.rows) == 1 and "8 turns, kept" in painted(app))
        row = desk.calls.rows[0]
        assert (row.masked, row.interviewer) == ((True, "Person 1") if masked else (False, "Ana Lopes"))
        assert app.screen.check_action("keep", ()) is False and app.screen.check_action("mask", ()) is False
        await pilot.press("escape")
        await until(pilot, lambda: "1 call kept." in painted(app) and row.file in painted(app))


async def test_a_kept_call_is_opened_and_deleted_only_after_asking() -> None:
    desk = ScriptedDesk()
    desk.calls.keep(desk.calls.judge(desk.calls.read(TEAMS)))
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await until(pilot, lambda: "1 call kept." in painted(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen) and "8 turns, kept" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await pilot.press("d")
        await until(pilot, lambda: "Delete this call?" in painted(app))
        await pilot.press("enter")
        assert len(desk.calls.rows) == 1
        await pilot.press("d")
        await until(pilot, lambda: "Delete this call?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "No call is kept." in painted(app))
        assert desk.calls.rows == []


async def test_an_empty_list_offers_no_delete() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calls(app, pilot)
        await until(pilot, lambda: "No call is kept." in painted(app))
        assert "Delete" not in painted(app)
        await pilot.press("tab", "d", "enter")
        assert isinstance(app.screen, CallsScreen)


async def test_a_store_that_fails_is_told_and_the_result_stays() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        desk.calls.broken = "The call could not be kept: the disk is full."
        await pilot.press("s")
        await until(pilot, lambda: "Keep this call?" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "disk is full" in noticed(app))
        assert "not kept" in painted(app) and isinstance(app.screen, AnalysisScreen)


async def test_practice_that_cannot_be_read_costs_the_comparison_alone() -> None:
    desk = ScriptedDesk()
    desk.calls.broken = "The sessions could not be read: the database is damaged."
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("3")
        await until(pilot, lambda: "Not put beside your practice: The sessions could not be read" in painted(app))


async def test_a_note_leads_to_its_turn() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        view = screen.query_one("#overview-blocks", BlockView)
        view.current = next(i for i, block in enumerate(view.blocks) if block.turn == 6)
        await pilot.press("enter")
        shown = screen.query_one("#transcript-blocks", BlockView)
        await until(pilot, lambda: shown.current == 6 and "7 You" in painted(app))


async def test_a_long_call_is_shown_by_pages(tmp_path: Path) -> None:
    turns = [
        {"speaker": "interviewer" if n % 2 else "customer", "text": f"Tell me, what happened in week {n}?"}
        for n in range(3 * recorded.PAGE + 5)
    ]
    file = tmp_path / "long.json"
    file.write_text(json.dumps({"turns": turns}), "utf-8")
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot, file)
        assert screen.check_action("page", (1,)) is False
        await pilot.press("2")
        await until(pilot, lambda: "Page 1 of 4" in painted(app) and "1 Customer" in painted(app))
        assert len(screen.query("#transcript-blocks Block")) == recorded.PAGE
        assert screen.check_action("page", (-1,)) is False
        await pilot.press("n")
        await until(pilot, lambda: "Page 2 of 4" in painted(app) and f"{recorded.PAGE + 1} Customer" in painted(app))
        await pilot.press("n", "n")
        await until(pilot, lambda: "Page 4 of 4" in painted(app))
        assert screen.check_action("page", (1,)) is False
        await pilot.press("p")
        await until(pilot, lambda: "Page 3 of 4" in painted(app))


async def test_the_mouse_opens_and_turns_tabs() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "A real call" in painted(app) and app._desk is not None and app._desk.done())
        row = next(y for y, strip in enumerate(app.screen._compositor.render_strips()) if "A real call" in strip.text)
        await pilot.click(offset=(10, row))
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await give(app, pilot, TEAMS)
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen))
        await pilot.click("#--content-tab-transcript")
        await until(pilot, lambda: "1 You" in painted(app))


@pytest.mark.parametrize("text", TRIED)
async def test_nothing_in_a_file_is_interpreted(text: str, tmp_path: Path) -> None:
    own = {"id": text, "turns": [{"speaker": s, "text": f"What? {text}"} for s in ("interviewer", "customer") * 4]}
    file = tmp_path / "own.json"
    file.write_text(json.dumps(own), "utf-8")
    named = tmp_path / "named.json"
    named.write_text(
        json.dumps([{"speaker": n, "text": f"So {text}"} for n in (f"A {text}", f"B {text}") * 3]), "utf-8"
    )
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot, file)
        for key in ("2", "3", "1"):
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("s", "down", "enter")
        await until(pilot, lambda: len(desk.calls.rows) == 1)
        await pilot.press("escape")
        await give(app, pilot, named)
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press("space", "enter")
        await until(pilot, lambda: isinstance(app.screen, AnalysisScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await give(app, pilot, f"/nowhere/{text}")
        await until(pilot, lambda: "Check the path" in painted(app) or "cannot be read" in painted(app))
        assert app.failure is None and "\x1b" not in painted(app)


def test_a_path_is_taken_as_it_is_typed_pasted_or_dragged_in(tmp_path: Path) -> None:
    file = tmp_path / "my call (1).vtt"
    file.touch()
    plain = str(file)
    escaped = plain.replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    address = "file://" + plain.replace(" ", "%20")
    for text in (plain, f"  {plain}\n", f"'{plain}'", f'"{plain}"', escaped, address):
        assert path_of(text) == file
    assert path_of("~/call.vtt") == Path.home() / "call.vtt"
    for odd in ("~nobody-here-at-all/x", "'", "\0", "x" * 5000, ALL):
        assert isinstance(path_of(odd), Path)


async def test_navigation_leads_there_from_anywhere() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        navigation.calls(app)
        await until(pilot, lambda: "Real calls" in painted(app))


async def on_real_desk(home: Path, way: Callable[[TrainerApp, Pilot[Any]], Awaitable[None]]) -> None:
    app = TrainerApp(lambda: Desk.open(home), typing=False)  # type: ignore[arg-type,return-value]
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._desk is not None and app._desk.done(), seconds=20)
        await way(app, pilot)


async def test_on_the_real_desk_a_call_is_kept_found_again_and_deleted(tmp_path: Path) -> None:
    async def keep(app: TrainerApp, pilot: Pilot[Any]) -> None:
        await opened(app, pilot)
        await pilot.press("3")
        await until(pilot, lambda: "Too little practice to compare" in painted(app))
        await pilot.press("s")
        await until(pilot, lambda: "Keep this call?" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "8 turns, kept, names masked" in painted(app))

    async def delete(app: TrainerApp, pilot: Pilot[Any]) -> None:
        await at_calls(app, pilot)
        await until(pilot, lambda: "masked.vtt" in painted(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "8 turns, kept, names masked" in painted(app), seconds=20)
        await pilot.press("escape", "d")
        await until(pilot, lambda: "Delete this call?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "No call is kept." in painted(app))

    await on_real_desk(tmp_path, keep)
    assert any(b"bakery" in path.read_bytes() for path in tmp_path.iterdir())
    await on_real_desk(tmp_path, delete)
    assert not any(b"bakery" in path.read_bytes() for path in tmp_path.iterdir())
