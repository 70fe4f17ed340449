"""Text of any origin is shown as text: never markup, never an escape code, wherever it comes up."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import Row, ScriptedDesk
from tests.tui.scripted_card import scorecard
from tests.tui.scripted_sharing import ScriptedSharing
from trainer.content.catalogue import PersonaCard, ScenarioCard
from trainer.desk.shared import Offer
from trainer.desk.sharing import Holds
from trainer.scoring.scorecard import FactOutcome, Item, MissedMoment, MotivationOutcome
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.plain import PlainFilter, one_line, shown, spoken, visible

HOSTILE = (
    "a [/] b",
    "[@click=app.quit]x[/]",
    "[red]list[int]",
    "\x1b]52;c;aGk=\x07paste",
    "\x1b[2Jgone",
    "\x9b31mred",
    "\u202eevil",
    "nul\x00del\x7f",
    "$primary {x} %s",
    "\u200bzero\ufeff",
    "e\u0301\u0301 한글 🙂",
    "[b",
)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
ALL = " ".join(HOSTILE)
#: Each that can end the app by itself, and all of them in one.
TRIED = ("a [/] b", "[@click=app.quit]x[/]", "[b", ALL)


class HostileSharing(ScriptedSharing):
    """Offers hostile text, and fails in hostile words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def offers(self, session: str) -> list[Offer]:
        holds = Holds((self.text,) * 9, (self.text,))
        return [Offer("html", self.text, holds, holds)]

    def write(self, session: str, kind: str, *, words: bool = True) -> str:
        raise OSError(self.text)


class HostileDesk(ScriptedDesk):
    """Everything that can be a string is hostile."""

    def __init__(self, text: str) -> None:
        super().__init__([Row("open-1", title=text, customer=text, status="open"), Row("done-1", title=text)])
        self.text = text
        self.opening = text
        self.answers = (text, f"*{text}*")
        self.catalogue._cards[:] = [ScenarioCard("supper", text, 2, ("ines",), text, text)]
        self.catalogue.people[:] = [PersonaCard("ines", text, text)]
        self.card = hostile_card(text)
        self.sharing = HostileSharing(text)
        self.put_log("open-1", 2)
        self.put_log("done-1", 6, ended=True)

    def content_of(self, events: Any) -> tuple[Any, tuple[Any, ...]]:
        scenario, _ = super().content_of(events)
        return scenario, (SimpleNamespace(id="ines", name=self.text),)


def hostile_card(text: str) -> Any:
    return replace(
        scorecard(),
        next=text,
        decoy=text,
        facts=(FactOutcome("f", text, 3, text, "m", "earned", 1, (text,), text, text),),
        motivations=(MotivationOutcome("m", text, text, True, 1.0, text),),
        items=(Item("technique", "r", 1, text, 1.0, text, text), Item("insight", "r", 0, "", 1.0, text)),
        missed_moments=(MissedMoment("f", text, 1, (text,), text, text),),
    )


@asynccontextmanager
async def home(text: str) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    app = app_on(HostileDesk(text))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "Continue" in painted(app))
        yield app, pilot


def assert_plain(app: TrainerApp) -> None:
    """Nothing that steers a terminal is painted."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            assert not STEERING.search(segment.text), repr(segment.text)
            assert "@click" not in (segment.style.meta if segment.style else {})


@pytest.mark.parametrize("text", TRIED)
async def test_hostile_text_is_shown_literally_on_every_screen(text: str) -> None:
    async with home(text) as (app, pilot):
        mark = one_line(text, 12).split(" ")[0].strip("…")
        steps: list[tuple[str, ...]] = [
            ("n",),
            ("enter",),
            ("f5", "j", "c"),
            ("escape", "enter"),
            ("f5", "c"),
            ("escape",),
        ]
        assert_plain(app)
        for keys in steps:
            await pilot.press(*keys)
            await until(pilot, lambda: mark in painted(app))
            assert_plain(app)
        app.screen.query_one(Composer).put(text)
        app.screen.query_one(Composer).insert("\x1b[31m\u202e")
        await pilot.pause()
        assert_plain(app)
        await pilot.press("enter")
        await pilot.pause()
        assert_plain(app)


@pytest.mark.parametrize("text", TRIED)
async def test_hostile_text_is_shown_literally_on_debrief_scorecard_and_history(text: str) -> None:
    async with home(text) as (app, pilot):
        mark = one_line(text, 12).split(" ")[0].strip("…")
        navigation.debrief(app, "done-1")
        await until(pilot, lambda: mark in painted(app))
        assert_plain(app)
        await pilot.press("escape")
        navigation.scorecard(app, "done-1")
        for key in ("2", "3", "4", "1", "e", "t", "escape"):
            await until(pilot, lambda: mark in painted(app))
            await pilot.press(key)
            await pilot.pause()
            assert_plain(app)
        await pilot.press("escape", "h")
        await until(pilot, lambda: "2 sessions" in painted(app))
        await pilot.press("d")
        await until(pilot, lambda: "Delete this session?" in painted(app))
        assert_plain(app)


async def test_clicking_on_markup_runs_nothing() -> None:
    async with home("[@click=app.quit]xxxxxxxx[/]") as (app, pilot):
        await pilot.click("#menu", offset=(8, 1))
        await pilot.pause()
        assert app.is_running


async def test_a_hostile_error_line_and_draft_are_plain_too() -> None:
    desk = HostileDesk(ALL)
    desk.store.drafts["open-1", "line"] = ALL
    desk.store.drafts["open-1", "jottings"] = ALL
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Continue" in painted(app))
        navigation.resume(app, "open-1")
        await until(pilot, lambda: bool(app.screen.query(Composer)) and bool(app.screen.query_one(Composer).text))
        await pilot.press("f3", "f1")
        await pilot.pause()
        assert_plain(app)
        await pilot.press("escape", "ctrl+p", *"copy")
        await pilot.pause()
        assert_plain(app)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_becomes_content_without_markup_or_steering(text: str) -> None:
    assert shown(text).plain == visible(text)
    assert spoken(text).plain == visible(text)
    assert not STEERING.search(visible(text).replace("\n", ""))
    assert "\n" not in one_line(text)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_the_filter_leaves_nothing_steering_and_keeps_the_width(text: str) -> None:
    (before,) = (Segment(text),)
    (after,) = PlainFilter().apply([before], Color(0, 0, 0))
    assert not STEERING.search(after.text)
    assert after.cell_length == before.cell_length or "\n" in text or "\t" in text
