"""History: found, opened, exported, deleted only after asking, and quick with many sessions."""

from __future__ import annotations

import time

from textual.widgets import OptionList

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk, rows


async def test_the_filter_finds_by_any_words_and_says_how_many() -> None:
    app = app_on(ScriptedDesk(rows(30)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "30 sessions" in painted(app))
        await pilot.press("slash", *"washes", "space", *"debrief")
        await until(pilot, lambda: "1 of 30 sessions" in painted(app))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: "New interview" in painted(app))


async def test_deleting_asks_first_and_stands_on_keeping() -> None:
    desk = ScriptedDesk(rows(5))
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "5 sessions" in painted(app))
        await pilot.press("d")
        await until(pilot, lambda: "Delete this session?" in painted(app))
        await pilot.press("enter")
        assert desk.store.deleted == []
        await pilot.press("j", "d")
        await until(pilot, lambda: "Delete this session?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "4 sessions" in painted(app))
        assert desk.store.deleted == ["ended-1"]


async def test_each_status_opens_what_it_needs() -> None:
    desk = ScriptedDesk(rows(3))
    for id in ("open-1", "ended-1", "done-1"):
        desk.put_log(id, 3, ended=id != "open-1")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "3 sessions" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "turn 3 of 25" in painted(app))
        await pilot.press("escape", "y")
        await until(pilot, lambda: "3 sessions" in painted(app))
        await pilot.press("j", "enter")
        await until(pilot, lambda: "Before anything is revealed" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "3 sessions" in painted(app))
        await pilot.press("j", "enter")
        await until(pilot, lambda: "62 of 100" in painted(app))


async def test_export_writes_the_session_under_the_cursor() -> None:
    app = app_on(ScriptedDesk(rows(3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "3 sessions" in painted(app))
        await pilot.press("e")
        await until(pilot, lambda: "Share this session as" in painted(app))
        await pilot.press("j", "enter")
        await until(pilot, lambda: "interview-open-1.xapi" in noticed(app))


async def test_the_question_before_deleting_names_all_that_goes_with_a_session() -> None:
    """Second tries, what was exported of it, its rows in the back-ups; and what no trainer can reach."""
    app = app_on(ScriptedDesk(rows(3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "3 sessions" in painted(app))
        await pilot.press("d")
        await until(pilot, lambda: "Delete this session?" in painted(app))
        question = " ".join(painted(app).replace("│", " ").split())
        for named in ("the second tries that branched off it", "shared of it into the data folder", "out of the backups there"):
            assert named in question
        assert "A copy that you keep elsewhere stays." in question
        await pilot.press("n")


async def test_an_empty_history_says_what_to_do_and_offers_no_delete() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "No session yet" in painted(app))
        assert "Delete" not in painted(app)
        await pilot.press("d", "e", "enter")


async def test_ten_thousand_sessions_open_within_a_second() -> None:
    app = app_on(ScriptedDesk(rows(10_000)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        begun = time.monotonic()
        await until(pilot, lambda: "200 sessions and more" in painted(app) or "10000" in painted(app))
        assert time.monotonic() - begun < 1.0
        await until(pilot, lambda: "10000 sessions; the newest 1000 are listed" in painted(app))
        assert app.screen.query_one(OptionList).option_count == 1000
