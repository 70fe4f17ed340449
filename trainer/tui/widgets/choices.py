"""Room `tui`: a list to choose from. Keyboard first (j k g G ctrl+d ctrl+u), survives any width."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.widgets.plain import shown


class Choices(OptionList):
    """An option list with vim keys. Its rows are content, never markup."""

    # A fixed height and a least width: at width 0 an option list of automatic height ends Textual 8.2.8 with Rich 15.
    DEFAULT_CSS = """
    Choices {
        height: 1fr;
        min-width: 12;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0 2; }
        & > .option-list--option-disabled { color: $quiet; text-style: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="list.down", tooltip="One line down"),
        Binding("k", "cursor_up", "Up", show=False, id="list.up", tooltip="One line up"),
        Binding("g", "first", "First", show=False, id="list.first", tooltip="To the first line"),
        Binding("G", "last", "Last", show=False, id="list.last", tooltip="To the last line"),
        Binding("ctrl+d", "page_down", "Page down", show=False, id="list.page-down", tooltip="One page down"),
        Binding("ctrl+u", "page_up", "Page up", show=False, id="list.page-up", tooltip="One page up"),
        Binding("enter", "select", "Open", id="list.open", tooltip="Open the line under the cursor"),
        Binding("c", "copy_line", "Copy", show=False, id="list.copy", tooltip="Copy the line under the cursor"),
    ]

    def __init__(self, *, id: str) -> None:
        """Take the widget's id; rows come with `fill`."""
        super().__init__(id=id, markup=False)

    def fill(self, rows: Iterable[Option], keep: str | None = None) -> None:
        """Show `rows`; the cursor stays on the row it was on, else goes to `keep`, else to the first."""
        here = self.highlighted_option.id if self.highlighted_option else None
        self.clear_options()
        self.add_options(list(rows))
        ids = [option.id for option in self.options]
        for wanted in (keep, here):
            if wanted is not None and wanted in ids:  # headings have no id
                self.highlighted = ids.index(wanted)
                return
        self.action_first()

    def action_copy_line(self) -> None:
        """Copy the row under the cursor."""
        option = self.highlighted_option
        if option is not None:
            self.app.copy_to_clipboard(plain_of(option))
            self.app.notify("Copied the line.", timeout=2, markup=False)


def plain_of(option: Option) -> str:
    """Give the text of a row."""
    prompt = option.prompt
    return prompt.plain if isinstance(prompt, Content) else str(prompt)


def heading(text: str, first: bool = False) -> Option:
    """Give a row that names a group and cannot be chosen."""
    return Option(shown(text if first else f"\n{text}", "bold $quiet"), disabled=True)
