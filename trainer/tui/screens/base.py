"""Room `tui`: what all screens share: the title line, back, help, notices. No content, no storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from trainer.tui.widgets.plain import one_line, shown

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp

#: Width and height in cells from which a screen gets the class.
WIDTHS = [(0, "-slim"), (60, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-short"), (20, "-tall"), (36, "-high")]


class TitleBar(Horizontal):
    """One line on top: where we are, and a detail at the right."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1; padding: 0 2; background: $surface;
        & > .name { width: 1fr; height: 1; color: $primary; text-style: bold; }
        & > .name { text-wrap: nowrap; text-overflow: ellipsis; }
        & > .detail { width: auto; height: 1; color: $quiet; text-wrap: nowrap; }
    }
    .-slim TitleBar { padding: 0; }
    """

    def __init__(self, name: str, detail: str = "") -> None:
        """Take the two texts."""
        super().__init__()
        self._texts = (name, detail)

    def compose(self) -> ComposeResult:
        """Two pieces of text."""
        yield Static(shown(one_line(self._texts[0])), classes="name")
        yield Static(shown(one_line(self._texts[1])), classes="detail")

    def say(self, name: str | None = None, detail: str | None = None) -> None:
        """Change one or both texts."""
        if name is not None:
            self.query_one(".name", Static).update(shown(one_line(name)))
        if detail is not None:
            self.query_one(".detail", Static).update(shown(one_line(detail)))


class Room(Screen[None]):
    """A full screen of the trainer."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="room.back", tooltip="Back to where you came from"),
        Binding("f1", "help", "Help", id="room.help", tooltip="All keys that work here"),
    ]

    _facts: tuple[object, ...] = ()

    @property
    def trainer(self) -> TrainerApp:
        """The app, by its own type."""
        return cast("TrainerApp", self.app)

    def keys_depend_on(self, *facts: object) -> None:
        """Read the keys for the footer again if any of these facts has changed."""
        if facts != self._facts:
            self._facts = facts
            self.refresh_bindings()

    def action_back(self) -> None:
        """Leave this screen."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this place."""
        from trainer.tui.screens.help import HelpScreen  # not on the way to the first screen

        self.app.push_screen(HelpScreen(list(self.active_bindings.values())))

    def tell(self, text: str, *, warn: bool = False) -> None:
        """Show one line for a few seconds."""
        self.notify(text, severity="warning" if warn else "information", timeout=8 if warn else 3, markup=False)
