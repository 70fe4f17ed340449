"""Room `tui`: where the learner writes what they say. Grows to four lines; Enter says it; Up recalls own lines."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from trainer.tui.widgets.plain import shown


class Composer(TextArea):
    """The line being written. Never emptied by anybody but the learner and a line that was said."""

    DEFAULT_CSS = """
    Composer {
        height: auto; min-height: 3; max-height: 6; min-width: 8;
        border: round $border-blurred; background: $background; padding: 0 1;
        scrollbar-size-vertical: 1;
        &:focus { border: round $border; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "say", "Say", priority=True, id="composer.say", tooltip="Say it; an empty line is a pause"),
        Binding("up", "cursor_up", "Earlier line", show=False, id="composer.up", tooltip="Up, then earlier lines"),
        Binding("down", "cursor_down", "Later line", show=False, id="composer.down", tooltip="Down, then later lines"),
    ]

    class Said(Message):
        """Enter was pressed; the text is in one line."""

        def __init__(self, text: str) -> None:
            """Take the text."""
            super().__init__()
            self.text = text

    class Touched(Message):
        """A key was pressed here."""

    def __init__(self, *, id: str) -> None:
        """Start empty."""
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=False,
            tab_behavior="focus",
        )
        self._earlier: list[str] = []
        self._back = 0
        self._kept = ""

    def on_key(self) -> None:
        """Tell of every key; it may be meant to skip what is being said."""
        self.post_message(self.Touched())

    def invite(self, text: str) -> None:
        """Show what to do here while it is empty."""
        self.placeholder = shown(text)

    def remember(self, line: str) -> None:
        """Keep a line for recall with Up."""
        if line.strip():
            self._earlier.append(line)
        self._back = 0

    def put(self, text: str) -> None:
        """Write `text` with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def action_say(self) -> None:
        """Post what is written, in one line; whoever hears it empties the composer."""
        self.post_message(self.Said(" ".join(self.text.split())))

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up; from the first line on through the earlier lines."""
        if select or not self.cursor_at_first_line or self._back >= len(self._earlier):
            super().action_cursor_up(select)
            return
        if self._back == 0:
            self._kept = self.text
        self._back += 1
        self.put(self._earlier[-self._back])

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down; from the last line back to what was being written."""
        if select or not self.cursor_at_last_line or self._back == 0:
            super().action_cursor_down(select)
            return
        self._back -= 1
        self.put(self._earlier[-self._back] if self._back else self._kept)
