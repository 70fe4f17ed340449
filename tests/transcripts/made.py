"""One short invented call, which every file in `files/` tells in the way of another tool, and small things to read."""

from __future__ import annotations

from pathlib import Path

from trainer.transcripts.reading import read_bytes
from trainer.transcripts.recording import Line, Recording

FILES = Path(__file__).parent / "files"
#: Who, what, from and to which second.
TALK = (
    ("Ana Lopes", "Thanks for making time. When did you last bake bread at home?", 1.0, 5.5),
    ("Ben Ortiz", "Sunday, I think. It was raining, so I stayed in.", 6.0, 9.5),
    ("Ana Lopes", "What happened just before you decided to?", 10.0, 12.5),
    ("Ben Ortiz", "My sister called. She said the bakery was closed again.", 13.0, 17.0),
    ("Ana Lopes", "And how did that feel?", 17.5, 19.0),
    ("Ben Ortiz", "Honestly? A bit annoying, the third time this month.", 20.0, 24.0),
    ("Ana Lopes", "What did you do then?", 24.5, 26.0),
    ("Ben Ortiz", "I got the old machine out of the cellar.", 27.0, 30.0),
)


def reading(text: str | bytes, file: str = "call") -> Recording:
    """Read a text as the file `file`."""
    return read_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, file)


def spoken(recording: Recording) -> list[tuple[str, str]]:
    """Give who says what."""
    return [(line.speaker, line.text) for line in recording.lines]


def recorded(*lines: tuple[str, str], file: str = "call.txt") -> Recording:
    """Make a recording of speakers and what they say."""
    return Recording(file, "text", tuple(Line(speaker, text) for speaker, text in lines))
