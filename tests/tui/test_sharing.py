"""Sharing in the app: what will be in the file is shown before it is written; the words can be left out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.cli.running import LINES, debriefed, interview
from tests.tui.conftest import app_on, noticed, painted, until
from tests.tui.scripted import ScriptedDesk, rows
from trainer.desk import Desk
from trainer.tui import navigation
from trainer.tui.app import TrainerApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)])


async def at_dialog(app: TrainerApp, pilot: Pilot[Any]) -> None:
    navigation.scorecard(app, "done-1")
    await until(pilot, lambda: app.screen.query("Block"))
    await pilot.press("e")
    await until(pilot, lambda: "In it: your 3 lines; your debrief." in painted(app))


def scripted() -> ScriptedDesk:
    desk = ScriptedDesk(rows(3))
    desk.put_log("done-1", 6, ended=True)
    return desk


@SIZES
async def test_what_will_be_in_it_is_shown_before_and_the_words_can_be_left_out_by_keys(size: tuple[int, int]) -> None:
    desk = scripted()
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await at_dialog(app, pilot)
        assert "Not in it: your name." in painted(app) and "data/exports" in painted(app)
        assert "[x] With what was said (w)" in painted(app)
        await pilot.press("w")
        await until(pilot, lambda: "In it: the scores." in painted(app) and "[ ] Without" in painted(app))
        assert desk.sharing.written == []
        await pilot.press("enter")
        await until(pilot, lambda: "interview-done-1.html" in noticed(app))
        assert desk.sharing.written == [("done-1", "html", False)]


@SIZES
async def test_the_mouse_does_it_too(size: tuple[int, int]) -> None:
    desk = scripted()
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await at_dialog(app, pilot)
        await pilot.click("#words")
        await until(pilot, lambda: "In it: the scores." in painted(app))
        await pilot.click("#write")
        await until(pilot, lambda: bool(desk.sharing.written))
        assert desk.sharing.written == [("done-1", "html", False)]


async def test_a_kind_without_a_choice_says_so_and_escape_writes_nothing() -> None:
    desk = scripted()
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_dialog(app, pilot)
        await pilot.press("j")
        await until(pilot, lambda: "It never holds words" in painted(app))
        await pilot.press("j", "w")
        await until(pilot, lambda: "It cannot do without the words" in painted(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Share this session as" not in painted(app))
        assert desk.sharing.written == []
        await pilot.press("e")
        await until(pilot, lambda: "Share this session as" in painted(app))
        await pilot.press("j", "j", "f4")
        await until(pilot, lambda: bool(desk.sharing.written))
        assert desk.sharing.written == [("done-1", "session", True)]


def test_the_real_desk_offers_writes_and_deletes_what_it_wrote() -> None:
    session, paused = debriefed(), str(interview(LINES[0]).events[0]["session"])
    desk = Desk.open()
    try:
        offers = {offer.kind: offer for offer in desk.sharing.offers(session)}
        assert list(offers) == ["html", "md", "csv", "json", "certificate", "xapi", "session"]
        assert [offer.kind for offer in desk.sharing.offers(paused)] == ["xapi", "session"]
        files = [
            Path(desk.sharing.write(session, kind, words=words))
            for kind, offer in offers.items()
            for words in (True, False)
            if (offer.whole if words else offer.bare)
        ]
        home = Path(os.environ["TRAINER_HOME"])
        assert {file.parent for file in files} == {home / "exports"} == {Path(desk.sharing.folder())}
        assert len(set(files)) == len(files) == 12 and all(file.stat().st_mode & 0o777 == 0o600 for file in files)
        holding = {file.name for file in files if "Who else is around then?" in file.read_text("utf-8")}
        assert len(holding) == 6 and not [name for name in holding if "without-words" in name or "xapi" in name]
        assert Path(desk.sharing.write(session, "md")) not in files, "nothing is overwritten"
        other = Path(desk.sharing.write(paused, "session"))
        desk.store.delete(session)
        assert sorted(path.name for path in (home / "exports").iterdir()) == [other.name]
    finally:
        desk.close()
