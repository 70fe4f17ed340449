"""Room `tui`: what a learner may say otherwise of a turn, as rows to choose from. Pure: asks nobody, keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.tui import wording

if TYPE_CHECKING:
    from trainer.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be said of a turn."""

    about: str
    """What it is about, with what the trainer says of it: the heading of its group."""
    rule: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the learner says: a label and their reason."""

    rule: str
    label: str
    reason: str


def offers(card: Scorecard, labels: Mapping[str, str], turn: int) -> list[Offer]:
    """Give what can be said of a turn (0: the debrief): first of its items, then of how the line was heard.

    `labels` are the trainer's own for it; empty where nothing was heard.
    """
    from trainer.scoring.labels import LABELS, RIGHT, WRONG  # not on the way to the first screen

    out = []
    seen = set()
    for item in card.items:
        if item.turn != turn or item.rule in seen:
            continue
        seen.add(item.rule)
        about = f"{wording.PART_NAMES.get(item.part, item.part)}: {item.note}"
        out += [Offer(about, item.rule, label, f"this is {label}") for label in (WRONG, RIGHT)]
    for aspect, ours in labels.items():
        about = f"{aspect.capitalize()}, heard: {ours}"
        out += [Offer(about, aspect, label, _text(aspect, label)) for label in LABELS.get(aspect, ())]
    return out


def _text(aspect: str, label: str) -> str:
    if aspect == "input":
        return {"yes": "yes, I brought something in", "no": "no, I brought nothing in"}.get(label, label)
    if aspect == "leading":
        return {"yes": "yes, it carried its answer", "no": "no, it left the answer open"}.get(label, label)
    return f"no {aspect}" if label == "none" else f"{label} {aspect}" if aspect == "question" else label


def first_of(found: list[Offer], rule: str) -> int:
    """Give the place of the first offer about `rule`; 0 where there is none."""
    return next((at for at, one in enumerate(found) if one.rule == rule), 0)
