"""Room `tui`: the board of a workshop, as it changes. Ranks, progress and ties are told without colour."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Footer, Static

from trainer.tui.messages import Failed
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.plain import joined, shown

#: Columns that margins take.
MARGIN = 4


@dataclass
class BoardArrived(Message):
    """A board; the last one is the whole truth."""

    board: dict[str, Any]


class BoardScreen(Room):
    """The live board."""

    CSS_PATH = "../../styles/workshop.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="board.down", tooltip="Further down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="board.up", tooltip="Further up"),
    ]

    def __init__(self, boards: Callable[[], AsyncIterator[dict[str, Any]]], *, alone: bool = False) -> None:
        """Take what gives the boards; `alone`: the app was opened for it, and leaving it leaves the app."""
        super().__init__()
        self._boards, self._alone = boards, alone
        self._board: dict[str, Any] | None = None
        self._at = 0.0

    def compose(self) -> ComposeResult:
        """Title, counts, rows."""
        yield TitleBar("Board", "connecting …")
        yield Static(shown("Waiting for the board …"), id="counts")
        with VerticalScroll(id="table"):
            yield Static("", id="rows")
        yield Footer()

    def on_mount(self) -> None:
        """Listen."""
        self.query_one("#table").focus()
        self.run_worker(self._listen(), group="board", exclusive=True)
        self.set_interval(1.0, self._head)

    async def _listen(self) -> None:
        from trainer.tui.ports import spoken_errors

        try:
            async for board in self._boards():
                self.post_message(BoardArrived(board))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_board_arrived(self, message: BoardArrived) -> None:
        """Show it."""
        self._board, self._at = message.board, time.monotonic()
        self._paint()

    def on_failed(self, message: Failed) -> None:
        """Say why there is no board."""
        self.query_one("#counts", Static).update(shown(message.reason))

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        self.call_after_refresh(self._paint)

    def _head(self) -> None:
        """Let the time go on."""
        from trainer.workshop.client.board_lines import heading

        board = self._board
        if board is None:
            return
        left = board.get("left")
        if left is not None and board["state"] == "running":
            left = max(0.0, left - (time.monotonic() - self._at))
        name, _, detail = heading({**board, "left": left, "title": ""}).partition(" · ")
        self.query_one(TitleBar).say(name=str(board["title"]), detail=detail or name)

    def _paint(self) -> None:
        from trainer.workshop.client.board_lines import counts, lines

        if self._board is None:
            return
        self._head()
        self.query_one("#counts", Static).update(shown(counts(self._board)))
        rows = lines(self._board, max(20, self.size.width - MARGIN))[3:]
        parts = [piece for row in rows for piece in ((row, "bold" if row.lstrip().startswith("1") else ""), ("\n", ""))]
        self.query_one("#rows", Static).update(joined(*parts))

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one("#table", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Leave the board."""
        if self._alone:
            self.app.exit()
        else:
            self.app.pop_screen()
