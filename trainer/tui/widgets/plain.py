"""Room `tui`: the one door through which text of any origin comes on screen. Text only: no markup, no escape codes.

Three walls stand behind each other: every string becomes `Content` here (or a widget has `markup=False`), what
cannot be seen is replaced before layout, and `PlainFilter` cleans every painted segment of every widget.
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content, Span
from textual.filter import LineFilter

#: C0 (without tab and newline), DEL, C1, bidi controls, separators, zero-width and tag characters. The joiners
#: U+200C and U+200D stay: emoji and several scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_PAINTED = re.compile(_UNSEEN.pattern[:-1] + "\t\n]")
_GESTURE = re.compile(r"\*[^*\n]{1,80}\*")


def visible(text: str) -> str:
    """Give `text` with every character that could steer a terminal replaced by U+FFFD; tab becomes a blank."""
    return _UNSEEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def one_line(text: str, limit: int = 0) -> str:
    """Give `text` in one line, safe to paint, cut with an ellipsis to `limit` characters (0: uncut)."""
    flat = " ".join(visible(text).split())
    return f"{flat[: limit - 1]}…" if 0 < limit < len(flat) else flat


def shown(text: str, style: str = "") -> Content:
    """Give `text` as content that is painted literally, in one style (theme variables allowed)."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def spoken(text: str) -> Content:
    """Give spoken words: literal text with its *gestures* in italics."""
    words = visible(text)
    spans = [Span(found.start(), found.end(), "italic $quiet") for found in _GESTURE.finditer(words)]
    return Content(words, spans)


def joined(*parts: str | tuple[str, str] | Content) -> Content:
    """Join pieces: plain strings, (text, style) pairs or content, all painted literally."""
    out = Content("")
    for part in parts:
        piece = part if isinstance(part, Content) else shown(*((part,) if isinstance(part, str) else part))
        out = out + piece
    return out


class PlainFilter(LineFilter):
    """The last wall: nothing that a terminal would obey or hide leaves in a painted segment. Keeps cell widths."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the segments with steering characters blanked; segments without any are passed through."""
        return [
            segment if segment.text.isprintable() else Segment(_painted(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def _painted(text: str) -> str:
    return _PAINTED.sub(lambda found: " " * cell_len(found.group()), text)
