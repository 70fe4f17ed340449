"""Room `tui`: one line to fill in, with its name before it and, where it is no use, the reason beneath."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from trainer.tui.widgets.plain import shown


class Field(Vertical):
    """A name, a line to write in, and a reason that shows only where there is one."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > .line { height: 1; }
        & > .line > .label { width: 9; height: 1; color: $quiet; }
        & > .line > Input { width: 1fr; min-width: 8; background: $surface; }
        & > .line > Input:focus { background: $panel; }
        & > .reason { display: none; height: auto; padding: 0 0 0 9; color: $error; text-style: bold; }
        &.-wrong > .reason { display: block; }
    }
    """

    def __init__(self, key: str, label: str, hint: str, *, hidden: bool = False) -> None:
        """Take the field's key, its label and what to write; a hidden one shows no letters."""
        super().__init__(id=f"{key}-field")
        self._key, self._label, self._hint, self._hidden = key, label, hint, hidden

    def compose(self) -> ComposeResult:
        """Label, line and reason."""
        with Horizontal(classes="line"):
            yield Static(shown(self._label), classes="label")
            yield Input(
                id=f"{self._key}-line",
                placeholder=self._hint,
                password=self._hidden,
                compact=True,
                select_on_focus=False,
            )
        yield Static("", classes="reason")

    @property
    def input(self) -> Input:
        """The line itself."""
        return self.query_one(Input)

    def complain(self, reason: str) -> None:
        """Say what is wrong with it; empty: nothing."""
        self.query_one(".reason", Static).update(shown(reason))
        self.set_class(bool(reason), "-wrong")
