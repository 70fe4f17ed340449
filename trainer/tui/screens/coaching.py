"""Room `tui`: the screen of a result as far as the coach goes: asking a model, waiting, stopping, older notes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widgets import Button, Static

from trainer.conversation.model import Stop, Stopped
from trainer.tui import coaching
from trainer.tui.apart import apart
from trainer.tui.messages import CoachFailed, NotesArrived
from trainer.tui.screens.base import Room
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.conversation.events import Coached
    from trainer.tui.ports import DeskPort


class CoachingRoom(Room):
    """A room in which the coach can be asked about one session."""

    def __init__(self, session: str) -> None:
        """Take the session's id."""
        super().__init__()
        self._session = session
        self._notes: Sequence[Coached] = ()
        self._at = 0
        self._model = ""
        self._no_model = ""
        self._stop: Stop | None = None
        self._begun = 0.0
        self._clock: Timer | None = None

    def coach_blocks(self) -> Iterator[Block]:
        """Give what the coach's tab shows."""
        return coaching.blocks(self._notes, self._at, self._model, self._no_model)

    async def look_for_notes(self, desk: DeskPort) -> None:
        """Read the stored notes, and whether there is a model to ask."""
        self.post_message(await apart(partial(_notes, desk, self._session)))

    async def on_notes_arrived(self, message: NotesArrived) -> None:
        """Show the newest notes."""
        self._notes, self._at = message.notes, 0
        self._model, self._no_model = message.model, message.problem
        ask = self.query_one("#ask-coach", Button)
        ask.display = bool(self._model)
        ask.label = shown("Ask again (a)" if self._notes else "Ask the coach (a)")
        if message.fresh:
            self._rested("The coach's notes are here. They change no figure.")
        await self.notes_changed(show=message.fresh)

    async def notes_changed(self, *, show: bool) -> None:
        """Show the tab anew; with `show` go there."""
        raise NotImplementedError

    async def action_older(self) -> None:
        """Go to the next older notes, and from the oldest to the newest."""
        if self._notes:
            self._at = (self._at + 1) % len(self._notes)
            await self.notes_changed(show=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button asks."""
        if event.button.id == "ask-coach":
            self.action_ask()

    def action_ask(self) -> None:
        """Ask the model, in a thread that nobody waits for."""
        if self._stop is not None or not self._model:
            return
        self._stop, self._begun = Stop(), time.monotonic()
        self._clock = self.set_interval(1.0, self._tick)
        self._tick()
        self.run_worker(self._asking(self._stop, again=bool(self._notes)), group="coach", exclusive=True)

    async def _asking(self, stop: Stop, *, again: bool) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            await apart(lambda: desk.coach(self._session, again=again, stop=stop))
        except Stopped:
            self.post_message(CoachFailed("Stopped; nothing was kept."))
        except spoken_errors() as error:
            self.post_message(CoachFailed(str(error)))
        else:
            found = await apart(partial(_notes, desk, self._session))
            found.fresh = True
            self.post_message(found)

    def on_coach_failed(self, message: CoachFailed) -> None:
        """Say why there are no notes; the scorecard stands."""
        self._rested(message.reason)

    def _tick(self) -> None:
        seconds = round(time.monotonic() - self._begun)
        self._tell_state(f"{one_line(self._model, 40)} is reading your lines … {seconds} s. Esc stops it.")

    def _rested(self, text: str) -> None:
        self._stop = None
        if self._clock is not None:
            self._clock.stop()
        self._tell_state(text)

    def _tell_state(self, text: str) -> None:
        self.query_one("#state", Static).update(shown(text))

    async def flush(self) -> None:
        """Let the model go: nobody waits for it."""
        if self._stop is not None:
            self._stop.set()

    def action_back(self) -> None:
        """Stop the coach; else leave."""
        if self._stop is not None:
            self._stop.set()
        else:
            self.app.pop_screen()


def _notes(desk: DeskPort, session: str) -> NotesArrived:
    """Read the stored notes and who could be asked. Blocks."""
    from trainer.tui.ports import spoken_errors

    try:
        choice = desk.models.choice()
    except spoken_errors() as error:
        return NotesArrived(desk.coached(session), "", problem=str(error))
    return NotesArrived(desk.coached(session), choice.name if choice else "")
