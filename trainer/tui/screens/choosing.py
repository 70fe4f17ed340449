"""Room `tui`: a question with several answers, one to a row. With `many`, Space marks several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer.tui.screens.base import HEIGHTS, WIDTHS
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, one_line, shown

Answer = tuple[str, str, str]
"""Id, what is chosen, and a few words about it."""


class Choosing(ModalScreen[tuple[str, ...]]):
    """Asks once; gives the ids of the rows that were chosen, none for Escape."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = "../styles/choosing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Not now", id="choosing.leave", tooltip="Choose nothing"),
        Binding("space", "mark", "Mark", id="choosing.mark", tooltip="Mark several; Enter then takes those marked"),
    ]

    def __init__(self, title: str, text: str, answers: Sequence[Answer], *, many: bool = False) -> None:
        """Take the question and its answers."""
        super().__init__()
        self._texts, self._answers, self._many = (title, text), list(answers), many
        self._marked: set[str] = set()

    def compose(self) -> ComposeResult:
        """A question and a list."""
        with Vertical(id="box"):
            yield Static(shown(self._texts[0]), id="title")
            yield Static(shown(self._texts[1]), id="text")
            yield Choices(id="answers")
        yield KeyLine()

    def on_mount(self) -> None:
        """The list has the keys."""
        choices = self.query_one(Choices)
        choices.fill([Option(self._row(answer), id=str(place)) for place, answer in enumerate(self._answers)])
        choices.styles.height = min(12, sum(2 if about else 1 for _, _, about in self._answers))
        choices.focus()

    def _row(self, answer: Answer) -> Content:
        id, name, about = answer
        mark = ("● " if id in self._marked else "○ ") if self._many else ""
        rest = (f"\n  {one_line(about, 120)}", "$quiet") if about else ""
        return joined((f"{mark}{one_line(name, 60)}", "bold"), rest)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marking is offered where several may be chosen."""
        return self._many if action == "mark" else True

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        place = self.query_one(Choices).highlighted
        if place is not None:
            self._marked ^= {self._answers[place][0]}
            self.query_one(Choices).replace_option_prompt_at_index(place, self._row(self._answers[place]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what is marked, else this row."""
        here = self._answers[event.option_index][0]
        marked = tuple(id for id, _, _ in self._answers if id in self._marked)
        self.dismiss(marked or (here,))

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(())
