"""History: found, opened, exported, deleted only after asking, and quick with many sessions."""

from __future__ import annotations

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import Row, ScriptedDesk, rows
from trainer.tui.screens.history import FIRST, Sessions


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
        assert "the second tries that branched off it" in question
        assert "shared of it into the data folder" in question and "out of the backups there" in question
        assert "A copy that you keep elsewhere stays." in question
        await pilot.press("n")


async def test_an_empty_history_says_what_to_do_and_offers_no_delete() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "No session yet" in painted(app))
        assert "Delete" not in painted(app)
        await pilot.press("d", "e", "enter")


async def test_of_ten_thousand_sessions_only_what_is_looked_at_is_read_and_listed() -> None:
    desk = ScriptedDesk(rows(10_000))
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "10000 sessions; the newest 1000 are listed" in painted(app))
        sessions = app.screen.query_one(Sessions)
        assert sessions.option_count == len(app.screen._rows) == FIRST  # type: ignore[attr-defined]
        for _ in range(6):
            await pilot.press("ctrl+d")
        await until(pilot, lambda: sessions.option_count > FIRST)
        before = sessions.highlighted
        assert before and 30 < before < FIRST
        await pilot.press("j")
        await until(pilot, lambda: sessions.highlighted == before + 1)
        sessions.scroll_end(animate=False)  # as by the wheel: the cursor stays
        await until(pilot, lambda: sessions.option_count > 2 * FIRST)
        assert sessions.highlighted == before + 1
        await pilot.press("G")
        await until(pilot, lambda: sessions.option_count == 1000 and sessions.highlighted == 999)
        ids = [option.id for option in sessions.options]
        assert ids == [row.id for row in desk.rows[:1000]]


async def test_the_filter_looks_through_what_was_not_read_yet() -> None:
    app = app_on(ScriptedDesk([*rows(3000), Row("last", title="Long ago")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "3001 sessions" in painted(app))
        await pilot.press("slash", *"long", "space", *"ago")
        await until(pilot, lambda: "1 of 3001 sessions" in painted(app) and "so far" not in painted(app))
        await pilot.press("enter", "escape")
