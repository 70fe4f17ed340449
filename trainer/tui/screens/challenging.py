"""Room `tui`: the screen of a result as far as the learner says otherwise of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from trainer.conversation.events import Debriefed, LearnerSaid
from trainer.tui.challenging import Offer, Said, offers
from trainer.tui.messages import Challenged, Failed
from trainer.tui.screens.coaching import CoachingRoom
from trainer.tui.widgets.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.conversation.events import Event
    from trainer.scoring.scorecard import Scorecard

#: The tabs that show evidence and lines.
WITH_EVIDENCE = ("overview", "transcript")


class ChallengingRoom(CoachingRoom):
    """A room in which a label or an item of one session can be challenged."""

    def __init__(self, session: str) -> None:
        """Take the session's id."""
        super().__init__(session)
        self._card: Scorecard | None = None
        self._events: Sequence[Event] = ()
        self._labels: Mapping[int, Mapping[str, str]] = {}

    def turn_of(self, block: Block | None, tab: str) -> int | None:
        """Give the turn that a challenge of this block is of (0: the debrief); None where there is nothing to say."""
        if block is None or self._card is None or tab not in WITH_EVIDENCE:
            return None
        if block.turn:
            return block.turn if self._offers(block.turn) else None
        evidence = any(item.turn == 0 and item.rule == block.ref for item in self._card.items)
        return 0 if block.ref and evidence else None

    def challenge(self, turn: int, rule: str = "", said: Said | None = None) -> None:
        """Ask what the learner says of a turn; `said`: what they were saying when it could not be kept."""
        from trainer.tui.screens.challenge import ChallengeDialog

        title = f"What do you say of turn {turn}?" if turn else "What do you say of your debrief?"
        dialog = ChallengeDialog(title, self._text(turn), self._offers(turn), rule, said)
        self.app.push_screen(dialog, partial(self._said, turn))

    def _offers(self, turn: int) -> list[Offer]:
        return offers(self._card, self._labels.get(turn, {}), turn) if self._card else []

    def _text(self, turn: int) -> str:
        if turn:
            return next((e.text for e in self._events if isinstance(e, LearnerSaid) and e.turn == turn), "")
        return next((e.insight for e in self._events if isinstance(e, Debriefed)), "")

    def _said(self, turn: int, said: Said | None) -> None:
        if said is not None:
            self.run_worker(self._keep(turn, said), group="challenge", exclusive=True)

    async def _keep(self, turn: int, said: Said) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        keep = partial(desk.challenge, self._session, turn, said.label, said.reason, said.rule)
        try:
            await asyncio.to_thread(keep)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            self.post_message(Challenged(turn, said, kept=False))
        else:
            self.post_message(Challenged(turn, said))

    async def on_challenged(self, message: Challenged) -> None:
        """Show it at its place; what could not be kept can be kept again."""
        if message.kept:
            self.tell("Kept as yours. It changes no figure.")
            await self.look_again()
        else:
            self.challenge(message.turn, said=message.said)

    async def look_again(self) -> None:
        """Read the scorecard anew."""
        raise NotImplementedError
