"""Pictures of the screens for recorded calls, in both sizes. What is painted is made up, so that no change moves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.transcripts.made import FILES
from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.scripted_calls import Kept
from tests.tui.test_snapshots import SIZES
from trainer.desk.recorded import Judged, judge, read
from trainer.scoring.calls.review import FAULTS, MERITS, Note, Review
from trainer.scoring.calls.sureness import Band
from trainer.tui import navigation
from trainer.tui.judging import CallJudged

NOTES = (
    Note(0, "double_barrelled", False, "When did you last bake bread at home?", FAULTS["double_barrelled"], "Wait."),
    Note(2, "story", True, "What happened just before you decided to?", MERITS["story"]),
    Note(4, "leading", False, "And how did that feel?", FAULTS["leading"], "What was it like?"),
)


def made() -> Judged:
    """A judged call with figures and notes that no change of scoring touches."""
    judged = judge(read(FILES / "teams.vtt"))
    bands = {"technique": Band(2.0, 4.5), "unscripted": Band(1.5, 3.0)}
    analysis = replace(judged.analysis, technique=3.1, unscripted=2.4, bands=bands)
    counts = {note.rule: 1 for note in NOTES}
    return replace(judged, analysis=analysis, review=Review(NOTES, counts, "Wait after each question."))


async def analysis(desk: ScriptedDesk, app: Any, pilot: Pilot[Any]) -> None:
    navigation.analysis(app, CallJudged(made(), read(FILES / "teams.vtt")))
    await until(pilot, lambda: "3 of 5, likely 2 to 4½" in painted(app))


async def transcript(desk: ScriptedDesk, app: Any, pilot: Pilot[Any]) -> None:
    await analysis(desk, app, pilot)
    await pilot.press("2")
    await until(pilot, lambda: "1 You" in painted(app))


async def calls(desk: ScriptedDesk, app: Any, pilot: Pilot[Any]) -> None:
    desk.calls.rows = [Kept("c1", made()), Kept("c2", replace(made(), masked=True, file="masked.vtt"))]
    navigation.calls(app)
    await until(pilot, lambda: "2 calls kept." in painted(app))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", [analysis, transcript, calls], ids=lambda way: str(way.__name__))
def test_picture(way: Any, size: str, snap_compare: Callable[..., bool]) -> None:
    desk = ScriptedDesk()
    app = app_on(desk)

    async def before(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: app._desk is not None and app._desk.done())
        await way(desk, app, pilot)
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=before)
