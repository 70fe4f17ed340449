"""The app on the real desk: content, engine, scoring and storage as shipped."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import painted, until
from trainer.desk import Desk
from trainer.tui.app import TrainerApp, _open_desk
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.notes import Notes

LINES = (
    "Thanks for making time. What did last week look like for you?",
    "How did that go?",
    "Tell me more about that.",
    "Who was with you?",
    "What happened then?",
    "And how was that for you?",
    "",
)


def app_at(home: Path) -> TrainerApp:
    app = TrainerApp(lambda: Desk.open(home), typing=False)  # type: ignore[arg-type,return-value]
    app.animation_level = "none"
    return app


async def test_a_whole_interview_is_stored_scored_and_found_again(tmp_path: Path) -> None:
    app = app_at(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "18 scenarios" in painted(app), seconds=20)
        await pilot.press("enter")
        await until(pilot, lambda: "Whom do you call?" in painted(app) and "Call " in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "turn 0 of 25" in painted(app), seconds=20)
        for turn, text in enumerate(LINES, start=1):
            app.screen.query_one(Composer).put(text)
            await pilot.press("enter")
            await until(
                pilot,
                lambda t=turn: f"turn {t} of 25" in painted(app) and "answering" not in painted(app),  # type: ignore[misc]
            )
        await pilot.press("f3", *"note")
        await pilot.press("escape", *"unsaid", "escape", "y")
        await until(pilot, lambda: not app.screen.query(Composer))
        await pilot.press("ctrl+q")
    app = app_at(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "after 7 turns" in painted(app), seconds=20)
        await pilot.press("enter")
        await until(pilot, lambda: "turn 7 of 25" in painted(app), seconds=20)
        await until(pilot, lambda: app.screen.query_one(Composer).text == "unsaid")
        assert app.screen.query_one("#notes", Notes).text == "note"
        await pilot.press("f4", "y")
        await until(pilot, lambda: "Before anything is revealed" in painted(app))
        app.screen.query_one("#insight", Notes).load_text("It is about people.")
        await pilot.press("f4")
        await until(pilot, lambda: "of 100" in painted(app) and "Discovery" in painted(app), seconds=20)
        await pilot.press("3")
        await until(pilot, lambda: "uncovered in the call" in painted(app))
        await pilot.press("m")
        await until(pilot, lambda: "you say you had this" in painted(app))
        await pilot.press("2", "j", "t")
        await until(pilot, lambda: "Try again from turn 1?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "turn 0 of 25" in painted(app), seconds=20)


async def test_a_data_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    app = app_at(blocked)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Your sessions cannot be opened" in painted(app), seconds=20)


def test_the_desk_of_the_command_line_is_a_desk_for_the_screens() -> None:
    desk = _open_desk()
    for name in (
        "start",
        "resume",
        "interview",
        "events",
        "content_of",
        "debrief",
        "score",
        "mark",
        "history",
        "coach",
        "coached",
        "challenge",
        "seen",
    ):
        assert callable(getattr(desk, name))
    for name in ("choice", "info", "keep", "forget", "warm"):
        assert callable(getattr(desk.models, name))
    for name in ("offers", "folder", "write"):
        assert callable(getattr(desk.sharing, name))
    assert callable(desk.models.keys.find) and callable(desk.models.keys.in_environment)
