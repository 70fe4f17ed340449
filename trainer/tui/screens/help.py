"""Room `tui`: the keys that work where help was asked for, made from the real bindings of the focused chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from trainer.tui.screens.base import HEIGHTS, WIDTHS
from trainer.tui.widgets.blocks import Block, BlockView
from trainer.tui.widgets.keyline import KeyLine
from trainer.tui.widgets.plain import joined, shown

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

ALWAYS = (
    ("Selecting text", "Drag with the mouse selects; Ctrl+C copies. Shift+drag uses your terminal's own selection."),
    ("Changing keys", "Every key has a name, shown here in brackets; the setting keymap gives it another key."),
)


class HelpScreen(ModalScreen[None]):
    """A list of keys; made when it is asked for, so it is never out of date."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "close", "Close", id="help.close", tooltip="Back to where you were"),
    ]

    def __init__(self, active: list[ActiveBinding]) -> None:
        """Take the bindings that worked when help was asked for."""
        super().__init__()
        self._active = active

    def compose(self) -> ComposeResult:
        """A title, the keys, and what helps everywhere."""
        yield Static(shown("Keys that work here"), id="help-title")
        yield BlockView(*self._blocks(), id="keys")
        yield KeyLine()

    def on_mount(self) -> None:
        """The list can be walked through at once."""
        self.query_one(BlockView).focus()

    def action_close(self) -> None:
        """Back to where help was asked for."""
        self.dismiss()

    def _blocks(self) -> Iterator[Block]:
        for keys, binding in _grouped(self._active):
            name = f"  [{binding.id}]" if binding.id else ""
            text = joined((binding.description or binding.action, "bold"), f"  {binding.tooltip}", (name, "$quiet"))
            yield Block(text, mark=keys, classes="-tight")
        for title, more in ALWAYS:
            yield Block(joined((title, "bold"), f"  {more}"), mark=" ", classes="-tight")

    @property
    def names(self) -> list[str]:
        """The ids of all bindings that are shown."""
        return [binding.id for _, binding in _grouped(self._active) if binding.id]


def _grouped(active: Iterable[ActiveBinding]) -> list[tuple[str, Binding]]:
    """Give each binding once, with all its keys; those that show in the footer first."""
    found: dict[tuple[str, str], tuple[list[str], Binding]] = {}
    for entry in active:
        binding = entry.binding
        if entry.enabled and not binding.system and (binding.description or binding.tooltip):
            keys, _ = found.setdefault((binding.action, binding.id or ""), ([], binding))
            keys.append(entry.node.app.get_key_display(binding))
    rows = [(" ".join(dict.fromkeys(keys)), binding) for keys, binding in found.values()]
    return sorted(rows, key=lambda row: (not row[1].show, row[1].id is None))
