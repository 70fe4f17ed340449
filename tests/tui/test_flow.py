"""The whole way: home, catalogue, briefing, call, debrief, scorecard, another try."""

from __future__ import annotations

from textual.widgets import TextArea

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from trainer.conversation.events import Debrief


async def test_a_whole_interview_by_keyboard_alone() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "fair · Supper" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Call Ines" in painted(app))
        assert "What the business believes" in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: "waiting for a load of" in painted(app))
        await pilot.press(*"How was it", "question_mark", "enter")
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert "turn 1 of 25 · about 19 min left" in painted(app)
        await pilot.press("f4")
        await until(pilot, lambda: "Hang up?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "Before anything is revealed" in painted(app))
        assert "shared shopping list" not in painted(app)
        await pilot.press(*"the list", "tab", *"quarrels")
        await pilot.press("f4")
        await until(pilot, lambda: "62 of 100" in painted(app))
        assert desk.handed_in == [Debrief("the list", {"push": "quarrels", "pull": "", "anxiety": "", "habit": ""})]
        await pilot.press("3")
        await until(pilot, lambda: "A week settled without a call" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "fair · Supper" in painted(app))


async def test_prepared_questions_are_kept_and_go_with_the_call() -> None:
    desk = ScriptedDesk()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "fair · Supper" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Call Ines" in painted(app))
        await pilot.press("f3", *"Why")
        await until(pilot, lambda: desk.store.settings.get("prepared:supper") == "Why")
        await pilot.press("escape", "down", "enter")
        await until(pilot, lambda: "waiting for a load of" in painted(app))
        assert desk.store.drafts["s1", "notes"] == "Why"
        assert "Tom Halvorsen" in painted(app)
        assert app.screen.query_one("#notes", TextArea).text == ""


async def test_the_search_narrows_the_catalogue_by_any_words() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "2 scenarios" in painted(app))
        await pilot.press("slash", *"hard", "space", *"night")
        await until(pilot, lambda: "1 of 2 scenarios" in painted(app))
        assert "fair · Supper" not in painted(app)
        await pilot.press(*"zzz")
        await until(pilot, lambda: "Nothing fits" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "2 scenarios" in painted(app))


async def test_trying_again_from_a_turn_makes_a_branch_and_leaves_the_session_alone() -> None:
    desk = ScriptedDesk()
    desk.put_log("done-1", 6, ended=True)
    before = desk.sessions["done-1"].events
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        from trainer.tui import navigation

        await until(pilot, lambda: "Nothing here yet" in painted(app))
        navigation.scorecard(app, "done-1")
        await until(pilot, lambda: "62 of 100" in painted(app))
        await pilot.press("4")
        await until(pilot, lambda: "In the way" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Try again from turn 5?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "turn 4 of 25" in painted(app))
        assert desk.sessions["done-1"].events == before
        assert "done-1-5" in desk.sessions


async def test_a_debriefed_session_never_opens_as_a_call_again() -> None:
    desk = ScriptedDesk()
    log = desk.put_log("open-1", 2, ended=True)
    desk.debrief("open-1", Debrief("x"))
    assert log.events[-1].kind == "debriefed"
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        from trainer.tui import navigation

        navigation.resume(app, "open-1")
        await until(pilot, lambda: "62 of 100" in painted(app))
