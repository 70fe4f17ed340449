"""Room `cli`: the debrief, read from a pipe or asked for in a terminal."""

from __future__ import annotations

from trainer.cli import output
from trainer.cli.source import Source
from trainer.conversation.events import FORCE_LIMIT, INSIGHT_LIMIT, Debrief
from trainer.language.text import clean

FORCES = ("push", "pull", "anxiety", "habit")
QUESTION = "Before anything is shown: what is really behind it? One sentence, then the four forces; any may stay empty."
SHOWN = 60
"""Characters that are quoted of a line nobody understands."""


def read(source: Source) -> Debrief | None:
    """Read a debrief until the end of input: the insight, then forces in any order, each after its label.

    A force that comes twice is joined. A line without a label is passed over with a note. None where no line came.
    """
    insight = source.line("")
    if insight is None:
        return None
    forces: dict[str, str] = {}
    for line in source.lines(""):
        label, colon, text = line.partition(":")
        force = label.strip().casefold()
        if colon and force in FORCES:
            forces[force] = f"{forces.get(force, '')} {text}".strip()
        elif line.strip():
            output.note(f"Passed over: {clean(line)[:SHOWN]} (a line begins with push:, pull:, anxiety: or habit:)")
    return Debrief(insight, forces)


def asked(source: Source) -> Debrief:
    """Ask for the debrief, one text after the other; one that is too long is asked for again."""
    output.note(QUESTION)
    insight = _within(source, "Insight:", INSIGHT_LIMIT)
    return Debrief(insight, {force: _within(source, f"{force.capitalize()}:", FORCE_LIMIT) for force in FORCES})


def _within(source: Source, label: str, limit: int) -> str:
    while True:
        text = source.line(label) or ""
        length = len(clean(text))
        if length <= limit:
            return text
        output.note(f"That has {length} characters; at most {limit}.")
