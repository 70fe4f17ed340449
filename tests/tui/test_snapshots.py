"""Pictures of every screen in both sizes: dark, light, without colour; some in high contrast."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from textual._doc import take_svg_screenshot
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.conftest import SOAK
from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk, rows
from tests.tui.scripted_model import ModelDesk, coached
from trainer.tui import navigation
from trainer.tui.app import TrainerApp

SIZES = {"80x24": (80, 24), "140x45": (140, 45)}
LOOKS = ("evening", "paper", "no-colour")


def desk(sessions: int = 8) -> ScriptedDesk:
    made = ScriptedDesk(rows(sessions) if sessions else ())
    for id in ("open-1", "ended-1", "done-1"):
        made.put_log(id, 6, ended=id != "open-1")
    made.store.drafts["open-1", "jottings"] = "the list part\nTom?"
    made.store.drafts["ended-1", "debrief"] = '{"insight": "The list lets them run a week without a call."}'
    return made


def model_desk() -> ScriptedDesk:
    made = ModelDesk(rows(8))
    made.put_voiced("voiced-1", 3)
    made.put_voiced("done-1", 6, ended=True)
    made.coachings = [coached()]
    return made


async def home(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: "Last results" in painted(app))


async def first_run(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: "Nothing here yet" in painted(app))


async def catalogue(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.catalogue(app)
    await until(pilot, lambda: "2 scenarios" in painted(app) and "You may talk to" in painted(app))


async def briefing(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.briefing(app, "supper")
    await until(pilot, lambda: "Call Ines" in painted(app))


async def call(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.resume(app, "open-1")
    await until(pilot, lambda: "turn 6 of 25" in painted(app))


async def call_with_notes(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await call(app, pilot)
    await pilot.press("f3")
    await until(pilot, lambda: "the list part" in app.screen.query_one("#notes", TextArea).text)


async def hanging_up(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await call(app, pilot)
    await pilot.press("f4")
    await until(pilot, lambda: "Hang up?" in painted(app))


async def help_screen(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await call(app, pilot)
    await pilot.press("f1")
    await until(pilot, lambda: "Keys that work here" in painted(app))


async def debrief(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.debrief(app, "ended-1")
    await until(pilot, lambda: "without a call" in painted(app) and "Debrief · The list" in painted(app))


async def scorecard(app: TrainerApp, pilot: Pilot[Any], tab: str = "1", sight: str = "Discovery") -> None:
    navigation.scorecard(app, "done-1")
    await until(pilot, lambda: "Discovery" in painted(app))
    await pilot.press(tab)
    await until(pilot, lambda: sight in painted(app))


async def transcript(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await scorecard(app, pilot, "2", "You 1")


async def hidden(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await scorecard(app, pilot, "3", "A week settled")


async def missed(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await scorecard(app, pilot, "4", "In the way")


async def history(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.history(app)
    await until(pilot, lambda: "8 sessions" in painted(app))


async def model(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.model(app)
    await until(pilot, lambda: "Now: " in painted(app) and "OpenAI" in painted(app))


async def model_call(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.resume(app, "voiced-1")
    await until(pilot, lambda: "turn 3 of 25" in painted(app))


async def model_thinking(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await model_call(app, pilot)
    app.screen._interview.gate.clear()  # type: ignore[attr-defined]
    await pilot.press(*"And then?", "enter")
    await until(pilot, lambda: "Esc takes your line back" in painted(app) and "turn 4 of 25" in painted(app))


async def model_briefing(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.briefing(app, "supper")
    await until(pilot, lambda: "Call Ines" in painted(app) and "Voiced by openai" in painted(app))


async def coach(app: TrainerApp, pilot: Pilot[Any]) -> None:
    await scorecard(app, pilot, "5", "change no figure")


#: Those that are drawn on a desk where a model is set.
WITH_MODEL = (model, model_call, model_thinking, model_briefing, coach)
SCREENS = {
    way.__name__: way
    for way in (
        home, first_run, catalogue, briefing, call, call_with_notes, hanging_up, help_screen, debrief, scorecard,
        transcript, hidden, missed, history, *WITH_MODEL,
    )
}  # fmt: skip


#: Without the full numbers, the other looks in one size alone.
LOOKED = [(size, look) for size in SIZES for look in LOOKS if SOAK or look == "evening" or size == "80x24"]


CONTRASTED = ("home", "call", "scorecard", "hidden")
#: Pictures that are drawn and not yet compared, by name, size and look: starting an app costs more than drawing, so
#: that only with the full numbers each has an app of its own.
DRAWN: dict[tuple[str, str, str], str] = {}


def draw(name: str, wanted: list[tuple[str, str]]) -> None:
    """Draw a screen on one app in every size and look wanted, those of the first size first."""
    app = app_on(model_desk() if SCREENS[name] in WITH_MODEL else desk(0 if name == "first_run" else 8))

    async def before(pilot: Pilot[Any]) -> None:
        await SCREENS[name](app, pilot)
        for number, (size, look) in enumerate(wanted):
            if number:
                DRAWN[name, *wanted[number - 1]] = app.export_screenshot(title=app.title, simplify=True)
            app.theme = "evening" if look == "no-colour" else look
            if app.size != SIZES[size]:
                await pilot.resize_terminal(*SIZES[size])
            await pilot.pause()
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()

    DRAWN[name, *wanted[-1]] = take_svg_screenshot(app=app, terminal_size=SIZES[wanted[0][0]], run_before=before)


def picture(name: str, size: str, look: str, snap: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> bool:
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    if SOAK or look == "no-colour":  # what NO_COLOR asks for is settled as the app starts
        draw(name, [(size, look)])
    elif (name, size, look) not in DRAWN:
        contrasted = [("80x24", "high-contrast")] if name in CONTRASTED else []
        draw(name, [one for one in (*LOOKED, *contrasted) if one[1] != "no-colour"])
    kept = DRAWN.pop((name, size, look))
    monkeypatch.setattr("textual._doc.take_svg_screenshot", lambda **_: kept)
    return snap(App[None]())


@pytest.mark.parametrize(("size", "look"), LOOKED)
@pytest.mark.parametrize("name", SCREENS)
def test_picture(
    name: str, size: str, look: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert picture(name, size, look, snap_compare, monkeypatch)


@pytest.mark.parametrize("name", CONTRASTED)
def test_picture_in_high_contrast(
    name: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert picture(name, "80x24", "high-contrast", snap_compare, monkeypatch)


async def test_without_colour_every_meaning_has_words_or_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(desk())
    async with app.run_test(size=(140, 45)) as pilot:
        assert app.no_color and not app.native_ansi_color
        assert not [name for name in app.available_themes if "ansi" in name]
        await hidden(app, pilot)
        assert all(mark in painted(app) for mark in ("✓ earned", "✗ missed", "· volunteered"))
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    triplet = colour.triplet if colour else None
                    assert triplet is None or triplet.red == triplet.green == triplet.blue
    assert os.environ["NO_COLOR"]
