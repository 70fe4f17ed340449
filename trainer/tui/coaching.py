"""Room `tui`: the coach's notes as blocks of text. Pure: adds no judgement, and no figure hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trainer.tui import wording
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.plain import joined, one_line

if TYPE_CHECKING:
    from trainer.conversation.coached import InsightJudged, Judged, MarginNote
    from trainer.conversation.events import Coached

COUNTS_NOTHING = "These are the notes of a language model. They change no figure: the scorecard stands without them."
NO_MODEL = (
    "The coach is a language model, and none is set. At home, Model (v) sets one: a hosted one, or one on this "
    "machine. The scorecard is complete without it."
)
NOBODY_ASKED = (
    "Nobody has been asked yet. a asks {model}: it reads what was said and your debrief, and notes what your lines "
    "did. What was hidden is not sent. It is asked a few times and may take a minute."
)
VERDICTS = {"met": ("✓", "met"), "not_met": ("✗", "not met"), "unclear": ("?", "unclear")}
DISPUTED = ("≠", "disputed")


def blocks(notes: Sequence[Coached], at: int, model: str, problem: str = "") -> Iterator[Block]:
    """Give the notes at place `at` (0: the newest), or what can be done where there are none."""
    if not notes:
        told = NOBODY_ASKED.format(model=one_line(model, 60)) if model else problem or NO_MODEL
        yield Block(told, mark="Coach")
        return
    event = notes[at]
    coaching = event.coaching
    yield Block(COUNTS_NOTHING, mark="Coach", notes=_origin(event, at, len(notes)))
    if coaching.next:
        yield Block(coaching.next, mark="Try next")
    if coaching.notes:
        yield Block("At your lines", classes="-head")
        yield from map(_note, coaching.notes)
    if coaching.items:
        agreed = f" (all answers agreed on {coaching.agreement})" if coaching.agreement else ""
        yield Block(f"Line by line{agreed}", classes="-head")
        yield from map(_item, coaching.items)
    if coaching.insight:
        yield Block("Your debrief, claim by claim", classes="-head")
        yield from map(_insight, coaching.insight)


def _origin(event: Coached, at: int, many: int) -> str:
    said = [wording.when(event.at) or one_line(event.at, 30), one_line(event.model, 60), one_line(event.prompt, 40)]
    if event.coaching.answers < event.coaching.asked:
        said.append(f"{event.coaching.answers} of {event.coaching.asked} answers came")
    if many > 1:
        said.append(f"notes {at + 1} of {many}, the newest first; o: the others")
    return " · ".join(said)


def _note(note: MarginNote) -> Block:
    told = [text for text in (note.note, f"Try: {note.better}" if note.better else "") if text]
    return Block(f"“{note.quote}”", mark=f"Turn {note.turn}", notes="\n".join(told), turn=note.turn, ref="note")


def _item(item: Judged) -> Block:
    from trainer.scoring.coaching.criteria import BY_ID  # reads what a model is asked: only where notes are shown

    known = BY_ID.get(item.criterion)
    title = known.title if known else one_line(item.criterion, 60)
    sign, word = DISPUTED if item.disputed else VERDICTS.get(item.verdict, VERDICTS["unclear"])
    notes = f"“{item.quote}”"
    if item.disputed:
        said = VERDICTS.get(item.verdict, VERDICTS["unclear"])[1]
        notes += f"\nThe model says {said}; the rules heard {item.disputed}. It counts nothing."
    return Block(
        joined((f"{sign} {word}", "bold"), f"  {title}", (f"  {item.agree} of {item.of}", "$quiet")),
        mark=f"Turn {item.turn}",
        notes=notes,
        turn=item.turn,
        ref=item.criterion,
    )


def _insight(one: InsightJudged) -> Block:
    sign, word = VERDICTS.get(one.verdict, VERDICTS["unclear"])
    quote = f": “{one.quote}”" if one.quote else ""
    return Block(
        one.says,
        mark=f"{sign} {word}",
        notes=f"The coach: {word} ({one.agree} of {one.of}){quote}\nThe scorecard, which counts: {one.offline}",
        ref=f"claim:{one.claim}",
    )
