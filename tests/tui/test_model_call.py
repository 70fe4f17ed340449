"""A call that a model voices: nothing early, a line can be taken back, stand-ins are seen, leaving never waits."""

from __future__ import annotations

import asyncio
import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ANSWERS, ASKED
from tests.tui.scripted_model import MODEL, TOKENS, ModelDesk
from tests.tui.test_call import call, line
from tests.tui.test_hostile import ALL, TRIED, assert_plain
from trainer.conversation.events import CustomerSaid, Event, Faulted, LearnerSaid, Started
from trainer.tui import library, navigation
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView

ESC = "Esc takes your line back"


def said(app: Any) -> list[str]:
    return [block.plain for block in app.screen.query_one(ConversationView).blocks if block.has_class("learner")]


async def asked(app: Any, pilot: Any, desk: ModelDesk, text: str = "one") -> None:
    """Say a line whose answer waits."""
    desk.playing.gate.clear()
    await pilot.press(*text, "enter")
    await until(pilot, lambda: ESC in painted(app) and text in said(app))


async def test_nothing_of_the_answer_is_painted_before_its_event() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        assert "Ines is thinking" in painted(app)
        assert len(app.screen.query_one(ConversationView).blocks) == 2
        assert "pasta" not in painted(app)
        desk.playing.gate.set()
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert ESC not in painted(app)


async def test_the_title_says_who_speaks_and_what_it_has_cost() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        assert "gpt-4.1-mini · turn 0 of 25" in painted(app)
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "gpt-4.1-mini · ≈ $0.01 · turn 1 of 25" in painted(app))
        await pilot.resize_terminal(140, 45)
        await until(pilot, lambda: f"voice: {MODEL} · ≈ $0.01 · turn 1 of 25" in painted(app))


async def test_where_no_price_is_known_tokens_are_shown_and_no_cost() -> None:
    desk = ModelDesk(model="ollama/llama3.2")
    async with call(desk) as (app, pilot):
        desk.playing.usage = TOKENS
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "≈ 1,204 tokens" in painted(app))
        assert "$" not in painted(app)


@pytest.mark.parametrize("focus", ["composer", "f5", "f3"])
async def test_esc_gives_the_line_back_within_a_tenth_of_a_second_before_what_was_typed_since(focus: str) -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        await pilot.press(*"two")
        if focus != "composer":
            await pilot.press(focus)
        composer = app.screen.query_one(Composer)
        held, desk.playing.working = desk.playing.working, False  # nothing at work yet: it is asked for again
        begun = time.monotonic()
        app.simulate_key("escape")
        while composer.text != "one two":
            assert time.monotonic() - begun < 0.1
            await asyncio.sleep(0)
        await until(pilot, lambda: composer.has_focus)
        desk.playing.working = held
        await until(pilot, lambda: "Taken back; nothing was said." in painted(app))
        assert said(app) == [] and composer.text == "one two"
        assert "turn 0 of 25" in painted(app)


async def test_a_line_that_was_taken_back_can_be_said_again_and_is_not_in_the_recall_twice() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        await pilot.press("escape")
        await until(pilot, lambda: "Taken back" in painted(app))
        desk.playing.gate.set()
        await pilot.press("enter")
        await until(pilot, lambda: "pasta twice" in painted(app) and "turn 1 of 25" in painted(app))
        assert desk.playing.said == ["one", "one"] and said(app) == ["one"]
        await pilot.press("up")
        assert line(app) == "one"
        await pilot.press("up")
        assert line(app) == "one"
        assert len(app.screen.query_one(Composer)._earlier) == 1


async def test_a_line_that_is_being_taken_back_is_not_said_twice_by_enter() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        desk.playing.early = 10_000
        await pilot.press("escape", "enter")
        assert desk.playing.said == ["one"] and line(app) == "one"
        desk.playing.early = 0
        await until(pilot, lambda: "Taken back" in painted(app))


async def test_an_answer_that_overtakes_the_taking_back_stands_and_the_line_leaves_the_composer() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        await pilot.press(*"two")
        desk.playing.overtakes = True
        await pilot.press("escape")
        await until(pilot, lambda: "Too late to take it back" in painted(app) and "pasta twice" in painted(app))
        assert line(app) == "two" and said(app) == ["one"]


async def test_a_taken_back_line_is_kept_as_a_draft_at_once() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        await pilot.press("escape")
        await until(pilot, lambda: desk.store.drafts.get(("s1", "line")) == "one", seconds=1.5)


async def test_esc_leaves_as_ever_where_no_model_is_at_work() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await pilot.press("escape")
        await until(pilot, lambda: "Leave the call?" in painted(app))


async def test_an_authored_session_waits_and_leaves_as_ever() -> None:
    desk = ModelDesk(model="")
    async with call(desk) as (app, pilot):
        desk.interviews[0].gate.clear()
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "Ines is answering" in painted(app))
        assert ESC not in painted(app) and "authored · turn" in painted(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Leave the call?" in painted(app))


async def test_a_retry_is_told_in_the_status_line_while_it_lasts() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        desk.playing.before = [Faulted(1, "rate_limit", "retried", "It was asked too often; wait a little.")]
        await asked(app, pilot, desk)
        assert "asked too often; wait a little. Esc takes your line back." in painted(app)
        desk.playing.gate.set()
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert "too often" not in painted(app)


async def test_a_fault_is_told_in_the_conversation_and_the_authored_line_is_marked() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        desk.playing.before = [Faulted(1, "timeout", "authored", f"{MODEL} took too long; try again.")]
        desk.playing.voice = "authored"
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert "took too long; try again." in painted(app)
        assert marks(app) == ["", "authored"], "the opening is always authored and carries no mark"
        assert "gpt-4.1-mini" in painted(app), "the next turn is the model's again"


def marks(app: Any) -> list[str]:
    return [b.notes.plain for b in app.screen.query_one(ConversationView).blocks if b.has_class("customer")]


async def test_words_that_were_not_fit_are_told_at_the_line_alone() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        unfit = "The model's words did not keep to what the customer may say."
        desk.playing.before = [Faulted(1, "unfit", "retried", unfit), Faulted(1, "unfit", "authored", unfit)]
        desk.playing.voice = "authored"
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "not fit to be said" in painted(app))
        assert unfit not in painted(app)


async def test_a_model_that_rests_is_named_in_the_badge_and_answers_come_without_waiting_for_it() -> None:
    desk = ModelDesk()
    async with call(desk, size=(140, 45)) as (app, pilot):
        told = "The key was refused; give another one. The authored voice keeps the rest of the call."
        desk.playing.before = [Faulted(1, "auth", "authored", told, rest=True)]
        desk.playing.voice = "authored"
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "voice: authored (rest of the call)" in painted(app))
        assert told in painted(app)
        desk.playing.before, desk.playing.voice = [], "authored"
        desk.playing.gate.clear()
        await pilot.press(*"two", "enter")
        await until(pilot, lambda: "Ines is answering" in painted(app))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "authored (rest) · " in painted(app))


async def test_lines_of_an_authored_session_carry_no_mark() -> None:
    desk = ModelDesk(model="")
    async with call(desk) as (app, pilot):
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "pasta twice" in painted(app))
        assert marks(app) == ["", ""]


async def test_a_used_up_budget_is_told_and_leads_on_to_the_debrief() -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        desk.playing.budget_at = 1
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "The budget for the model is used up" in painted(app))
        assert "pasta twice" in painted(app) and "Enter: write what you understood" in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Before anything is revealed" in painted(app))


async def test_the_first_turn_says_that_the_library_is_being_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loading = [True]
    monkeypatch.setattr(library, "still_loading", lambda: loading[0])
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        desk.playing.gate.clear()
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "Loading the model's library, this once … Esc takes your line back." in painted(app))
        loading[0] = False
        await until(pilot, lambda: "Ines is thinking" in painted(app))


async def test_a_slow_model_is_told_with_what_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.tui.screens.interview.LATE", 0.05)
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        desk.playing.gate.clear()
        await pilot.press(*"one", "enter")
        await until(pilot, lambda: "No answer yet. You can wait, or take your line back with Esc" in painted(app))


@pytest.mark.parametrize("way", ["ctrl+q", "home"])
async def test_leaving_while_the_model_works_lets_it_go_at_once(way: str) -> None:
    desk = ModelDesk()
    async with call(desk) as (app, pilot):
        await asked(app, pilot, desk)
        if way == "ctrl+q":
            await pilot.press("ctrl+q")
        else:
            app.screen._leave(True)  # type: ignore[attr-defined]
            await until(pilot, lambda: not app.screen.query(Composer))
        await until(pilot, lambda: desk.playing.closed)
    assert [event.kind for event in desk.sessions["s1"].log][-1] == "learner", "it waits for its answer"


async def test_a_session_left_without_an_answer_says_on_return_that_it_gets_it_now() -> None:
    desk, gate = ModelDesk(), threading.Event()
    log = desk.put_voiced("s9", 2).log
    log.append(LearnerSaid(3, ASKED[2]))
    resume = desk.resume

    def slowly(session: str, at: int | None = None) -> Any:
        gate.wait(10)
        found = resume(session, at)
        more: list[Event] = [Faulted(3, "auth", "authored", "Refused.", rest=True), CustomerSaid(3, ANSWERS[2])]
        found.log.extend(more)
        return found

    before = desk.events("s9")
    desk.resume, desk.events = slowly, lambda session: before  # type: ignore[method-assign]
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.desk()
        navigation.resume(app, "s9")
        await until(pilot, lambda: "Your last line has no answer yet. It is being answered now" in painted(app))
        gate.set()
        await until(pilot, lambda: "Caught. I do." in painted(app) and "turn 3 of 25" in painted(app))
        assert "authored (rest)" in painted(app), "what happened on the way is not forgotten"


async def test_leaving_while_such_a_line_is_answered_does_not_wait_for_it() -> None:
    desk, gate = ModelDesk(), threading.Event()
    desk.put_voiced("s9", 1).log.append(LearnerSaid(2, ASKED[1]))
    before = desk.events("s9")
    desk.resume, desk.events = lambda *_: gate.wait(30), lambda _: before  # type: ignore[method-assign,assignment]
    app = app_on(desk)
    begun = time.monotonic()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.desk()
        navigation.resume(app, "s9")
        await until(pilot, lambda: "It is being answered now" in painted(app))
        await pilot.press("ctrl+q")
    threads = [thread for thread in threading.enumerate() if thread.name == "apart"]
    assert threads and all(thread.daemon for thread in threads)
    assert time.monotonic() - begun < 20
    gate.set()


async def test_a_stored_call_shows_marks_and_cost_again_and_the_model_that_is_set_now() -> None:
    desk = ModelDesk()
    desk.put_voiced("s9", 3)
    async with call(desk, "s9", (140, 45)) as (app, _):
        assert marks(app) == ["", "", "authored", ""]
        assert "took too long" in painted(app) and f"voice: {MODEL} · ≈ $0.04" in painted(app)
    desk.models.set = None
    async with call(desk, "s9", (140, 45)) as (app, _):
        assert "voice: authored (rest of the call)" in painted(app)


@pytest.mark.parametrize("text", TRIED)
async def test_hostile_text_from_a_model_is_shown_literally(text: str) -> None:
    desk = ModelDesk(answers=(text,))
    desk.start("supper").log[0] = Started("s1", "supper", ("ines",), 1, "c0ffee", model=ALL)
    desk.models.choice = lambda option=None: SimpleNamespace(name=ALL)
    async with call(desk, "s1", (140, 45)) as (app, pilot):
        desk.playing.before = [Faulted(1, "rate_limit", "retried", text)]
        await asked(app, pilot, desk)
        assert_plain(app)
        desk.playing.before = [Faulted(2, "timeout", "authored", text)]
        desk.playing.gate.set()
        await until(pilot, lambda: "turn 1 of 25" in painted(app) and not desk.playing.working)
        await pilot.press(*"two", "enter")
        await until(pilot, lambda: "turn 2 of 25" in painted(app) and not desk.playing.working)
        assert_plain(app)
