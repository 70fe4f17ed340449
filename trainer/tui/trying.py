"""Room `tui`: second tries as blocks of text, and what workers tell of them. Pure: decides nothing, scores nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from trainer.tui import wording
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.conversation import SILENCE
from trainer.tui.widgets.plain import joined, one_line, shown, spoken

if TYPE_CHECKING:
    from trainer.scoring.second_try import Comparison, Side
    from trainer.tui.ports import RowPort
    from trainer.tui.screens.choosing import Answer


@dataclass
class TriesArrived(Message):
    """The second tries of a session, begun first first."""

    rows: Sequence[RowPort]


@dataclass
class CountsArrived(Message):
    """Customer → whether a call with them counts, in a sentence."""

    said: Mapping[str, str]


@dataclass
class CompareArrived(Message):
    """Two calls side by side, with the scenario's title and the customer's name."""

    compared: Comparison
    title: str
    name: str


def blocks(compared: Comparison, name: str) -> Iterator[Block]:
    """What it came to, then turn by turn: one side is the body of a block, the other stands beside or beneath it."""
    from trainer.scoring.side_by_side import kinds, names, summary  # not on the way to the first screen

    titles = names(compared)
    yield Block("\n".join(summary(compared)), mark="In short")
    heads = [joined((title, "bold"), f"\n{kind}") for title, kind in zip(titles, kinds(compared), strict=True)]
    yield Block(heads[0], notes=heads[1], classes="pair heads")
    trust = "" if compared.trust is None else f"\ntrust {compared.trust:.2f}"
    yield Block(joined(spoken(compared.before), (trust, "$quiet")), mark=f"{one_line(name, 13)}, both")
    for place in range(max(len(side.steps) for side in compared.sides)):
        one, two = (_cell(side, place, name, title) for side, title in zip(compared.sides, titles, strict=True))
        turn = compared.at + place
        yield Block(one, notes=two, mark=f"Turn {turn}", turn=turn, classes="pair")


def _cell(side: Side, place: int, name: str, title: str) -> Content:
    from trainer.scoring.side_by_side import effects

    if place >= len(side.steps):
        over = "The call was over." if side.ended else "Nothing was said here yet."
        return joined((f"{title}\n", "$quiet"), (over, "italic $quiet"))
    step = side.steps[place]
    said = spoken(step.said) if step.said.strip() else shown(SILENCE, "italic")
    brought = "".join(f"\n{line}" for line in effects(step.effect)) if step.effect else ""
    return joined(
        (f"{title}\n", "$quiet"), ("You: ", "bold"), said, (f"\n{one_line(name, 20)}: ", "bold $primary"),
        spoken(step.answer), (brought, "$accent"),
    )  # fmt: skip


def answers(rows: Sequence[RowPort], limit: int = 50) -> list[Answer]:
    """Give second tries to choose from, the newest first."""
    return [
        (row.id, f"From turn {row.branch_at}, {wording.count(row.turns - row.branch_at + 1, 'turn')} said",
         f"{wording.when(row.started_at)}, {row.id[:8]}")
        for row in list(rows)[::-1][:limit]
    ]  # fmt: skip


def mark_of(row: RowPort) -> str:
    """Say in a few words what a session in a list counts as."""
    from trainer.conversation.attempts import in_words

    return in_words(row.attempt, row.number, row.branch_at)
