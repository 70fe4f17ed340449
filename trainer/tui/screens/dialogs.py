"""Room `tui`: a question that wants yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from trainer.tui.screens.base import HEIGHTS, WIDTHS
from trainer.tui.widgets.plain import shown


class Question(ModalScreen[bool]):
    """Asks once; True for yes. Escape is no."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", id="question.yes", tooltip="Do it"),
        Binding("n,escape", "answer(False)", "No", id="question.no", tooltip="Do not"),
        Binding(
            "left,up", "app.focus_previous", "Other", show=False, id="question.previous", tooltip="The other answer"
        ),
        Binding("right,down", "app.focus_next", "Other", show=False, id="question.next", tooltip="The other answer"),
    ]

    def __init__(self, title: str, text: str, yes: str, no: str, *, careful: bool = False) -> None:
        """Take the question and its answers; a careful one stands on no."""
        super().__init__()
        self._texts = (title, text, yes, no)
        self._careful = careful

    def compose(self) -> ComposeResult:
        """A question and two buttons."""
        title, text, yes, no = self._texts
        with VerticalScroll(id="box", can_focus=False):
            yield Static(shown(title), id="title")
            yield Static(shown(text), id="text")
            with Horizontal(id="answers"):
                yield Button(shown(f"{yes} (y)"), id="yes", compact=True)
                yield Button(shown(f"{no} (n)"), id="no", compact=True)

    def on_mount(self) -> None:
        """Stand on the answer that is meant in most cases."""
        self.query_one("#no" if self._careful else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button answers."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """A key answers."""
        self.dismiss(yes)
