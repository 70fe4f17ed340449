"""Room `cli`: the only way out: data for machines, lines for people. No text of any origin steers a terminal."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from typing import Any, TextIO

from trainer.language.text import clean

#: What JSON leaves unescaped and a terminal obeys or hides: DEL, C1, and characters of direction and of no width.
_STEERING = re.compile(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def prepare() -> None:
    """Let a character that the terminal's encoding lacks be replaced instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def emit(data: Any, *, indent: int | None = None) -> None:
    """Write one JSON value to stdout, on one line unless indented, and flush it. Always valid UTF-8."""
    raw(json_text(data, indent=indent) + "\n")


def json_text(data: Any, *, indent: int | None = None) -> str:
    """Give a value as JSON with readable letters, in which steering characters are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return _STEERING.sub(_escaped, _SURROGATES.sub("\ufffd", text))


def raw(text: str) -> None:
    """Write a document to stdout as UTF-8, as it is, and flush it."""
    if sys.stdout is None:
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def say(text: str = "") -> None:
    """Write one line for people to stdout, cleaned, and flush it."""
    if sys.stdout is not None:
        print(_fitted(_line(text), sys.stdout), flush=True)


def note(text: str) -> None:
    """Write one line for people to stderr, cleaned."""
    if sys.stderr is not None:
        print(_fitted(_line(text), sys.stderr), file=sys.stderr, flush=True)


def ask(label: str) -> None:
    """Write a prompt and stay on its line; to stderr where stdout is no terminal."""
    stream = sys.stdout if sys.stdout is not None and sys.stdout.isatty() else sys.stderr
    if stream is not None:
        print(_fitted(clean(label), stream), end=" ", file=stream, flush=True)


def is_terminal(*, output: bool = True) -> bool:
    """Say whether somebody sits at stdin, and (unless `output` is false) at stdout."""
    streams = (sys.stdin, sys.stdout) if output else (sys.stdin,)
    return all(stream is not None and stream.isatty() for stream in streams)


def _line(text: str) -> str:
    """Give text cleaned, on one line, as far from the left as it was."""
    return " " * (len(text) - len(text.lstrip(" "))) + clean(text)


def _fitted(line: str, stream: TextIO) -> str:
    """Give a line broken between words where a terminal would break it within one; elsewhere as it is."""
    if not stream.isatty():
        return line
    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns
    if len(line) <= width:
        return line
    margin = " " * (len(line) - len(line.lstrip(" ")))
    return textwrap.fill(
        line, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
