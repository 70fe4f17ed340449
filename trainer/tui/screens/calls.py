"""Room `tui`: recorded calls: a file to read, and those that were kept."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui import judging, navigation, wording
from trainer.tui.judging import CallJudged, CallsArrived, FileRefused, WhoAsked, Working
from trainer.tui.messages import Deleted, Failed
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.choosing import Choosing
from trainer.tui.screens.dialogs import Question
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.desk.recorded import Tape
    from trainer.tui.side_ports import KeptPort

LEAD = (
    "How you asked in a call with a real customer, from its transcript: text with names, WebVTT, SRT, CSV or JSON. "
    "It is read on this machine, and nothing of it is stored unless you keep it."
)
NONE = "No call is kept."


class CallsScreen(Room):
    """Read a call, or look at one that was kept."""

    CSS_PATH = "../styles/calls.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "file", "File", id="calls.file", tooltip="To the line for the path of a file"),
        Binding("down", "list", "List", show=False, id="calls.list", tooltip="From the line to the kept calls"),
        Binding("d,delete", "delete", "Delete", id="calls.delete", tooltip="Delete the kept call, after asking"),
    ]

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        super().__init__()
        self._rows: list[KeptPort] = []

    def compose(self) -> ComposeResult:
        """A line for a path, and the list."""
        yield TitleBar("Real calls")
        yield Static(shown(LEAD), id="lead")
        yield Field("path", "File", "path of a transcript, then Enter")
        yield Static(shown("Kept"), id="kept-title")
        yield Choices(id="kept")
        yield Static("", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """The line has the keys."""
        self._field.input.focus()

    def on_screen_resume(self) -> None:
        """Read what is kept, also after another screen."""
        self.run_worker(self._look(), group="kept", exclusive=True)

    @property
    def _field(self) -> Field:
        return self.query_one(Field)

    async def _look(self) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            self.post_message(CallsArrived(await asyncio.to_thread(desk.calls.kept)))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_calls_arrived(self, message: CallsArrived) -> None:
        """Show the list."""
        self._rows = list(message.rows)
        self.query_one(Choices).fill([Option(_line(row), id=row.id) for row in self._rows])
        self._say("")
        self.keys_depend_on(bool(self._rows))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file of that path."""
        self._field.complain("")
        if event.value.strip():
            self._work(self._read(event.value))
        else:
            self._field.complain("Write the path of a file, or drag the file into this window.")

    async def _read(self, path: str) -> None:
        await judging.read(await self.trainer.desk(), path, self.post_message)

    async def _judge(self, tape: Tape, interviewer: str) -> None:
        await judging.judge(await self.trainer.desk(), tape, interviewer, self.post_message)

    async def _judge_again(self, call: str) -> None:
        await judging.judge_again(await self.trainer.desk(), call, self.post_message)

    def _work(self, work: Coroutine[Any, Any, None]) -> None:
        self.run_worker(work, group="judge", exclusive=True)

    def on_working(self, message: Working) -> None:
        """Say what is being done."""
        self._say(message.text)

    def on_file_refused(self, message: FileRefused) -> None:
        """Say at the line what is wrong with the file."""
        self._say("")
        self._field.complain(message.reason)
        self._field.input.focus()

    def on_who_asked(self, message: WhoAsked) -> None:
        """Ask who interviews."""
        self._say("")
        tape = message.tape

        def chosen(names: tuple[str, ...] | None) -> None:
            if names:
                self._work(self._judge(tape, ",".join(names)))

        self.app.push_screen(who_asks(tape), chosen)

    def on_call_judged(self, message: CallJudged) -> None:
        """Go to the result."""
        self._say("")
        if self.is_current:
            navigation.analysis(self.trainer, message)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Look at a kept call."""
        self._field.complain("")
        self._work(self._judge_again(str(event.option_id)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to delete in an empty list."""
        return self._here() is not None if action == "delete" and self.is_mounted else True

    def _here(self) -> KeptPort | None:
        option = self.query_one(Choices).highlighted_option
        return next((row for row in self._rows if option is not None and row.id == option.id), None)

    def action_file(self) -> None:
        """Into the line."""
        self._field.input.focus()

    def action_list(self) -> None:
        """From the line to the kept calls."""
        if self._rows:
            self.query_one(Choices).focus()

    def action_delete(self) -> None:
        """Ask, then delete."""
        row = self._here()
        if row is not None:
            text = f"{one_line(row.file, 60)}, kept {wording.when(row.kept_at)}. Gone for good."
            question = Question("Delete this call?", text, "Delete", "Keep", careful=True)
            self.app.push_screen(question, lambda yes: self._delete(row.id) if yes else None)

    def _delete(self, call: str) -> None:
        self.run_worker(self._deleting(call), group="delete")

    async def _deleting(self, call: str) -> None:
        from trainer.tui.ports import spoken_errors

        desk = await self.trainer.desk()
        try:
            await asyncio.to_thread(desk.calls.delete, call)
            self.post_message(Deleted(call))
        except spoken_errors() as error:
            self.post_message(Failed(str(error)))

    def on_deleted(self, message: Deleted) -> None:
        """Take it out of the list."""
        self.on_calls_arrived(CallsArrived([row for row in self._rows if row.id != message.session]))
        self.tell("Deleted.")

    def on_failed(self, message: Failed) -> None:
        """Say in one line what did not work."""
        self.tell(message.reason, warn=True)

    def _say(self, text: str) -> None:
        kept = wording.count(len(self._rows), "call") + " kept." if self._rows else NONE
        self.query_one("#state", Static).update(shown(text or kept))


def who_asks(tape: Tape) -> Choosing:
    """Give the question who of a file interviews."""
    answers = [
        (
            one.name,
            one.name,
            f"{wording.count(one.words, 'word')} in {wording.count(one.turns, 'turn')}: “{one_line(one.first, 60)}”",
        )
        for one in tape.speakers
    ]
    text = "Everybody else is a customer. Space marks several."
    return Choosing("Who asks the questions in this call?", text, answers, many=True)


def _line(row: KeptPort) -> Content:
    who = f" · {one_line(row.interviewer, 30)} asks" if row.interviewer else ""
    masked = " · names masked" if row.masked else ""
    facts = f"kept {wording.when(row.kept_at)} · {wording.count(row.turns, 'turn')}{who}{masked}"
    return joined((one_line(row.file, 60), "bold"), (f"\n  {facts}", "$quiet"))
