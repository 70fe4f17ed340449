"""Room `tui`: a draft begun by questions, one at a time, each with an example that Enter takes."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input, Static

from trainer.content.drafting.questions import KINDS, AnswerError, Question
from trainer.tui import drafting
from trainer.tui.drafting import DraftRefused, DraftWritten
from trainer.tui.screens.base import Room, TitleBar
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown, visible

LEAD = "An empty line takes the example. Escape leaves, and nothing is written before the last answer."
#: Lines of what lint says that are shown.
SHOWN = 5


class BeginScreen(Room):
    """Ask, and write the draft in the end."""

    CSS_PATH = "../styles/workbench.tcss"

    def __init__(self, kind: str, folder: Path) -> None:
        """Take what is begun, `persona` or `scenario`, and the folder that holds the folders of both."""
        super().__init__()
        self._kind = kind
        self._folder = folder
        self._questions = list(KINDS[kind])
        self._open: list[Question] = list(self._questions)
        self._answers: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The question, why it is asked, and a line for the answer."""
        yield TitleBar("New customer" if self._kind == "persona" else "New scenario")
        yield Static(shown(LEAD), id="lead")
        yield Static("", id="question")
        yield Static("", id="why")
        yield Field("answer", "Answer", "")
        yield Static("", id="found")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.query_one(Input).focus()
        self._ask()

    def _ask(self) -> None:
        field = self.query_one(Field)
        done = len(self._questions) - len(self._open)
        self.query_one(TitleBar).say(detail=f"{min(done + 1, len(self._questions))} of {len(self._questions)}")
        if not self._open:
            self.query_one("#question", Static).update(shown("Writing …"))
            self.run_worker(
                drafting.write(self._kind, dict(self._answers), self._folder, self.post_message), group="begin"
            )
            return
        question = self._open[0]
        self.query_one("#question", Static).update(shown(question.asks))
        self.query_one("#why", Static).update(shown(question.why or " "))
        field.complain("")
        field.input.value = ""
        field.input.placeholder = visible(question.default)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer and go on, or say what is wrong with it."""
        if not self._open:
            return
        try:
            self._answers[self._open[0].key] = self._open[0].read(event.value)
        except AnswerError as error:
            self.query_one(Field).complain(str(error))
            return
        self._open.pop(0)
        self._ask()

    def on_draft_refused(self, message: DraftRefused) -> None:
        """Ask again what does not go together."""
        text = joined(("These answers do not go together; give others.", "bold $error"))
        for line in message.lines[:SHOWN]:
            text = joined(text, "\n", one_line(line, 300))
        self.query_one("#found", Static).update(text)
        self._open = [question for question in self._questions if question.key in message.again]
        self._ask()

    def on_draft_written(self, message: DraftWritten) -> None:
        """Go back to the workbench, where it lies now."""
        self.tell(f"Written: {message.path}")
        if self.is_current:
            self.app.pop_screen()
