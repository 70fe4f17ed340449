"""The model screen: what is set and by what, choosing, keeping, trying, forgetting; a key is never seen anywhere."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Checkbox, Input

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.scripted_model import MODEL, ModelDesk
from tests.tui.test_hostile import ALL, assert_plain
from trainer.conversation.model import Stop
from trainer.llm.check import Answering, Step
from trainer.llm.choice import SetBy
from trainer.llm.prices import Budget
from trainer.llm.providers import SERVERS
from trainer.tui import navigation, setup
from trainer.tui.app import TrainerApp
from trainer.tui.screens.model import ModelScreen
from trainer.tui.widgets.choices import Choices

KEY = "sk-verysecret0123456789"


@asynccontextmanager
async def model_screen(
    desk: ScriptedDesk, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[TrainerApp, Pilot[Any]]]:
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await app.desk()
        navigation.model(app)
        await until(pilot, lambda: "Now: " in painted(app) and "OpenAI" in painted(app))
        yield app, pilot


def put(app: TrainerApp, **values: str) -> None:
    for key, text in values.items():
        app.screen.query_one(f"#{key}-line", Input).value = text


def value(app: TrainerApp, key: str) -> str:
    return app.screen.query_one(f"#{key}-line", Input).value


async def test_home_says_what_is_set_and_leads_here_by_key_and_by_mouse() -> None:
    app = app_on(ModelDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: f"Model {MODEL}" in painted(app))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ModelScreen) and "Now: " in painted(app))
        await pilot.press("escape")
        at = app.screen.query_one("#menu", Choices).get_option_index("do:model")
        await pilot.click("#menu", offset=(4, at))
        await until(pilot, lambda: isinstance(app.screen, ModelScreen))


async def test_home_without_a_model_names_the_authored_customer_and_warms_nothing_early() -> None:
    desk = ModelDesk(model="")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Model none: the authored customer" in painted(app))
        await until(pilot, lambda: desk.models.warmed == 1)


async def test_it_says_what_is_set_by_what_where_words_go_and_what_it_costs() -> None:
    desk = ModelDesk()
    desk.models.set = replace(desk.models.set, budget=Budget(dollars=0.5), ear=True, wait=12.0)
    async with model_screen(desk, (140, 45)) as (app, _):
        text = painted(app)
        assert f"Now: {MODEL} (by your settings) · words go to OpenAI (api.openai.com)" in text
        assert "Key: from OPENAI_API_KEY · ≈ $0.01 to $0.03 a session (estimate) · budget $0.50 a session" in text
        assert (value(app, "name"), value(app, "wait"), value(app, "budget")) == (MODEL, "12", "$0.50")
        assert app.screen.query_one(Checkbox).value is True and "Second ear: on" in text
        assert "sk-set-elsewhere" not in text


async def test_without_a_model_it_says_that_nothing_leaves_the_machine() -> None:
    async with model_screen(ModelDesk(model="")) as (app, _):
        assert "Now: the authored customer. It needs no key and no network; nothing leaves" in painted(app)


async def test_where_the_environment_decides_it_says_that_saving_waits_for_its_end() -> None:
    desk = ModelDesk()
    desk.models.by = SetBy.ENVIRONMENT
    async with model_screen(desk, (140, 45)) as (app, _):
        assert "(by TRAINER_MODEL in the environment)" in painted(app)
        assert "counts only once TRAINER_MODEL is gone" in painted(app)


async def test_a_choice_that_cannot_be_read_is_one_line_and_can_be_replaced() -> None:
    desk = ModelDesk()
    desk.models.broken = "the model in the settings cannot be read; set it again"
    async with model_screen(desk) as (app, _):
        assert "Now: the model in the settings cannot be read; set it again" in painted(app)


async def test_choosing_a_place_with_the_keyboard_fills_in_name_and_address() -> None:
    async with model_screen(ModelDesk(model="")) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: value(app, "name") == "ollama/")
        assert value(app, "url") == "http://127.0.0.1:11434/v1" and app.screen.query_one("#name-line", Input).has_focus
        await pilot.press(*"llama3.2", "f4")
        await until(pilot, lambda: "Kept: ollama/llama3.2." in painted(app))


async def test_keeping_by_keyboard_stores_the_choice_and_puts_the_key_into_the_keyring_alone() -> None:
    desk = ModelDesk(model="")
    async with model_screen(desk) as (app, pilot):
        app.screen.query_one("#name-line", Input).focus()
        await pilot.press(*MODEL, "tab", "tab", *KEY, "tab", *"10", "tab", *"0.50", "tab", "space", "f4")
        await until(pilot, lambda: f"Kept: {MODEL}, its key in the system keyring." in painted(app))
        choice, key = desk.models.kept[0]
        assert (choice.name, choice.wait, str(choice.budget), choice.ear) == (MODEL, 10.0, "$0.50", True)
        assert key == KEY and value(app, "key") == ""
        assert desk.models.warmed == 2
        assert KEY not in str(desk.store.settings) and KEY not in str(desk.store.drafts)


async def test_a_typed_key_is_in_no_picture_no_message_and_no_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    desk = ModelDesk(model="")
    async with model_screen(desk) as (app, pilot):
        app.screen.query_one("#key-line", Input).focus()
        await pilot.press(*KEY)
        assert value(app, "key") == KEY
        assert KEY not in painted(app) and KEY not in app.export_screenshot()
        put(app, name="no such provider")
        await pilot.press("f4", "f5")
        await until(pilot, lambda: "a model's name has" in painted(app))
        assert KEY not in painted(app) + noticed(app)
        from trainer.tui import crash

        try:
            raise ValueError(f"holds {KEY}")
        except ValueError as error:
            report = crash.write_report(error)
        assert report and KEY not in Path(report).read_text("utf-8")
    assert desk.models.kept == []


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("name", "mine", "Begin its name with one of"),
        ("url", "ftp://x", "an address begins with http:// or https://"),
        ("wait", "soon", "the wait is a number of seconds"),
        ("wait", "900", "the wait is 1 to 120 seconds"),
        ("budget", "much", "a budget is US dollars such as 0.50"),
        ("key", "two words", "a key is one word of plain characters"),
    ],
)
async def test_what_is_no_use_is_said_at_its_field_in_one_line(field: str, text: str, told: str) -> None:
    desk = ModelDesk()
    async with model_screen(desk, (140, 45)) as (app, pilot):
        put(app, **{field: text})
        await pilot.press("f4")
        await until(pilot, lambda: told in painted(app))
        place = app.screen.query_one(f"#{field}-field")
        assert place.has_class("-wrong") and app.screen.query_one(f"#{field}-line", Input).has_focus
        assert len(app.screen.query(".-wrong")) == 1 and desk.models.kept == []
        assert "--" not in painted(app)


async def test_a_budget_in_dollars_without_a_price_is_refused_at_its_field() -> None:
    async with model_screen(ModelDesk(model=""), (140, 45)) as (app, pilot):
        put(app, name="ollama/llama3.2", budget="0.50")
        await pilot.press("f4")
        await until(pilot, lambda: "no price is known for ollama/llama3.2" in painted(app))
        assert app.screen.query_one("#budget-field").has_class("-wrong")


async def test_a_locked_keyring_is_said_at_the_key_and_nothing_is_kept() -> None:
    desk = ModelDesk(model="")
    desk.models.locked = "the system keyring is locked; set OPENAI_API_KEY in the environment instead"
    async with model_screen(desk, (140, 45)) as (app, pilot):
        put(app, name=MODEL, key=KEY)
        await pilot.press("f4")
        await until(pilot, lambda: "the system keyring is locked" in painted(app))
        assert desk.models.kept == [] and KEY not in painted(app)


async def test_back_to_authored_keeps_the_key_and_forgetting_asks_first() -> None:
    desk = ModelDesk()
    async with model_screen(desk) as (app, pilot):
        await pilot.press("f6")
        await until(pilot, lambda: "The authored customer plays from here on." in painted(app))
        assert desk.models.set is None and desk.models.keys.source
        await pilot.press("f7")
        await until(pilot, lambda: "Forget the model and its key?" in painted(app))
        await pilot.press("y")
        await until(pilot, lambda: "The model and its key are forgotten." in painted(app))
        assert desk.models.keys.source == ""


@pytest.mark.parametrize(("button", "told"), [("#keep", "Kept: "), ("#authored", "The authored customer plays")])
async def test_the_mouse_does_the_same(button: str, told: str) -> None:
    async with model_screen(ModelDesk()) as (app, pilot):
        await pilot.click(button)
        await until(pilot, lambda: told in painted(app))


async def test_servers_that_answer_are_named_with_their_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "local_servers", lambda: [Answering(SERVERS[0], ("qwen3:4b", "x"))])
    async with model_screen(ModelDesk(model=""), (140, 45)) as (app, pilot):
        await until(pilot, lambda: "Ollama answers now, 2 models" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: value(app, "name") == "ollama/qwen3:4b")


Told = Callable[[Step], object]


async def test_a_test_shows_each_step_and_what_to_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(choice: Any, keys: Any, stop: Stop, tell: Told) -> None:
        tell(Step("litellm", True, "installed"))
        tell(Step("key", True, f"from {keys.find(choice).source}"))
        tell(Step("model", True, "answered in 0.9 s, the first words after 0.4 s; ≈ 40 tokens, less than $0.01"))
        tell(Step("form", False, "it fills in no forms", needed=False))

    monkeypatch.setattr(setup, "check", check)
    async with model_screen(ModelDesk()) as (app, pilot):
        put(app, key=KEY)
        await pilot.press("f5")
        await until(pilot, lambda: "The model can be used." in painted(app))
        text = painted(app)
        assert "✓ ok litellm: installed" in text and "✓ ok key: from what you typed" in text
        assert "the first words after 0.4 s" in text and "· note form: it fills in no forms" in text
        assert KEY not in text


async def test_a_problem_is_marked_with_a_sign_and_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "check", lambda c, k, s, tell: tell(Step("key", False, "there is none; set X")))
    async with model_screen(ModelDesk()) as (app, pilot):
        await pilot.click("#test")
        await until(pilot, lambda: "✗ problem key: there is none; set X" in painted(app))
        assert "The model cannot be used as it is." in painted(app)


async def test_esc_stops_a_test_and_then_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(choice: Any, keys: Any, stop: Stop, tell: Told) -> None:
        stopped = threading.Event()
        stop.when_set(stopped.set)
        stopped.wait(20)
        stop.check()

    monkeypatch.setattr(setup, "check", check)
    async with model_screen(ModelDesk()) as (app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: "Testing … Esc stops it." in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped." in painted(app))
        assert isinstance(app.screen, ModelScreen)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ModelScreen))


async def test_leaving_the_app_does_not_wait_for_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    stops: list[Stop] = []

    def check(choice: Any, keys: Any, stop: Stop, tell: Told) -> None:
        stops.append(stop)
        threading.Event().wait(60)

    monkeypatch.setattr(setup, "check", check)
    async with asyncio.timeout(30):
        async with model_screen(ModelDesk()) as (_, pilot):
            await pilot.press("f5")
            await until(pilot, lambda: stops)
            await pilot.press("ctrl+q")
    assert stops[0].is_set()


async def test_hostile_text_is_shown_literally(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "check", lambda c, k, s, tell: tell(Step(ALL, False, ALL)))
    monkeypatch.setattr(setup, "local_servers", lambda: [Answering(SERVERS[0], (ALL,))])
    desk = ModelDesk()
    desk.models.keys.source = ALL
    async with model_screen(desk) as (app, pilot):
        await until(pilot, lambda: "answers now" in painted(app))
        await pilot.press("f5")
        await until(pilot, lambda: "✗ problem" in painted(app))
        assert_plain(app)
        await pilot.press("enter")
        await until(pilot, lambda: value(app, "name").startswith("ollama/"))
        assert_plain(app)
        await pilot.press("f4")
        await until(pilot, lambda: app.screen.query(".-wrong"))
        assert_plain(app)
        desk.models.broken = ALL
        await pilot.press("f6")
        await until(pilot, lambda: "Now: a [/] b" in painted(app))
        assert_plain(app)
