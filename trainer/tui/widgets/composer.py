"""Room `tui`: where the learner writes what they say. Grows to four lines; Enter says it; Up recalls own lines."""

from __future__ import annotations

from typing import ClassVar

from textual import events
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
        Binding("enter", "say", "Say", id="composer.say", tooltip="Say it; an empty line is a pause"),
        Binding("up", "cursor_up", "Earlier line", show=False, id="composer.up", tooltip="Up, then earlier lines"),
        Binding("down", "cursor_down", "Later line", show=False, id="composer.down", tooltip="Down, then later lines"),
    ]

    class Said(Message):
        """The line was sent off; it stays in the composer until it is taken with `spend`."""

        def __init__(self, written: str) -> None:
            """Take what was written."""
            super().__init__()
            self.written = written
            self.text = " ".join(written.split())
            """The same in one line."""

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

    def on_key(self, event: events.Key) -> None:
        """Say the line on Enter, here and not by a priority binding: that would overtake the letters before it."""
        bound = self.screen.active_bindings.get("enter") if event.key == "enter" else None
        if bound is not None and bound.binding.id == "composer.say":
            event.prevent_default().stop()
            self.action_say()
        else:
            self.post_message(self.Touched())

    def invite(self, text: str) -> None:
        """Show what to do here while it is empty."""
        self.placeholder = shown(text)

    def remember(self, line: str) -> None:
        """Keep a line for recall with Up."""
        if line.strip():
            self._earlier.append(line)
        self._back = 0

    def forget(self, line: str) -> None:
        """Drop the last line kept for recall, if it is this one: it was not said after all."""
        if self._earlier and self._earlier[-1] == line:
            self._earlier.pop()
        self._back = 0

    def give_back(self, line: str) -> None:
        """Write a line before whatever was typed since."""
        self.put(f"{line} {self.text}".strip())

    def put(self, text: str) -> None:
        """Write `text` with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def spend(self, written: str) -> None:
        """Take what was said out; what was typed behind it since stays."""
        if self.text.startswith(written):
            self.put(self.text[len(written) :])

    def action_say(self) -> None:
        """Send off what is written."""
        self.post_message(self.Said(self.text))

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
