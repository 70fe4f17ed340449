"""The app on the real desk with a model that waits: taken back, left in the middle, answered on return."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import Any, TypeVar, cast

from textual.pilot import Pilot

from tests.tui.conftest import painted, until
from trainer.conversation.events import standing
from trainer.conversation.helped import Assisted
from trainer.conversation.model import FaultKind, Filled, ModelFault, Prompt, Retried, Stop, Usage, Written
from trainer.desk import Desk
from trainer.llm.choice import choose
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.ports import DeskPort
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView

Shape = TypeVar("Shape")
NAME = "ollama/slow"


class Slow:
    """A model that thinks until its gate is opened or the learner stops it."""

    name = NAME

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.asked = 0
        self.stopped_at: list[float] = []

    def write(self, prompt: Prompt, stop: Stop, *, again: bool, retried: Retried) -> Written:
        self.asked += 1
        woken = threading.Event()
        stop.when_set(woken.set)
        while not woken.is_set() and not self.gate.wait(0.01):
            pass
        if stop.is_set():
            self.stopped_at.append(time.monotonic())
        stop.check()
        return Written("As an AI language model I cannot say.", Usage(400, 10, None, True))

    def fill(self, prompt: Prompt, form: type[Shape], stop: Stop, *, within: float) -> Filled[Shape]:
        raise ModelFault(FaultKind.EMPTY, "it fills in no forms")


def desk_at(home: Path, model: Slow) -> Desk:
    desk = Desk.open(home)
    desk.models.choice = lambda option=None: choose(NAME)  # type: ignore[method-assign]
    desk.models.assistance = lambda option=None: Assisted(model)  # type: ignore[method-assign]
    desk.models.warm = lambda: None  # type: ignore[method-assign]
    return desk


def app_at(desk: Desk) -> TrainerApp:
    app = TrainerApp(lambda: cast(DeskPort, desk), typing=False)
    app.animation_level = "none"
    return app


async def call(app: TrainerApp, pilot: Pilot[Any], session: str = "") -> None:
    await until(pilot, lambda: app._desk is not None and app._desk.done(), seconds=20)
    if session:
        navigation.resume(app, session)
    else:
        navigation.catalogue(app)
        navigation.begin(app, "game-nobody-plays", "maren-tveit", "")


async def test_a_line_is_taken_back_left_and_answered_on_return(tmp_path: Path) -> None:
    model = Slow()
    desk = desk_at(tmp_path, model)
    app = app_at(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await call(app, pilot)
        await until(pilot, lambda: "turn 0 of" in painted(app), seconds=20)
        await pilot.press(*"What did you do last week?", "enter")
        await until(pilot, lambda: "Esc takes your line back" in painted(app) and model.asked == 1)
        begun = time.monotonic()
        await pilot.press("escape")
        await until(pilot, lambda: "Taken back; nothing was said." in painted(app))
        assert model.stopped_at and model.stopped_at[0] - begun < 1.0
        composer = app.screen.query_one(Composer)
        assert composer.text == "What did you do last week?"
        assert not [b for b in app.screen.query_one(ConversationView).blocks if b.has_class("learner")]
        await pilot.press("enter")
        await until(pilot, lambda: model.asked == 2 and "is thinking" in painted(app))
        await pilot.press("ctrl+q")
    session = desk.history()[0].id
    assert len(model.stopped_at) == 2, "leaving lets the model go"
    assert [event.kind for event in standing(desk.events(session))][-1] == "learner"
    desk.close()

    model = Slow()
    desk = desk_at(tmp_path, model)
    app = app_at(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await call(app, pilot, session)
        await until(pilot, lambda: "Your last line has no answer yet. It is being answered now" in painted(app), 20)
        model.gate.set()
        await until(pilot, lambda: "turn 1 of" in painted(app) and "not fit to be said" in painted(app), 20)
        assert "AI language model" not in painted(app) and "tokens" in painted(app)
        assert app.screen.query_one(Composer).text == ""
        await asyncio.sleep(0)
    desk.close()
