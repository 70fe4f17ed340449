"""A learner who walks the path in the app: reads, drills, calls, debriefs. What they say in calls a bot thinks of."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.events import MouseScrollDown
from textual.geometry import Region
from textual.pilot import Pilot

from tests.tui.conftest import painted, until
from trainer.content.drills.shelf import Placed
from trainer.conversation.events import CustomerSaid, Debrief
from trainer.desk import Desk
from trainer.lab.bots.bot import Bot
from trainer.lab.bots.every import bot
from trainer.lab.playing import briefing_of
from trainer.practice.drills.judge import judge
from trainer.practice.path.schema import Page
from trainer.tui import drilling
from trainer.tui.app import TrainerApp
from trainer.tui.screens.drill import DrillScreen
from trainer.tui.screens.path_step import StepScreen
from trainer.tui.widgets.blocks import BlockView
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.composer import Composer

#: Seed of the customer and of the bot; the bot's calls with it are good enough for every step (see docs/path.md).
SEED = 1
WHOLE = 15
"""Lines of a whole call, before the thanks."""
THANKS = "Thank you for telling me all that. Goodbye."
SLOW = 12.0
"""Seconds that something may take on a busy machine."""


class Walker:
    """One learner at the app."""

    def __init__(self, app: TrainerApp, pilot: Pilot[Any], desk: Desk) -> None:
        """Take the app, its pilot and the desk behind it."""
        self.app, self.pilot, self.desk = app, pilot, desk

    async def see(self, *words: str) -> None:
        """Wait until all of this stands on the screen."""
        seen = ""

        def found() -> bool:
            nonlocal seen
            seen = painted(self.app)
            return all(one in seen for one in words)

        try:
            await until(self.pilot, found, seconds=SLOW)
        except AssertionError as error:
            raise AssertionError(f"{words} was not seen; there was: {seen}") from error

    async def at(self, kind: type) -> None:
        """Wait until a screen of this kind is on top."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind), seconds=SLOW)

    async def click(self, words: str, among: type = Choices) -> None:
        """Click on these words."""
        region: Region = self.app.screen.query_one(among).region
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
            await until(self.pilot, partial(self._past, drill))
        await self.at(StepScreen)

    def _past(self, drill: Placed) -> bool:
        screen = self.app.screen
        return not isinstance(screen, DrillScreen) or screen.drill is not drill

    async def _choose(self, way: str, drill: Placed, rows: list[tuple[str, str]]) -> None:
        index = next(at for at, (_, answer) in enumerate(rows) if judge(drill, answer).passed)
        if way == "mouse":
            await self.click(rows[index][0][:30])
        else:
            await self.pilot.press(*["j"] * index, "enter")

    async def call(self, turns: int) -> None:
        """Say so many lines in the call that is open."""
        await self.see("turn 0 of")
        session = self.desk.history(1)[0].id
        learner, said = self._learner(session), self.desk.events(session)[-1]
        for turn in range(1, turns + 1):
            assert isinstance(said, CustomerSaid)
            self.app.screen.query_one(Composer).put(learner.line(said.text) or "")
            await self.pilot.press("enter")
            await self.see(f"turn {turn} of")
            await until(self.pilot, lambda: "answering" not in painted(self.app), seconds=SLOW)
            said = self.desk.events(session)[-1]

    def answers(self, page: Page) -> None:
        """Give right answers to a step's drills at the same desk."""
        for drill in map(self.desk.drilling.find, page.drills):
            assert self.desk.drilling.answer(drill, drill.item.passes[0]).passed

    def elsewhere(self, scenario: str, level: str) -> None:
        """Play a whole call at the same desk, without the screens: they are tested with real calls elsewhere."""
        live = self.desk.start(scenario, level=level)
        learner, said = self._learner(live.id), live.events[-1]
        for _ in range(WHOLE):
            assert isinstance(said, CustomerSaid)
            said = next(event for event in live.say(learner.line(said.text) or "") if isinstance(event, CustomerSaid))
        live.say(THANKS)
        live.end()
        notes = learner.notes()
        self.desk.debrief(live, Debrief(notes.insight, notes.forces))

    def announcement(self, page: Page) -> str:
        """What the briefing has to say of the step's call, by the calls that were made before."""
        before = sum(row.scenario == page.practice.scenario for row in self.desk.history(100))
        name = self.desk.catalogue.cast(page.practice.scenario, None).personas[0].name
        if not before:
            return f"Your first attempt with {name} on this version: it counts."
        return f"Attempt {before + 1} with {name}: a further one; only the first counts."

    def _learner(self, session: str) -> Bot:
        return bot("skilled", briefing_of(self.desk._call(self.desk.events(session))), SEED)
