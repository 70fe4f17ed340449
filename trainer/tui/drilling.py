"""Room `tui`: what the screens of drills tell each other, and the work behind them. Plain data; no widget."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from trainer.content.drills.shelf import Placed
    from trainer.desk.drilling import Overview
    from trainer.practice.drills.verdict import Verdict
    from trainer.tui.ports import DeskPort

#: Choice → what stands on it, and the answer that choosing it gives.
SILENCE = (("silent", "Stay silent", "stay silent"), ("speak", "Speak", "speak"))
FORCES = (
    ("push", "Push: away from what they have", "push"),
    ("pull", "Pull: toward the new", "pull"),
    ("anxiety", "Anxiety: about the new", "anxiety"),
    ("habit", "Habit: of the old", "habit"),
)


@dataclass
class DrillsArrived(Message):
    """How the learner stands, and the day's session."""

    seen: Overview


@dataclass
class DrillJudged(Message):
    """An answer was stored and judged."""

    drill: Placed
    verdict: Verdict


@dataclass
class AnswerFailed(Message):
    """An answer could not be stored; it stays where it was written. `reason` is one line for people."""

    reason: str


@dataclass
class DraftFound(Message):
    """What was being written for a drill when it was left."""

    drill: str
    text: str


def choices_of(drill: Placed) -> tuple[tuple[str, str, str], ...]:
    """Give what can be chosen in a drill as (id, text, answer); empty where the answer is written."""
    kind = drill.kind.value
    if kind == "silence":
        return SILENCE
    if kind == "force":
        return FORCES
    letters = "abcde"
    return tuple(
        (letters[at], f"{letters[at]}. {option.says}", letters[at]) for at, option in enumerate(drill.item.options)
    )


def draft_of(drill: Placed) -> str:
    """Give the name under which what is being written for a drill is kept."""
    return f"drill:{drill.id}"


async def look(desk: DeskPort, post: Callable[[Message], object]) -> None:
    """Read how the learner stands."""
    from trainer.tui.messages import Failed
    from trainer.tui.ports import spoken_errors

    try:
        post(DrillsArrived(await asyncio.to_thread(desk.drilling.overview)))
    except spoken_errors() as error:
        post(Failed(str(error)))


async def answer(desk: DeskPort, drill: Placed, text: str, post: Callable[[Message], object]) -> None:
    """Store an answer and judge it; its draft goes when it is stored."""
    from trainer.tui.ports import spoken_errors

    def both() -> Verdict:
        verdict = desk.drilling.answer(drill, text)
        desk.store.drop_draft(draft_of(drill), "line")
        return verdict

    try:
        post(DrillJudged(drill, await asyncio.to_thread(both)))
    except spoken_errors() as error:
        post(AnswerFailed(str(error)))


async def find_draft(desk: DeskPort, drill: Placed, post: Callable[[Message], object]) -> None:
    """Give back what was being written for a drill."""
    from trainer.tui.ports import spoken_errors

    try:
        text = await asyncio.to_thread(desk.store.draft, draft_of(drill), "line")
    except spoken_errors():
        return  # the next answer says what is wrong with the store
    post(DraftFound(drill.id, text))
