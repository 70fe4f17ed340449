"""Room `tui`: progress: where each skill stands and what moved, first and best attempts, time practised."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static, TabbedContent, TabPane
from textual.widgets.option_list import Option

from trainer.tui import navigation, wording
from trainer.tui.messages import Failed
from trainer.tui.progressing import ProgressArrived, ProgressCounted, heat_rows, skill_row, tries_row
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.choices import Choices, heading
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import shown

if TYPE_CHECKING:
    from trainer.desk.progress import Reading

TABS = (("skills", "Skills"), ("tries", "First and best"), ("weeks", "Time"))
EMPTY = "No scored session yet. Progress needs a call with its debrief; home begins one."
NONE_COUNTS = "No attempt counts yet: a call at gentle, an explained one and a second try are practice here."
#: Weeks shown, by the width of the screen.
WEEKS, WEEKS_WIDE = 20, 26


class ProgressScreen(Room):
    """What the scored sessions show."""

    CSS_PATH = "../styles/progress.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "tab('skills')", "Skills", show=False, id="progress.skills", tooltip="Habits and forces"),
        Binding("2", "tab('tries')", "Attempts", show=False, id="progress.tries", tooltip="First and best attempts"),
        Binding("3", "tab('weeks')", "Time", show=False, id="progress.weeks", tooltip="Time practised"),
        Binding("right,l", "turn_tab(1)", "Next tab", key_display="→", id="progress.next", tooltip="Tab at the right"),
        Binding("left", "turn_tab(-1)", "Tab before", show=False, id="progress.before", tooltip="Tab at the left"),
    ]

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._reading: Reading | None = None

    def compose(self) -> ComposeResult:
        """Three tabs and a line on how to read them."""
        yield TitleBar("Progress")
        with TabbedContent(id="tabs"):
            for number, (key, title) in enumerate(TABS, start=1):
                with TabPane(shown(f"{number} {title}"), id=key):
                    if key == "weeks":
                        with VerticalScroll(id="sheet"):
                            yield Static("", id="heat")
                    else:
                        yield Choices(id=f"{key}-list")
        yield Static(shown("Reading …"), id="state")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read what is stored, also after another screen."""
        self.run_worker(self._look(), group="progress", exclusive=True)

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()

        def counted(done: int, of: int) -> None:
            self.post_message(ProgressCounted(done, of))

        try:
            self.post_message(ProgressArrived(await asyncio.to_thread(desk.progress.look, counted)))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_progress_counted(self, message: ProgressCounted) -> None:
        """Say how far the first reading is."""
        text = (
            f"Counting your sessions, this once: {message.done} of {message.of}. Leaving is fine; it goes on from here."
        )
        self.query_one("#state", Static).update(shown(text))

    def on_progress_arrived(self, message: ProgressArrived) -> None:
        """Show it."""
        from trainer.practice.progress.wording import time_of

        self._reading = reading = message.reading
        progress = reading.progress
        sessions = wording.count(progress.attempts, "attempt")
        if progress.practice:
            sessions += f", {progress.practice} gentle or practice"
        if reading.answers:
            sessions += f", {wording.count(reading.answers, 'drill answer')}"
        practised = time_of(sum(reading.days.values()))
        self.query_one(TitleBar).say(detail=f"{sessions} · {practised}" if reading.days else "")
        self._show_skills()
        self.query_one("#tries-list", Choices).fill(
            Option(tries_row(one), id=(one.best or one.first).session) for one in progress.tries
        )
        self._show_weeks()
        self._say()
        self._to_keys()

    def _show_skills(self) -> None:
        reading = self._reading
        if reading is None or not reading.entries:
            return
        rows: list[Option] = []
        for title, force in (("Habits", False), ("Forces, of customers met for the first time", True)):
            rows.append(heading(title, not rows))
            rows += [Option(skill_row(one), id=one.name) for one in reading.progress.skills if one.force is force]
        self.query_one("#skills-list", Choices).fill(rows)

    def _show_weeks(self) -> None:
        from trainer.practice.progress.weeks import weeks_of

        if self._reading is None or not self._reading.days:
            return
        count = WEEKS_WIDE if self.size.width >= 110 else WEEKS
        weeks = weeks_of(self._reading.days, max(date.today(), max(self._reading.days)), count)
        self.query_one("#heat", Static).update(shown("\n").join(heat_rows(weeks)))

    def _say(self) -> None:
        reading = self._reading
        if reading is None:
            return
        if not reading.entries:
            text = EMPTY
        elif not reading.progress.attempts and self._active != "weeks":
            text = NONE_COUNTS
        elif self._active == "skills":
            text = "Within a band lies noise. Enter shows a skill over time, with the words behind every point."
        elif self._active == "tries":
            text = "Only the first counts: who comes back has read the answers. Enter opens the best one."
        else:
            text = "Scored calls, from the first line to the debrief without long pauses, and drills."
        if reading.left_out:
            text += f" {wording.count(reading.left_out, 'session')} left out: what was played is not kept here."
        self.query_one("#state", Static).update(shown(text))

    @property
    def _active(self) -> str:
        return self.query_one(TabbedContent).active or "skills"

    def _to_keys(self) -> None:
        where = "#sheet" if self._active == "weeks" else f"#{self._active}-list"
        self.query_one(where).focus()

    def on_tabbed_content_tab_activated(self) -> None:
        """Give the tab the keys, and say how to read it."""
        self._to_keys()
        self._say()

    def action_tab(self, key: str) -> None:
        """Go to a tab."""
        self.query_one(TabbedContent).active = key

    def action_turn_tab(self, by: int) -> None:
        """Go to the tab beside this one."""
        keys = [key for key, _ in TABS]
        self.action_tab(keys[(keys.index(self._active) + by) % len(keys)])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a skill over time, or the scorecard of an attempt."""
        if self._reading is None or event.option_id is None:
            return
        if event.option_list.id == "tries-list":
            navigation.scorecard(self.trainer, event.option_id)
        else:
            self.run_worker(self._open(event.option_id, self._reading), group="skill", exclusive=True)

    async def _open(self, skill: str, reading: Reading) -> None:
        """Read the sessions behind a skill, if they are not read yet, and go there."""
        from trainer.tui.ports import spoken_errors

        try:
            entries = await asyncio.to_thread(lambda: tuple(reading.entries))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
        else:
            navigation.skill(self.trainer, skill, replace(reading, entries=entries))

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#state", Static).update(shown(message.reason))
