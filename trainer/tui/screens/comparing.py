"""Room `tui`: a call and a second try of it side by side; where there is no room, one above the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.widgets import Static

from trainer.tui import navigation, trying
from trainer.tui.messages import Failed
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.dialogs import Question
from trainer.tui.screens.trying import TryingRoom
from trainer.tui.trying import CompareArrived
from trainer.tui.widgets.blocks import BlockView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.scoring.second_try import Comparison


class CompareScreen(Room):
    """What was said in each, what it opened, what it earned."""

    CSS_PATH = "../styles/comparing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "t", "again", "Try again from here", id="compare.again", tooltip="Another second try, before this turn"
        ),
        Binding("o", "go_on", "Go on", id="compare.go-on", tooltip="Go on with the second try"),
    ]

    def __init__(self, one: str, two: str) -> None:
        """Take the ids of two sessions with turns in common."""
        super().__init__()
        self._ids = (one, two)
        self._compared: Comparison | None = None
        self._texts = ("", "")

    def compose(self) -> ComposeResult:
        """One list of turns, both sides in each."""
        yield TitleBar("Side by side")
        yield BlockView(id="pairs")
        yield Static(shown("Reading …"), id="state")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read both, also after going on with one of them."""
        self.run_worker(self._look(), group="compare", exclusive=True)

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            compared = await asyncio.to_thread(desk.compare, *self._ids)
            events = await asyncio.to_thread(desk.events, self._ids[0])
            scenario, personas = await asyncio.to_thread(desk.content_of, events)
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(CompareArrived(compared, scenario.title, " & ".join(one.name for one in personas)))

    async def on_compare_arrived(self, message: CompareArrived) -> None:
        """Show it."""
        self._compared, self._texts = message.compared, (message.title, message.name)
        view, name = self.query_one(BlockView), one_line(message.name, 40)
        at = view.current or 0  # it may have been shown before: the cursor stays where it was
        title = f"Side by side · {message.title} · {name}"
        self.query_one(TitleBar).say(name=title, detail=f"from turn {message.compared.at}")
        await view.show(trying.blocks(message.compared, name.split(" ", 1)[0]))
        self.query_one("#state", Static).update("")
        view.focus()
        self.call_after_refresh(self.call_after_refresh, setattr, view, "current", min(at, len(view.blocks) - 1))

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.query_one("#state", Static).update(shown(message.reason))

    def on_block_view_moved(self) -> None:
        """Trying again needs a turn."""
        block = self.query_one(BlockView).current_block
        self.keys_depend_on(bool(self._compared), bool(block and block.turn), self._open())

    def on_block_view_chosen(self) -> None:
        """Enter on a turn tries again from it."""
        self.action_again()

    def _open(self) -> str:
        """Give the second try that can go on; empty where there is none."""
        sides = self._compared.sides if self._compared else ()
        return next((side.session for side in sides[::-1] if side.branch_of and not side.ended), "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the block under the cursor."""
        if action == "go_on":
            return bool(self._open())
        if action == "again" and self.is_mounted:
            block = self.query_one(BlockView).current_block
            return bool(block and block.turn)
        return action != "again"

    def action_again(self) -> None:
        """Ask, then branch before the turn under the cursor: off the second side where only it has got so far."""
        block = self.query_one(BlockView).current_block
        if self._compared is None or block is None or not block.turn:
            return
        turn, (one, two) = block.turn, self._compared.sides
        side = two if turn > self._compared.at and any(step.turn == turn for step in two.steps) else one
        text = "A new session begins before this turn. Both of these stay as they are; the new one is practice."
        question = Question(f"Try again from turn {turn}?", text, "Try again", "Not now")
        self.app.push_screen(question, lambda yes: self._branch(side.session, turn) if yes else None)

    def _branch(self, session: str, turn: int) -> None:
        navigation.resume(self.trainer, session, at=turn)

    def action_go_on(self) -> None:
        """Go on with the second try: where it lies open beneath, back to it, so that no call stands there twice."""
        if session := self._open():
            beneath = self.app.screen_stack[-2]
            if isinstance(beneath, TryingRoom) and beneath.calls(session):
                self.app.pop_screen()
            else:
                navigation.resume(self.trainer, session)

    def commands(self) -> Iterator[SystemCommand]:
        """What the command palette offers on top."""
        if self._compared is not None:
            yield SystemCommand("Copy both sides", "Turn by turn, as text", self._copy)

    def _copy(self) -> None:
        self.app.copy_to_clipboard("\n\n".join(block.plain for block in self.query_one(BlockView).blocks))
        self.tell("Copied.")
