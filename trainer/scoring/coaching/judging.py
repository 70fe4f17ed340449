"""Room `scoring`: several answers of a model made into one, by majority. The rules have the last word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from trainer.conversation.coached import Judged, MarginNote, Verdict
from trainer.scoring.coaching.asking import Ask
from trainer.scoring.coaching.rules import contradiction
from trainer.scoring.coaching.verifying import Checked, Found
from trainer.scoring.record import Turn

#: Answers that are asked for, and how many have to agree.
SAMPLES, AGREE = 3, 2
#: Margin notes that are kept, one a turn.
MOST_NOTES = 6


def majority(verdicts: Sequence[Verdict]) -> tuple[Verdict, int]:
    """Give the verdict on which at least two agree, else `unclear`, and how many agreed on the most frequent one."""
    if not verdicts:
        return "unclear", 0
    verdict, count = Counter(verdicts).most_common(1)[0]
    return (verdict if count >= AGREE else "unclear"), count


def items_of(asks: Sequence[Ask], answers: Sequence[Checked], turns: Mapping[int, Turn]) -> Iterator[Judged]:
    """Give an item for whatever at least one answer spoke of, in the order in which it was asked."""
    for ask in asks:
        found = [answer.marks[ask] for answer in answers if ask in answer.marks]
        if found:
            yield _judged(ask, found, turns[ask.turn])


def _judged(ask: Ask, found: Sequence[Found], turn: Turn) -> Judged:
    verdict, agree = majority([one.verdict for one in found])
    quote = next((one.quote for one in found if one.verdict == verdict), found[0].quote)
    against = contradiction(ask.criterion, turn, verdict)
    return Judged(ask.criterion, verdict, ask.turn, quote, agree, SAMPLES, against)


def notes_of(answers: Sequence[Checked]) -> Iterator[MarginNote]:
    """Give the notes to keep: one a turn, from answer after answer, in the order of the call."""
    kept: dict[int, MarginNote] = {}
    for answer in answers:
        for note in answer.notes:
            held = kept.get(note.turn)
            better = held is not None and bool(note.better) and not held.better
            if better or (held is None and len(kept) < MOST_NOTES):
                kept[note.turn] = note
    yield from (kept[turn] for turn in sorted(kept))
