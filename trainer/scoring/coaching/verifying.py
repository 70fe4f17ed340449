"""Room `scoring`: one answer of a model, checked by code. What does not stand up is thrown away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from trainer.conversation.coached import MarginNote, Verdict
from trainer.scoring.coaching.asking import Ask
from trainer.scoring.coaching.forms import CoachForm, Mark, Remark
from trainer.scoring.coaching.quoting import verbatim
from trainer.scoring.coaching.rules import is_weak
from trainer.scoring.coaching.wording import Wording
from trainer.scoring.record import Turn

#: Items and notes of one answer that are looked at.
MOST_ITEMS, MOST_NOTES = 24, 8


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict with words of the learner's line."""

    verdict: Verdict
    quote: str


@dataclass
class Checked:
    """What is left of one answer."""

    marks: dict[Ask, Found] = field(default_factory=dict)
    notes: list[MarginNote] = field(default_factory=list)
    next: str = ""
    dropped: int = 0


def checked(form: CoachForm, asks: Collection[Ask], turns: Mapping[int, Turn], wording: Wording) -> Checked:
    """Check one answer: turns exist and are the learner's, quotes stand in them, wordings are fit to be shown."""
    out = Checked()
    _marks(form.items, asks, turns, out)
    for remark in form.notes[:MOST_NOTES]:
        note = _note(remark, turns, wording)
        if note is None:
            out.dropped += 1
        else:
            out.notes.append(note)
    out.dropped += max(0, len(form.notes) - MOST_NOTES)
    out.next = wording.note(form.next)
    out.dropped += bool(form.next.strip()) and not out.next
    return out


def _marks(items: tuple[Mark, ...], asks: Collection[Ask], turns: Mapping[int, Turn], out: Checked) -> None:
    """Keep one verified verdict for each turn and criterion; where one answer gives two that differ, none."""
    torn: set[Ask] = set()
    for mark in items[:MOST_ITEMS]:
        ask = Ask(mark.turn, mark.criterion)
        quote = verbatim(mark.quote, turns[mark.turn].text) if ask in asks else ""
        if not quote or ask in torn:
            out.dropped += 1
        elif ask not in out.marks:
            out.marks[ask] = Found(mark.verdict, quote)
        elif out.marks[ask].verdict != mark.verdict:
            del out.marks[ask]
            torn.add(ask)
            out.dropped += 2
    out.dropped += max(0, len(items) - MOST_ITEMS)


def _note(remark: Remark, turns: Mapping[int, Turn], wording: Wording) -> MarginNote | None:
    turn = turns.get(remark.turn)
    quote = verbatim(remark.quote, turn.text) if turn else ""
    if turn is None or not quote:
        return None
    note = wording.note(remark.note)
    better = wording.better(remark.better, turn.number) if is_weak(turn) else ""
    return MarginNote(turn.number, quote, note, better) if note or better else None
