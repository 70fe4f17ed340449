"""Room `tui`: a judged call as blocks of text, tab by tab. Pure: computes no score, adds no judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.tui import wording
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.plain import joined, one_line, shown

if TYPE_CHECKING:
    from trainer.desk.recorded import Judged
    from trainer.scoring.calls.comparing import Comparison
    from trainer.scoring.calls.review import Note

#: Turns on one page of the transcript: each is a handful of widgets.
PAGE = 80
#: Characters of one turn that are painted; what is longer is no turn but a transcript in one piece.
MOST_SHOWN = 6000
SIDES = {"interviewer": "You", "customer": "Customer"}


def overview(judged: Judged) -> Iterator[Block]:
    """The parts, what was counted, how the file was read, and the notes."""
    from trainer.scoring.calls.telling import counted
    from trainer.transcripts.talk import told

    for name in ("technique", "unscripted", "discovery", "insight"):
        yield Block(_part(judged, name), mark=wording.PART_NAMES[name])
    yield Block("\n".join(counted(judged.analysis)), mark="Your turns")
    talk = "\n".join(told(judged.talk))
    if talk:
        yield Block(talk, mark="Talk")
    if judged.notes:
        yield Block("\n".join(judged.notes), mark="As read")
    for title, good in (("What to mend", False), ("What was good", True)):
        notes = [note for note in judged.review.notes if note.good is good]
        if notes:
            yield Block(title, classes="-head")
            yield from map(_evidence, notes)


def _part(judged: Judged, name: str) -> Content:
    from trainer.scoring.calls.telling import part_in_a_line, part_of

    value = part_of(judged.analysis, name).value
    line = part_in_a_line(judged.analysis, name)
    if value is None:
        return joined(("Not scored", "bold"), line.removeprefix("not scored"))
    return joined((f"{wording.dots(value)}  {line}", "bold"))


def _evidence(note: Note) -> Block:
    return Block(f"“{note.quote}”", mark=f"Turn {note.turn + 1}", notes=_said(note), turn=note.turn, ref=note.rule)


def _said(note: Note) -> str:
    return f"{note.why}\nTry instead: {note.better}" if note.better else note.why


def pages(judged: Judged) -> int:
    """Give how many pages the transcript has; at least one."""
    return max(1, -(-len(judged.transcript.turns) // PAGE))


def transcript(judged: Judged, page: int = 0) -> Iterator[Block]:
    """What was said on one page, with the notes at the turns."""
    notes: dict[int, list[Note]] = {}
    for note in judged.review.notes:
        notes.setdefault(note.turn, []).append(note)
    turns = judged.transcript.turns
    if not turns:
        yield Block("Not a word is said in it.")
    for index, turn in enumerate(turns[page * PAGE : (page + 1) * PAGE], start=page * PAGE):
        text = turn.text if len(turn.text) <= MOST_SHOWN else f"{turn.text[:MOST_SHOWN]}… (the rest is not shown)"
        yield Block(
            shown(text) if text.strip() else shown("(nothing)", "italic $quiet"),
            mark=f"{index + 1} {SIDES[turn.speaker]}",
            notes="\n".join(_margin(note, text) for note in notes.get(index, ())),
            turn=index,
            classes="learner" if turn.is_interviewer else "customer",
        )


def _margin(note: Note, text: str) -> str:
    quote = "" if note.quote == text.strip() else f" “{one_line(note.quote, 80)}”"
    better = f" Try: {note.better}" if note.better else ""
    return f"{'✓' if note.good else '✗'} {note.why}{quote}{better}"


def practise(judged: Judged, comparison: Comparison | None, reason: str = "") -> Iterator[Block]:
    """What to practise next, and the call beside practice."""
    from trainer.scoring.calls.telling import beside

    yield Block(judged.review.next, mark="Next")
    if comparison is not None:
        lines: Iterable[str] = beside(comparison)
    else:
        lines = [f"Not put beside your practice: {reason}" if reason else "Looking at your practice …"]
    yield Block("Beside your practice", classes="-head")
    for line in lines:
        yield Block(line, classes="-tight")
