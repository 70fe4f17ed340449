"""The workbench: own drafts listed and linted, a draft begun by questions, a talk that follows the saved file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.content.drafting.test_drafted import OTHER, written
from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from trainer.content.drafting.questions import PERSONA, SCENARIO
from trainer.content.lint.run import lint
from trainer.tui import navigation
from trainer.tui.app import TrainerApp
from trainer.tui.screens.beginning import BeginScreen
from trainer.tui.screens.talking import TalkScreen
from trainer.tui.screens.workbench import WorkbenchScreen
from trainer.tui.widgets.blocks import BlockView
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.conversation import ConversationView


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The app is started in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("trainer.tui.screens.workbench.LOOK", 0.1)
    monkeypatch.setattr("trainer.tui.screens.talking.LOOK", 0.1)
    yield tmp_path


def reworded(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


async def at_workbench(app: TrainerApp, pilot: Pilot[Any]) -> WorkbenchScreen:
    await until(pilot, lambda: "Workbench" in painted(app) and app._desk is not None and app._desk.done())
    await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, WorkbenchScreen) and "Folder" in painted(app))
    assert isinstance(app.screen, WorkbenchScreen)
    return app.screen


async def at_talk(app: TrainerApp, pilot: Pilot[Any], path: Path) -> TalkScreen:
    await until(pilot, lambda: app._desk is not None and app._desk.done())
    navigation.talk(app, path)
    await until(pilot, lambda: bool(app.screen.query("#conversation Block")), seconds=20)
    assert isinstance(app.screen, TalkScreen)
    return app.screen


def said(app: TrainerApp) -> str:
    return app.screen.query_one(ConversationView).transcript()


def reasons(app: TrainerApp) -> str:
    return "\n".join(block.plain for block in app.screen.query_one("#reasons", BlockView).blocks)


async def test_drafts_are_listed_and_what_lint_says_follows_the_file(folder: Path) -> None:
    persona, _ = written(folder, OTHER)
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(100, 30)) as pilot:
        await at_workbench(app, pilot)
        await until(pilot, lambda: "A page a day" in painted(app) and OTHER["name"] in painted(app))
        await until(pilot, lambda: "Lint finds nothing." in painted(app), seconds=20)
        reworded(persona, "depth: 3", "depth: 9")
        await until(pilot, lambda: "Lint finds 4 things." in painted(app) and "at most 3" in painted(app), seconds=20)
        persona.unlink()
        await until(pilot, lambda: OTHER["name"] not in painted(app))


async def test_an_empty_folder_says_how_to_begin_and_a_lost_one_says_so() -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_workbench(app, pilot)
        await until(pilot, lambda: "No draft in this folder" in painted(app))
        await pilot.press("slash")
        for path, words in (("no-such", "cannot be read"), ("a\x00b", "null"), ("~nobody-here", "home")):
            screen.query_one(Input).value = path
            screen.query_one(Input).focus()
            await pilot.press("enter")
            await until(pilot, lambda words=words: words in painted(app))  # type: ignore[misc]
        assert app.failure is None


async def test_a_customer_and_a_scenario_are_begun_by_questions(folder: Path) -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(100, 30)) as pilot:
        await at_workbench(app, pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen) and "1 of 14" in painted(app))
        await pilot.press(*"{x}", "enter")
        await until(pilot, lambda: "begin with a letter" in painted(app))
        app.screen.query_one(Input).value = "Mia Roth"
        for _ in PERSONA:
            await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WorkbenchScreen) and "Mia Roth" in painted(app), seconds=20)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        app.screen.query_one(Input).value = "mia-roth"
        for _ in SCENARIO:
            await pilot.press("enter")
        await until(pilot, lambda: "a-page-a-day.yaml" in painted(app), seconds=20)
    assert lint([folder]) == []
    assert {path.name for path in folder.rglob("*.yaml")} == {"mia-roth.yaml", "a-page-a-day.yaml"}


async def test_answers_that_do_not_go_together_are_asked_again(folder: Path) -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(100, 30)) as pilot:
        await at_workbench(app, pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        for question in PERSONA:
            app.screen.query_one(Input).value = "Ines" if question.key == "name" else ""
            await pilot.press("enter")
        await until(pilot, lambda: "`person` and `name` are both" in painted(app) and "14 of 14" in painted(app))
        assert not list(folder.rglob("*.yaml"))
        app.screen.query_one(Input).value = "Olga"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WorkbenchScreen), seconds=20)
    assert "Olga" in (folder / "personas" / "ines.yaml").read_text("utf-8")


async def test_leaving_before_the_last_question_writes_nothing(folder: Path) -> None:
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_workbench(app, pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("enter", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, WorkbenchScreen))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_a_talk_shows_the_reasons_beside_or_below_it(folder: Path, size: tuple[int, int]) -> None:
    persona, _ = written(folder, OTHER)
    app = app_on(ScriptedDesk())
    async with app.run_test(size=size) as pilot:
        screen = await at_talk(app, pilot, persona)
        await pilot.press(*"What is the brass key?", "enter")
        await until(pilot, lambda: "opened some-one-before" in reasons(app) and "index cards" in said(app))
        talk, why = screen.query_one(ConversationView).region, screen.query_one("#reasons").region
        assert (why.y >= talk.bottom) if size[0] < 110 else (why.x >= talk.right)
        assert why.height > 2


async def test_a_small_window_follows_the_talk_from_a_line_said_before_the_file_is_read(folder: Path) -> None:
    persona, _ = written(folder, OTHER)
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        navigation.talk(app, persona)
        await until(pilot, lambda: isinstance(app.screen, TalkScreen) and bool(app.screen.query("Composer")))
        for turn, line in enumerate(("What is the brass key?", "What is your job?", "Where does it hang?"), 1):
            await pilot.press(*line, "enter")
            await until(pilot, lambda turn=turn: len(said(app).splitlines()) == 2 * turn + 1, seconds=20)  # type: ignore[misc]
            talk = app.screen.query_one(ConversationView)
            await until(pilot, lambda talk=talk: talk.blocks[-1].region.bottom <= talk.region.bottom)  # type: ignore[misc]
        assert "What is the brass key?" in said(app)


async def test_saving_the_file_says_everything_again_and_a_broken_one_changes_nothing(folder: Path) -> None:
    persona, _ = written(folder, OTHER)
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(120, 40)) as pilot:
        await at_talk(app, pilot, persona)
        await pilot.press(*"What is your job?", "enter")
        await until(pilot, lambda: "a nurse on the night shift" in said(app))
        reworded(persona, "a nurse on", "a porter on")
        await until(pilot, lambda: "a porter on the night shift" in said(app), seconds=20)
        assert said(app).count("What is your job?") == 1
        await until(pilot, lambda: "Lint finds nothing." in painted(app), seconds=20)
        before = said(app)
        reworded(persona, "pronoun: he", "pronoun: it")
        await until(pilot, lambda: "cannot be played" in painted(app) and "Use one of" in painted(app))
        assert said(app) == before
        await pilot.press("f5")
        await until(pilot, lambda: "What is your job?" not in said(app) and bool(said(app)))


async def test_a_file_that_cannot_be_played_yet_is_played_once_it_can(folder: Path) -> None:
    persona, _ = written(folder, OTHER)
    sound = persona.read_text("utf-8")
    persona.write_text("facts: [", "utf-8")
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        navigation.talk(app, persona)
        await until(pilot, lambda: "cannot be played" in painted(app))
        await pilot.press(*"Hello", "enter")
        persona.write_text(sound, "utf-8")
        await until(pilot, lambda: bool(said(app)), seconds=20)
        assert app.failure is None


async def test_enter_on_a_draft_begins_the_talk(folder: Path) -> None:
    written(folder, OTHER)
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_workbench(app, pilot)
        await until(pilot, lambda: screen.query_one(Choices).option_count == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WorkbenchScreen))


async def test_text_of_a_draft_is_no_markup(folder: Path) -> None:
    persona, _ = written(folder, OTHER)
    reworded(persona, f'name: "{OTHER["name"]}"', 'name: "[red]Ann[/red] [@click=app.quit]Lee"')
    app = app_on(ScriptedDesk())
    async with app.run_test(size=(120, 30)) as pilot:
        await at_workbench(app, pilot)
        await until(pilot, lambda: "[red]Ann[/red] [@click" in painted(app))
        await pilot.press("enter")
        await until(pilot, lambda: "[red]Ann[/red]" in painted(app) and isinstance(app.screen, TalkScreen))
        assert app.failure is None
