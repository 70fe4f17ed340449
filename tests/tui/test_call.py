"""The interview screen: nothing typed is lost, a customer who hangs or dies is told calmly, keys do what they say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView


@asynccontextmanager
async def call(
    desk: ScriptedDesk, session: str = "", size: tuple[int, int] = (80, 24), **options: Any
) -> AsyncIterator[tuple[TrainerApp, Pilot[None]]]:
    """A call under way."""
    app = app_on(desk, **options)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        if session:
            navigation.resume(app, session)
        else:
            navigation.catalogue(app)
            navigation.begin(app, "supper", "ines", "")
        await until(pilot, lambda: "turn" in painted(app) and app.screen.query(ConversationView))
        yield app, pilot


def line(app: TrainerApp) -> str:
    return app.screen.query_one(Composer).text


async def test_an_empty_line_is_a_pause_and_shown_as_one() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "(you say nothing)" in painted(app) and "pasta twice" in painted(app))
        assert desk.interviews[0].said == [""]


async def test_words_typed_while_the_customer_answers_are_never_lost() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        desk.interviews[0].gate.clear()
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "Ines is answering" in painted(app))
        await pilot.press(*"two", "enter")
        assert line(app) == "two"
        desk.interviews[0].gate.set()
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert line(app) == "two"
        assert desk.interviews[0].said == ["one"]
        await pilot.press("enter")
        await until(pilot, lambda: desk.interviews[0].said == ["one", "two"])
        assert line(app) == ""


async def test_a_line_sent_in_one_burst_is_said_whole_and_what_follows_stays() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        for key in [*"one", "enter", *"two"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: line(app) == "two")
        assert desk.interviews[0].said == ["one"]


async def test_a_line_is_kept_within_a_second_and_back_after_a_restart() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (_, pilot):
        await pilot.press(*"half a tho")
        await until(pilot, lambda: desk.store.drafts.get(("s1", "line")) == "half a tho", seconds=1.0)
    async with call(desk, "s1") as (app, pilot):
        await until(pilot, lambda: line(app) == "half a tho")


async def test_leaving_with_ctrl_q_keeps_the_last_key() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (_, pilot):
        await pilot.press(*"unsaid", "ctrl+q")
    assert desk.store.drafts["s1", "line"] == "unsaid"


async def test_a_line_that_was_said_is_not_offered_again_after_a_crash_in_between() -> None:
    desk = ScriptedDesk()
    desk.put_log("s9", 1)
    desk.store.drafts["s9", "line"] = "Thanks for making time. What did last week look like?\nand then"
    async with call(desk, "s9") as (app, pilot):
        await until(pilot, lambda: line(app) == "and then")


async def test_a_full_disk_is_one_line_and_the_words_stay() -> None:
    desk = ScriptedDesk(manner="full")
    async with call(desk) as (app, pilot):
        await pilot.press(*"hello", "enter")
        await until(pilot, lambda: "the disk is full; make room and say it again" in painted(app))
        assert line(app) == "hello"
        assert len(app.screen.query_one(ConversationView).blocks) == 1


async def test_a_customer_who_never_answers_leaves_the_screen_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.tui.screens.interview.LATE", 0.05)
    desk = ScriptedDesk(manner="hangs")
    async with call(desk) as (app, pilot):
        await pilot.press(*"hello", "enter")
        await until(pilot, lambda: "No answer yet" in painted(app))
        await pilot.press(*"more")
        assert line(app) == "more"
        await pilot.press("escape")
        await until(pilot, lambda: "Leave the call?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: not app.screen.query(Composer))
        assert desk.store.drafts["s1", "line"] == "more"


async def test_a_call_that_dies_in_mid_answer_is_told_in_one_line_with_a_report_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    desk = ScriptedDesk(manner="dies")
    async with call(desk) as (app, pilot):
        await pilot.press(*"hello", "enter")
        await until(pilot, lambda: "The call broke off" in painted(app))
        assert app.failure is None
        await pilot.press(*"kept", "enter")
        assert line(app) == "kept"
    reports = list((tmp_path / "reports").iterdir())
    assert len(reports) == 1
    assert "ConnectionResetError" in reports[0].read_text() and "secret words" not in reports[0].read_text()


async def test_up_recalls_own_earlier_lines_and_down_comes_back_to_the_new_one() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        for text in ("first", "second"):
            await pilot.press(*text, "enter")
            await until(pilot, lambda: not line(app) and "is answering" not in painted(app))
        await pilot.press(*"new", "up")
        assert line(app) == "second"
        await pilot.press("up")
        assert line(app) == "first"
        await pilot.press("down", "down")
        assert line(app) == "new"


async def test_recall_works_after_resuming_too() -> None:
    desk = ScriptedDesk()
    desk.put_log("s9", 2)
    async with call(desk, "s9") as (app, pilot):
        await pilot.press("up", "up")
        assert line(app).startswith("Thanks for making time.")


async def test_words_appear_as_if_spoken_and_any_key_shows_the_rest() -> None:
    desk = ScriptedDesk(answers=("word " * 60,))
    async with call(desk, typing=True) as (app, pilot):
        await pilot.press("x")
        await until(pilot, lambda: "recipe people, right?" in painted(app))
        assert line(app) == "x"
        await pilot.press("enter")
        await until(pilot, lambda: "Any key shows the rest" in painted(app))
        assert painted(app).count("word ") < 60
        await pilot.press("enter")
        await until(pilot, lambda: painted(app).count("word") == 60)
        assert desk.interviews[0].said == ["x"], "the key that skips says nothing"


async def test_the_spoken_appearance_can_be_switched_off_for_good() -> None:
    desk = ScriptedDesk()
    async with call(desk, typing=True) as (app, pilot):
        await pilot.press("f8")
        await until(pilot, lambda: desk.store.settings.get("typing") == "off")
        assert app.typing is False


async def test_the_view_follows_the_tail_only_while_the_reader_is_there() -> None:
    desk = ScriptedDesk(answers=("A long answer. " * 12,))
    desk.put_log("s9", 8)
    async with call(desk, "s9") as (app, pilot):
        view = app.screen.query_one(ConversationView)
        await until(pilot, lambda: view.max_scroll_y > 0 and view.scroll_y == view.max_scroll_y)
        desk.interviews[0].gate.clear()
        await pilot.press(*"go", "enter")
        await until(pilot, lambda: "is answering" in painted(app))
        await pilot.press("f5", "g")
        await until(pilot, lambda: view.scroll_y == 0)
        desk.interviews[0].gate.set()
        await until(pilot, lambda: "turn 9 of 25" in painted(app) and "is answering" not in painted(app))
        assert view.scroll_y == 0
        await pilot.press("G")
        await until(pilot, lambda: view.scroll_y == view.max_scroll_y)


async def test_a_hint_is_explained_once_and_then_asked_for_at_once() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: "A hint is recorded" in painted(app))
        await pilot.press("n")
        assert "Stay with her last words" not in painted(app)
        await pilot.press("f2")
        await until(pilot, lambda: "A hint is recorded" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "Stay with her last words" in painted(app))
        await pilot.press("f2")
        await until(pilot, lambda: painted(app).count("Stay with her last words") == 2)


async def test_notes_are_kept_apart_from_prepared_questions_and_come_back() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        await pilot.press("f3", *"list!")
        await until(pilot, lambda: desk.store.drafts.get(("s1", "jottings")) == "list!")
        assert ("s1", "notes") not in desk.store.drafts
        await pilot.press("escape")
        assert app.screen.query_one(Composer).has_focus
    async with call(desk, "s1") as (app, pilot):
        await until(pilot, lambda: app.screen.query_one("#notes", TextArea).text == "list!")


async def test_the_customers_last_line_leads_to_the_debrief_by_enter() -> None:
    desk = ScriptedDesk(closes_at=1)
    async with call(desk) as (app, pilot):
        await pilot.press(*"buy it", "enter")
        await until(pilot, lambda: "has ended the call. Enter: write what you understood" in painted(app))
        assert "Hang up" not in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Before anything is revealed" in painted(app))
        assert desk.interviews[0].said == ["buy it"]
        assert desk.sessions["s1"].log[-1].kind == "ended"


async def test_trust_is_never_on_screen() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        await pilot.press(*"hm", "enter")
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert "trust" not in painted(app).casefold() and "patience" not in painted(app).casefold()


async def test_a_line_of_the_conversation_and_the_whole_can_be_copied() -> None:
    desk = ScriptedDesk()
    desk.put_log("s9", 2)
    async with call(desk, "s9") as (app, pilot):
        await pilot.press("f5", "g", "c")
        assert app.clipboard.startswith("Ines: Hi. Sure")
        await pilot.press("j", "c")
        assert app.clipboard.startswith("Thanks for making time.")
        command = next(c for c in app.get_system_commands(app.screen) if c.title == "Copy the whole conversation")
        command.callback()
        assert app.clipboard.splitlines()[1].startswith("You: Thanks for making time.")


async def test_fifty_thousand_characters_are_a_line_like_any_other() -> None:
    desk = ScriptedDesk()
    async with call(desk) as (app, pilot):
        app.screen.query_one(Composer).put("emoji 🙂 and words\n" * 2600)
        await pilot.press("enter")
        await until(pilot, lambda: len(desk.interviews[0].said) == 1)
        assert "\n" not in desk.interviews[0].said[0]
        await asyncio.sleep(0)


async def test_a_session_that_cannot_be_opened_says_so_and_lets_go() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        navigation.resume(app, "gone")
        await until(pilot, lambda: "there is no session gone" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Choose a scenario" in painted(app))
