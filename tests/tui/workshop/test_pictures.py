"""Pictures of a participant's workshop: lobby, call, board, and where they are after the reveal, in both sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import app_on, painted, until
from tests.tui.scripted import ScriptedDesk
from tests.tui.workshop.scripted import ScriptedCall, ScriptedWorkshop, call, me
from tests.workshop.client.test_small import board, row
from trainer.conversation.events import CustomerSaid, LearnerSaid
from trainer.tui.screens.workshop import attending
from trainer.tui.screens.workshop.attending import AttendingScreen
from trainer.workshop.client.remote import RoundNow

#: No clock is in the pictures: no time runs in these rounds.
STATES = {
    "lobby": me(),
    "call": me("running", call=call("open")),
    "board": me("debriefing", call=call("debriefed")),
    "revealed": me("revealed", call=call("debriefed"), place={"rank": 2, "of": 3, "overall": 50.0}),
}
ROWS = (
    row(1, "Ann", 61.0, low=50.0, high=70.0, team="Red"), row(1, "Bo", 58.0, low=50.0, high=65.0, team="Blue"),
    row(3, "Łukasz Żółć", 20.0, team="Red"), row(None, "名前", None, status="debriefed", team="Blue"),
    row(None, "Ann", 80.0, attempt="practice", team="Red"),
)  # fmt: skip
TEAMS = [{"rank": 1, "name": "Red", "overall": 40.5, "low": 36.0, "high": 45.0, "members": 2}]
SEEN = {
    "lobby": "Waiting for the facilitator", "call": "Say something to", "board": "practice",
    "revealed": "She cooks to have people around.",
}  # fmt: skip


def talked() -> ScriptedCall:
    talk = ScriptedCall()
    talk.now = RoundNow("running")
    talk.log += [LearnerSaid(1, "Who came last Friday?"), CustomerSaid(1, "Nobody. I cooked for six all the same.")]
    return talk


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", STATES)
def test_picture(
    name: str, size: tuple[int, int], snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attending, "LOOK", 0.1)
    monkeypatch.setattr(AttendingScreen, "tell", lambda self, text, warn=False: None)  # what fades is in no picture
    port = ScriptedWorkshop(STATES[name])
    port.call, port.board = talked(), board(*ROWS, state="revealed", left=None, teams=TEAMS, open_content=True)
    app = app_on(ScriptedDesk(), go=lambda app: cast(Any, app.push_screen(AttendingScreen(port))))

    async def before(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "Monday" in painted(app))
        if name in ("call", "board"):
            await pilot.press("enter" if name == "call" else "b")
        await until(pilot, lambda: SEEN[name] in painted(app))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)
