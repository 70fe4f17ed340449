"""The learner says otherwise of a block: asked for a label and a reason, kept beside ours, shown at its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk, rows
from tests.tui.scripted_card import scorecard
from tests.tui.test_scorecard import result
from trainer.conversation.events import REASON_LIMIT, Challenged, Fingerprinted, Scored, Started
from trainer.scoring.beside import beside_of
from trainer.scoring.likeness import fingerprint
from trainer.tui import navigation, results
from trainer.tui.app import TrainerApp
from trainer.tui.challenging import first_of, offers
from trainer.tui.screens.challenge import ChallengeDialog
from trainer.tui.widgets.blocks import BlockView


def challenges(desk: ScriptedDesk) -> list[Challenged]:
    return [event for event in desk.sessions["done-1"].log if isinstance(event, Challenged)]


async def on_block(app: TrainerApp, pilot: Pilot[Any], ref: str) -> BlockView:
    """Put the cursor on an evidence block."""
    view = app.screen.query_one("#overview-blocks", BlockView)
    view.current = next(at for at, block in enumerate(view.blocks) if block.ref == ref)
    await until(pilot, lambda: app.screen.check_action("challenge", ()))
    return view


async def asked(app: TrainerApp, pilot: Pilot[Any], ref: str) -> None:
    await on_block(app, pilot, ref)
    await pilot.press("x")
    await until(pilot, lambda: isinstance(app.screen, ChallengeDialog) and "What do you say" in painted(app))


async def test_an_item_is_challenged_with_a_reason_and_shows_it_where_it_stands() -> None:
    desk = ScriptedDesk()
    async with result(desk, (140, 45)) as (app, pilot):
        await asked(app, pilot, "leading-question")
        assert "What do you say of turn 2?" in painted(app) and "You say: this is wrong." in painted(app)
        await pilot.press("enter", *"only")
        await pilot.press("enter")
        await until(pilot, lambda: "You say: wrong, because “only”" in painted(app))
        assert [(one.turn, one.rule, one.theirs) for one in challenges(desk)] == [(2, "leading-question", "wrong")]
        assert "Kept as yours" in noticed(app)
        view = app.screen.query_one("#overview-blocks", BlockView)
        await until(pilot, lambda: view.current_block is not None and view.current_block.ref == "leading-question")
        await pilot.press("2")
        await until(pilot, lambda: "You 1" in painted(app))
        assert "You say: wrong, because “only”" in painted(app)


async def test_an_item_of_the_debrief_can_be_challenged_and_a_part_cannot() -> None:
    desk = ScriptedDesk()
    async with result(desk) as (app, pilot):
        assert not app.screen.check_action("challenge", ())
        await pilot.press("x")
        assert not isinstance(app.screen, ChallengeDialog)
        await asked(app, pilot, "partly-stated")
        assert "of your debrief?" in painted(app)
        await pilot.press("j", "enter", *"so", "f4")
        await until(pilot, lambda: bool(challenges(desk)))
        assert [(one.turn, one.theirs, one.reason) for one in challenges(desk)] == [(0, "right", "so")]


async def test_without_a_reason_nothing_is_kept_and_escape_keeps_nothing() -> None:
    desk = ScriptedDesk()
    async with result(desk) as (app, pilot):
        await asked(app, pilot, "mirror")
        await pilot.press("f4")
        await until(pilot, lambda: "Say why, in a sentence." in painted(app))
        app.screen.query_one(Input).value = "x" * (REASON_LIMIT + 1)
        await pilot.press("enter")
        await until(pilot, lambda: f"That has {REASON_LIMIT + 1} characters" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ChallengeDialog))
        assert challenges(desk) == []


async def test_what_could_not_be_kept_stands_in_the_dialog_again() -> None:
    desk = ScriptedDesk()
    desk.refuses = "The turn could not be saved: the disk is full."
    async with result(desk) as (app, pilot):
        await asked(app, pilot, "mirror")
        await pilot.press("j", "enter", *"mine", "enter")
        await until(pilot, lambda: "the disk is full" in noticed(app) and isinstance(app.screen, ChallengeDialog))
        assert app.screen.query_one(Input).value == "mine" and "You say: this is right" in painted(app)
        desk.refuses = ""
        await pilot.press("enter")
        await until(pilot, lambda: [one.reason for one in challenges(desk)] == ["mine"])


async def test_a_steering_reason_is_painted_as_text() -> None:
    desk = ScriptedDesk()
    async with result(desk, (140, 45)) as (app, pilot):
        desk.challenge("done-1", 4, "wrong", "[red]x[/] \x1b[31m", "mirror")
        await app.screen.look_again()  # type: ignore[attr-defined]
        await until(pilot, lambda: "because “[red]x[/] \ufffd[31m”" in painted(app))


def test_what_is_offered_are_the_items_of_the_turn_and_every_label() -> None:
    ours = {"question": "open", "reflection": "none", "input": "no", "leading": "yes"}
    found = offers(scorecard(), ours, 4)
    assert [(one.rule, one.label) for one in found[:4]] == [
        ("earned-fact", "wrong"), ("earned-fact", "right"), ("mirror", "wrong"), ("mirror", "right"),
    ]  # fmt: skip
    assert [one.label for one in found if one.rule == "question"] == ["none", "open", "closed"]
    assert len(found) == 4 + 3 + 5 + 2 + 2
    assert found[first_of(found, "mirror")].rule == "mirror" and first_of(found, "") == 0
    assert next(one for one in found if one.rule == "question").about == "Question, heard: open"
    assert offers(scorecard(), {}, 99) == []


def test_the_overview_begins_with_what_has_to_be_borne_in_mind() -> None:
    log = ScriptedDesk().put_log("done-1", 6, ended=True).log
    assert isinstance(log[0], Started)
    lines = [event.text for event in log if event.kind == "learner"]  # type: ignore[union-attr]
    log[0] = replace(log[0], seen=True)
    log += [Fingerprinted(same=tuple(map(fingerprint, lines))), Scored("0", 71.0, ())]
    beside = beside_of(log, scorecard())
    block = list(results.overview(scorecard(), log, beside))[1]
    assert block.mark == "Bear in mind"
    seen, alike, earlier = block.body.plain.split("\n")
    assert seen.startswith("You had seen") and "of your lines are, nearly word for word" in alike
    assert earlier == "Scored earlier with version 0: 71; now 62."
    assert "Bear in mind" not in [block.mark for block in results.overview(scorecard(), log[1:-2], None)]


async def test_the_briefing_tells_whose_answers_were_seen_and_lets_them_be_called() -> None:
    desk = ScriptedDesk()
    desk.known = frozenset({"ines"})
    app = app_on(desk)
    async with app.run_test(size=(140, 45)) as pilot:
        navigation.briefing(app, "supper")
        await until(pilot, lambda: "Call Ines" in painted(app))
        assert "You have seen what Ines hides: another call shows how you ask" in painted(app)
        assert "Call Ines You have seen what they hide." in painted(app)
        assert "Call Tom Halvorsen Tom lives across town" in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: "turn 0 of 25" in painted(app))


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_history_shows_the_band_of_a_figure_and_what_was_seen(size: tuple[int, int]) -> None:
    listed = rows(3)
    listed[2] = replace(listed[2], seen=True, low=55.0, high=70.0)
    app = app_on(ScriptedDesk(listed))
    async with app.run_test(size=size) as pilot:
        await pilot.press("h")
        await until(pilot, lambda: "3 sessions" in painted(app))
        assert "62 The list part likely 55 to 70" in painted(app)
        assert "scored · attempt · seen" in painted(app) and painted(app).count("seen") == 1
        await pilot.press("slash", *"seen")
        await until(pilot, lambda: "1 of 3 sessions" in painted(app))
