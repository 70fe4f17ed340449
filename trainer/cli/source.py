"""Room `cli`: the learner's lines, one by one as they come in, from a terminal or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO

#: Bytes of one line that are read; the rest of a longer one is passed over. Far more than a call keeps of it.
LONGEST = 1 << 20


class Source:
    """Lines of a byte stream. Bytes that are not UTF-8 become U+FFFD; the end of input is no line."""

    def __init__(self, stream: BinaryIO | None, prompt: Callable[[str], None] | None = None) -> None:
        """Take a stream (None: nothing to read) and what shows a prompt, if somebody sits there."""
        self._stream = stream
        self._prompt = prompt

    @property
    def asks(self) -> bool:
        """Whether somebody sits there and is asked."""
        return self._prompt is not None

    def line(self, label: str) -> str | None:
        """Give the next line without its line end, as soon as it is there; None at the end of input."""
        if self._stream is None:
            return None
        if self._prompt is not None:
            self._prompt(label)
        line = self._stream.readline(LONGEST)
        if not line:
            return None
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = self._stream.readline(LONGEST)
        return line.decode("utf-8", "replace").rstrip("\r\n")

    def lines(self, label: str) -> Iterator[str]:
        """Give line after line until the end of input."""
        while (line := self.line(label)) is not None:
            yield line


def stdin() -> BinaryIO | None:
    """Give the bytes of stdin, or None where it is closed."""
    return None if sys.stdin is None else sys.stdin.buffer
