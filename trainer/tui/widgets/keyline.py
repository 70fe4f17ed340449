"""Room `tui`: the keys that work now, in the last line of a screen, as one widget.

Textual's own footer makes a widget of every key, anew whenever the focus moves: two of three widgets that this app made
were keys. This one looks and works the same and paints a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Leave, MouseDown, MouseEvent, MouseMove, MouseScrollDown, MouseScrollUp
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


@dataclass(frozen=True)
class Key:
    """One key as it stands in the line."""

    key: str
    shown: str
    description: str
    enabled: bool
    tooltip: str
    tight: bool = False
    """Whether it stands without room around it, as the palette's key does."""

    @property
    def parts(self) -> tuple[str, str]:
        """The key and what it does, each with the room around it."""
        if self.tight:
            return self.shown, f" {self.description}"
        return f" {self.shown} ", f"{self.description} " if self.description else ""

    @property
    def width(self) -> int:
        """Cells it takes."""
        return sum(Segment(part).cell_length for part in self.parts)


class KeyLine(Widget, can_focus=False):
    """Keys to press or click; the one of the palette stands at the right. What does not fit is reached by the wheel."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--does", "key-line--edge", "key-line--hover"}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; color: $footer-foreground; background: $footer-background;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-line--does { color: $footer-description-foreground; }
        & > .key-line--edge { color: $foreground 20%; }
        & > .key-line--hover { background: $block-hover-background; }
    }
    """

    keys: reactive[tuple[Key, ...]] = reactive(())
    palette: reactive[Key | None] = reactive(None)
    pointed: reactive[Key | None] = reactive(None)
    shift: reactive[int] = reactive(0)

    def __init__(self) -> None:
        """Empty until the screen tells which keys work."""
        super().__init__()
        self._asked = False

    def on_mount(self) -> None:
        """Follow the screen's keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Follow no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, screen: Screen[object]) -> None:
        # Asked several times between two frames, it reads once.
        if screen.app.app_focus and self.is_attached and screen is self.screen and not self._asked:
            self._asked = True
            self.call_after_refresh(self._read)

    def _read(self) -> None:
        self._asked = False
        if not self.is_attached:
            return
        active = self.screen.active_bindings
        found: dict[str, Key] = {}
        for _, binding, enabled, tooltip in active.values():
            if binding.show and binding.action not in found:
                display = self.app.get_key_display(binding)
                found[binding.action] = Key(binding.key, display, binding.description, enabled, tooltip)
        self.keys = tuple(found.values())
        last = active.get(self.app.COMMAND_PALETTE_BINDING) if self.app.ENABLE_COMMAND_PALETTE else None
        if last is not None:
            binding = last.binding
            display = self.app.get_key_display(binding)
            tooltip = binding.tooltip or binding.description
            self.palette = Key(binding.key, display, binding.description, last.enabled, tooltip, tight=True)
        else:
            self.palette = None
        self.shift = min(self.shift, self._most)

    @property
    def _most(self) -> int:
        """How far the line can be shifted."""
        return max(0, sum(key.width for key in self.keys) - self._room)

    @property
    def _room(self) -> int:
        """Cells left of the palette's key, its edge and the cell at the end; all where that does not fit."""
        rest = self.size.width - (self.palette.width + 2 if self.palette else 0)
        return rest if rest > 0 else self.size.width

    def render_line(self, y: int) -> Strip:
        """The keys, from where the wheel has brought them."""
        width, room, base = self.size.width, self._room, Style(bgcolor=self.rich_style.bgcolor)
        if y:
            return Strip.blank(width, base)
        line = Strip([piece for key in self.keys for piece in self._pieces(key)])
        line = line.crop(self.shift, self.shift + room).adjust_cell_length(room, base)
        if self.palette is None or room == width:
            return line
        edge = Segment("▏", self.get_component_rich_style("key-line--edge"))
        end = Strip([edge, *self._pieces(self.palette), Segment(" ", self._under(self.palette))])
        return Strip.join([line, end])

    def _under(self, key: Key) -> Style:
        over = self.get_component_rich_style("key-line--hover") if key == self.pointed else self.rich_style
        return Style(bgcolor=over.bgcolor)

    def _pieces(self, key: Key) -> list[Segment]:
        made = []
        for part, name in zip(key.parts, ("key-line--key", "key-line--does"), strict=True):
            style = self.get_component_rich_style(name)
            if key == self.pointed:
                style += self._under(key)
            if not key.enabled:
                style += Style(dim=True)
            if part:
                made.append(Segment(part, style))
        return made

    def key_at(self, x: int) -> Key | None:
        """The key at this cell of the line, if any."""
        if x >= self._room:
            return self.palette if x < self.size.width else None
        at = -self.shift
        for key in self.keys:
            if at <= x < at + key.width:
                return key
            at += key.width
        return None

    def _at(self, event: MouseEvent) -> Key | None:
        offset = event.get_content_offset(self)
        return None if offset is None else self.key_at(offset.x)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Press the key under the pointer."""
        key = self._at(event)
        if key is None:
            return
        if key.enabled:
            self.app.simulate_key(key.key)
        else:
            self.app.bell()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark the key under the pointer, and tell more about it."""
        key = self._at(event)
        if key != self.pointed:
            self.pointed = key
            self.tooltip = (key.tooltip or None) if key else None

    def on_leave(self, event: Leave) -> None:
        """Mark none."""
        self.pointed = None
        self.tooltip = None

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """On to the keys that do not fit."""
        self._wheel(event, 4)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Back to the first keys."""
        self._wheel(event, -4)

    def _wheel(self, event: MouseEvent, by: int) -> None:
        to = max(0, min(self._most, self.shift + by))
        if to != self.shift:
            self.shift = to
            event.stop()
