"""The smallest Textual app with a header, a text, an input and a footer: what the first screen is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input, Static


class Bare(App[None]):
    """Nothing but the toolkit."""

    def compose(self) -> ComposeResult:
        """Give the widgets."""
        yield Header()
        yield Static("bare app ready")
        yield Input()
        yield Footer()


if __name__ == "__main__":
    Bare().run()
