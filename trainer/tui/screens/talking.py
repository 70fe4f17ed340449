"""Room `tui`: a talk with a draft: what was said, beside it why each thing was told or kept, and what lint says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from trainer.tui.drafting import Linted, PreviewOpened, PreviewRefused, PreviewSaid, Talk
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.screens.workbench import found
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.conversation import ConversationView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line

#: Seconds between two looks at the file.
LOOK = 1.0
#: Lines of what lint says that fit under the talk.
SHOWN = 2


class TalkScreen(Room):
    """Talk to a draft; saving the file plays it again."""

    CSS_PATH = "../styles/workbench.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "again", "Again", id="talk.again", tooltip="Begin the talk anew"),
    ]

    def __init__(self, path: Path) -> None:
        """Take the file of a persona or scenario."""
        super().__init__()
        self._path = path
        self._talk = Talk(path, self.post_message)
        self._first = ""

    def compose(self) -> ComposeResult:
        """The talk and its reasons, side by side where there is room; what lint says; a line to write in."""
        yield TitleBar("Draft", self._path.name)
        with Container(id="both"):
            yield ConversationView(id="conversation")
            yield BlockView(id="reasons")
        yield Static("", id="found")
        yield Composer(id="composer")
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the file, and go on looking at it."""
        composer = self.query_one(Composer)
        composer.invite("Say something. What you have said is said again whenever the file is saved.")
        composer.focus()
        self.run_worker(self._talk.open(), group="talk")
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        if self.is_current:
            self.run_worker(self._talk.refresh(), group="look")

    def on_composer_said(self, message: Composer.Said) -> None:
        """Say the line."""
        composer = self.query_one(Composer)
        composer.remember(message.text)
        composer.spend(message.written)
        self.run_worker(self._talk.say(message.text), group="talk")

    def on_preview_opened(self, message: PreviewOpened) -> None:
        """Say whom one talks to."""
        self._first = message.preview.call.persona.name.split(" ", 1)[0]
        self.query_one(TitleBar).say(name=message.preview.call.persona.name)

    async def on_preview_said(self, message: PreviewSaid) -> None:
        """Show what was said and decided."""
        from trainer.conversation.events import CustomerSaid, Ended, LearnerSaid, TurnDirected
        from trainer.desk.previewing import reasons_of

        talk, reasons = self.query_one(ConversationView), self.query_one("#reasons", BlockView)
        if message.anew:
            await talk.show([])
            await reasons.show([])
        for event in message.events:
            if isinstance(event, LearnerSaid):
                talk.learner(event.turn, event.text)
            elif isinstance(event, CustomerSaid):
                talk.customer(event.turn, self._first, event.text, typed=False)
            elif isinstance(event, TurnDirected):
                text = "\n".join(reasons_of(event))
                await reasons.mount(Block(text, mark=str(event.turn), turn=event.turn))
            elif isinstance(event, Ended):
                talk.aside("The call is over. F5 begins anew.")
        talk.call_after_refresh(talk.anchor)  # after `show`, which goes to the head once it is drawn
        reasons.scroll_end(animate=False)

    def on_preview_refused(self, message: PreviewRefused) -> None:
        """Say why the saved file cannot be played; the talk stays as it is."""
        self._found(message.lines, "The saved file cannot be played.")

    def on_linted(self, message: Linted) -> None:
        """Say what lint says."""
        self.query_one("#found", Static).update(found(message.lines, SHOWN))

    def _found(self, lines: Sequence[str], head: str) -> None:
        text = joined((head, "bold $error"))
        for line in lines[:SHOWN]:
            text = joined(text, "\n", one_line(line, 300))
        self.query_one("#found", Static).update(text)

    def action_again(self) -> None:
        """Begin anew."""
        self.run_worker(self._talk.again(), group="talk")
