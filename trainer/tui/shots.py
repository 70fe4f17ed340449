"""Room `tui`: draws the pictures of the README by playing the app itself: `python -m trainer.tui.shots FOLDER`.

The same content gives the same pictures: the seed, the lines and the clock are fixed, and the store is a passing one.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from trainer.tui import navigation
from trainer.tui.app import TrainerApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from trainer.desk import Desk
    from trainer.tui.ports import DeskPort

SIZE = (100, 32)
SEED = 7
#: Milliseconds since 1970: 3 March 2026, 14:05 UTC.
NOW = 1_772_546_700_000
#: Seconds that a screen may take to show what is waited for.
PATIENCE = 20.0
SCENARIO = "game-nobody-plays"
LINES = (
    "Thanks for making time. What did you do the last time you were in the game?",
    "What was that like?",
    "You said you're there every day. What does an ordinary evening look like?",
    "Tell me about the last one of those.",
    "Who else is there when you come in?",
    "So would you come more often if there were more levels?",
    "It sounds like it matters to you that somebody is there.",
)
NEXT = "What was that first time like"
INSIGHT = "She comes to show pictures to people she misses; the levels are only the excuse."
Step = Callable[["TrainerApp", "Pilot[Any]", "Desk"], Awaitable[None]]


def draw(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """Write the named pictures, or all, into `folder`; give their paths."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.pop("NO_COLOR", None)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names or STEPS:
        with tempfile.TemporaryDirectory() as home:
            picture = asyncio.run(_picture(Path(home), STEPS[name]))
        path = folder / f"{name}.svg"
        path.write_text(picture, encoding="utf-8")
        written.append(path)
    return written


async def _picture(home: Path, step: Step) -> str:
    desk = _desk(home)
    app = TrainerApp(lambda: cast("DeskPort", desk), typing=False)
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        await app.desk()
        await step(app, pilot, desk)
        await pilot.pause()
        picture = app.export_screenshot(title="interview trainer")
    desk.close()
    return picture


def _desk(home: Path) -> Desk:
    from trainer.desk import Desk

    return Desk.open(home, clock=lambda: NOW)


def _played(desk: Desk, *, scored: bool = False) -> str:
    """Play the lines; give the session's id."""
    from trainer.conversation.events import Debrief

    session = desk.start(SCENARIO, seed=SEED)
    for line in LINES:
        if not session.closed:
            session.say(line)
    if scored:
        session.end()
        desk.debrief(session, Debrief(INSIGHT, {"pull": "People who look at her pictures."}))
    return session.id


async def _catalogue(app: TrainerApp, pilot: Pilot[Any], desk: Desk) -> None:
    navigation.catalogue(app)
    await _sight(app, pilot, "You may talk to")


async def _interview(app: TrainerApp, pilot: Pilot[Any], desk: Desk) -> None:
    navigation.resume(app, _played(desk))
    await _sight(app, pilot, f"turn {len(LINES)} of")
    await pilot.press(*NEXT)


async def _scorecard(app: TrainerApp, pilot: Pilot[Any], desk: Desk) -> None:
    navigation.scorecard(app, _played(desk, scored=True))
    await _sight(app, pilot, "Discovery")


async def _transcript(app: TrainerApp, pilot: Pilot[Any], desk: Desk) -> None:
    await _scorecard(app, pilot, desk)
    await pilot.press("2")
    await _sight(app, pilot, "You 1")


STEPS: dict[str, Step] = {
    "catalogue": _catalogue,
    "interview": _interview,
    "scorecard": _scorecard,
    "transcript": _transcript,
}


async def _sight(app: TrainerApp, pilot: Pilot[Any], words: str) -> None:
    """Wait until `words` stand on the screen.

    Raises:
        TimeoutError: they did not come.
    """
    async with asyncio.timeout(PATIENCE):
        while words.replace(" ", "&#160;") not in app.export_screenshot():
            await pilot.pause(0.05)


def main() -> int:
    """Draw into the folder named on the command line; give the exit code."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python -m trainer.tui.shots FOLDER\n")
        return 2
    for path in draw(Path(sys.argv[1])):
        sys.stderr.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
