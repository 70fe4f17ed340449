"""Room `tui`: the screen of a result as far as second tries go: back to a turn, and both side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from trainer.tui import navigation, trying
from trainer.tui.messages import Failed
from trainer.tui.screens.challenging import ChallengingRoom
from trainer.tui.screens.choosing import Choosing
from trainer.tui.screens.dialogs import Question
from trainer.tui.trying import TriesArrived

if TYPE_CHECKING:
    from trainer.tui.ports import RowPort


class RetryingRoom(ChallengingRoom):
    """A room from which a turn of one session can be tried again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "compare", "Side by side", id="score.compare", tooltip="This call beside a second try of it"),
    ]

    def __init__(self, session: str) -> None:
        """Take the session's id."""
        super().__init__(session)
        self._tries: Sequence[RowPort] = ()

    def on_screen_resume(self) -> None:
        """Look for second tries again: one may have been made meanwhile."""
        if self._card is not None:
            self.run_worker(self._look_for_tries(), group="tries", exclusive=True)

    async def _look_for_tries(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            self.post_message(TriesArrived(await asyncio.to_thread(desk.branches, self._session)))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    async def on_tries_arrived(self, message: TriesArrived) -> None:
        """Keep them for the choice."""
        self._tries = message.rows
        await self.tries_changed()

    async def tries_changed(self) -> None:
        """Show what depends on them anew."""
        raise NotImplementedError

    @property
    def tried(self) -> dict[int, int]:
        """How often each turn was tried again."""
        turns = [row.branch_at for row in self._tries]
        return {turn: turns.count(turn) for turn in turns}

    @property
    def may_compare(self) -> bool:
        """Whether there is something to put beside this call."""
        return bool(self._tries or (self._card and self._card.branch_of))

    def try_again(self, turn: int) -> None:
        """Ask, then branch before a turn."""
        text = f"A new session begins before turn {turn}. This one stays as it is; the new one is practice."
        question = Question(f"Try again from turn {turn}?", text, "Try again", "Not now")
        self.app.push_screen(question, lambda yes: self._branch(turn) if yes else None)

    def _branch(self, turn: int) -> None:
        navigation.resume(self.trainer, self._session, at=turn)

    def action_compare(self) -> None:
        """Put this call beside what it branched off, or beside one of its second tries."""
        if self._card and self._card.branch_of:
            navigation.compare(self.trainer, self._card.branch_of, self._session)
        elif len(self._tries) == 1:
            self._beside((self._tries[0].id,))
        elif self._tries:
            choice = Choosing("Which second try?", "It is put beside this call.", trying.answers(self._tries))
            self.app.push_screen(choice, self._beside)

    def _beside(self, chosen: tuple[str, ...] | None) -> None:
        if chosen:
            navigation.compare(self.trainer, self._session, chosen[0])
