"""Room `tui`: what the customers of the rounds hid that have been revealed, also while a later round is on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Footer, Static

from trainer.tui import attending
from trainer.tui.messages import Failed
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.plain import shown


class RevealsArrived(Message):
    """What was hidden, round by round."""

    def __init__(self, reveals: Sequence[Mapping[str, Any]]) -> None:
        """Take it."""
        super().__init__()
        self.reveals = reveals


class EarlierScreen(Room):
    """The hidden side of each round that is open, the latest first."""

    CSS_PATH = "../../styles/workshop.tcss"

    def __init__(self, rounds: Sequence[int], reveal: Callable[[int], Awaitable[Mapping[str, Any]]]) -> None:
        """Take the numbers of the rounds, and what gives the hidden side of one."""
        super().__init__()
        self._rounds, self._reveal = sorted(rounds, reverse=True), reveal

    def compose(self) -> ComposeResult:
        """The title, and what was hidden."""
        yield TitleBar("What was hidden", "asking …")
        yield BlockView(id="now", classes="-stacked")
        yield Static("", id="says")
        yield Footer()

    def on_mount(self) -> None:
        """Ask for it."""
        self.query_one(BlockView).focus()
        self.run_worker(self._ask(), group="reveals", exclusive=True)

    async def _ask(self) -> None:
        from trainer.tui.ports import spoken_errors

        try:
            self.post_message(RevealsArrived([await self._reveal(number) for number in self._rounds]))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    async def on_reveals_arrived(self, message: RevealsArrived) -> None:
        """Show it."""
        count = len(message.reveals)
        self.query_one(TitleBar).say(name="What was hidden", detail=f"{count} round{'' if count == 1 else 's'}")
        blocks: list[Block] = []
        for one in message.reveals:
            blocks += [Block(one["customer"], mark=f"Round {one['round']}"), *attending.hidden_side(one)]
        await self.query_one(BlockView).show(blocks)

    def on_failed(self, message: Failed) -> None:
        """Say why there is nothing."""
        self.query_one("#says", Static).update(shown(message.reason))

    def action_back(self) -> None:
        """Back to the workshop."""
        self.app.pop_screen()
