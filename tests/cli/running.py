"""Runs one command in this process, as the shell would run it in one of its own."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from trainer.__main__ import guarded

LIBRARY = Path(__file__).resolve().parents[2]
"""The folder that holds the shipped `scenarios` and `personas`."""
SCENARIO, PERSONA = "game-nobody-plays", "maren-tveit"
#: A short call that is long enough to be judged; written from the briefing.
LINES = (
    "Hi, thanks for making time. What did your last evening in Emberfall look like?",
    "What happened just before you logged in?",
    "",
    "You said you go every day. What is that like?",
    "Who else is around then?",
    "Tell me about the last time something there surprised you.",
    "What was going through your mind then?",
)
DEBRIEF = ("She keeps in touch with people she misses.", "pull: a quiet place", "habit: every evening")


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    code: int
    raw: bytes
    """Stdout as it left."""
    err: str

    @property
    def out(self) -> str:
        """Stdout; fails where it is not UTF-8."""
        return self.raw.decode("utf-8")

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def events(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.split("\n")[:-1]]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The events of one kind."""
        return [event for event in self.events if event["event"] == kind]


def typed(*lines: str) -> bytes:
    """Give lines as they come through a pipe."""
    return "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")


def run(*arguments: str, stdin: bytes = b"") -> Done:
    """Run a command with these bytes on stdin."""
    streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
    with _in_place_of(streams):
        code = guarded(arguments)
    out, err = (stream.buffer.getvalue() for stream in streams[1:])
    return Done(code, out, err.decode("utf-8"))


def interview(*lines: str, options: Sequence[str] = (), seed: int = 1, scenario: str = SCENARIO) -> Done:
    """Run an interview as JSON on these lines."""
    return run("interview", scenario, "--json", "--seed", str(seed), *options, stdin=typed(*lines))


def debriefed(*lines: str, seed: int = 1) -> str:
    """Play a whole interview and give the session's id."""
    done = interview(*(lines or LINES), "/end", *DEBRIEF, seed=seed)
    assert done.code == 0, done.err
    return str(done.events[0]["session"])


def assert_one_line(done: Done, code: int = 2) -> None:
    """A refusal: nothing on stdout, one clear line on stderr, no traceback."""
    assert done.code == code, done.err
    assert done.raw == b""
    assert done.err.endswith("\n") and done.err.count("\n") == 1, done.err
    assert done.err.startswith("trainer: ") and "Traceback" not in done.err and "Error(" not in done.err


@contextlib.contextmanager
def _in_place_of(streams: Sequence[io.TextIOWrapper]) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            stack.enter_context(mock.patch.object(sys, name, stream))
        yield
        for stream in streams[1:]:
            stream.flush()
