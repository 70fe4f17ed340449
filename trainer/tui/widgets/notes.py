"""Room `tui`: a plain place to write, for notes and for the debrief, with a counter where there is a limit."""

from __future__ import annotations

from textual.widgets import TextArea

from trainer.tui.widgets.plain import shown


class Notes(TextArea):
    """Lines to write in. With a limit it counts, and never eats a word."""

    DEFAULT_CSS = """
    Notes {
        min-width: 8;
        border: round $border-blurred; background: $background; padding: 0 1; scrollbar-size-vertical: 1;
        border-title-color: $quiet; border-subtitle-color: $quiet;
        &:focus { border: round $border; border-title-color: $primary; }
        &.-over { border: heavy $error; border-subtitle-color: $error; border-subtitle-style: bold; }
    }
    """

    def __init__(
        self, *, id: str, title: str = "Notes", hint: str = "Yours alone; they are kept.", limit: int = 0
    ) -> None:
        """Take a title, what to write, and the most characters there may be (0: any)."""
        super().__init__(
            id=id, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False, tab_behavior="focus",
            placeholder=shown(hint),
        )  # fmt: skip
        self.limit = limit
        self.border_title = title
        self._count()

    @property
    def over(self) -> int:
        """How many characters too many there are; 0 if none."""
        return max(0, len(self.text.strip()) - self.limit) if self.limit else 0

    def on_text_area_changed(self) -> None:
        """Count."""
        self._count()

    def _count(self) -> None:
        if self.limit:
            over = f" · {self.over} too many" if self.over else ""
            self.border_subtitle = f"{len(self.text.strip())} of {self.limit}{over}"
            self.set_class(self.over > 0, "-over")
