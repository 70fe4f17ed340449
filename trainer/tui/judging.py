"""Room `tui`: a recorded call read and judged off the event loop, and what a screen is told about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from textual.message import Message

from trainer.tui.apart import apart

if TYPE_CHECKING:
    from trainer.desk.recorded import Judged, Tape
    from trainer.scoring.calls.comparing import Comparison
    from trainer.tui.ports import DeskPort
    from trainer.tui.side_ports import KeptPort

#: A blank, bracket or quote as a terminal writes it into a path that is dragged onto it.
_ESCAPED = re.compile(r"\\([ '\"()&\[\]])")


@dataclass
class Working(Message):
    """What is being done, in a few words."""

    text: str


@dataclass
class WhoAsked(Message):
    """It cannot be told who of a file interviews; the learner has to say."""

    tape: Tape


@dataclass
class CallJudged(Message):
    """A call is judged. `tape` and `interviewer` are what it takes to judge it otherwise; None for a kept one."""

    judged: Judged
    tape: Tape | None
    interviewer: str = ""
    kept: str = ""
    """Its id where it is kept."""


@dataclass
class FileRefused(Message):
    """A file cannot be read as a call; `reason` is one line for people."""

    reason: str


@dataclass
class CompareArrived(Message):
    """The call beside practice; `reason` is one line where practice cannot be read."""

    comparison: Comparison | None
    reason: str = ""


@dataclass
class CallsArrived(Message):
    """The kept calls, the one kept last first."""

    rows: Sequence[KeptPort]


@dataclass
class CallKept(Message):
    """A call was stored, as it stands in `call`."""

    call: CallJudged


Tell = Callable[[Message], Any]
"""Posts a message; may be called from any thread."""


async def read(desk: DeskPort, text: str, tell: Tell) -> None:
    """Read the file of a path as it was typed, and judge it; whatever comes of it is told."""
    from trainer.tui.ports import spoken_errors

    path = path_of(text)
    tell(Working(f"Reading {path.name} …"))
    try:
        tape = await apart(partial(desk.calls.read, path))
    except spoken_errors() as error:
        tell(FileRefused(str(error)))
        return
    await judge(desk, tape, "", tell)


async def judge(desk: DeskPort, tape: Tape, interviewer: str, tell: Tell, *, mask: bool = False) -> None:
    """Judge a call; whatever comes of it is told."""
    from trainer.transcripts.casting import WhoIsWho
    from trainer.tui.ports import spoken_errors

    def hearing(turns: int) -> None:
        tell(Working(f"Hearing {turns:,} turns …"))

    try:
        judged = await apart(lambda: desk.calls.judge(tape, interviewer, mask=mask, told=hearing))
    except WhoIsWho:
        tell(WhoAsked(tape))
    except spoken_errors() as error:
        tell(FileRefused(str(error)))
    else:
        tell(CallJudged(judged, tape, interviewer))


async def judge_again(desk: DeskPort, call: str, tell: Tell) -> None:
    """Judge a kept call; whatever comes of it is told."""
    from trainer.tui.ports import spoken_errors

    tell(Working("Hearing the call …"))
    try:
        judged = await apart(partial(desk.calls.again, call))
    except spoken_errors() as error:
        tell(FileRefused(str(error)))
    else:
        tell(CallJudged(judged, None, kept=call))


async def compare(desk: DeskPort, judged: Judged, tell: Tell) -> None:
    """Put a call beside practice; whatever comes of it is told."""
    from trainer.tui.ports import spoken_errors

    try:
        tell(CompareArrived(await apart(partial(desk.calls.compare, judged))))
    except spoken_errors() as error:
        tell(CompareArrived(None, str(error)))


def path_of(text: str) -> Path:
    """Give the path that was typed, pasted or dragged in: quotes, a `file:` address, escaped blanks, `~`."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(text[len("file://") :])
    elif _ESCAPED.search(text) and not _there(text):
        text = _ESCAPED.sub(r"\1", text)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # "~somebody" who is not here
        return Path(text)


def _there(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False
