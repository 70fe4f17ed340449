"""Room `tui`: how hard the customer makes it: the levels in one line, to be gone through by a key or clicked."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from trainer.conversation.directing.level import PLAIN
from trainer.conversation.directing.tuning import LEVELS
from trainer.tui.widgets.plain import shown


class LevelLine(Horizontal):
    """The levels, gentlest first; the chosen one is in brackets, so that it shows without colour."""

    DEFAULT_CSS = """
    LevelLine {
        height: 1;
        & > Static { width: auto; height: 1; text-wrap: nowrap; }
        & > .level { padding: 0 1; color: $quiet; }
        & > .level.-chosen { color: $accent; text-style: bold; }
        & > .level:hover { text-style: underline; }
        & > .says { width: 1fr; color: $quiet; text-overflow: ellipsis; }
    }
    """

    class Chosen(Message):
        """The learner chose a level."""

        def __init__(self, level: str) -> None:
            """Take its name."""
            super().__init__()
            self.level = level

    NAMES: ClassVar[tuple[str, ...]] = tuple(LEVELS)

    def __init__(self, *, id: str) -> None:
        """Take the widget's id; the level is the plain one until another is set."""
        super().__init__(id=id)
        self.level = PLAIN

    def compose(self) -> ComposeResult:
        """One word for each level, and what the chosen one is like."""
        yield Static(shown("Level"))
        for name in self.NAMES:
            yield Static(shown(self._word(name)), id=f"level-{name}", classes="level")
        yield Static("", classes="says")

    def on_mount(self) -> None:
        """Show what is chosen."""
        self.set_level(self.level)

    def set_level(self, level: str) -> None:
        """Show a level as chosen; a name that there is no level of is the plain one."""
        self.level = level if level in LEVELS else PLAIN
        for name in self.NAMES:
            word = self.query_one(f"#level-{name}", Static)
            word.update(shown(self._word(name)))
            word.set_class(name == self.level, "-chosen")
        self.query_one(".says", Static).update(shown(LEVELS[self.level].says))

    def next_level(self) -> None:
        """Choose the next harder one; after the hardest the gentlest."""
        self._choose(self.NAMES[(self.NAMES.index(self.level) + 1) % len(self.NAMES)])

    def on_click(self, event: Click) -> None:
        """Choose the one under the pointer."""
        name = (getattr(event.widget, "id", None) or "").removeprefix("level-")
        if name in LEVELS:
            self._choose(name)

    def _choose(self, level: str) -> None:
        self.set_level(level)
        self.post_message(self.Chosen(self.level))

    def _word(self, name: str) -> str:
        return f"[{name}]" if name == self.level else f" {name} "
