"""Room `tui`: the screen of a call as far as it keeps what is being typed: the line, and the notes beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widgets import TextArea
from textual.worker import Worker

from trainer.tui.drafts import DraftKeeper
from trainer.tui.opening import JOTTINGS, Opened
from trainer.tui.screens.base import Room
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView
from trainer.tui.widgets.notes import Notes

if TYPE_CHECKING:
    from trainer.tui.elsewhere import Elsewhere
    from trainer.tui.ports import CallDesk


class KeepingRoom(Room):
    """A room with a composer and notes, whose words are kept for the session that is open."""

    def __init__(self) -> None:
        """No session is open yet."""
        super().__init__()
        self._session = ""
        self._elsewhere: Elsewhere | None = None
        """Where the call is on a server."""
        self._offered: str | None = None
        """A line that was sent off and is not stored yet."""
        self._taking = False
        """Whether the line is being taken back; it stands in the composer then."""
        self._line = DraftKeeper(self._store_as("line"), self._tell_failure, self._spawn)
        self._notes = DraftKeeper(self._store_as(JOTTINGS), self._tell_failure, self._spawn)

    async def call_desk(self) -> CallDesk:
        """Wait for what answers for this call: the server it is on, else the learner's desk."""
        return self._elsewhere or await self.trainer.desk()

    def put_back(self, found: Opened) -> None:
        """Put back what was being typed; a line that was stored after all is not offered again."""
        composer, notes = self.query_one(Composer), self.query_one(Notes)
        said = [block.plain for block in self.query_one(ConversationView).blocks if "learner" in block.classes]
        first, _, rest = found.line.partition("\n")
        line = rest if said and said[-1] == first else found.line
        if line:
            composer.give_back(line)
        if found.jottings and not notes.text:
            notes.load_text(found.jottings)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is being typed."""
        if event.text_area.id == "notes":
            self._notes.note(event.text_area.text)
        else:
            self.note_line()

    def on_descendant_blur(self) -> None:
        """Keep it at once when the field is left."""
        self._spawn(self.store_drafts)

    def note_line(self) -> None:
        """Keep the line that is being written, behind one that is not stored yet."""
        text = self.query_one(Composer).text
        offered = "" if self._taking else self._offered or ""
        self._line.note(f"{offered}\n{text}" if offered and text else offered or text)

    async def store_drafts(self) -> None:
        """Store what is being typed."""
        await self._line.flush()
        await self._notes.flush()

    def _store_as(self, purpose: str) -> Callable[[str], Any]:
        async def store(text: str) -> None:
            if not self._session:
                return
            desk = await self.call_desk()
            await asyncio.to_thread(desk.store.save_draft, self._session, purpose, text)

        return store

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Worker[None]:
        return self.app.run_worker(partial(work), group="draft")

    def _tell_failure(self, reason: str) -> None:
        self.tell(reason, warn=True)
