"""A learner who walks the path in the app: reads, drills, calls, debriefs. What they say in calls a bot thinks of."""

from __future__ import annotations

from typing import Any

from textual.events import MouseScrollDown
from textual.pilot import Pilot

from tests.tui.conftest import painted, until
from trainer.content.drills.shelf import Placed
from trainer.conversation.events import CustomerSaid
from trainer.desk import Desk
from trainer.lab.bots.bot import Notes
from trainer.lab.bots.every import bot
from trainer.lab.playing import briefing_of
from trainer.practice.drills.judge import judge
from trainer.tui import drilling
from trainer.tui.app import TrainerApp
from trainer.tui.screens.drill import DrillScreen
from trainer.tui.screens.path_step import StepScreen
from trainer.tui.widgets.blocks import BlockView
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.notes import Notes as Field

#: Seed of the customer and of the bot; the bot's calls with it are good enough for every step (see docs/path.md).
SEED = 1
WHOLE = 15
"""Lines of a whole call, before the thanks."""
THANKS = "Thank you for telling me all that. Goodbye."
SLOW = 20.0
"""Seconds that something may take on a busy machine."""


class Walker:
    """One learner at the app."""

    def __init__(self, app: TrainerApp, pilot: Pilot[Any], desk: Desk) -> None:
        """Take the app, its pilot and the desk behind it."""
        self.app, self.pilot, self.desk = app, pilot, desk

    async def see(self, *words: str) -> None:
        """Wait until all of this stands on the screen."""
        await until(self.pilot, lambda: all(one in painted(self.app) for one in words), seconds=SLOW)

    async def at(self, kind: type) -> None:
        """Wait until a screen of this kind is on top."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind), seconds=SLOW)

    async def click(self, words: str, among: type = Choices) -> None:
        """Click on these words."""
        region = self.app.screen.query_one(among).region
        lines = ["".join(piece.text for piece in strip) for strip in self.app.screen._compositor.render_strips()]
        row = next(at for at in range(region.y, region.bottom) if words in lines[at])
        await self.pilot.click(offset=(lines[row].index(words) + 1, row))

    async def read_through(self) -> None:
        """Turn pages until the end of the text."""
        view = self.app.screen.query_one(BlockView)
        for _ in range(12):
            if view.scroll_offset.y >= view.max_scroll_y:
                return
            await self.pilot.press("space")
            await self.pilot.pause()
        raise AssertionError("the page has no end")

    async def scroll_through(self) -> None:
        """Turn the wheel until the end of the text."""
        view = self.app.screen.query_one(BlockView)
        await until(self.pilot, lambda: view.blocks and view.virtual_size.height, seconds=SLOW)
        for _ in range(60):
            if view.scroll_target_y >= view.max_scroll_y:
                return
            await self.pilot._post_mouse_events([MouseScrollDown], view)
            await self.pilot.pause()
        raise AssertionError("the page has no end")

    async def drill(self, way: str, *, typed: bool = False) -> None:
        """Do the drills that are open, right at the first try; `way` is `keys` or `mouse`."""
        await self.at(DrillScreen)
        while isinstance(screen := self.app.screen, DrillScreen):
            drill, last = screen.drill, screen._at + 1 == len(screen._queue)
            choices = drilling.choices_of(drill)
            if choices:
                await self._choose(way, drill, [(text, answer) for _, text, answer in choices])
            else:
                answer = min((*drill.item.better, *drill.item.passes), key=len)
                await until(self.pilot, lambda: screen.query_one(Composer).has_focus)
                if typed:
                    await self.pilot.press(*(("space" if key == " " else key) for key in answer))
                else:
                    screen.query_one(Composer).put(answer)
                await self.pilot.press("enter")
            await self.see("Yes.", "Done" if last else "Next drill")
            if way == "keys":
                await self.pilot.press("enter")
            else:
                await self.click("Done" if last else "Next drill")
            await until(self.pilot, lambda d=drill: self.app.screen is not screen or screen.drill is not d)  # type: ignore[misc]
        await self.at(StepScreen)

    async def _choose(self, way: str, drill: Placed, rows: list[tuple[str, str]]) -> None:
        index = next(at for at, (_, answer) in enumerate(rows) if judge(drill, answer).passed)
        if way == "mouse":
            await self.click(rows[index][0][:30])
        else:
            await self.pilot.press(*["j"] * index, "enter")

    async def call(self, turns: int) -> Notes:
        """Say so many lines (0: until the call is over or the time is) in the call that is open."""
        await until(self.pilot, lambda: bool(self.app.screen.query(Composer)), seconds=SLOW)
        await self.see("turn 0 of")
        session = self.desk.history(1)[0].id
        learner = bot("skilled", briefing_of(self.desk._call(self.desk.events(session))), SEED)
        for _ in range(turns or WHOLE):
            said = [event for event in self.desk.events(session) if isinstance(event, CustomerSaid)]
            if said[-1].closing:
                break
            self.app.screen.query_one(Composer).put(learner.line(said[-1].text) or "Thank you.")
            await self.pilot.press("enter")
            await until(self.pilot, lambda n=len(said): self._answered(session, n), seconds=SLOW)  # type: ignore[misc]
        if not turns:
            self.app.screen.query_one(Composer).put(THANKS)
            await self.pilot.press("enter")
            await until(self.pilot, lambda n=len(said) + 1: self._answered(session, n), seconds=SLOW)  # type: ignore[misc]
        return learner.notes()

    def _answered(self, session: str, before: int) -> bool:
        said = [event for event in self.desk.events(session) if isinstance(event, CustomerSaid)]
        return len(said) > before and "answering" not in painted(self.app)

    async def hand_in(self, notes: Notes) -> None:
        """End the call, write the debrief and hand it in."""
        await self.pilot.press("f4", "y")
        await self.see("Before anything is revealed")
        self.app.screen.query_one("#insight", Field).load_text(notes.insight)
        await self.pilot.press("f4")
        await self.see("of 100", "Discovery")
