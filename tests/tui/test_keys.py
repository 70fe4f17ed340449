"""Keys: each has a name, a description and a sentence; none clashes with terminals; help shows what really works."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import trainer.tui
from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk, rows
from tests.tui.test_sizes import WAYS, at_home, desk
from trainer.tui.app import TrainerApp
from trainer.tui.screens.help import HelpScreen
from trainer.tui.widgets.composer import Composer

#: Taken by terminals, tmux, or the text fields themselves.
FORBIDDEN = {f"ctrl+{key}" for key in "hijmsb"}

#: Ways to where no help is asked for: dialogs, and what lies above the screens.
DIALOGS = ("at_help", "at_palette", "at_question", "at_choosing", "at_challenge", "at_share")


def own_bindings() -> Iterator[tuple[str, Binding]]:
    for module in pkgutil.walk_packages(trainer.tui.__path__, "trainer.tui."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            if isinstance(kind, type) and issubclass(kind, DOMNode) and kind.__module__ == module.name:
                for binding in vars(kind).get("BINDINGS", ()):
                    assert isinstance(binding, Binding)
                    yield f"{name}.{binding.id}", binding


def test_every_binding_has_a_name_of_its_own_and_a_sentence() -> None:
    found = list(own_bindings())
    ids = [binding.id for _, binding in found]
    assert len(found) > 45
    assert len(set(ids)) == len(ids)
    for name, binding in found:
        assert binding.id and binding.tooltip, name
        assert binding.description or not binding.show, name


def test_no_key_is_one_that_terminals_take() -> None:
    for name, binding in own_bindings():
        for key in binding.key.split(","):
            assert key not in FORBIDDEN and not key.startswith("alt+"), name
            assert key != "ctrl+q" or binding.action == "quit", name


@pytest.mark.parametrize("name", [name for name in WAYS if name not in DIALOGS])
async def test_help_lists_the_bindings_that_work_where_it_was_asked_for(name: str) -> None:
    app = app_on(desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        await WAYS[name](app, pilot)
        await pilot.pause()
        works = {a.binding.id for a in app.screen.active_bindings.values() if a.enabled and a.binding.id}
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert isinstance(app.screen, HelpScreen)
        shown_ids = set(app.screen.names)
        assert "room.help" in shown_ids and "app.quit" in shown_ids
        assert {i for i in works if not i.startswith("app.command")} <= shown_ids | {"home.stay"}
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, HelpScreen))


@pytest.mark.parametrize("key", ["f1", "f2", "f3", "f4", "f5", "f8", "f9", "escape", "ctrl+p", "up", "down", "enter"])
async def test_each_key_of_the_call_works_from_the_prompt(key: str) -> None:
    made = desk()
    app = app_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "turn 3 of 25" in painted(app) or "turn 4 of 25" in painted(app))
        await pilot.press("up", "down")
        before = (painted(app), app.theme, app.typing, app.focused)
        if key == "down":
            await pilot.press("up")
            before = (painted(app), app.theme, app.typing, app.focused)
        await pilot.press(key)
        await until(pilot, lambda: (painted(app), app.theme, app.typing, app.focused) != before)


async def test_a_remapped_key_works_and_shows() -> None:
    made = desk()
    made.store.settings["keymap"] = '{"call.hang-up": "f10"}'
    app = app_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "f10 Hang up" in painted(app))
        await pilot.press("f10")
        await until(pilot, lambda: "Hang up?" in painted(app))


@pytest.mark.parametrize("key", ["j", "k", "g", "G", "ctrl+d", "ctrl+u"])
async def test_vim_keys_move_in_lists(key: str) -> None:
    app = app_on(ScriptedDesk(rows(60)))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        await pilot.press("h")
        await until(pilot, lambda: "60 sessions" in painted(app))
        from textual.widgets import OptionList

        menu = app.screen.query_one(OptionList)
        menu.highlighted = 30
        await pilot.press(key)
        await until(pilot, lambda: menu.highlighted != 30)
        assert (menu.highlighted > 30) == (key in ("j", "G", "ctrl+d"))


async def test_letters_in_a_text_field_are_letters() -> None:
    made = desk()
    app = app_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(Composer)))
        await pilot.press(*"jkgGcnhrdetmq1234")
        assert app.screen.query_one(Composer).text == "jkgGcnhrdetmq1234"


async def test_the_theme_is_changed_and_kept() -> None:
    made = desk()
    app = app_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        for name in ("paper", "high-contrast", "evening"):
            await pilot.press("f9")
            await until(pilot, lambda name=name: made.store.settings.get("theme") == name)  # type: ignore[misc]
            assert app.theme == name


async def test_mouse_selects_and_clicks_open() -> None:
    app = app_on(desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(app, pilot)
        await until(pilot, lambda: "Continue" in painted(app))
        await pilot.click("#menu", offset=(6, 5))
        await until(pilot, lambda: "Choose a scenario" in painted(app) and len(app.screen_stack) == 2)
        assert TrainerApp.ALLOW_SELECT
